import MakeQuery
import SourceText

/// ## What it does
/// Looks up the path among the endpoints that Make's documentation and its client libraries name, and those of your
/// settings. Names of the interface are suggested as what the API calls them: `/incomplete-executions` is `/dlqs`,
/// `/webhooks` is `/hooks`.
///
/// ## Why it matters
/// The server answers 404 to a path that is none of its own.
///
/// ## Example
/// ```make
/// GET /incomplete-executions?scenarioId=112
/// ```
///
/// ## Use instead
/// ```make
/// GET /dlqs?scenarioId=112
/// ```
///
/// ## Fix safety
/// Unsafe: another endpoint answers.
///
/// ## Basis and source
/// Make API, "API Reference", and the client libraries. For parts of the API that are known from few sources (custom
/// apps, administration, billing) only paths with a likely meaning are reported. Endpoints of your own go into the
/// settings: `make.endpoints`.
package enum UnknownEndpointRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ002", name: "unknown-endpoint", severity: .warning, group: .requests,
    summary: "a path that no endpoint of the Make API has")
  package static let traits: RequestTraits = .unknownEndpoint

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    guard case .unknown(let suggestion) = request.match else { return }
    let parts = request.tree.segments.filter { !$0.isEmpty }
    // What cannot be read as a path is reported as such.
    let isBroken = request.tree.problems.contains {
      [.backslash, .blankInPath, .notARequest].contains($0.kind)
    }
    guard let first = parts.first, !isBroken || suggestion != nil else { return }
    let root = request.string(first)
    if suggestion == nil, littleKnown.contains(root) { return }
    let path = request.path
    if root == "api" || isVersion(root) {
      let written = request.quoted(base(parts, request))
      findings.report(
        in: request.text, at: path,
        "\(written) is not the base of the API; write `/api/v2`",
        fixes: [
          .unsafe("write `/api/v2`", [TextEdit(range: base(parts, request), newText: "/api/v2")])
        ])
      return
    }
    let meant = suggestion.map { meantPath($0, parts, request) }
    findings.report(
      in: request.text, at: path,
      "there is no endpoint \(request.quoted(path))\(Message.suggestion(meant))",
      fixes: meant.map { $0.contains("{") ? [] : [replacement(path, $0)] } ?? [])
  }

  private static func replacement(_ range: ByteRange, _ path: String) -> FixDraft {
    .unsafe("write `\(path)`", [TextEdit(range: range, newText: path)])
  }

  /// Their documentation is thin.
  private static let littleKnown: Set<String> = [
    "sdk", "admin", "internal", "cashier", "affiliate", "mms", "rpcs", "oauth", "imt", "ai-agents", "agents",
    "credential-requests", "private-spaces", "payments", "sso",
  ]

  private static func isVersion(_ part: String) -> Bool {
    part.hasPrefix("v") && part.count == 2 && part.last?.isNumber == true
  }

  /// `/api/v1`
  private static func base(_ parts: [ByteRange], _ request: RequestContext) -> ByteRange {
    var end = parts[0].end
    if parts.count > 1, request.string(parts[0]) == "api", isVersion(request.string(parts[1])) {
      end = parts[1].end
    }
    return ByteRange(request.path.start, end)
  }

  /// The path of the endpoint that is meant, with the request's own values where they fit.
  private static func meantPath(_ endpoint: Endpoint, _ parts: [ByteRange], _ request: RequestContext)
    -> String
  {
    let names = endpoint.path.split(separator: "/")
    guard names.count == parts.count else { return endpoint.path }
    let filled = zip(names, parts).map { name, part in
      name.hasPrefix("{") ? request.string(part) : String(name)
    }
    return "/" + filled.joined(separator: "/")
  }
}
