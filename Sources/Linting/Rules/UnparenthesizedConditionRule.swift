import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Reports a condition of a compound that stands without parentheses of its own, in v3.
///
/// ## Why it matters
/// The only compound examples of the v3 documentation put each condition in parentheses. Nothing says that they are
/// needed; who wants to write what is shown selects this rule.
///
/// ## Example
/// ```criteria
/// department==Engineering && isactive==true
/// ```
///
/// ## Use instead
/// ```criteria
/// (department==Engineering) && (isactive==true)
/// ```
///
/// ## Fix safety
/// Adding the parentheses is safe: they change nothing.
///
/// ## Basis and source
/// v3, "List records", criteria: `(empname=John) && (isactive=true)`. v2's examples have no parentheses, so the rule is
/// silent there.
package enum UnparenthesizedConditionRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ301", name: "unparenthesized-condition", severity: .warning, isEnabledByDefault: false,
    group: .style, summary: "a condition of a compound without parentheses of its own")

  package static let traits = QueryTraits(.bareCondition)

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    guard query.api == .v3 else { return }
    let canFix = query.isWhole
    for operand in query.tree.operands() where operand.top == operand.condition {
      let place = query.tree.range(ofNode: operand.condition)
      let edits = [TextEdit.insert("(", at: place.start), TextEdit.insert(")", at: place.end)]
      findings.report(
        in: query.text, at: place, "put this condition in parentheses, as the documentation writes compounds",
        fixes: canFix ? [.safe("add the parentheses", edits)] : [])
    }
  }
}
