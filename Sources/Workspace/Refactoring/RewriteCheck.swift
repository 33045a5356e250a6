import CriteriaSyntax
import Embedding
import Linting
import SourceText

/// Holds changes of one criteria against what they promise.
struct RewriteCheck {
  private let context: RefactoringContext
  private var parser = CriteriaParser()
  private var analyzer: QueryAnalyzer?
  private var findingsBefore: [String: Int]?
  private let meaning: MeaningForm?
  private let opposite: MeaningForm?

  init(_ context: RefactoringContext) {
    self.context = context
    meaning = MeaningForm(context.tree, context.text)
    opposite = MeaningForm(context.tree, context.text, isNegated: true)
  }

  mutating func outcome(of rewrite: Rewrite) -> Refactoring.Outcome {
    if let refusal = rewrite.refusal { return .refused(refusal) }
    var edits = rewrite.fileEdits
    for edit in rewrite.edits {
      guard let fileEdit = context.text.fileEdit(replacing: edit.range, with: newText(edit)) else {
        return .refused("it would change what the host puts together at run time")
      }
      edits.append(fileEdit)
    }
    guard TextEdit.areCompatible(edits, length: context.document.bytes.count), let result = apply(rewrite)
    else { return .refused("it cannot be written here") }
    if let refusal = refusal(of: result, rewrite) { return .refused(refusal) }
    return .edits(edits.sorted { $0.range < $1.range })
  }

  private func newText(_ edit: RewriteEdit) -> [UInt8] {
    edit.pieces.flatMap { piece -> [UInt8] in
      switch piece {
      case .copy(let range): Array(context.text.bytes[range])
      case .literal(let bytes): bytes
      case .hole(let name): Array("${".utf8) + name + Array("}".utf8)
      }
    }
  }

  /// The text with the edits in it, and its holes.
  private func apply(_ rewrite: Rewrite) -> MappedText? {
    let text = context.text
    var bytes: [UInt8] = []
    var holes: [Hole] = []
    func copy(_ range: ByteRange) {
      let distance = bytes.count - range.start
      for hole in text.holes where range.contains(hole.range) {
        holes.append(hole.shifted(by: distance))
      }
      bytes += text.bytes[range]
    }
    var offset = text.range.start
    for edit in rewrite.edits.sorted(by: { $0.range < $1.range }) {
      guard edit.range.start >= offset else { return nil }
      copy(ByteRange(offset, edit.range.start))
      for piece in edit.pieces {
        switch piece {
        case .copy(let range): copy(range)
        case .literal(let literal): bytes += literal
        case .hole(let name):
          let start = bytes.count
          bytes += "${".utf8 + name + "}".utf8
          holes.append(
            Hole(
              range: ByteRange(start, bytes.count), name: ByteRange(start + 2, bytes.count - 1),
              form: .dollarBrace))
        }
      }
      offset = edit.range.end
    }
    copy(ByteRange(offset, text.range.end))
    return MappedText(bytes: bytes, holes: holes, unclosedHoles: [])
  }

  private mutating func refusal(of result: MappedText, _ rewrite: Rewrite) -> String? {
    parser.parse(result, knownFields: context.knownFields)
    let tree = parser.tree
    let isMeant: Bool
    if rewrite.bindings.isEmpty {
      switch rewrite.promise {
      case .same: isMeant = meaning != nil && MeaningForm(tree, result) == meaning
      case .opposite: isMeant = opposite != nil && MeaningForm(tree, result) == opposite
      case .other: isMeant = MeaningForm(tree, result) != nil
      }
    } else {
      isMeant =
        meaning != nil
        && BoundMeaning.form(tree, result, rewrite.bindings)
          == BoundMeaning.form(context.tree, context.text, rewrite.bindings)
    }
    guard isMeant else { return "it would mean something else" }
    if let code = newFinding(in: result) { return "it would cause \(code)" }
    return nil
  }

  /// The code of a finding that is not there yet.
  private mutating func newFinding(in result: MappedText) -> String? {
    let before = findingsBefore ?? counts(in: apply(Rewrite(id: "", title: "")) ?? context.text)
    findingsBefore = before
    let after = counts(in: result)
    return after.filter { $0.value > before[$0.key] ?? 0 }.map(\.key).min()
  }

  private mutating func counts(in text: MappedText) -> [String: Int] {
    let workspace = context.document.workspace
    var known =
      analyzer
      ?? QueryAnalyzer(
        LintOptions(
          selection: workspace.selection, dialect: workspace.settings.dialect, catalog: workspace.catalog,
          customRules: workspace.customRules))
    analyzer = nil
    defer { analyzer = known }
    var query = context.query
    query.criteria = text
    var findings: [Finding] = []
    known.analyze(query, host: context.document.kind, into: &findings)
    return findings.reduce(into: [:]) { $0[$1.code == CustomRule.code ? $1.name : $1.code, default: 0] += 1 }
  }
}

/// What a criteria means once holes have their values.
enum BoundMeaning {
  static func form(_ tree: CriteriaTree, _ text: MappedText, _ values: [String: String]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    for token in tree.tokens.indices.dropLast() where !tree.tokens[token].isTrivia {
      switch tree.tokens[token].kind {
      case .quotedValue, .bareValue:
        let value =
          BoundValue.decoded(token, tree, text, values) ?? tree.decodedValue(ofToken: token, in: text.bytes)
        result.append([0] + value)
      default: result.append(Array(text.bytes[tree.range(ofToken: token)]))
      }
    }
    return result
  }
}
