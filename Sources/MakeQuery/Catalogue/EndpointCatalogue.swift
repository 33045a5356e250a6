import SourceText

/// What is known of a request's path.
package enum EndpointMatch: Sendable, Hashable {
  case endpoint(Endpoint)
  /// The path is known, with these methods only.
  case otherMethod([Endpoint])
  /// No endpoint has the path; the one that was most likely meant.
  case unknown(suggestion: Endpoint?)
  /// The path is not there, or a hole may hold it.
  case unknowable

  package var endpoint: Endpoint? {
    guard case .endpoint(let endpoint) = self else { return nil }
    return endpoint
  }
}

/// The endpoints of the Make API. Read when a first request is met, and kept.
package struct EndpointCatalogue: Sendable {
  /// Those that come with cliquery.
  package static let builtIn = EndpointCatalogue(
    builtInTexts.flatMap { EndpointReader.read($0, evidence: .observed).endpoints })

  /// The texts that they are read from, one for each area.
  package static var builtInTexts: [String] { EndpointTexts.all }

  package let endpoints: [Endpoint]
  let paths: EndpointPaths
  let parameters: ParameterTable

  package init(_ endpoints: [Endpoint]) {
    self.endpoints = endpoints
    paths = EndpointPaths(endpoints)
    parameters = ParameterTable(endpoints)
  }

  /// These and others. What is said of an endpoint that is known is added to what is known of it: parameters of the
  /// same name, paging, answer and groups are replaced, lists get longer.
  package func adding(_ others: [Endpoint]) -> EndpointCatalogue {
    if others.isEmpty { return self }
    var result = endpoints
    for other in others {
      let place = result.firstIndex { $0.method == other.method && $0.hasSamePath(as: other) }
      if let place { result[place].add(other) } else { result.append(other) }
    }
    return EndpointCatalogue(result)
  }
}

extension Endpoint {
  /// Whether the paths differ in the names of values at most.
  func hasSamePath(as other: Endpoint) -> Bool {
    if path == other.path { return true }
    let parts = path.split(separator: "/")
    let others = other.path.split(separator: "/")
    guard parts.count == others.count else { return false }
    return zip(parts, others).allSatisfy { $0 == $1 || ($0.hasPrefix("{") && $1.hasPrefix("{")) }
  }

  mutating func add(_ other: Endpoint) {
    for parameter in other.parameters {
      if let index = parameters.firstIndex(where: { $0.name == parameter.name }) {
        parameters[index] = parameter
      } else {
        parameters.append(parameter)
      }
    }
    if !other.sortProperties.isEmpty {
      sortProperties += other.sortProperties.filter { !sortProperties.contains($0) }
    }
    if !other.columns.isEmpty { columns += other.columns.filter { !columns.contains($0) } }
    if other.paging != .none { paging = other.paging }
    if !other.exactlyOneOf.isEmpty { exactlyOneOf = other.exactlyOneOf }
    if let key = other.responseKey { responseKey = key }
  }
}

/// Finding the endpoint of a request.
extension EndpointCatalogue {
  /// A place of the paths' tree that a request leads to.
  enum Place {
    case node(EndpointPaths.Node)
    case unknown
    case unknowable
  }

  /// The endpoint of a request. `method` in capitals; nil where nothing tells: `GET`, or the only one there is.
  package func match(_ tree: RequestTree, in text: MappedText, method: String?) -> EndpointMatch {
    switch place(of: tree, in: text) {
    case .unknowable: return .unknowable
    case .unknown: return .unknown(suggestion: suggestion(for: tree, in: text, method: method))
    case .node(let node):
      if let index = endpointIndex(at: node, method: method) { return .endpoint(endpoints[index]) }
      return .otherMethod(paths.endpoints(at: node).map { endpoints[$0] })
    }
  }

  func endpointIndex(at node: EndpointPaths.Node, method: String?) -> Int? {
    guard let method else {
      for index in Endpoint.methods.indices {
        if let endpoint = paths.endpoint(at: node, method: index) { return endpoint }
      }
      return nil
    }
    return EndpointPaths.methodIndex(method).flatMap { paths.endpoint(at: node, method: $0) }
  }

  func place(of tree: RequestTree, in text: MappedText) -> Place {
    if tree.segments.isEmpty { return .unknowable }
    var isBlind = false
    if let node = paths.find(EndpointPaths.root, 0, tree.segments, text, &isBlind) {
      return paths.hasEndpoint(at: node) ? .node(node) : .unknown
    }
    return isBlind ? .unknowable : .unknown
  }
}

extension EndpointPaths {
  /// Leads the parts of a request's path through the tree, a fixed part before a value; nil where that leads nowhere.
  /// `isBlind` is set where a hole kept a part from being known. Recursion goes as deep as the longest known path.
  func find(
    _ node: Node, _ index: Int, _ segments: [ByteRange], _ text: MappedText, _ isBlind: inout Bool
  ) -> Node? {
    // A slash at the end, or two in a row, is a matter of form.
    var index = index
    while index < segments.count, segments[index].isEmpty { index += 1 }
    guard index < segments.count else { return node }
    let segment = segments[index]
    if !text.holes.isEmpty, text.holes.contains(where: { $0.range.overlaps(segment) }) {
      guard let child = valueChild(of: node) else {
        isBlind = true
        return nil
      }
      return find(child, index + 1, segments, text, &isBlind)
    }
    let fixed = child(of: node, text.bytes, segment)
    let end = fixed.flatMap { find($0, index + 1, segments, text, &isBlind) }
    if let end, hasEndpoint(at: end) { return end }
    if let child = valueChild(of: node), !isMisspelt(segment, text, below: node),
      let found = find(child, index + 1, segments, text, &isBlind)
    {
      return found
    }
    return end
  }

  /// Whether a word in the place of an id is a fixed part with a slip of the pen: `/templates/publik`.
  private func isMisspelt(_ range: ByteRange, _ text: MappedText, below node: Node) -> Bool {
    guard range.count > 2, range.start >= 0, range.end <= text.bytes.count else { return false }
    for offset in range.start..<range.end where (text.bytes[offset] | 0x20) &- UInt8(ascii: "a") > 25 {
      return false
    }
    guard valueName(of: node).hasSuffix("Id") else { return false }
    let word = text.bytes.text(range)
    return fixedParts(below: node).contains { Suggestions.isOneEditAway(word, $0.text) }
  }
}
