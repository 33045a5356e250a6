import JSONSyntax
import MakeQuery
import SourceText

/// Requests to the Make API (workspace, "Evidence", E5 to E7).
extension JSONHostReader {
  /// Adds a request that goes to Make; the values that need no second look, nil where it goes elsewhere.
  mutating func addMake(_ request: JSONRequest) -> Set<Int>? {
    let isObject = layer.kind(request.url) == .object
    guard let address = isObject ? objectAddress(request.url) : layer.text(request.url).map({ withHoles($0) })
    else { return nil }
    let method = request.method.map { layer.string($0)?.uppercased() } ?? "GET"
    let written = isObject ? layer.value(request.url, "raw") : request.url
    let isMarked = written.map { markedMake.contains($0) } ?? false
    guard isMarked || MakeAddress(address, hosts: options.make.hosts).host != .foreign else { return nil }
    let hasQuery = address.bytes[address.range].contains(UInt8(ascii: "?"))
    var text = isObject ? whole(address, request) : address
    var sending = HostRequest.Sending.unknown
    var builder = RequestTextBuilder(text)
    for place in request.parameters {
      // What records a request has its parameters in the address, and again beside it.
      if layer.kind(place) == .array, hasQuery { continue }
      let entries =
        layer.kind(place) == .array ? listEntries(place) : layer.members(place).map { ($0.key, $0.value) }
      for (key, value) in entries { append(key, value, isEncoded: false, to: &builder) }
      if layer.kind(place) == .placeholder { builder.append(unknown: layer.fileRange(place)) }
      sending = .encodedBySender
      text = builder.text
    }
    guard isMarked || options.make.isRequest(text, method: method) else { return nil }
    let authorization = authorization(beside: request)
    file.requests.append(
      HostRequest(
        text: RequestPlaceholders.addHoles(to: text), method: method,
        methodRange: request.method.map { layer.fileRange($0) }, sending: sending,
        body: hostBody(request, isObject: isObject),
        authorizationScheme: authorization.flatMap { RequestLine.scheme(layer.document.bytes, $0) },
        range: address.fileRange(address.range)))
    if let authorization, let found = TokenSearch.find(inAuthorization: layer.document.bytes, authorization) {
      observe(found)
    }
    return Set([request.url] + request.parameters + (request.body.map { [$0] } ?? []))
  }

  /// A string that is an address of Make's by itself, or by a comment.
  mutating func addMake(string index: Int) {
    let isMarked = markedMake.contains(index)
    guard let node = layer.node(index), node.kind == .string, node.contentRange.count <= Self.longestAddress,
      isMarked
        || Self.needles.contains(where: { $0.isFound(in: layer.document.bytes, range: node.contentRange) }),
      let raw = layer.text(index)
    else { return }
    let text = withHoles(raw)
    guard isMarked || options.make.isRequest(text, method: nil) else { return }
    file.requests.append(
      HostRequest(text: RequestPlaceholders.addHoles(to: text), range: text.fileRange(text.range)))
  }

  /// Longer texts are no addresses.
  private static let longestAddress = 1 << 14
  private static let needles = [
    KeywordSearch("api/v2"), KeywordSearch("api\\/v2"), KeywordSearch("pg["), KeywordSearch("cols["),
    KeywordSearch("pg%5b"), KeywordSearch("cols%5b"),
  ]

  // MARK: Address

  /// Of an address in parts: what a client shows as the whole, or else the parts joined.
  private mutating func objectAddress(_ object: Int) -> MappedText? {
    if let raw = layer.value(object, "raw").flatMap({ layer.text($0) }) { return withHoles(raw) }
    return addressFromParts(object)
  }

  /// The address with the list of parameters that is sent in place of its query.
  private mutating func whole(_ address: MappedText, _ request: JSONRequest) -> MappedText {
    guard let list = layer.value(request.url, "query"), !layer.elements(list).isEmpty else { return address }
    let question = address.bytes[address.range].firstIndex(of: UInt8(ascii: "?"))
    var builder = RequestTextBuilder(address, end: question)
    for (key, value) in listEntries(list) { append(key, value, isEncoded: true, to: &builder) }
    return builder.text
  }

  private mutating func append(
    _ key: Int, _ value: Int?, isEncoded: Bool, to builder: inout RequestTextBuilder
  ) {
    guard let name = layer.text(key).map({ withHoles($0) }) else { return }
    if layer.kind(value) == .array {
      // A list is sent as one parameter for each item.
      for item in layer.elements(value) {
        builder.append(name: name, value: layer.text(item).map { withHoles($0) }, isEncoded: isEncoded)
      }
      return
    }
    if layer.kind(value) == .null, !isEncoded { return }
    builder.append(name: name, value: layer.text(value).map { withHoles($0) }, isEncoded: isEncoded)
  }

  /// `[{"key": …, "value": …}]`, disabled entries left out.
  private func listEntries(_ list: Int) -> [(Int, Int?)] {
    layer.elements(list).compactMap { entry in
      if layer.kind(layer.value(entry, "disabled")) == .true { return nil }
      if layer.kind(layer.value(entry, "enabled")) == .false { return nil }
      guard let key = layer.value(entry, "key") ?? layer.value(entry, "name") else { return nil }
      return (key, layer.value(entry, "value"))
    }
  }

  // MARK: Beside the address

  private mutating func hostBody(_ request: JSONRequest, isObject: Bool) -> HostRequest.Body {
    // Only where all of the request is written in the object its absence tells.
    guard request.body != nil else { return isObject ? .none : .unknown }
    if case .none = body(of: request) { return .none }
    return .present
  }

  /// The value of the header `Authorization` in the file, where it is written without escapes.
  private func authorization(beside request: JSONRequest) -> ByteRange? {
    guard let headers = request.headers else { return nil }
    let entries =
      layer.kind(headers) == .array ? listEntries(headers) : layer.members(headers).map { ($0.key, $0.value) }
    let value = entries.last { layer.string($0.0)?.lowercased() == "authorization" }?.1
    guard let value, let node = layer.node(value), node.kind == .string, !node.flags.contains(.hasEscapes),
      layer.outer == nil
    else { return nil }
    return node.contentRange
  }

  // MARK: Tokens

  /// Tokens that are told by their form, in a file that asks one of the APIs.
  mutating func findTokens() {
    guard layer.outer == nil, !file.queries.isEmpty || !file.requests.isEmpty else { return }
    let bytes = layer.document.bytes
    for found in TokenSearch.find(in: bytes, ByteRange(0, bytes.count)) { observe(found) }
  }

  private mutating func observe(_ found: TokenSearch.Found) {
    guard tokenPlaces.insert(found.range).inserted else { return }
    // Only a client's collection has variables.
    let hasVariables = KeywordSearch("postman").isFound(in: layer.document.bytes)
    file.observations.append(
      HostObservation(
        kind: .tokenInSource(found.kind), range: found.range,
        edits: hasVariables ? [TextEdit(range: found.range, newText: found.variable)] : []))
  }
}
