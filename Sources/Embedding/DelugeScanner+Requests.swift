import CriteriaSyntax
import SourceText

/// Requests to the API itself (workspace, "Evidence", E2).
extension DelugeScanner {
  /// `invokeurl [ url: … type: … parameters: … body: … ]`
  mutating func readRequest(_ call: DelugeCall) {
    let fields = requestFields(call)
    guard let url = fields.url else { return }
    let method = fields.type.map { script.bytes[script.contents($0)] } ?? ArraySlice("GET".utf8)
    let authorization = fields.headers.flatMap { self.authorization(in: $0) }
    for reached in values(of: url, at: url.start).texts {
      guard let pieces = pieces(reached.range) else { continue }
      guard let request = requestURL(pieces, at: reached.range.start) else {
        if addMake(reached, makeCall(fields, authorization)) { observeToken(authorization) }
        continue
      }
      observeToken(authorization)
      if readURLs.insert(reached.range.start).inserted, !reached.isFragment, request.endpoint.isRecordList {
        file.observations += request.query.observations(api: request.endpoint.api)
        findInterpolation(pieces)
      }
      mention(request)
      guard let operation = request.endpoint.operation(method: method) else { continue }
      let target = target(request, operation)
      addURL(request, pieces, reached, target)
      if operation == .update, fields.maps.isEmpty { continue }
      addMaps(fields.maps, of: call, request, target)
    }
  }

  private func target(_ request: RequestURL, _ operation: CriteriaSyntax.Operation) -> HostQuery.Target {
    HostQuery.Target(
      datastore: request.datastore, datastoreRange: request.datastore == nil ? nil : request.datastoreRange,
      operation: operation, api: request.endpoint.api)
  }

  private mutating func mention(_ request: RequestURL) {
    guard let name = request.datastore else { return }
    mention(name, request.datastoreRange)
  }

  /// The parts of a request that matter here.
  struct RequestFields {
    var url: DelugeRange?
    /// The token of the method.
    var type: Int32?
    /// Whether there is a method, told or not.
    var hasType = false
    var parameters: DelugeRange?
    var hasBody = false
    var headers: DelugeRange?
    /// `parameters` and `body`.
    var maps: [DelugeRange] = []
  }

  private func requestFields(_ call: DelugeCall) -> RequestFields {
    var fields = RequestFields()
    let inside = script.inside(call.open)
    var keys: [Int32] = []
    var index = inside.start
    while index < inside.end {
      if script.kind(index) == .word, script.kind(index + 1) == .colon { keys.append(index) }
      index = script.next(index)
    }
    for (position, key) in keys.enumerated() {
      let end = position + 1 < keys.count ? keys[position + 1] : inside.end
      var value = DelugeRange(key + 2, end)
      if script.kind(value.end - 1) == .comma { value = DelugeRange(value.start, value.end - 1) }
      if value.isEmpty { continue }
      if script.isWord(key, "url") { fields.url = value }
      if script.isWord(key, "type") {
        fields.hasType = true
        let isWritten = script.kind(value.start) == .string || Self.isMethod(script.text(value.start))
        if value.count == 1, isWritten { fields.type = value.start }
      }
      if script.isWord(key, "parameters") || script.isWord(key, "body") { fields.maps.append(value) }
      if script.isWord(key, "parameters") { fields.parameters = value }
      if script.isWord(key, "body") || script.isWord(key, "files") || script.isWord(key, "content") {
        fields.hasBody = true
      }
      if script.isWord(key, "headers") { fields.headers = value }
    }
    return fields
  }

  /// A word that is no variable.
  private static func isMethod(_ word: ArraySlice<UInt8>) -> Bool {
    methods.contains { DelugeScript.equalIgnoringCase(word, $0) }
  }

  private static let methods: [StaticString] = ["get", "post", "put", "patch", "delete", "head"]

  private func requestURL(_ pieces: DelugePieces, at place: Int32) -> RequestURL? {
    RequestURL(script.mappedText(pieces) { origin(of: $0, at: place) })
  }
}

/// What a request sends.
extension DelugeScanner {
  /// The `criteria` of a URL's query.
  private mutating func addURL(
    _ request: RequestURL, _ pieces: DelugePieces, _ reached: Reached, _ target: HostQuery.Target
  ) {
    let parameters = request.queryParameters
    guard let text = request.value(of: "criteria".utf8) else { return }
    if isOneHole(text) {
      addEncoded(text, target, parameters)
      return
    }
    add(text, of: pieces, reached, targets: [target], parameters: parameters)
  }

