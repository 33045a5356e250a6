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
    let canFix = query.parses
    let contents = contents(tree)
    for parent in tree.nodes.indices {
      let kind = tree.nodes[parent].kind
      switch kind {
      case .criteria, .group, .conjunction, .disjunction: break
      case .condition, .holeCondition, .error, .negation: continue
      }
      for child in tree.children(of: parent) where tree.nodes[child].flags.contains(.closed) {
        guard tree.nodes[child].kind == .group, let content = contents[child] else { continue }
        let isRedundant = kind == .criteria || kind == .group || tree.nodes[content].kind == kind
        if isRedundant { report(child, canFix, query, &findings) }
      }
    }
  }

  /// What stands in each group, groups of one looked through; nil for other nodes, and where conditions come from a
  /// variable.
  private static func contents(_ tree: CriteriaTree) -> [CriteriaTree.NodeIndex?] {
    var result = [CriteriaTree.NodeIndex?](repeating: nil, count: tree.nodes.count)
    for (index, node) in tree.nodes.enumerated() where node.kind == .group && node.size > 1 {
      switch tree.nodes[index - 1].kind {
      case .group: result[index] = result[index - 1]
      case .holeCondition: break
      case .conjunction, .disjunction:
        let children = tree.children(of: index - 1)
        if !children.contains(where: { tree.nodes[$0].kind == .holeCondition }) { result[index] = index - 1 }
      case .condition, .error, .negation, .criteria: result[index] = index - 1
      }
    }
    return result
  }

  private static func report(
    _ group: CriteriaTree.NodeIndex, _ canFix: Bool, _ query: QueryContext, _ findings: inout FindingSink
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
      fixes: canFix ? [.safe("remove the parentheses", edits)] : [],
      related: [
        RelatedPlace(
          message: "where they close", range: query.text.fileRange(ByteRange(place.end - 1, place.end)))
      ])
  }
}
