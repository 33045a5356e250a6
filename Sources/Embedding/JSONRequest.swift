import CriteriaSyntax
import JSONSyntax
import SourceText

/// An object that describes an HTTP request: of a Postman collection (any version), a HAR file, or a client's
/// configuration. Everything is an index into the layer's nodes.
struct JSONRequest {
  let url: Int
  let method: Int?
  /// Objects or lists of query parameters beside the URL.
  let parameters: [Int]
  /// Of these the `queryString` of a recorded session, HAR.
  let recordedQuery: Int?
  let body: Int?
  /// An object or a list.
  let headers: Int?

  /// Nil where the object does not describe a request.
  init?(_ layer: JSONLayer, _ members: [(key: Int, value: Int)]) {
    var url: Int?
    var method: Int?
    var parameters: [Int] = []
    var recordedQuery: Int?
    var headers: Int?
    var bodies: [String: Int] = [:]
    for (key, value) in members {
      guard let node = layer.node(key), node.kind == .string,
        node.contentRange.count <= Self.longestKey
      else { continue }
      let name = layer.document.bytes.text(node.contentRange)
      switch name {
      case "url", "uri": url = value
      case "method": method = value
      case "header", "headers": headers = value
      case "params", "query", "qs", "queryParams", "parameters": parameters.append(value)
      case "queryString":
        parameters.append(value)
        recordedQuery = value
      case _ where Self.bodyKeys.contains(name): bodies[name] = value
      default: break
      }
    }
    guard let url else { return nil }
    // A URL alone may be an answer's own address: a request also says how, or what URL in parts.
    let isRequest = method != nil || !parameters.isEmpty
    guard layer.kind(url) == .object || layer.kind(url) == .string && isRequest else { return nil }
    self.url = url
    self.method = method
    self.parameters = parameters
    self.recordedQuery = recordedQuery
    self.headers = headers
    body = Self.bodyKeys.lazy.compactMap { bodies[$0] }.first
  }

  private static let longestKey = "queryParams".utf8.count
  /// The first that is there holds the body: old collections have an empty `data` beside it.
  private static let bodyKeys = ["rawModeData", "body", "json", "postData", "data"]
}

extension JSONHostReader {
  /// Reads a request to the records of a datastore; returns the values that need no second look.
  mutating func readRequest(_ request: JSONRequest) -> Set<Int> {
    guard let url = url(of: request) else { return addMake(request) ?? readOther(request) }
    mention(url)
    var claimed: Set<Int> = [request.url]
    claimed.formUnion(request.parameters)
    if let body = request.body { claimed.insert(body) }
    let method = request.method.flatMap { layer.string($0) } ?? "GET"
    let body = body(of: request)
    noteFields(url, method: method, body: body)
    guard let operation = url.endpoint.operation(method: method.utf8) else { return claimed }

    var found = parameters(of: request, url: url)
    if operation != .list {
      switch body {
      case .json(let layer, let root):
        for (key, value) in layer.members(root) { add(key, value, in: layer, to: &found) }
      case .unknown:
        found.isComplete = false
      case .none: break
      }
      // What is sent cannot be seen whole: nothing can be said to be missing.
      if found.criteria == nil, !found.isComplete { return claimed }
    }
    add(url, operation: operation, criteria: found.criteria, parameters: found.parameters)
    return claimed
  }

  /// A request to somewhere else. Where its URL is a variable only, its body may still be that of a bulk update;
  /// where it is another Zoho product's, nothing in it is evidence.
  private mutating func readOther(_ request: JSONRequest) -> Set<Int> {
    let address = layer.kind(request.url) == .object ? layer.value(request.url, "raw") : request.url
    guard let text = layer.text(address).map({ withHoles($0) }) else { return [] }
    if RequestURL.isOtherProduct(text), !options.everyCriteriaKey {
      return Set([request.body].compactMap { $0 })
    }
    if text.holes.first?.range == text.range, case .json(let inner, let root) = body(of: request),
      inner.outer != nil, let criteria = bulkUpdate(inner.members(root), in: inner),
      inner.kind(criteria) == .string
    {
      addUpdate(criteria, in: inner)
    }
    return []
  }

