import Embedding
import MakeQuery
import SourceText

/// ## What it does
/// Reports a header `Authorization` with `Bearer` or another scheme in a request file.
///
/// ## Why it matters
/// API tokens of Make go with the word `Token`; with another one the server answers 401. `Bearer` is for access tokens
/// of OAuth.
///
/// ## Example
/// ```http
/// GET https://eu1.make.com/api/v2/users/me
/// Authorization: Bearer {{token}}
/// ```
///
/// ## Use instead
/// ```http
/// GET https://eu1.make.com/api/v2/users/me
/// Authorization: Token {{token}}
/// ```
///
/// ## Fix safety
/// Unsafe: it may be an access token of OAuth.
///
/// ## Basis and source
/// Make API, "Getting started": "Add the word Token and a space before the token itself".
package enum AuthorizationSchemeRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ050", name: "authorization-scheme", severity: .warning, group: .requests,
    summary: "`Authorization: Bearer` where `Token` is documented")
  package static let traits: RequestTraits = .authorization

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    guard let range = request.request.authorizationScheme else { return }
    let scheme = request.fileBytes.text(range)
    guard scheme.lowercased() != "token", !scheme.isEmpty, !PlaceholderText.isPlaceholder(scheme) else {
      return
    }
    let isBearer = scheme.lowercased() == "bearer"
    findings.report(
      at: range,
      "API tokens go with `Token`, not \(Message.quoted(scheme))"
        + (isBearer ? "; `Bearer` is for access tokens of OAuth" : ""),
      basis: .documented,
      fixes: [Fix(title: "write `Token`", isSafe: false, edits: [TextEdit(range: range, newText: "Token")])])
  }
}
