import MakeQuery
import SourceText

/// ## What it does
/// Reports a `POST`, `PUT` or `PATCH` without a body.
///
/// ## Why it matters
/// There is nothing to create or to change, and the server refuses the request.
///
/// ## Example
/// ```http
/// POST https://eu1.make.com/api/v2/data-stores
/// ```
///
/// ## Use instead
/// ```http
/// POST https://eu1.make.com/api/v2/data-stores
/// Content-Type: application/json
///
/// {"name": "Customers", "teamId": 123, "maxSizeMB": 1}
/// ```
///
/// ## Fix safety
/// There is no fix.
///
/// ## Basis and source
/// Make API, "Getting started": "Always include a request body in POST, PUT, or PATCH requests". Where Make's own client
/// sends none (starting a scenario, enabling a hook) it is a hint.
package enum MissingBodyRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ052", name: "missing-body", severity: .warning, group: .requests,
    summary: "`POST`, `PUT` or `PATCH` without a body")
  package static let traits: RequestTraits = .missingBody

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    guard let method = request.method else { return }
    let isUsual = request.endpoint?.takesBody == false
    let message =
      "`\(method)` has no body; the documentation says to send one always"
      + (isUsual ? ", and Make's own client sends none here" : "")
    let severity: Severity? = isUsual ? .hint : nil
    if let range = request.request.methodRange {
      findings.report(at: range, message, severity: severity, basis: .documented)
    } else {
      findings.report(in: request.text, at: request.path, message, severity: severity, basis: .documented)
    }
  }
}