  // MARK: - URL

  private mutating func url(of request: JSONRequest) -> RequestURL? {
    if layer.kind(request.url) == .string { return requestURL(request.url, in: layer) }
    if let raw = layer.value(request.url, "raw"), let url = requestURL(raw, in: layer) { return url }
    return urlFromParts(request.url)
  }

  /// `host` and `path` of a Postman URL, joined: the text is gathered, and each part leads back to its string.
  private mutating func urlFromParts(_ object: Int) -> RequestURL? {
    if let path = layer.value(object, "path"), layer.kind(path) == .string {
      return requestURL(path, in: layer)
    }
    return addressFromParts(object).flatMap { RequestURL($0) }
  }

  mutating func addressFromParts(_ object: Int) -> MappedText? {
    var parts: [(node: Int, mark: UInt8)] = []
    var bytes: [UInt8] = []
    var segments: [MappedText.Segment] = []
    let path = layer.value(object, "path")
    let names = layer.kind(path) == .string ? path.map { [$0] } ?? [] : layer.elements(path)
    guard !names.isEmpty, names.count <= 64 else { return nil }
    let hostNode = layer.value(object, "host")
    let host = layer.kind(hostNode) == .string ? hostNode.map { [$0] } ?? [] : layer.elements(hostNode)
    guard host.count <= 16 else { return nil }
    for part in host { parts.append((part, UInt8(ascii: "."))) }
    if let last = parts.indices.last { parts[last].mark = UInt8(ascii: "/") }
    for part in names { parts.append((part, UInt8(ascii: "/"))) }
    for (number, (part, mark)) in parts.enumerated() {
      guard let text = layer.text(part) ?? layer.text(layer.value(part, "value")) else { return nil }
      let start = bytes.count
      bytes += text.bytes[text.range]
      if text.segments.isEmpty {
        segments.append(
          MappedText.Segment(
            text: ByteRange(start, bytes.count), file: text.range, kind: .verbatim,
            literal: Int32(clamping: part)
          ))
      } else {
        for segment in text.segments {
          segments.append(
            MappedText.Segment(
              text: segment.text.shifted(by: start), file: segment.file, kind: segment.kind,
              literal: segment.literal))
        }
      }
      if number + 1 < parts.count {
        bytes.append(mark)
        let end = segments.last?.file.end ?? 0
        segments.append(
          MappedText.Segment(
            text: ByteRange(bytes.count - 1, bytes.count), file: ByteRange(at: end), kind: .hole, literal: -1)
        )
      }
    }
    return withHoles(MappedText(bytes: bytes, segments: segments, encoding: HostEncoding([.jsonString])))
  }

  // MARK: - Parameters

  /// How a parameter's value is written.
  enum ParameterForm {
    /// As in a URL of this api.
    case url(APIVersion)
    /// Plain: who sends it encodes it.
    case encodedBySender
    /// In a body.
    case body
  }

  private mutating func parameters(of request: JSONRequest, url: RequestURL) -> FoundCriteria {
    var found = FoundCriteria()
    if layer.kind(request.url) == .object, let list = layer.value(request.url, "query"),
      !layer.elements(list).isEmpty
    {
      // Postman sends the list; `raw` is how it shows the whole.
      addList(list, form: .url(url.endpoint.api), to: &found)
    } else {
      file.observations += url.query.observations(api: url.endpoint.api)
      found.criteria = url.value(of: "criteria".utf8)
      found.parameters = url.queryParameters
      found.isComplete = !url.hasHoleForParameters
    }
    for place in request.parameters {
      // What a browser recorded repeats the address in parts, decoded or not.
      if place == request.recordedQuery, !url.parameters.isEmpty { continue }
      switch layer.kind(place) {
      case .array: addList(place, form: .encodedBySender, to: &found)
      case .object:
        for (key, value) in layer.members(place) {
          add(key, value, in: layer, form: .encodedBySender, to: &found)
        }
      default: break
      }
    }
    return found
  }

