import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Reports a `limit` from 101 to 1000 in v3.
///
/// ## Why it matters
/// The documentation contradicts itself: its text says at most 100, its schema says at most 1000. A script that asks
/// for 500 may get a refusal, or 100 records and no hint that there are more.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// @limit 500
/// (isactive==true)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// @limit 100
/// (isactive==true)
/// ```
/// And further pages with `next_token`.
///
/// ## Fix safety
/// There is no fix: the script must ask for further pages.
///
/// ## Basis and source
/// v3, "List records", limit; decision C14.
package enum UndocumentedLimitRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ117", name: "limit-undocumented", severity: .warning, group: .suspicion,
    summary: "`limit` from 101 to 1000 in v3")

  package static let traits: QueryTraits = .limit

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    guard query.api == .v3, query.operation == .list, let text = query.parameter(.limit)?.text,
      case .number(let limit) = QueryLimit(text), limit > Limits.documentedPageSize,
      limit <= Limits.largestPageSize
    else { return }
    findings.report(
      in: text, at: text.range,
      "a `limit` above \(Limits.documentedPageSize) is documented as both allowed and not; ask for"
        + " \(Limits.documentedPageSize) and further pages", basis: .decision(.pageSize))
  }
}
