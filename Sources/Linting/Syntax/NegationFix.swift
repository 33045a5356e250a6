import CriteriaSyntax
import SourceText

/// Pushes a negation inwards: `!(a==1 || b==2)` becomes `(a!=1 && b!=2)`.
///
/// Under two- and three-valued logic alike the result selects what the negation meant.
struct NegationFix {
  private let query: QueryContext
  private var edits: [TextEdit] = []

  /// Nil where something inside cannot be negated: a hole, a foreign operator, a broken condition.
  static func edits(_ node: CriteriaTree.NodeIndex, _ query: QueryContext) -> [TextEdit]? {
    var fix = NegationFix(query: query)
    return fix.push(node) ? fix.edits : nil
  }

  private init(query: QueryContext) {
    self.query = query
  }

  private mutating func push(_ outer: CriteriaTree.NodeIndex) -> Bool {
    let tree = query.tree
    let first = outer - Int(tree.nodes[outer].size) + 1
    guard first >= 0, tree.nodes[outer].kind == .negation else { return false }
    let negated = parities(first, outer)
    for index in first...outer {
      let isNegated = negated[index - first]
      switch tree.nodes[index].kind {
      case .negation: removeOperator(index)
      case .condition: if isNegated, !negateCondition(index) { return false }
      case .holeCondition, .error: if isNegated { return false }
      case .conjunction, .disjunction: if isNegated, !swapOperators(index) { return false }
      case .group, .criteria: break
      }
    }
    return true
  }

  /// Whether an odd number of negations holds each node.
  private func parities(_ first: Int, _ outer: Int) -> [Bool] {
    var changes = Array(repeating: false, count: outer - first + 2)
    for index in first...outer where query.tree.nodes[index].kind == .negation {
      let start = max(first, index - Int(query.tree.nodes[index].size) + 1)
      changes[start - first].toggle()
      changes[index - first].toggle()
    }
    var isNegated = false
    return (first...outer).map { index in
      if changes[index - first] { isNegated.toggle() }
      return isNegated
    }
  }

  private mutating func removeOperator(_ node: CriteriaTree.NodeIndex) {
    let token = Int(query.tree.nodes[node].firstToken)
    let start = query.range(ofToken: token).start
    let next = query.significantToken(from: token + 1).map { query.range(ofToken: $0).start }
    edits.append(.delete(ByteRange(start, next ?? query.range(ofToken: token).end)))
  }

  private mutating func negateCondition(_ node: CriteriaTree.NodeIndex) -> Bool {
    guard query.tree.nodes[node].flags.isDisjoint(with: [.broken, .foreignOperator, .missingValue]) else {
      return false
    }
    let condition = query.tree.condition(node)
    guard let token = condition.operatorToken, let negated = condition.comparison?.negated,
      let spelling = OperatorTable.standardSpelling(of: negated)
    else { return false }
    edits.append(TextEdit(range: query.range(ofToken: token), newText: spelling))
    return true
  }

  /// `&&` becomes `||` and the other way round; a conjunction that was an operand of a disjunction now binds less
  /// tightly than what is around it, so it gets parentheses.
  private mutating func swapOperators(_ node: CriteriaTree.NodeIndex) -> Bool {
    let tree = query.tree
    let isConjunction = tree.nodes[node].kind == .conjunction
    let children = tree.children(of: node)
    for (left, right) in zip(children, children.dropFirst()) {
      let between =
        Int(
          tree.nodes[left].tokenEnd)..<max(
          Int(tree.nodes[left].tokenEnd), Int(tree.nodes[right].firstToken))
      guard
        let token = between.first(where: { tree.tokens[$0].kind == .and || tree.tokens[$0].kind == .or })
      else { return false }
      edits.append(TextEdit(range: query.range(ofToken: token), newText: isConjunction ? "||" : "&&"))
    }
    if !isConjunction {
      for child in children where tree.nodes[child].kind == .conjunction {
        let range = tree.range(ofNode: child)
        edits += [.insert("(", at: range.start), .insert(")", at: range.end)]
      }
    }
    return true
  }
}
