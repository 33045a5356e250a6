import CriteriaSyntax
import SourceText

/// Pushes a negation inwards: `!(a==1 || b==2)` becomes `(a!=1 && b!=2)`.
///
/// Under two- and three-valued logic alike the result selects what the negation meant.
package struct NegationFix {
  private let tree: CriteriaTree
  private var edits: [TextEdit] = []

  /// Takes the negation `node` away. Nil where something inside cannot be negated: a hole, a foreign operator, a broken
  /// condition.
  package static func edits(_ node: CriteriaTree.NodeIndex, _ tree: CriteriaTree) -> [TextEdit]? {
    guard node >= 0, node < tree.nodes.count, tree.nodes[node].kind == .negation else { return nil }
    var fix = NegationFix(tree: tree)
    return fix.push(node, isNegated: false) ? fix.edits : nil
  }

  /// Makes of `node` what a negation of it would mean; nil as above.
  package static func inverse(of node: CriteriaTree.NodeIndex, _ tree: CriteriaTree) -> [TextEdit]? {
    guard node >= 0, node < tree.nodes.count else { return nil }
    var fix = NegationFix(tree: tree)
    return fix.push(node, isNegated: true) ? fix.edits : nil
  }

  private init(tree: CriteriaTree) {
    self.tree = tree
  }

  private mutating func push(_ outer: CriteriaTree.NodeIndex, isNegated: Bool) -> Bool {
    let first = outer - Int(tree.nodes[outer].size) + 1
    guard first >= 0 else { return false }
    let negated = parities(first, outer, isNegated: isNegated)
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
  private func parities(_ first: Int, _ outer: Int, isNegated: Bool) -> [Bool] {
    var changes = Array(repeating: false, count: outer - first + 2)
    for index in first...outer where tree.nodes[index].kind == .negation {
      let start = max(first, index - Int(tree.nodes[index].size) + 1)
      changes[start - first].toggle()
      changes[index - first].toggle()
    }
    var isNegated = isNegated
    return (first...outer).map { index in
      if changes[index - first] { isNegated.toggle() }
      return isNegated
    }
  }

  private mutating func removeOperator(_ node: CriteriaTree.NodeIndex) {
    let token = Int(tree.nodes[node].firstToken)
    var next = token + 1
    while next < tree.tokens.count - 1, tree.tokens[next].isTrivia { next += 1 }
    let end = next < tree.tokens.count - 1 ? tree.range(ofToken: next).start : tree.range(ofToken: token).end
    edits.append(.delete(ByteRange(tree.range(ofToken: token).start, end)))
  }

  private mutating func negateCondition(_ node: CriteriaTree.NodeIndex) -> Bool {
    guard tree.nodes[node].flags.isDisjoint(with: [.broken, .foreignOperator, .missingValue]) else {
      return false
    }
    let condition = tree.condition(node)
    guard let token = condition.operatorToken, let negated = condition.comparison?.negated,
      let spelling = OperatorTable.standardSpelling(of: negated)
    else { return false }
    edits.append(TextEdit(range: tree.range(ofToken: token), newText: spelling))
    return true
  }

  /// `&&` becomes `||` and the other way round; a conjunction that was an operand of a disjunction now binds less
  /// tightly than what is around it, so it gets parentheses.
  private mutating func swapOperators(_ node: CriteriaTree.NodeIndex) -> Bool {
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
      edits.append(TextEdit(range: tree.range(ofToken: token), newText: isConjunction ? "||" : "&&"))
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
