import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Reports `=` where the canonical spelling of equality is `==`.
///
/// ## Why it matters
/// Both are documented and mean the same. A team that wants one of them in all its texts selects this rule; the
/// formatter writes the same spelling with `format.equality: canonical`.
///
/// ## Example
/// ```criteria
/// (empname=John) && (isactive==true)
/// ```
///
/// ## Use instead
/// ```criteria
/// (empname==John) && (isactive==true)
/// ```
///
/// ## Fix safety
/// Replacing the operator is safe: the two are one.
///
/// ## Basis and source
/// v3, "List records", criteria: "`==` is an alias of `=`". Scripts that speak v2 use both.
package enum EqualitySpellingRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ303", name: "equality-spelling", severity: .warning, isEnabledByDefault: false, group: .style,
    summary: "`=` for `==`")

  package static let traits = QueryTraits(.singleEquals)

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    guard let spelling = OperatorTable.standardSpelling(of: .equal) else { return }
    for fact in query.facts where fact.isJudged && fact.comparison == .equal && fact.operatorToken >= 0 {
      let token = query.tree.tokens[fact.operatorToken]
      guard token.operatorID == OperatorID.equals, token.flags.isEmpty else { continue }
      let place = query.range(ofToken: fact.operatorToken)
      findings.report(
        in: query.text, at: place, "equality is written `=` here; write `\(spelling)`",
        fixes: [.safe("write `\(spelling)`", [TextEdit(range: place, newText: spelling)])])
    }
  }
}