  /// `[{"key": …, "value": …}]`, disabled entries left out.
  private mutating func addList(_ list: Int, form: ParameterForm, to found: inout FoundCriteria) {
    for entry in layer.elements(list) {
      if layer.kind(layer.value(entry, "disabled")) == .true { continue }
      if layer.kind(layer.value(entry, "enabled")) == .false { continue }
      guard let key = layer.value(entry, "key") ?? layer.value(entry, "name"),
        let value = layer.value(entry, "value")
      else { continue }
      add(key, value, in: layer, form: form, to: &found)
    }
  }

  private mutating func add(
    _ key: Int, _ value: Int, in layer: JSONLayer, form: ParameterForm = .body, to found: inout FoundCriteria
  ) {
    guard let name = layer.string(key) else { return }
    if case .url = form, Self.holdsPlaceholder(name) { found.isComplete = false }
    let kind = HostQuery.Parameter.Kind(rawValue: name)
    guard kind != nil || name == "criteria", let raw = layer.text(value).map({ withHoles($0) }) else {
      return
    }
    var text = raw
    switch form {
    case .url(let api):
      let query = RequestQuery(value: raw, name: name)
      text = query.value(of: name.utf8) ?? raw
      file.observations += query.observations(api: api)
    case .encodedBySender where kind == nil && EncodedTwice.isCriteria(raw):
      text = raw.percentDecoded(raw.range)
      file.observations.append(HostObservation(kind: .doubleEncoding, range: raw.fileRange(raw.range)))
    case .encodedBySender, .body: break
    }
    if let kind {
      found.add(kind, text)
    } else if found.criteria == nil, layer.kind(value) == .string {
      found.criteria = text
    }
  }

  private static func holdsPlaceholder(_ name: String) -> Bool {
    var isBehindBrace = false
    for byte in name.utf8 {
      if byte == UInt8(ascii: "{"), isBehindBrace { return true }
      isBehindBrace = byte == UInt8(ascii: "{")
    }
    return false
  }

  // MARK: - Body

  enum Body {
    case none
    /// An object, in the file or in a string of it.
    case json(JSONLayer, root: Int)
    /// A variable, a file, or another form than JSON.
    case unknown
  }

  mutating func body(of request: JSONRequest) -> Body {
    guard var body = request.body, layer.kind(body) != .null else { return .none }
    if layer.kind(body) == .object {
      if layer.kind(layer.value(body, "disabled")) == .true { return .none }
      if layer.value(body, "criteria") != nil || layer.value(body, "values") != nil {
        return .json(layer, root: body)
      }
      // A form of its own around the text: `{"mode": "raw", "raw": "…"}`, `{"mimeType": …, "text": "…"}`.
      guard let text = layer.value(body, "raw") ?? layer.value(body, "text") ?? layer.value(body, "json")
      else {
        return layer.value(body, "mode").map { layer.isString($0, "raw") } == true ? .none : .unknown
      }
      if let mode = layer.value(body, "mode"), !layer.isString(mode, "raw"), !layer.isString(mode, "json") {
        return .unknown
      }
      body = text
    }
    guard let node = layer.node(body), node.kind == .string else { return .unknown }
    let (bytes, segments) = layer.document.decodeString(node, literal: Int32(clamping: body))
    if bytes.allSatisfy({ $0 <= 0x20 }) { return .none }
    let inner = JSONLayer(
      inside: MappedText(bytes: bytes, segments: segments, encoding: HostEncoding([.jsonString])))
    guard inner.kind(0) == .object else { return .unknown }
    if let criteria = inner.value(0, "criteria"), inner.kind(criteria) == .placeholder { return .unknown }
    return .json(inner, root: 0)
  }

  /// Fields that a request writes, for drafts of schemas.
  private mutating func noteFields(_ url: RequestURL, method: String, body: Body) {
    guard let datastore = url.datastore, case .json(let layer, let root) = body,
      method.uppercased() != "GET"
    else { return }
    for (key, value) in layer.members(layer.value(root, "values")) {
      guard let field = layer.string(key), !field.isEmpty else { continue }
      file.fieldMentions.append(
        FieldMention(
          datastore: datastore, field: field, use: .written(layer.fieldValue(value)),
          range: layer.fileRange(key)))
    }
  }
}
