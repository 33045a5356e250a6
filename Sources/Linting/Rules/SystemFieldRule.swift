import CriteriaSemantics

/// ## What it does
/// Remarks on a condition on `id`, `added_time` or `modified_time`.
///
/// ## Why it matters
/// Every record has these three, as strings of digits. Whether criteria may name them is not documented.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// (added_time>1700000000000)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// (empid>1000)
/// ```
///
/// ## Fix safety
/// There is no fix.
///
/// ## Basis and source
/// v3, "List records", response; decision C6.
package enum SystemFieldRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ306", name: "system-field", severity: .hint, group: .style,
    summary: "a condition on `id`, `added_time` or `modified_time`")

  package static let traits: QueryTraits = .systemField

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for fact in query.facts where fact.field == .system && !query.isBroken(fact) {
      let place = query.range(ofToken: fact.fieldToken)
      findings.report(
        in: query.text, at: place, "whether criteria may name \(query.quoted(place)) is not documented",
        basis: .decision(.systemFields))
    }
  }
}
