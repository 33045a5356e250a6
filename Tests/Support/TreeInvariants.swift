import CriteriaSyntax
import SourceText

/// What every tree promises: its tokens cover the text, its nodes stand in postorder, everything lies inside.
package enum TreeInvariants {
  /// What `tree` breaks, or nil.
  package static func problem(in tree: CriteriaTree, of text: MappedText) -> String? {
    tokenProblem(tree, text) ?? nodeProblem(tree) ?? diagnosticProblem(tree, text)
  }

  private static func tokenProblem(_ tree: CriteriaTree, _ text: MappedText) -> String? {
    guard let first = tree.tokens.first, Int(first.start) == text.range.start else {
      return "the tokens do not begin with the text"
    }
    guard let last = tree.tokens.last, Int(last.start) == text.range.end else {
      return "the tokens do not end with the text"
    }
    for (index, token) in tree.tokens.enumerated().dropFirst() {
      let before = tree.tokens[index - 1]
      let isSentinel = index == tree.tokens.count - 1
      guard before.start < token.start || (isSentinel && before.start == token.start && index == 0) else {
        return "token \(index) is empty or out of order at \(token.start)"
      }
    }
    return nil
  }

  private static func nodeProblem(_ tree: CriteriaTree) -> String? {
    guard let root = tree.nodes.last, root.kind == .criteria, Int(root.size) == tree.nodes.count else {
      return "the root does not hold every node"
    }
    for (index, node) in tree.nodes.enumerated() {
      guard node.size >= 1, Int(node.size) <= index + 1 else {
        return "node \(index) has the size \(node.size)"
      }
      guard node.firstToken <= node.tokenEnd, Int(node.tokenEnd) < tree.tokens.count else {
        return "node \(index) has the tokens \(node.firstToken)..<\(node.tokenEnd)"
      }
      let children = tree.children(of: index).count
      let isRight =
        switch node.kind {
        case .condition, .holeCondition, .error: children == 0
        case .negation: children == 1
        case .conjunction, .disjunction: children >= 2
        case .group, .criteria: children <= 1
        }
      guard isRight else { return "node \(index), \(node.kind), has \(children) children" }
    }
    return nil
  }

  private static func diagnosticProblem(_ tree: CriteriaTree, _ text: MappedText) -> String? {
    for diagnostic in tree.diagnostics {
      guard text.range.contains(diagnostic.range) else { return "\(diagnostic.kind) lies outside the text" }
      guard diagnostic.node == .max || Int(diagnostic.node) < tree.nodes.count else {
        return "\(diagnostic.kind) names a node that is not there"
      }
    }
    return nil
  }
}
