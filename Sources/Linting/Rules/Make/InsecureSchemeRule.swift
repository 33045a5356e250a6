import MakeQuery
import SourceText

/// ## What it does
/// Reports an address with `http:`.
///
/// ## Why it matters
/// The token is sent in the clear, and the API refuses the request.
///
/// ## Example
/// ```make
/// GET http://eu1.make.com/api/v2/data-stores?teamId=35
/// ```
///
/// ## Use instead
/// ```make
/// GET https://eu1.make.com/api/v2/data-stores?teamId=35
/// ```
///
/// ## Fix safety
/// Unsafe: the request goes elsewhere.
///
/// ## Basis and source
/// Make API, "Make API structure": "Always use HTTPS in your API requests". Nothing is said about this machine
/// (`localhost`).
package enum InsecureSchemeRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ043", name: "insecure-scheme", severity: .warning, group: .requests,
    summary: "an address with `http:`")
  package static let traits: RequestTraits = .insecure

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    guard let scheme = request.tree.scheme, request.string(scheme).lowercased() == "http" else { return }
    let host = request.tree.host.map { request.string($0) } ?? ""
    if ["localhost", "127.", "[::1]", "0.0.0.0"].contains(where: { host.hasPrefix($0) }) { return }
    findings.report(
      in: request.text, at: scheme,
      "the API takes `https` only; \(request.quoted(scheme)) sends the token in the clear",
      basis: .documented, fixes: [.unsafe("write `https`", [TextEdit(range: scheme, newText: "https")])])
  }
}
