import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Reports parentheses that change nothing: around the whole text, around parentheses, around `&&` within `&&`, around
/// `||` within `||`.
///
/// ## Why it matters
/// They count towards the length, and a reader looks for what they are there for.
///
/// Parentheses around a single condition of a compound are not meant: the documentation writes them. Those around `&&`
/// within `||` change nothing either, but show what binds tighter (`precedence`).
///
/// ## Example
/// ```criteria
/// ((department==Sales)) && (isactive==true)
/// ```
///
/// ## Use instead
/// ```criteria
/// (department==Sales) && (isactive==true)
/// ```
///
/// ## Fix safety
/// Removing them is safe: they change nothing. Where conditions come from a variable, the rule is silent.
///
/// ## Basis and source
/// v3, "List records", criteria: parentheses group conditions. `&&` and `||` are associative.
package enum RedundantParenthesesRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ302", name: "redundant-parentheses", severity: .warning, isEnabledByDefault: false,
    group: .style, summary: "parentheses that change nothing")

  package static let traits = QueryTraits(.group)

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    let tree = query.tree
    for parent in tree.nodes.indices {
      switch tree.nodes[parent].kind {
      case .criteria, .group, .conjunction, .disjunction: break
      case .condition, .holeCondition, .error, .negation: continue
      }
      for child in tree.children(of: parent) where tree.nodes[child].kind == .group {
        if isRedundant(child, in: tree.nodes[parent].kind, tree) { report(child, query, &findings) }
      }
    }
  }

  private static func isRedundant(
    _ group: CriteriaTree.NodeIndex, in parent: CriteriaTree.Node.Kind, _ tree: CriteriaTree
  ) -> Bool {
    let content = tree.innermost(group)
    guard tree.nodes[group].flags.contains(.closed), content != group, !hasHoleCondition(content, tree)
    else { return false }
    switch parent {
    case .criteria, .group: return true
    case .conjunction, .disjunction: return tree.nodes[content].kind == parent
    case .condition, .holeCondition, .error, .negation: return false
    }
  }

  private static func hasHoleCondition(_ node: CriteriaTree.NodeIndex, _ tree: CriteriaTree) -> Bool {
    if tree.nodes[node].kind == .holeCondition { return true }
    return tree.children(of: node).contains { tree.nodes[$0].kind == .holeCondition }
  }

  private static func report(
    _ group: CriteriaTree.NodeIndex, _ query: QueryContext, _ findings: inout FindingSink
  ) {
    let place = query.tree.range(ofNode: group)
    let inside = query.tree.range(ofNode: group - 1)
    let edits = [
      TextEdit.delete(ByteRange(place.start, inside.start)),
      TextEdit.delete(ByteRange(inside.end, place.end)),
    ]
    findings.report(
      in: query.text, at: ByteRange(place.start, place.start + 1),
      "these parentheses change nothing; remove them",
      fixes: query.parses ? [.safe("remove the parentheses", edits)] : [],
      related: [
        RelatedPlace(
          message: "where they close", range: query.text.fileRange(ByteRange(place.end - 1, place.end)))
      ])
  }
}
