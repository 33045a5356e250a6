import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// Equalities joined by `||`, and `in`; inequalities joined by `&&`, and `not in`.
extension RefactoringContext {
  func membership() -> [Rewrite] {
    guard let condition, let comparison = condition.comparison, let field = condition.field,
      tree.tokens[field].flags.isEmpty
    else { return [] }
    switch comparison {
    case .equal, .notEqual: return join(condition, comparison, field)
    case .in, .notIn: return split(condition, comparison, field)
    default: return []
    }
  }

  private func join(
    _ condition: CriteriaTree.Condition, _ comparison: Comparison, _ field: Int
  ) -> [Rewrite] {
    let chainKind: CriteriaTree.Node.Kind = comparison == .equal ? .disjunction : .conjunction
    guard let (chain, _) = operand(holding: condition.node), kind(chain) == chainKind else { return [] }
    let name = text.bytes[tree.range(ofToken: field)]
    let children = tree.children(of: chain)
    var members: [(operand: Int, value: ByteRange)] = []
    for child in children {
      guard let inner = onlyCondition(of: child), inner.comparison == comparison, let own = inner.field,
        let value = inner.values.first, text.bytes[tree.range(ofToken: own)].elementsEqual(name)
      else { continue }
      members.append((child, tree.range(ofToken: value)))
    }
    guard members.count > 1, let first = members.first else { return [] }
    let word = comparison == .equal ? "in" : "not in"
    let title = "Write as one `\(word)` with \(members.count) values"
    let values = members.map(\.value)
    guard values.count <= Limits.values else {
      return [
        Rewrite(id: "join", title: title, refusal: "a list holds at most \(Limits.values) values")
      ]
    }
    var list: [RewriteEdit.Piece] = [
      .copy(tree.range(ofToken: field)), .literal(Array(" \(word) (".utf8)),
    ]
    for (index, value) in values.enumerated() {
      if index > 0 { list.append(.literal([UInt8(ascii: ",")])) }
      list.append(.copy(value))
    }
    list.append(.literal([UInt8(ascii: ")")]))
    if members.count == children.count {
      return [Rewrite(id: "join", title: title, edits: [RewriteEdit(range(chain), list)])]
    }
    // The list stands where the first one stood, as that did: in parentheses or without.
    guard let inner = onlyCondition(of: first.operand) else { return [] }
    var edits = [RewriteEdit(range(inner.node), list)]
    for member in members.dropFirst() {
      guard let index = children.firstIndex(of: member.operand), index > 0,
        joiner(children[index - 1], member.operand) != nil
      else { return [] }
      edits.append(.delete(ByteRange(range(children[index - 1]).end, range(member.operand).end)))
    }
    return [Rewrite(id: "join", title: title, edits: edits)]
  }

  /// The condition that an operand is, with nothing but parentheses around it.
  private func onlyCondition(of operand: Int) -> CriteriaTree.Condition? {
    var node = operand
    while kind(node) == .group, tree.nodes[node].size > 1 { node -= 1 }
    guard kind(node) == .condition else { return nil }
    let flags = tree.nodes[node].flags
    return flags.isDisjoint(with: [.broken, .foreignOperator, .missingValue]) ? tree.condition(node) : nil
  }

  private func split(
    _ condition: CriteriaTree.Condition, _ comparison: Comparison, _ field: Int
  ) -> [Rewrite] {
    let values = condition.values
    guard !values.isEmpty else { return [] }
    let isMember = comparison == .in
    let title =
      values.count == 1
      ? "Write as one `\(isMember ? "==" : "!=")`"
      : "Write as \(values.count) conditions with `\(isMember ? "==" : "!=")`"
    let spelling = isMember ? (usesSingleEquals ? "=" : "==") : "!="
    let isCompound = values.count > 1
    let isWrapped = isCompound && writesParentheses
    let chain: CriteriaTree.Node.Kind = isMember ? .disjunction : .conjunction
    // `||` binds less tightly than what may be around it; the formatter writes the parentheses of `&&` within `||` too.
    let needsGroup: Bool =
      switch parent(condition.node).flatMap({ kind($0) }) {
      case .conjunction, .disjunction, .negation:
        isCompound && parent(condition.node).flatMap { kind($0) } != chain
      default: false
      }
    var pieces: [RewriteEdit.Piece] = []
    func write(_ text: String) { pieces.append(.literal(Array(text.utf8))) }
    if needsGroup { write("(") }
    for (index, value) in values.enumerated() {
      if index > 0 { write(isMember ? " || " : " && ") }
      if isWrapped { write("(") }
      pieces.append(.copy(tree.range(ofToken: field)))
      write(spelling)
      pieces.append(.copy(tree.range(ofToken: value)))
      if isWrapped { write(")") }
    }
    if needsGroup { write(")") }
    return [Rewrite(id: "split", title: title, edits: [RewriteEdit(range(condition.node), pieces)])]
  }

  /// Whether all equalities here are written with one `=`.
  private var usesSingleEquals: Bool {
    var hasSingle = false
    for token in tree.tokens.indices.dropLast() where tree.tokens[token].kind == .comparisonOperator {
      let written = text.bytes[tree.range(ofToken: token)]
      if written.elementsEqual("==".utf8) { return false }
      if written.elementsEqual("=".utf8) { hasSingle = true }
    }
    return hasSingle
  }
}
