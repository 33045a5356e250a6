import CriteriaSemantics

/// ## What it does
/// Reports `<`, `<=`, `>`, `>=` between a text field and a number.
///
/// ## Why it matters
/// Texts are ordered character by character: `10` comes before `9`. A comparison that looks numeric selects other
/// records than it says.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// (department>9)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// (salary>9)
/// ```
/// That is, a field of the type number. Numbers that are kept as text can be ordered where all have the same number
/// of digits.
///
/// ## Fix safety
/// There is no fix: the field's type cannot be changed after it was created.
///
/// ## Basis and source
/// Decision C7: order comparisons on text are accepted; by any order of characters `10` comes before `9`.
package enum OrderingOnTextRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ107", name: "ordering-on-text", severity: .warning, group: .suspicion,
    summary: "a number ordered against a text field")

  package static let traits: QueryTraits = .numberOrderedOnText

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for fact in query.facts where fact.isJudged && fact.verdict == .orderingOnText {
      guard fact.valueToken >= 0, query.isLiteral(fact.valueToken),
        NumberShape(query.bytes, query.inner(fact.valueToken)) != nil
      else { continue }
      let place = query.range(ofToken: fact.valueToken)
      findings.report(
        in: query.text, at: place,
        "`\(query.fieldName(fact))` is text, which is ordered by characters, not by value: `10` comes before `9`",
        basis: .decision(.orderingOffNumbers))
    }
  }
}
