import SourceText

/// The paths of a catalogue as a tree of their parts: one step for each part of a request's path, whatever the number of
/// endpoints.
struct EndpointPaths: Sendable {
  typealias Node = Int

  static let root: Node = 0

  /// A fixed part: from a node to a node.
  private struct Edge: Sendable {
    let node: Int32
    let hash: UInt32
    /// In ``bytes``.
    let start: Int32
    let count: Int32
    let child: Int32
  }

  private struct Place: Sendable {
    /// The node after a part that is a value; 0 where there is none.
    var valueChild: Int32 = 0
    /// What the value is called: `scenarioId`.
    var valueName = ""
    /// The endpoint of each method, -1 where there is none; in the order of ``Endpoint/methods``.
    var endpoints: SIMD8<Int16> = SIMD8(repeating: -1)
  }

  private var places: [Place] = [Place()]
  private var edges: [Edge?]
  private var edgeCount = 0
  private var bytes: [UInt8] = []
  /// The most parts that a path has.
  private(set) var depth = 0

  init(_ endpoints: [Endpoint]) {
    edges = Array(repeating: nil, count: 1024)
    places.reserveCapacity(endpoints.count * 2)
    for (index, endpoint) in endpoints.enumerated() { add(endpoint, at: index) }
  }

  /// Of two endpoints with one method and path the first one stays.
  private mutating func add(_ endpoint: Endpoint, at index: Int) {
    guard let method = Self.methodIndex(endpoint.method), index <= Int(Int16.max) else { return }
    var node = Self.root
    var count = 0
    let path = Array(endpoint.path.utf8)
    for part in path.split(separator: UInt8(ascii: "/")) {
      let range = ByteRange(part.startIndex, part.endIndex)
      node =
        part.first == UInt8(ascii: "{")
        ? addValue(part.dropFirst().dropLast(), below: node) : addFixed(path, range, below: node)
      count += 1
    }
    depth = max(depth, count)
    if places[node].endpoints[method] < 0 { places[node].endpoints[method] = Int16(index) }
  }

  private mutating func addValue(_ name: ArraySlice<UInt8>, below node: Node) -> Node {
    if places[node].valueChild > 0 { return Int(places[node].valueChild) }
    places[node].valueChild = Int32(places.count)
    places[node].valueName = String(decoding: name, as: UTF8.self)
    places.append(Place())
    return places.count - 1
  }

  private mutating func addFixed(_ path: [UInt8], _ part: ByteRange, below node: Node) -> Node {
    if let known = child(of: node, path, part) { return known }
    if (edgeCount + 1) * 2 > edges.count { grow() }
    let edge = Edge(
      node: Int32(node), hash: Self.hash(node, path, part), start: Int32(bytes.count),
      count: Int32(part.count), child: Int32(places.count))
    bytes += path[part]
    insert(edge)
    edgeCount += 1
    places.append(Place())
    return places.count - 1
  }

  private mutating func insert(_ edge: Edge) {
    var slot = Int(edge.hash) & (edges.count - 1)
    while edges[slot] != nil { slot = (slot + 1) & (edges.count - 1) }
    edges[slot] = edge
  }

  private mutating func grow() {
    let known = edges.compactMap { $0 }
    edges = Array(repeating: nil, count: edges.count * 2)
    for edge in known { insert(edge) }
  }

  /// The number of a method, `HEAD` counting as `GET`; nil for one that the API does not have.
  static func methodIndex(_ method: String) -> Int? {
    method == "HEAD" ? 0 : Endpoint.methods.firstIndex(of: method)
  }

  private static func hash(_ node: Node, _ text: [UInt8], _ range: ByteRange) -> UInt32 {
    var hash: UInt32 = 2_166_136_261 ^ UInt32(truncatingIfNeeded: node &* 31)
    var offset = max(range.start, 0)
    let end = min(range.end, text.count)
    while offset < end {
      hash = (hash ^ UInt32(text[offset])) &* 16_777_619
      offset &+= 1
    }
    return hash ^ (hash >> 15)
  }
}

/// Looking up.
extension EndpointPaths {
  /// The node after the fixed part that `range` of `text` spells.
  func child(of node: Node, _ text: [UInt8], _ range: ByteRange) -> Node? {
    let hash = Self.hash(node, text, range)
    var slot = Int(hash) & (edges.count - 1)
    while let edge = edges[slot] {
      if edge.hash == hash, Int(edge.node) == node, Int(edge.count) == range.count {
        if equals(Int(edge.start), text, range) { return Int(edge.child) }
      }
      slot = (slot + 1) & (edges.count - 1)
    }
    return nil
  }

  /// Whether the part that begins at `start` of ``bytes`` is the text at `range`.
  private func equals(_ start: Int, _ text: [UInt8], _ range: ByteRange) -> Bool {
    guard start &+ range.count <= bytes.count, range.end <= text.count, range.start >= 0 else { return false }
    for offset in 0..<range.count where bytes[start &+ offset] != text[range.start &+ offset] { return false }
    return true
  }

  /// The node after a part that is a value; nil where none may stand there.
  func valueChild(of node: Node) -> Node? {
    let child = Int(places[node].valueChild)
    return child > 0 ? child : nil
  }

  func valueName(of node: Node) -> String { places[node].valueName }

  func endpoint(at node: Node, method: Int) -> Int? {
    guard method >= 0, method < Endpoint.methods.count else { return nil }
    let index = Int(places[node].endpoints[method])
    return index >= 0 ? index : nil
  }

  /// Those of all methods.
  func endpoints(at node: Node) -> [Int] {
    Endpoint.methods.indices.compactMap { endpoint(at: node, method: $0) }
  }

  func hasEndpoint(at node: Node) -> Bool { places[node].endpoints.max() >= 0 }

  /// The fixed parts below a node.
  func fixedParts(below node: Node) -> [(text: String, child: Node)] {
    edges.compactMap { edge in
      guard let edge, Int(edge.node) == node else { return nil }
      let start = Int(edge.start)
      return (bytes.text(ByteRange(start, start + Int(edge.count))), Int(edge.child))
    }.sorted { $0.text < $1.text }
  }
}
