import Embedding
import MakeQuery
import SourceText

/// The coloured parts of requests.
extension TokenCollector {
  mutating func request(_ request: HostRequest, _ catalogue: EndpointCatalogue) {
    let file = request.text.fileRange(request.text.range)
    let end = max(file.end, request.methodRange?.end ?? file.end)
    let start = min(file.start, request.methodRange?.start ?? file.start)
    guard end >= limits.start, start <= limits.end else { return }
    if let method = request.methodRange { add(method, .keyword) }
    var walk = RequestTokens(ReadRequest(request, catalogue))
    walk.run()
    for part in walk.parts { place(part.range, part.kind, [], request.text) }
  }
}

/// The parts of one request, in its text and in its order.
private struct RequestTokens {
  let read: ReadRequest
  private(set) var parts: [(range: ByteRange, kind: DocumentToken.Kind)] = []
  private var nextHole = 0

  init(_ read: ReadRequest) {
    self.read = read
  }

  private var tree: RequestTree { read.tree }
  private var bytes: [UInt8] { read.bytes }

  mutating func run() {
    if let method = tree.method { add(method, .keyword) }
    if let scheme = tree.scheme { add(scheme, .address) }
    if let host = tree.host { add(host, .address) }
    if let base = tree.base { add(base, .address) }
    path()
    if let question = tree.question { add(question, .symbol) }
    for parameter in tree.parameters { self.parameter(parameter) }
    if let fragment = tree.fragment { add(fragment, .comment) }
  }

  private mutating func path() {
    let names = (read.likelyEndpoint?.path ?? "").split(separator: "/")
    let isKnown = names.count == tree.segments.count
    for (index, segment) in tree.segments.enumerated() {
      let isValue = isKnown ? names[index].hasPrefix("{") : isNumber(segment)
      add(segment, isValue ? (isNumber(segment) ? .number : .text) : .datastore)
    }
  }

  private func isNumber(_ range: ByteRange) -> Bool {
    !range.isEmpty && bytes[range].allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }

  private mutating func parameter(_ parameter: RequestTree.Parameter) {
    let known = read.known(parameter)
    let isUnknown = known == nil && read.endpoint?.hasKnownParameters ?? false
    let kind: DocumentToken.Kind = isUnknown ? .unknownField : .field
    if parameter.range.start > read.text.range.start {
      let before = ByteRange(parameter.range.start - 1, parameter.range.start)
      if bytes[before].first == UInt8(ascii: "&") { add(before, .symbol) }
    }
    add(parameter.root, kind)
    for key in tree.keys(of: parameter) {
      add(key.open, .symbol)
      add(key.text, isNumber(key.text) ? .number : kind)
      if let close = key.close { add(close, .symbol) }
    }
    guard let value = parameter.value else { return }
    add(ByteRange(value.start - 1, value.start), .symbol)
    self.value(value, parameter, known)
  }

  private mutating func value(
    _ value: ByteRange, _ parameter: RequestTree.Parameter, _ known: EndpointParameter?
  ) {
    guard !parameter.traits.contains(.holeInValue), let known else { return add(value, .text) }
    let written = read.value(value)
    let endpoint = read.likelyEndpoint
    let properties =
      known.name == "pg[sortBy]"
      ? endpoint?.sortProperties : known.name.hasPrefix("cols") ? endpoint?.columns : nil
    if let properties {
      let isUnknown = !properties.isEmpty && written != "*" && !properties.contains(written)
      return add(value, isUnknown ? .unknownField : .field)
    }
    if known.name == "pg[sortDir]" || known.type == .boolean || known.allowed.contains(written) {
      return add(value, .constant)
    }
    switch known.type {
    case .integer, .integerList, .number: add(value, isNumber(value) ? .number : .text)
    default: add(value, .text)
    }
  }

  /// Holes are parts of their own.
  private mutating func add(_ range: ByteRange, _ kind: DocumentToken.Kind) {
    var position = range.start
    while nextHole < read.text.holes.count, read.text.holes[nextHole].range.end <= range.start {
      nextHole += 1
    }
    while nextHole < read.text.holes.count, read.text.holes[nextHole].range.start < range.end {
      let hole = read.text.holes[nextHole]
      nextHole += 1
      if hole.range.start > position { parts.append((ByteRange(position, hole.range.start), kind)) }
      parts.append((hole.range, .hole))
      position = hole.range.end
    }
    if position < range.end { parts.append((ByteRange(position, range.end), kind)) }
  }
}
