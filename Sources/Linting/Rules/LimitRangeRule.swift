import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Reports a `limit` that is no whole number, below 1, or in v3 above 1000.
///
/// ## Why it matters
/// The documentation allows 1 to 1000 at the most.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// @limit 0
/// (isactive==true)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// @limit 100
/// (isactive==true)
/// ```
///
/// ## Fix safety
/// There is no fix.
///
/// ## Basis and source
/// v3, "List records", limit: an integer, minimum 1, maximum 1000 (decision C14). No operation names a code for it.
package enum LimitRangeRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ022", name: "limit-out-of-range", severity: .error, group: .correctness,
    summary: "`limit` below 1, or in v3 above 1000")

  package static let traits: QueryTraits = .limit

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    guard let text = query.parameter(.limit)?.text else { return }
    switch QueryLimit(text) {
    case .unknown: return
    case .notANumber:
      // In a criteria document the directive itself is in error.
      if query.host == .criteria { return }
      findings.report(
        .limitBelowOne, in: text, at: text.range,
        "\(Message.quoted(text.bytes.text(text.range))) is not a whole number")
    case .number(let limit) where limit < 1:
      let range = query.api == .v3 ? "between 1 and \(Limits.largestPageSize)" : "at least 1"
      findings.report(
        .limitBelowOne, in: text, at: text.range,
        "`limit` must be \(range), not `\(text.bytes.text(text.range))`")
    case .number(let limit) where limit > Limits.largestPageSize:
      findings.report(
        .limitAboveMaximum, in: text, at: text.range,
        "`limit` must be between 1 and \(Limits.largestPageSize), not `\(text.bytes.text(text.range))`")
    case .number: return
    }
  }
}
