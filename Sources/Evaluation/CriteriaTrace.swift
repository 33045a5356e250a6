import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// Why one record matches a criteria, or does not.
package struct CriteriaTrace: Sendable {
  /// A condition, or conditions that are joined.
  package struct Step: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      /// An index into the criteria's conditions.
      case condition(Int)
      /// Joined by `&&`.
      case all
      /// Joined by `||`.
      case any
    }

    package let kind: Kind
    package let truth: Truth
    /// Whether the answer rests on it: with another truth of it, it could be another.
    package let decides: Bool
    /// How many steps it stands in.
    package let depth: Int
    /// The condition's field; nil for what joins.
    package let field: String?
    /// The value that the record has there; nil for what joins.
    package let value: RecordValue?
    /// What was compared, and how: ``"`salary` is 48000, not greater than 50000"``.
    package let sentence: String
    /// The condition in the text; nil for what joins.
    package let range: ByteRange?
  }

  /// In the order of the text; what joins stands before what it joins.
  package let steps: [Step]
  package let truth: Truth
  /// Whether a masked value decides [decision C21].
  package let isUndecidable: Bool

  package init(_ criteria: CompiledCriteria, _ record: Record, layout: RecordLayout) {
    let nodes = TraceNode.nodes(criteria, record)
    truth = nodes.last?.truth ?? .true
    isUndecidable = criteria.isUndecidable(record)
    var steps: [Step] = []
    var waiting: [(node: Int, depth: Int, decides: Bool)] = nodes.isEmpty ? [] : [(nodes.count - 1, 0, true)]
    while let (index, depth, decides) = waiting.popLast() {
      let node = nodes[index]
      steps.append(Self.step(node, depth, decides, criteria, record, layout))
      let deciding = node.deciding(nodes)
      for child in node.children.reversed() {
        waiting.append((child, depth + 1, decides && deciding.contains(child)))
      }
    }
    self.steps = steps
  }

  private static func step(
    _ node: TraceNode, _ depth: Int, _ decides: Bool, _ criteria: CompiledCriteria, _ record: Record,
    _ layout: RecordLayout
  ) -> Step {
    guard case .condition(let index) = node.kind, criteria.conditions.indices.contains(index) else {
      return Step(
        kind: node.kind, truth: node.truth, decides: decides, depth: depth, field: nil, value: nil,
        sentence: node.kind == .any ? "any of these" : "all of these", range: nil)
    }
    let condition = criteria.conditions[index]
    let name = layout.fields.indices.contains(condition.field) ? layout.fields[condition.field].name : ""
    let value = condition.value(in: record)
    return Step(
      kind: node.kind, truth: node.truth, decides: decides, depth: depth, field: name, value: value,
      sentence: TraceSentence(field: name, value: value, condition: condition, truth: node.truth).text,
      range: condition.range)
  }

  /// The answer in a few words.
  package var answer: String {
    switch truth {
    case .true: "matches"
    case .false: "does not match"
    case .unknown:
      isUndecidable ? "cannot be decided: it depends on a masked value (C21)" : "does not match: unknown (C9)"
    }
  }

  /// For a terminal: the answer, and a line for each step.
  package var text: String {
    var text = answer + "\n"
    let hasOne = steps.count == 1
    for step in steps {
      text += String(repeating: "  ", count: min(step.depth, 32) + 1)
      switch step.kind {
      case .condition:
        text += Self.padded(step.truth) + step.sentence
        if step.decides, !hasOne { text += "  <- decides" }
      case .all, .any: text += step.sentence + ": " + Self.word(step.truth)
      }
      text += "\n"
    }
    return text
  }

  private static func word(_ truth: Truth) -> String {
    switch truth {
    case .true: "true"
    case .false: "false"
    case .unknown: "unknown"
    }
  }

  private static func padded(_ truth: Truth) -> String {
    let word = word(truth)
    return word + String(repeating: " ", count: 9 - word.count)
  }
}

/// A step while the tree of them is built.
private struct TraceNode {
  let kind: CriteriaTrace.Step.Kind
  let truth: Truth
  let children: [Int]

  /// In postorder.
  static func nodes(_ criteria: CompiledCriteria, _ record: Record) -> [TraceNode] {
    var nodes: [TraceNode] = []
    var open: [Int] = []
    for step in criteria.steps {
      let node: TraceNode
      switch step {
      case .condition(let index):
        let truth =
          criteria.conditions.indices.contains(index)
          ? criteria.conditions[index].truth(of: record) : .unknown
        node = TraceNode(kind: .condition(index), truth: truth, children: [])
      case .all(let operands):
        let children = Array(open.suffix(operands))
        open.removeLast(children.count)
        let truth = children.reduce(Truth.true) { $0 && nodes[$1].truth }
        node = TraceNode(kind: .all, truth: truth, children: children)
      case .any(let operands):
        let children = Array(open.suffix(operands))
        open.removeLast(children.count)
        let truth = children.reduce(Truth.false) { $0 || nodes[$1].truth }
        node = TraceNode(kind: .any, truth: truth, children: children)
      }
      open.append(nodes.count)
      nodes.append(node)
    }
    return nodes
  }

  /// The children on which the truth rests: the first that settles it, else all that have it.
  func deciding(_ nodes: [TraceNode]) -> [Int] {
    let like = children.filter { nodes[$0].truth == truth }
    let isSettledByOne = (kind == .all && truth == .false) || (kind == .any && truth == .true)
    return isSettledByOne ? Array(like.prefix(1)) : like
  }
}
