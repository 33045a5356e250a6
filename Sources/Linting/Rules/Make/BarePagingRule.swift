import MakeQuery
import SourceText

/// ## What it does
/// Reports `limit`, `offset`, `sortBy` and `sortDir` without `pg[…]`, and forms such as `pg.limit`.
///
/// ## Why it matters
/// The server ignores them: a loop over pages with `offset=` reads the first page again and again.
///
/// ## Example
/// ```make
/// GET /scenarios?teamId=35&limit=100&offset=0
/// ```
///
/// ## Use instead
/// ```make
/// GET /scenarios?teamId=35&pg[limit]=100&pg[offset]=0
/// ```
///
/// ## Fix safety
/// Unsafe: the answer changes.
///
/// ## Basis and source
/// Make API, "Pagination and sorting": the names with brackets.
package enum BarePagingRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ020", name: "bare-paging", severity: .warning, group: .requests,
    summary: "`limit`, `offset`, `sortBy`, `sortDir` without `pg[…]`")
  package static let traits: RequestTraits = .unknownParameter

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    guard let endpoint = request.endpoint else { return }
    for argument in request.arguments where argument.standing == .unknown {
      if findings.isFull { break }
      guard case .barePaging(let name) = UnknownName.use(of: argument, request) else { continue }
      let written = Message.quoted(argument.name)
      let takes =
        endpoint.parameter(for: Array(name.utf8)) != nil
        || [.observedOffset, .accepted].contains(endpoint.paging)
      let message =
        takes
        ? "\(written) is ignored; paging and sorting are written `\(name)`"
        : "\(written) is ignored; \(request.title) neither pages nor sorts"
      findings.report(
        in: request.text, at: argument.parameter.name, message, basis: .documented,
        fixes: takes
          ? [.unsafe("write `\(name)`", [request.renaming(argument, to: name)])]
          : [.unsafe("remove \(written)", request.removal(of: [argument.index]))])
    }
  }
}
