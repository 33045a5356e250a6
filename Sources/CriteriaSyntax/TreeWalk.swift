/// Visits a tree from the outside in, in the order of the text; linear, and without recursion.
package enum TreeWalk {
  package enum Event: Sendable, Equatable {
    /// A node begins; what follows up to its `leave` belongs to it.
    case enter(CriteriaTree.NodeIndex)
    /// A token, trivia included, of the innermost node that was entered.
    case token(CriteriaTree.TokenIndex)
    case leave(CriteriaTree.NodeIndex)
  }

  /// All nodes and tokens of a tree; the final sentinel is no token of the text.
  package static func events(of tree: CriteriaTree) -> [Event] {
    var events: [Event] = []
    events.reserveCapacity(tree.nodes.count * 2 + tree.tokens.count)
    var nextToken = 0
    let tokenCount = max(0, tree.tokens.count - 1)
    var entered: [Int] = []
    var waiting = tree.root >= 0 ? [tree.root] : []

    func takeTokens(before end: Int) {
      while nextToken < min(end, tokenCount) {
        events.append(.token(nextToken))
        nextToken += 1
      }
    }
    func leaveLast() {
      guard let last = entered.popLast() else { return }
      takeTokens(before: Int(tree.nodes[last].tokenEnd))
      events.append(.leave(last))
    }

    while let node = waiting.popLast() {
      while let last = entered.last, node <= last - Int(tree.nodes[last].size) || node > last { leaveLast() }
      takeTokens(before: Int(tree.nodes[node].firstToken))
      events.append(.enter(node))
      entered.append(node)
      let first = node - Int(tree.nodes[node].size) + 1
      var child = node - 1
      while child >= first, child >= 0 {
        waiting.append(child)
        child -= max(1, Int(tree.nodes[child].size))
      }
    }
    while !entered.isEmpty { leaveLast() }
    takeTokens(before: tokenCount)
    return events
  }
}
