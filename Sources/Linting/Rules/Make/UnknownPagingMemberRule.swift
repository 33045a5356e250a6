import MakeQuery
import SourceText

/// ## What it does
/// Looks up each `pg[…]` among those that the endpoint takes: `pg[limit]`, `pg[offset]`, `pg[sortBy]`, `pg[sortDir]`
/// where it pages, `pg[last]` and `pg[showLast]` where it pages by the last item, `pg[returnTotalCount]` only where it
/// is documented.
///
/// ## Why it matters
/// The server ignores a member that it does not know, or refuses it, as `pg[returnTotalCount]` with a token.
///
/// ## Example
/// ```make
/// GET /data-stores?teamId=35&pg[limt]=10
/// ```
///
/// ## Use instead
/// ```make
/// GET /data-stores?teamId=35&pg[limit]=10
/// ```
///
/// ## Fix safety
/// Unsafe: the answer changes.
///
/// ## Basis and source
/// Make API, "Pagination and sorting", and the pages of the endpoints.
package enum UnknownPagingMemberRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ021", name: "unknown-pg-member", severity: .warning, group: .requests,
    summary: "a `pg[…]` that the endpoint does not take")
  package static let traits: RequestTraits = .unknownParameter

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    guard let endpoint = request.endpoint else { return }
    for argument in request.arguments where argument.standing == .unknown {
      if findings.isFull { break }
      guard UnknownName.use(of: argument, request) == .paging, !PagingIgnoredRule.isMeant(argument, request)
      else { continue }
      let name = argument.name
      let isAccepted = [.observedOffset, .accepted].contains(endpoint.paging)
      let members = isAccepted ? EndpointParameter.offsetPaging : endpoint.pagingMembers
      let known = (endpoint.parameters + members).map(\.name).filter { $0.hasPrefix("pg[") }
      let member = String(name.dropFirst(3).dropLast())
      let meant = nearest(to: member, in: known.map { String($0.dropFirst(3).dropLast()) }).map {
        "pg[\($0)]"
      }
      let reason =
        switch name {
        case "pg[returnTotalCount]": "; totals are documented for few endpoints only, take it out"
        case "pg[last]", "pg[showLast]": "; it does not page by the last item, use `pg[offset]`"
        default: Message.suggestion(meant)
        }
      let fix: FixDraft =
        meant.map { .unsafe("write `\($0)`", [request.renaming(argument, to: $0)]) }
        ?? .unsafe("remove `\(name)`", request.removal(of: [argument.index]))
      findings.report(
        in: request.text, at: argument.parameter.name,
        "\(request.title) does not take \(Message.quoted(name))\(reason)", fixes: [fix])
    }
  }

  private static func nearest(to member: String, in members: [String]) -> String? {
    let plain = Suggestions.plain(member)
    return members.first { Suggestions.plain($0) == plain }
      ?? aliases.first { $0.written == plain && members.contains($0.meant) }?.meant
      ?? Suggestions.nearest(to: member, in: members)
  }

  /// What other APIs call it.
  private static let aliases: [(written: [UInt32], meant: String)] = [
    ("sort", "sortBy"), ("order", "sortDir"), ("orderby", "sortBy"), ("direction", "sortDir"),
    ("dir", "sortDir"),
    ("size", "limit"), ("pagesize", "limit"), ("perpage", "limit"), ("page", "offset"), ("skip", "offset"),
    ("sortorder", "sortDir"), ("max", "limit"), ("count", "limit"), ("total", "returnTotalCount"),
  ].map { (Suggestions.plain($0.0), $0.1) }
}
