import MakeQuery
import SourceText

/// ## What it does
/// Reports both or neither of `teamId` and `organizationId` where the documentation asks for exactly one of them.
///
/// ## Why it matters
/// The server refuses the request: "teamId and organizationId cannot be used together", "Missing required parameter
/// teamId or organizationId".
///
/// ## Example
/// ```make
/// GET /scenarios?teamId=1&organizationId=11
/// ```
///
/// ## Use instead
/// ```make
/// GET /scenarios?teamId=1
/// ```
///
/// ## Fix safety
/// Unsafe: taking out one of the two decides what is listed.
///
/// ## Basis and source
/// Make API, "HTTP status codes of errors", 400, and the pages of listing scenarios and users.
package enum ExactlyOneOfRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ013", name: "exactly-one-of", severity: .error, group: .requests,
    summary: "both or neither of `teamId` and `organizationId`")
  package static let traits: RequestTraits = .wrongChoice

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    guard let endpoint = request.endpoint else { return }
    let arguments = request.arguments
    for group in endpoint.exactlyOneOf {
      let names = group.map { "`\($0)`" }
      let given = arguments.filter { argument in argument.known.map { group.contains($0.name) } ?? false }
      var kinds: [RequestContext.Argument] = []
      for argument in given where !kinds.contains(where: { $0.name == argument.name }) {
        kinds.append(argument)
      }
      if kinds.count > 1 {
        findings.report(
          in: request.text, at: kinds[1].parameter.name,
          "\(request.title) takes \(Message.list(names)), not both; keep one", basis: .documented,
          fixes: kinds.map {
            .unsafe("remove `\($0.name)`", request.removal(of: [$0.index]))
          })
      } else if kinds.isEmpty, !request.isOpen, !isMeant(group, arguments, endpoint) {
        findings.report(
          in: request.text, at: request.path,
          "\(request.title) needs \(Message.list(names)), and neither is there", basis: .documented)
      }
    }
  }

  /// Whether a name with a typo is meant to be one of the group.
  private static func isMeant(
    _ group: [String], _ arguments: [RequestContext.Argument], _ endpoint: Endpoint
  ) -> Bool {
    UnknownName.allMeant(arguments, endpoint).contains { group.contains($0) }
  }
}
