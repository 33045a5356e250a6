import MakeQuery
import SourceText

/// What tells that an address is one of the Make API (workspace, "Evidence", E5 and E6).
package struct MakeEvidence: Sendable {
  package var hosts: MakeHosts
  /// Asked for only where a path has to be known.
  package var catalogue: @Sendable () -> EndpointCatalogue

  package init(
    hosts: MakeHosts = .builtIn, catalogue: @escaping @Sendable () -> EndpointCatalogue = { .builtIn }
  ) {
    self.hosts = hosts
    self.catalogue = catalogue
  }

  /// How much an address says.
  enum Verdict: Int, Sendable, Comparable {
    case no
    /// It may be Make's: the path is one of Make's, but others have it too, or only the beginning of it is known.
    case possible
    /// The path may be anybody's, but the parameters are Make's.
    case likely
    case sure

    static func < (left: Verdict, right: Verdict) -> Bool { left.rawValue < right.rawValue }
  }

  /// Whether a text that a script or a data file holds is a request. `method` in capitals.
  func isRequest(_ text: MappedText, method: String?) -> Bool {
    let address = MakeAddress(text, hosts: hosts)
    if address.host == .make, address.isAPI { return true }
    guard address.host != .foreign, address.isAPI && address.host == .hole || address.hasListParameter else {
      return false
    }
    return verdict(on: address, in: text, queryOf: text, method: method) >= .likely
  }

  /// What the path says together with the parameters. `text` holds the path, `whole` the query.
  func verdict(on address: MakeAddress, in text: MappedText, queryOf whole: MappedText, method: String?)
    -> Verdict
  {
    var hasListParameter = address.hasListParameter
    var query = address.query.map { (text, $0) }
    if query == nil {
      let asked = MakeAddress(whole, hosts: hosts)
      hasListParameter = asked.hasListParameter
      query = asked.query.map { (whole, $0) }
    }
    var tree = RequestTree()
    tree.segments = address.segments(in: text)
    let names = query.map { Self.parameterNames($0.0, $0.1) } ?? []
    let hasOwner = names.contains("teamid") || names.contains("organizationid")
    switch catalogue().match(tree, in: text, method: method) {
    case .endpoint(let endpoint):
      if hasListParameter || Self.isDistinctive(endpoint) { return .sure }
      return hasOwner || Self.isTaken(names, by: [endpoint]) ? .likely : .possible
    case .otherMethod(let endpoints):
      if hasListParameter || endpoints.contains(where: Self.isDistinctive) { return .sure }
      return hasOwner || Self.isTaken(names, by: endpoints) ? .likely : .possible
    case .unknown(let suggestion):
      // A path that nothing is known of is a relative one of anybody.
      guard address.isAPI || address.host == .none else { return hasListParameter ? .possible : .no }
      if address.isAPI, hasListParameter { return .sure }
      if address.isAPI, hasOwner { return .likely }
      return address.isAPI && suggestion.map(Self.isDistinctive) == true ? .sure : .no
    case .unknowable: return hasListParameter ? .possible : .no
    }
  }

  /// Paths that begin so are hardly those of another product; `/users` and `/teams` may be anybody's.
  private static let distinctiveParts: Set<Substring> = [
    "scenarios", "scenarios-folders", "scenarios-shared", "data-stores", "data-structures", "dlqs", "imt",
    "sdk",
    "custom-property-structures", "credential-requests", "private-spaces", "cashier", "ai-agents",
    "connected-systems",
  ]

  private static func isDistinctive(_ endpoint: Endpoint) -> Bool {
    endpoint.path.split(separator: "/").first.map { distinctiveParts.contains($0) } ?? false
  }

  /// Whether one of the names is a parameter's.
  private static func isTaken(_ names: [String], by endpoints: [Endpoint]) -> Bool {
    endpoints.contains { endpoint in
      endpoint.parameters.contains { parameter in
        let root = parameter.name.prefix { $0 != "[" }.lowercased()
        return names.contains(root)
      }
    }
  }

  /// The names up to their brackets, in lower case; of many the first ones.
  private static func parameterNames(_ text: MappedText, _ query: ByteRange) -> [String] {
    var names: [String] = []
    var start = query.start
    var place = query.start
    while place <= query.end, names.count < 32 {
      guard place == query.end || text.bytes[place] == UInt8(ascii: "&") else {
        place += 1
        continue
      }
      let part = text.bytes[ByteRange(start, place)]
      let name = part.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "%") }
      if !name.isEmpty { names.append(String(decoding: name, as: UTF8.self).lowercased()) }
      place += 1
      start = place
    }
    return names
  }
}
