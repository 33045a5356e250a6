import MakeQuery
import SourceText

/// ## What it does
/// Reports `pg[…]` on an endpoint that does not page. Where it was seen to be accepted all the same, it is only a hint.
///
/// ## Why it matters
/// The server ignores it and answers with everything: a loop over pages never ends, or reads all items twice.
///
/// ## Example
/// ```make
/// GET /keys?teamId=35&pg[limit]=100
/// ```
///
/// ## Use instead
/// ```make
/// GET /keys?teamId=35
/// ```
///
/// ## Fix safety
/// Unsafe: that nothing else is answered then is our reading of the documentation (decision M2).
///
/// ## Basis and source
/// Make API, "API Reference": the endpoint lists no paging. `GET /hooks` and `GET /dlqs` list none either and were seen
/// to obey `pg[limit]` and `pg[offset]`; `GET /connections` and `GET /credential-requests/requests` were seen to accept
/// them.
package enum PagingIgnoredRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ022", name: "paging-ignored", severity: .warning, group: .requests,
    summary: "`pg[…]` on an endpoint that does not page")
  package static let traits: RequestTraits = .unknownParameter

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    guard let endpoint = request.endpoint else { return }
    let ignored = request.arguments.filter { isMeant($0, request) }
    guard let first = ignored.first else { return }
    let names = Message.list(ignored.map { Message.quoted($0.name) }, "and")
    let isKnown = endpoint.paging == .none
    let them = ignored.count == 1 ? "it" : "them"
    let message =
      switch endpoint.paging {
      case .observedOffset:
        "\(request.title) is not documented to page; that it obeys \(names) was only seen in answers"
      case .accepted:
        "\(request.title) is not documented to page; \(names) \(ignored.count == 1 ? "is" : "are") accepted, and most"
          + " likely ignored"
      default:
        "\(request.title) does not page, so \(names) \(ignored.count == 1 ? "is" : "are") ignored; take \(them) out"
      }
    findings.report(
      in: request.text, at: first.parameter.name, message, severity: isKnown ? nil : .hint,
      basis: isKnown ? .requestDecision(.pagingWithoutEffect) : .observed,
      fixes: isKnown
        ? [.unsafe("remove \(names)", request.removal(of: Set(ignored.map(\.index))))] : [])
  }

  /// Whether an argument is paging where there is none.
  static func isMeant(_ argument: RequestContext.Argument, _ request: RequestContext) -> Bool {
    guard let endpoint = request.endpoint, argument.standing == .unknown,
      UnknownName.use(of: argument, request) == .paging
    else { return false }
    guard [.none, .observedOffset, .accepted].contains(endpoint.paging),
      !endpoint.parameters.contains(where: { $0.name.hasPrefix("pg[") })
    else { return false }
    return EndpointParameter.offsetPaging.contains { $0.name == argument.name }
      || EndpointParameter.keysetPaging.contains { $0.name == argument.name }
  }
}
