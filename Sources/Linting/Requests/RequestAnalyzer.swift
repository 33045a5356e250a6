import Embedding
import MakeQuery
import SourceText

/// Checks requests one after the other and keeps its buffers: a request that is right costs two passes and no
/// allocation.
package struct RequestAnalyzer: Sendable {
  private let selection: RuleSelection
  /// What the rules that run look for.
  private let wanted: RequestTraits
  private var parser = RequestParser()
  private var checker: RequestChecker
  private var sink = FindingSink()

  package init(_ options: LintOptions) {
    selection = options.selection
    wanted = options.selection.requestTraits
    checker = RequestChecker(options.endpoints)
  }

  /// Appends what the rules find in `request`, in file offsets. Fragments are never reported.
  /// `fileBytes` are those of the file that the request stands in; `isBlind` asks all rules, whatever the first look
  /// tells.
  package mutating func analyze(
    _ request: HostRequest, host: HostKind, fileBytes: [UInt8] = [], isBlind: Bool = false,
    into findings: inout [Finding]
  ) {
    guard !request.isFragment else { return }
    parser.parse(request.text)
    checker.check(parser.tree, in: request.text, method: request.method)
    let traits = traits(of: request).union(isBlind ? .address : [])
    guard !traits.isDisjoint(with: wanted) else { return }
    let context = RequestContext(
      request: request, host: host, fileBytes: fileBytes, tree: parser.tree, match: match(request),
      traits: traits,
      standings: checker.standings, isOpen: checker.isOpen)
    sink.removeAll()
    for (index, rule) in RuleRegistry.rules.enumerated() where selection.isEnabled[index] {
      guard case .request(let needed, let check) = rule.check, !traits.isDisjoint(with: needed) else {
        continue
      }
      sink.begin(
        rule.info, severity: selection.severities[index], target: nil, datastore: nil,
        room: FindingSink.findingsOfARule)
      check(context, &sink)
    }
    findings += sink.findings
  }

  /// What the checker saw, and what the host tells beside the address.
  private func traits(of request: HostRequest) -> RequestTraits {
    var traits = checker.traits
    if request.sending != .asWritten { traits.remove(.rawBrackets) }
    if request.authorizationScheme != nil { traits.insert(.authorization) }
    if request.body == .none, ["POST", "PUT", "PATCH"].contains(request.method) {
      traits.insert(.missingBody)
    }
    return traits
  }

  private func match(_ request: HostRequest) -> EndpointMatch {
    if let index = checker.endpointIndex { return .endpoint(checker.catalogue.endpoints[index]) }
    return checker.catalogue.match(parser.tree, in: request.text, method: request.method)
  }
}
