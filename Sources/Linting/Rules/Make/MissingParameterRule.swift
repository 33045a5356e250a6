import MakeQuery
import SourceText

/// ## What it does
/// Reports a parameter that the endpoint requires and the request does not have.
///
/// ## Why it matters
/// The server refuses the request. Often it is `teamId` or `organizationId` that is missing.
///
/// ## Example
/// ```make
/// GET /data-stores?pg[limit]=10
/// ```
///
/// ## Use instead
/// ```make
/// GET /data-stores?teamId=35&pg[limit]=10
/// ```
///
/// ## Fix safety
/// There is no fix: the value is not known.
///
/// ## Basis and source
/// Make API, "API Reference": "required", and "Troubleshooting": many endpoints require at least one parameter. Where a
/// hole may hold parameters, nothing is missing.
package enum MissingParameterRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ011", name: "missing-parameter", severity: .warning, group: .requests,
    summary: "a required parameter that is not there")
  package static let traits: RequestTraits = .missingParameter

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    guard let endpoint = request.endpoint, !request.isOpen else { return }
    let arguments = request.arguments
    let given = arguments.compactMap(\.known?.name)
    let meant = UnknownName.allMeant(arguments, endpoint)
    // A parameter whose name has a typo is there.
    let missing = endpoint.parameters.filter {
      $0.isRequired && !given.contains($0.name) && !meant.contains($0.name)
    }
    guard !missing.isEmpty else { return }
    let names = missing.map { "`\($0.name)`" }
    findings.report(
      in: request.text, at: request.path,
      "\(request.title) needs \(Message.list(names, "and")), and \(names.count == 1 ? "it is" : "they are") not there",
      basis: .documented)
  }
}
