import CriteriaSemantics

/// ## What it does
/// Counts the conditions of a criteria and reports more than 10.
///
/// ## Why it matters
/// The server refuses the whole request.
///
/// ## Example
/// ```criteria
/// a==1 || a==2 || a==3 || a==4 || a==5 || a==6 || a==7 || a==8 || a==9 || a==10 || a==11
/// ```
///
/// ## Use instead
/// ```criteria
/// a in (1,2,3,4,5,6,7,8,9,10)
/// ```
/// Or two requests.
///
/// ## Fix safety
/// There is no fix.
///
/// ## Basis and source
/// v3, "List records", criteria: "Max criteria clauses: 10". Listing and updating answer
/// `datastore_criteria_limit_exceeded`; for deleting and for v2 the rule is documented and the code is not. A
/// variable that stands for conditions counts nothing (decision C27).
package enum TooManyClausesRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ004", name: "too-many-clauses", severity: .error, group: .correctness,
    summary: "more than 10 conditions")

  package static let traits: QueryTraits = .manyConditions

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    guard query.facts.count > Limits.clauses else { return }
    findings.report(
      .tooManyClauses, in: query.text, at: query.tree.range(ofNode: query.facts[Limits.clauses].node),
      "\(query.facts.count) conditions, at most \(Limits.clauses) are allowed; use `in` or several requests")
  }
}