  /// Adds a text that stands inside of a literal or of several.
  mutating func add(
    _ text: MappedText, of pieces: DelugePieces, _ reached: Reached, targets: [HostQuery.Target],
    parameters: [HostQuery.Parameter]
  ) {
    let key = script.withoutParentheses(reached.range).start
    if let known = draftOfText[key] {
      if reuse(known, isFragment: reached.isFragment) { join(targets, parameters, to: known) }
      return
    }
    let range = text.fileRange(text.range)
    drafts.append(Draft(text: text, range: range, isFragment: reached.isFragment, pieces: pieces))
    draftOfText[key] = drafts.count - 1
    join(targets, parameters, to: drafts.count - 1)
  }

  private func isOneHole(_ text: MappedText) -> Bool {
    text.holes.count == 1 && text.holes[0].range == text.range
  }

  /// `"…?criteria=" + encodeUrl("a==" + b)`: what is encoded is the text.
  private mutating func addEncoded(
    _ text: MappedText, _ target: HostQuery.Target, _ parameters: [HostQuery.Parameter]
  ) {
    let start = firstToken(after: text.fileRange(text.range).start)
    let open: Int32
    if script.isWord(start, "encodeUrl") {
      open = start + 1
    } else if script.isWord(start, "zoho"), script.isWord(start + 2, "encryption"),
      script.isWord(start + 4, "urlEncode")
    {
      open = start + 5
    } else {
      return
    }
    guard script.kind(open) == .openParenthesis, let argument = script.argument(0, of: open) else { return }
    add(values(of: argument, at: argument.start).texts, targets: [target], parameters: parameters)
  }

  /// The criteria of parameters or of a body.
  private mutating func addMaps(
    _ maps: [DelugeRange], of call: DelugeCall, _ request: RequestURL, _ target: HostQuery.Target
  ) {
    var isKnown = true
    var hasTexts = request.value(of: "criteria".utf8) != nil
    var all = request.queryParameters
    for map in maps {
      let criteria = values(of: "criteria", in: map, at: map.start)
      let parameters = parameters(in: map)
      add(criteria.texts, targets: [target], parameters: parameters)
      if criteria.hasOthers {
        isKnown = false
        if criteria.texts.isEmpty { addBodies(map, target) }
      }
      if !criteria.texts.isEmpty { hasTexts = true }
      all += parameters
    }
    if isKnown, !hasTexts, !all.isEmpty || target.operation != .list {
      addWithoutCriteria(at: call, targets: [target], parameters: all)
    }
  }
}

/// URLs outside `invokeurl`.
extension DelugeScanner {
  /// A URL of the table with a criteria, in `getUrl(…)` or in a variable that is used elsewhere.
  mutating func readLooseURLs() {
    let needle = KeywordSearch("criteria=")
    let count = Int32(script.tokens.count)
    var token: Int32 = 0
    while token < count {
      guard script.kind(token) == .string, needle.isFound(in: script.bytes, range: script.contents(token))
      else {
        token += 1
        continue
      }
      let range = expression(around: token)
      readLooseURL(range)
      token = max(range.end, token + 1)
    }
  }

  private mutating func readLooseURL(_ range: DelugeRange) {
    guard !readURLs.contains(range.start), draftOfText[range.start] == nil, let pieces = pieces(range),
      let request = requestURL(pieces, at: range.start),
      let operation = request.endpoint.operation(method: "GET".utf8)
    else { return }
    mention(request)
    file.observations += request.query.observations(api: request.endpoint.api)
    addURL(
      request, pieces, Reached(range: range, place: range.start, isFragment: false),
      target(request, operation))
  }

  /// The expression around the literal at `token`: what is assigned, or an argument.
  func expression(around token: Int32) -> DelugeRange {
    var start = token
    while start > 0, let kind = script.kind(start - 1), !Self.bounds(kind), !kind.opensGroup {
      if script.isWord(start - 1, "return") || script.isWord(start - 1, "info") { break }
      start = script.previous(start)
    }
    var end = token + 1
    while let kind = script.kind(end), !Self.bounds(kind), !kind.closesGroup { end = script.next(end) }
    return DelugeRange(start, end)
  }

  /// Whether an expression goes no further than a token of this kind.
  private static func bounds(_ kind: DelugeToken.Kind) -> Bool {
    switch kind {
    case .comma, .assign, .compoundAssign, .colon, .semicolon, .openBlock, .closeBlock: true
    default: false
    }
  }
}
