import MakeQuery
import SourceText

/// ## What it does
/// Reports a method that the endpoint is not known to have: `PUT /scenarios/112` where `PATCH` changes a scenario.
///
/// ## Why it matters
/// The server answers 404 or 405, and nothing happens.
///
/// ## Example
/// ```make
/// PUT /data-stores/137?teamId=35
/// ```
///
/// ## Use instead
/// ```make
/// PATCH /data-stores/137
/// ```
///
/// ## Fix safety
/// Unsafe: another method does something else.
///
/// ## Basis and source
/// Make API, "API Reference", and the client libraries: the methods of each path.
package enum WrongMethodRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ003", name: "wrong-method", severity: .warning, group: .requests,
    summary: "a method that the endpoint is not known to have")
  package static let traits: RequestTraits = .otherMethod

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    guard case .otherMethod(let endpoints) = request.match, let method = request.method,
      let first = endpoints.first
    else { return }
    let methods = endpoints.map { "`\($0.method)`" }
    let message = "\(Message.quoted(first.path)) has no `\(method)`; it takes \(Message.list(methods))"
    guard let range = request.request.methodRange else {
      findings.report(in: request.text, at: request.path, message)
      return
    }
    let meant =
      endpoints.count == 1 ? first.method : method == "PUT" && methods.contains("`PATCH`") ? "PATCH" : nil
    let fix = meant.map {
      Fix(title: "write `\($0)`", isSafe: false, edits: [TextEdit(range: range, newText: $0)])
    }
    findings.report(at: range, message, fixes: fix.map { [$0] } ?? [])
  }
}
