import CriteriaSemantics
import SourceText

/// ## What it does
/// Counts the values of `in` and `not in` and reports more than 10. A value that the host inserts is not counted,
/// because it may be anything.
///
/// ## Why it matters
/// The server refuses the whole request.
///
/// ## Example
/// ```criteria
/// empid in (1,2,3,4,5,6,7,8,9,10,11)
/// ```
///
/// ## Use instead
/// ```criteria
/// (empid in (1,2,3,4,5,6,7,8,9,10)) || (empid in (11))
/// ```
///
/// ## Fix safety
/// There is no fix.
///
/// ## Basis and source
/// v3, "List records", criteria: "Max values in `in` / `not in`: 10". Listing answers
/// `datastore_in_query_limit_exceeded`; for the other operations the rule is documented and the code is not.
package enum TooManyValuesRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ006", name: "too-many-values", severity: .error, group: .correctness,
    summary: "more than 10 values in a list")

  package static let traits: QueryTraits = .manyValues

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for fact in query.facts where fact.isJudged && fact.comparison.operatorClass == .membership {
      let values = query.values(fact).filter { query.isLiteral($0) }
      guard values.count > Limits.values, let last = values.last else { continue }
      let first = query.range(ofToken: values[Limits.values])
      let join = fact.comparison == .in ? "||" : "&&"
      findings.report(
        .tooManyValues, in: query.text, at: ByteRange(first.start, query.range(ofToken: last).end),
        "\(values.count) values, at most \(Limits.values) are allowed in a list; join two lists with `\(join)`"
      )
    }
  }
}
