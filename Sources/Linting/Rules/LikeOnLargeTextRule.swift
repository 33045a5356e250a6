import CriteriaSemantics

/// ## What it does
/// Remarks on `like` and `not like` on a large-text field.
///
/// ## Why it matters
/// `like` is documented for "CHAR fields". Limited-text surely is one; whether large-text is, nobody says.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// (notes like %urgent%)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// (department like %urgent%)
/// ```
/// That is, a field of the type limited-text.
///
/// ## Fix safety
/// There is no fix.
///
/// ## Basis and source
/// v3, "List records", criteria: `like` "only for CHAR fields"; decision C8.
package enum LikeOnLargeTextRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ121", name: "like-on-large-text", severity: .hint, group: .suspicion,
    summary: "`like` on a large-text field")

  package static let traits: QueryTraits = .typeVerdict

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for fact in query.facts where fact.isJudged && fact.verdict == .patternOnLargeText {
      let place = query.range(ofToken: fact.operatorToken)
      findings.report(
        in: query.text, at: place,
        "`like` is documented for CHAR fields; whether the large-text `\(query.fieldName(fact))` is one is not",
        basis: .decision(.patternOnLargeText))
    }
  }
}
