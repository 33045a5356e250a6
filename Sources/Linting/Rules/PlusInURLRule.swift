import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Reports `order_by=+field` in a URL.
///
/// ## Why it matters
/// In a URL `+` is a blank: the server gets ` field`, which has no sign. The plus sign itself is written `%2B`.
///
/// ## Example
/// ```http
/// GET https://cliq.zoho.com/api/v2/storages/empdir/records?order_by=+empname
/// ```
///
/// ## Use instead
/// ```http
/// GET https://cliq.zoho.com/api/v2/storages/empdir/records?order_by=%2Bempname
/// ```
///
/// ## Fix safety
/// Encoding is safe: the order that was written is the one that is sent. The newer version of the API has no signs, and
/// sorts ascending without one: there the sign is removed.
///
/// ## Basis and source
/// WHATWG URL standard, "application/x-www-form-urlencoded parsing": `+` is a blank. Cliq REST API v2, "List records":
/// `order_by` is `+` or `-` and a column.
package enum PlusInURLRule: FileRule {
  package static let info = RuleInfo(
    code: "HQ209", name: "plus-in-url", severity: .warning, group: .hosts,
    summary: "`order_by=+field` in a URL, where `+` is a blank")

  package static func check(_ file: FileContext, _ findings: inout FindingSink) {
    for observation in file.file.observations {
      guard case .plusInURL(let field, let api) = observation.kind else { continue }
      let isOlder = api == .v2
      let advice =
        isOlder
        ? "write \(Message.quoted("%2B\(field)"))"
        : "v3 sorts ascending without a sign: write \(Message.quoted(field))"
      let title = isOlder ? "encode the sign" : "remove the sign"
      findings.report(
        at: observation.range, "`+` is a blank in a URL; \(advice)",
        fixes: observation.edits.isEmpty ? [] : [Fix(title: title, isSafe: true, edits: observation.edits)])
    }
  }
}
