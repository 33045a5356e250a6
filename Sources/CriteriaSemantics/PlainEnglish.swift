import CriteriaSyntax
import SourceText

/// A criteria in plain English: one sentence, and a row for each condition.
///
/// Works on every tree, also on one with findings, without recursion and in linear time.
package struct PlainEnglish: Sendable {
  /// A condition as `explain` shows it.
  package struct Clause: Sendable, Hashable {
    package let field: String
    /// The operator as written, one blank between words; empty where there is none.
    package let `operator`: String
    /// The value as written, a list with its commas.
    package let value: String
    /// Nil where no schema tells.
    package let type: FieldType?
    /// How the value is read: ``text `open` ``, ``number 7``, ``contains `x`, in any case``.
    package let reading: String
    /// In the text.
    package let range: ByteRange
  }

  /// The value of a hole, for `--let` and `@let` [decision C28].
  package struct Binding: Sendable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What the words depend on beside the text.
  package struct Context: Sendable {
    package var operation: CriteriaSyntax.Operation
    /// Named in the sentence where it is known.
    package var datastore: String?
    package var schema: PreparedSchema?
    package var dialect: DialectOptions
    package var bindings: [Binding]

    package init(
      operation: CriteriaSyntax.Operation = .list, datastore: String? = nil, schema: PreparedSchema? = nil,
      dialect: DialectOptions = DialectOptions(), bindings: [Binding] = []
    ) {
      self.operation = operation
      self.datastore = datastore
      self.schema = schema
      self.dialect = dialect
      self.bindings = bindings
    }
  }

  package let sentence: String
  /// In the order of the text; holes that stand for conditions included, with an empty operator.
  package let clauses: [Clause]

  package init(_ tree: CriteriaTree, _ text: MappedText, context: Context = Context()) {
    var writer = SentenceWriter(tree: tree, text: text, context: context)
    writer.run()
    sentence = writer.sentence
    clauses = writer.clauses
  }
}

/// Writes the sentence while it walks the tree. Compounds inside compounds stand in parentheses, so that nobody has
/// to know what binds tighter.
private struct SentenceWriter {
  private struct Compound {
    let word: String
    let operandCount: Int
    var written = 0
    let hasParentheses: Bool
  }

  let tree: CriteriaTree
  let text: MappedText
  let context: PlainEnglish.Context
  private(set) var clauses: [PlainEnglish.Clause] = []
  private var body: [UInt8] = []
  private var compounds: [Compound] = []

  init(tree: CriteriaTree, text: MappedText, context: PlainEnglish.Context) {
    self.tree = tree
    self.text = text
    self.context = context
  }

  var sentence: String {
    let verb =
      switch context.operation {
      case .list: "selects"
      case .update: "updates"
      case .delete: "deletes"
      }
    let place = context.datastore.map { " of `\($0)`" } ?? ""
    if body.isEmpty { return "\(verb) every record\(place)" }
    return "\(verb) the records\(place) where \(String(decoding: body, as: UTF8.self))"
  }

  mutating func run() {
    for event in TreeWalk.events(of: tree) {
      switch event {
      case .enter(let node): enter(node)
      case .leave(let node): leave(node)
      case .token: break
      }
    }
  }

  private mutating func enter(_ index: Int) {
    let node = tree.nodes[index]
    switch node.kind {
    case .conjunction: open(index, "and")
    case .disjunction: open(index, "or")
    case .negation:
      startOperand()
      body += "not ".utf8
      compounds.append(Compound(word: "", operandCount: 1, hasParentheses: false))
    case .condition:
      startOperand()
      let reader = ClauseReader(tree: tree, text: text, context: context, node: index)
      clauses.append(reader.clause)
      body += reader.phrase.utf8
    case .holeCondition:
      startOperand()
      let hole = text.bytes.text(tree.range(ofNode: index))
      clauses.append(
        PlainEnglish.Clause(
          field: hole, operator: "", value: "", type: nil, reading: "conditions inserted at run time",
          range: tree.range(ofNode: index)))
      body += "the conditions of `\(TreeDump.shown(hole))` hold".utf8
    case .error:
      startOperand()
      let part = TreeDump.shown(text.bytes.text(tree.range(ofNode: index)))
      body += (part.isEmpty ? "something that is missing" : "`\(part)`, which cannot be read,").utf8
    case .group where node.size == 1:
      startOperand()
      body += "nothing, in empty parentheses,".utf8
    case .group, .criteria: break
    }
  }

  private mutating func leave(_ index: Int) {
    switch tree.nodes[index].kind {
    case .conjunction, .disjunction:
      if compounds.popLast()?.hasParentheses == true { body.append(UInt8(ascii: ")")) }
    case .negation: compounds.removeLast()
    default: break
    }
  }

  private mutating func open(_ index: Int, _ word: String) {
    startOperand()
    let isInner = !compounds.isEmpty
    if isInner { body.append(UInt8(ascii: "(")) }
    compounds.append(
      Compound(word: word, operandCount: tree.operandCount(index), hasParentheses: isInner))
  }

  /// Writes what joins the next operand to the one before: `a, b and c`.
  private mutating func startOperand() {
    guard let last = compounds.indices.last else { return }
    let compound = compounds[last]
    compounds[last].written += 1
    guard compound.written > 0 else { return }
    let isLast = compound.written == compound.operandCount - 1
    body += (isLast ? " \(compound.word) " : ", ").utf8
  }
}
