import CriteriaSyntax
import SourceText

/// Finding tokens and nodes by their place.
extension QueryContext {
  /// The token that begins at `offset` or holds it; nil beyond the last one.
  func token(at offset: Int) -> CriteriaTree.TokenIndex? {
    tree.token(at: offset)
  }

  /// The last token before `token` that is no trivia.
  func significantToken(before token: CriteriaTree.TokenIndex) -> CriteriaTree.TokenIndex? {
    var index = token - 1
    while index >= 0 {
      if !tree.tokens[index].isTrivia { return index }
      index -= 1
    }
    return nil
  }

  /// The first token from `token` on that is no trivia.
  func significantToken(from token: CriteriaTree.TokenIndex) -> CriteriaTree.TokenIndex? {
    var index = token
    while index < tree.tokens.count - 1 {
      if !tree.tokens[index].isTrivia { return index }
      index += 1
    }
    return nil
  }

  /// The last token that is no trivia and begins before `offset`.
  func significantToken(beforeOffset offset: Int) -> CriteriaTree.TokenIndex? {
    significantToken(before: token(at: offset) ?? tree.tokens.count - 1)
  }

  func kind(_ token: CriteriaTree.TokenIndex?) -> CriteriaTree.Token.Kind? {
    token.map { tree.tokens[$0].kind }
  }

  /// The node that a diagnostic belongs to.
  func node(_ diagnostic: SyntaxDiagnostic) -> CriteriaTree.NodeIndex? {
    let index = Int(diagnostic.node)
    return index < tree.nodes.count ? index : nil
  }

  /// The condition that a diagnostic belongs to.
  func condition(_ diagnostic: SyntaxDiagnostic) -> CriteriaTree.Condition? {
    guard let index = node(diagnostic), tree.nodes[index].kind == .condition else { return nil }
    return tree.condition(index)
  }
}
