import CriteriaSemantics

/// ## What it does
/// Remarks on a condition on an encrypted-text field.
///
/// ## Why it matters
/// Whether the server compares what was stored or its encrypted form is not documented. If it is the latter, no
/// comparison but equality can work, and perhaps not even that.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// (ssn==078-05-1120)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// (empid==1001)
/// ```
///
/// ## Fix safety
/// There is no fix.
///
/// ## Basis and source
/// Decision C8: the documentation is silent about operators on encrypted-text.
package enum EncryptedFieldRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ119", name: "encrypted-field", severity: .hint, group: .suspicion,
    summary: "a condition on an encrypted-text field")

  package static let traits: QueryTraits = .typeVerdict

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for fact in query.facts where fact.isJudged && fact.verdict == .encrypted {
      findings.report(
        in: query.text, at: query.range(ofToken: fact.fieldToken),
        "`\(query.fieldName(fact))` is encrypted-text; how the server compares it is not documented",
        basis: .decision(.patternOnLargeText))
    }
  }
}
