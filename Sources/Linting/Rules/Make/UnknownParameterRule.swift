import MakeQuery
import SourceText

/// ## What it does
/// Looks up each parameter among those that the endpoint takes. Names are case-sensitive: `teamid` is not `teamId`.
///
/// ## Why it matters
/// The server ignores a parameter that it does not know, so a filter with a typo selects everything, and a required
/// parameter is missing.
///
/// ## Example
/// ```make
/// GET /data-stores?teamid=35
/// ```
///
/// ## Use instead
/// ```make
/// GET /data-stores?teamId=35
/// ```
///
/// ## Fix safety
/// Unsafe: the answer changes.
///
/// ## Basis and source
/// Make API, "API Reference", and the client libraries: the parameters of each endpoint. Where only an endpoint's path
/// is known, nothing is said about its parameters.
package enum UnknownParameterRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ010", name: "unknown-parameter", severity: .warning, group: .requests,
    summary: "a parameter that the endpoint does not take")
  package static let traits: RequestTraits = .unknownParameter

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    guard let endpoint = request.endpoint else { return }
    for argument in request.arguments where argument.standing == .unknown {
      if findings.isFull { break }
      guard UnknownName.use(of: argument, request) == .plain else { continue }
      let meant = UnknownName.meant(by: argument, endpoint)
      let plain = endpoint.parameter(for: Array(String(argument.name.prefix { $0 != "[" }).utf8))
      let hint =
        if let plain, meant == plain.name, !plain.type.isList {
          "; it takes one value: write `\(plain.name)`"
        } else if meant == nil, endpoint.parameters.isEmpty, endpoint.paging == .none {
          "; it takes none"
        } else {
          Message.suggestion(meant)
        }
      findings.report(
        in: request.text, at: argument.parameter.name,
        "\(request.title) has no parameter \(Message.quoted(argument.name))\(hint)",
        fixes: meant.map { [.unsafe("write `\($0)`", [request.renaming(argument, to: $0)])] } ?? [])
    }
  }
}
