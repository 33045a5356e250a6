import CriteriaSyntax
import JSONSyntax
import SourceText

/// Requests to the records of a datastore (workspace, "Evidence", E2 and E3).
extension RequestFileReader {
  enum Body {
    case none
    /// An object.
    case json(JSONLayer, root: Int)
    /// `name=value&…`
    case form(RequestQuery)
    /// A variable, a file, or another form.
    case unknown
  }

  mutating func readCliq(_ request: WrittenRequest, _ url: RequestURL) {
    if let name = url.datastore { file.datastoreMentions.append((name, url.datastoreRange)) }
    let method = method(of: request)
    let body = body(of: request)
    noteFields(url, method, body)
    guard let operation = url.endpoint.operation(method: method.utf8) else { return }

    var found = FoundCriteria()
    found.add(url.query)
    file.observations += url.query.observations(api: url.endpoint.api)
    addCommandParameters(request, url.endpoint.api, to: &found)
    if operation != .list {
      switch body {
      case .none: break
      case .json(let layer, let root): add(layer, root, to: &found)
      case .form(let query):
        found.add(query)
        file.observations += query.observations(api: url.endpoint.api)
      case .unknown: found.isComplete = false
      }
      // What is sent cannot be seen whole: nothing can be said to be missing.
      if found.criteria == nil, !found.isComplete { return }
    }
    let target = HostQuery.Target(
      datastore: url.datastore, datastoreRange: url.datastore == nil ? nil : url.datastoreRange,
      operation: operation, api: url.endpoint.api)
    file.queries.append(
      HostQuery(
        criteria: found.criteria, parameters: found.parameters, targets: [target], range: request.range))
  }

  /// What a command puts behind its address.
  private mutating func addCommandParameters(
    _ request: WrittenRequest, _ api: APIVersion, to found: inout FoundCriteria
  ) {
    for range in request.rawParameters {
      let query = RequestQuery(withHoles(MappedText(bytes: bytes, range: range)))
      found.add(query)
      file.observations += query.observations(api: api)
    }
    for range in request.encodedParameters {
      guard let equals = bytes[range].firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = bytes.text(ByteRange(range.start, equals))
      let text = withHoles(MappedText(bytes: bytes, range: ByteRange(equals + 1, range.end)))
      if let kind = HostQuery.Parameter.Kind(rawValue: name) {
        found.add(kind, text)
      } else if name == "criteria", found.criteria == nil {
        found.criteria = text
      }
    }
  }

  private mutating func add(_ layer: JSONLayer, _ root: Int, to found: inout FoundCriteria) {
    for (key, value) in layer.members(root) {
      guard let name = layer.string(key), let text = layer.text(value) else { continue }
      if let kind = HostQuery.Parameter.Kind(rawValue: name) {
        found.add(kind, withHoles(text))
      } else if name == "criteria", found.criteria == nil, layer.kind(value) == .string {
        found.criteria = withHoles(text)
      }
    }
  }

  // MARK: Body

  mutating func body(of request: WrittenRequest) -> Body {
    guard let text = request.bodyText(in: bytes) else {
      return request.body == .none ? .none : .unknown
    }
    if let type = request.header("content-type", in: bytes),
      KeywordSearch("x-www-form-urlencoded").isFound(in: bytes, range: type)
    {
      return .form(RequestQuery(withHoles(text)))
    }
    let layer = JSONLayer(inside: text)
    guard let root = layer.document.roots.first?.index, layer.kind(root) == .object else { return .unknown }
    if let criteria = layer.value(root, "criteria"), layer.kind(criteria) == .placeholder { return .unknown }
    return .json(layer, root: root)
  }

  /// Fields that a request writes, for drafts of schemas.
  private mutating func noteFields(_ url: RequestURL, _ method: String, _ body: Body) {
    guard let datastore = url.datastore, case .json(let layer, let root) = body, method != "GET" else {
      return
    }
    for (key, value) in layer.members(layer.value(root, "values")) {
      guard let field = layer.string(key), !field.isEmpty else { continue }
      file.fieldMentions.append(
        FieldMention(
          datastore: datastore, field: field, use: .written(layer.fieldValue(value)),
          range: layer.fileRange(key)))
    }
  }

  // MARK: Elsewhere

  /// The body of a request to an address that tells nothing: that of a bulk update (E3), and in files that the settings
  /// name every criteria.
  mutating func readLooseBody(_ layer: JSONLayer, _ root: Int, _ request: WrittenRequest) {
    var reader = JSONHostReader(layer, options: options.json)
    reader.read()
    for var query in reader.file.queries {
      query.range = request.range
      file.queries.append(query)
    }
  }

  /// A comment says that the criteria of the request is one (E4).
  mutating func readMarked(_ request: WrittenRequest, _ text: MappedText) {
    let question = text.bytes[text.range].firstIndex(of: UInt8(ascii: "?"))
    var criteria = question.flatMap { place in
      RequestQuery(
        MappedText(
          bytes: text.bytes, range: ByteRange(place + 1, text.range.end), holes: text.holes,
          segments: text.segments, encoding: text.encoding)
      ).value(of: "criteria".utf8)
    }
    if criteria == nil, case .json(let layer, let root) = body(of: request) {
      criteria = layer.text(layer.value(root, "criteria")).map { withHoles($0) }
    }
    guard let criteria else { return }
    let operation = RequestFileReader.operation(method(of: request))
    let target = HostQuery.Target(
      datastore: nil, datastoreRange: nil, operation: operation, api: options.json.defaultAPI)
    file.queries.append(HostQuery(criteria: criteria, targets: [target], range: request.range))
  }

  private static func operation(_ method: String) -> CriteriaSyntax.Operation {
    switch method {
    case "PATCH": .update
    case "DELETE": .delete
    default: .list
    }
  }
}
