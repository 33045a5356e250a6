import MakeQuery
import SourceText

/// Requests to the Make API (workspace, "Evidence", E5 to E7).
extension DelugeScanner {
  /// What is known of a request beside its address.
  struct MakeCall {
    /// In capitals.
    var method: String?
    var methodRange: ByteRange?
    var body = HostRequest.Body.unknown
    /// Maps that the sender puts behind the address.
    var query: DelugeRange?
    var authorizationScheme: ByteRange?
  }

  /// Adds a text that reaches a request, where it is one of Make's; whether it is.
  mutating func addMake(_ reached: Reached, _ call: MakeCall, isMarked: Bool = false) -> Bool {
    let range = script.withoutParentheses(reached.range)
    guard let pieces = pieces(range) else { return false }
    var text = RequestPlaceholders.addHoles(to: script.mappedText(pieces) { origin(of: $0, at: range.start) })
    guard isMarked || make.isRequest(text, method: call.method) else { return false }
    var sending = HostRequest.Sending.asWritten
    if let query = call.query {
      text = adding(query, to: text)
      sending = .encodedBySender
    }
    let request = HostRequest(
      text: text, method: call.method, methodRange: call.methodRange, sending: sending, body: call.body,
      authorizationScheme: call.authorizationScheme, isFragment: reached.isFragment,
      range: script.fileRange(pieces.literals))
    let key = MakeKey(start: range.start, method: call.method)
    if let known = requestsOfText[key] {
      // One that is whole for one call and a fragment for another is a request of the first only.
      if file.requests[known].isFragment, !reached.isFragment { file.requests[known] = request }
    } else {
      requestsOfText[key] = file.requests.count
      file.requests.append(request)
    }
    readURLs.insert(range.start)
    return true
  }

  struct MakeKey: Hashable {
    let start: Int32
    let method: String?
  }

  /// An address with the parameters of a map behind it.
  private mutating func adding(_ range: DelugeRange, to text: MappedText) -> MappedText {
    var builder = RequestTextBuilder(text)
    let range = withoutConversions(script.withoutParentheses(range))
    guard let map = mapLiteral(range) else {
      builder.append(unknown: script.fileRange(range))
      return builder.text
    }
    let parts = script.splitAtCommas(script.inside(map)).filter { !$0.isEmpty }
    for part in parts {
      guard part.count > 2, script.kind(part.start) == .string, script.kind(part.start + 1) == .colon else {
        builder.append(unknown: script.fileRange(part))
        continue
      }
      builder.append(
        name: textOfValue(DelugeRange(part.start, part.start + 1)),
        value: textOfValue(DelugeRange(part.start + 2, part.end)), isEncoded: false)
    }
    return builder.text
  }

  private mutating func textOfValue(_ range: DelugeRange) -> MappedText {
    guard let pieces = pieces(range) else {
      return script.mappedValue(range) { origin(of: $0, at: range.start) }
    }
    return script.mappedText(pieces) { origin(of: $0, at: range.start) }
  }

  // MARK: Calls

  /// What the fields of `invokeurl` tell.
  func makeCall(_ fields: RequestFields, _ authorization: ByteRange?) -> MakeCall {
    var call = MakeCall()
    if let type = fields.type {
      call.methodRange = script.contents(type)
      call.method = script.bytes.text(script.contents(type)).uppercased()
    } else if !fields.hasType {
      call.method = "GET"
    }
    let isQuery = call.method == "GET" || call.method == "DELETE"
    call.body = fields.hasBody || !isQuery && fields.parameters != nil ? .present : .none
    if isQuery { call.query = fields.parameters }
    call.authorizationScheme = authorization.flatMap { RequestLine.scheme(script.bytes, $0) }
    return call
  }

  /// The literal that the value of `Authorization` begins with, in a map literal of headers.
  func authorization(in headers: DelugeRange) -> ByteRange? {
    guard let map = mapLiteral(withoutConversions(script.withoutParentheses(headers))) else { return nil }
    let entry = Self.entries(of: map, in: script).last {
      DelugeScript.equalIgnoringCase(script.bytes[script.contents($0.key)], "authorization")
    }
    guard let entry, script.kind(entry.value.start) == .string else { return nil }
    return script.contents(entry.value.start)
  }

  /// A token that any host can have, in a header of a request to one of the APIs.
  mutating func observeToken(_ authorization: ByteRange?) {
    guard let authorization,
      let found = TokenSearch.find(inAuthorization: script.bytes, authorization)
    else { return }
    observe(found)
  }

  /// Tokens that are told by their form, wherever they stand, in a script that asks one of the APIs.
  mutating func findTokens() {
    guard !drafts.isEmpty || !file.requests.isEmpty else { return }
    for found in TokenSearch.find(in: script.bytes, ByteRange(0, script.bytes.count)) { observe(found) }
  }

  private mutating func observe(_ found: TokenSearch.Found) {
    guard tokenPlaces.insert(found.range).inserted else { return }
    file.observations.append(HostObservation(kind: .tokenInSource(found.kind), range: found.range))
  }

  /// `getUrl(…)` and `postUrl(…)`.
  mutating func readURLTasks() {
    let count = Int32(script.tokens.count)
    var token: Int32 = 0
    while token < count {
      defer { token += 1 }
      guard script.kind(token) == .word, script.kind(token + 1) == .openParenthesis,
        script.kind(token - 1) != .dot
      else { continue }
      let isPost = script.isWord(token, "postUrl")
      guard isPost || script.isWord(token, "getUrl"), let argument = script.argument(0, of: token + 1) else {
        continue
      }
      var call = MakeCall()
      call.method = isPost ? "POST" : "GET"
      call.body = isPost && script.argument(1, of: token + 1) != nil ? .present : .none
      for reached in values(of: argument, at: argument.start).texts { _ = addMake(reached, call) }
    }
  }

  // MARK: Elsewhere

  private static let needles = [
    KeywordSearch("/api/v2/"), KeywordSearch("pg["), KeywordSearch("cols["), KeywordSearch("pg%5b"),
    KeywordSearch("cols%5b"),
  ]

  /// Whether a file may name an address of Make's.
  static func mayHoldMake(_ bytes: [UInt8]) -> Bool { mayHoldMake(bytes, ByteRange(0, bytes.count)) }

  static func mayHoldMake(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    needles.contains { $0.isFound(in: bytes, range: range) }
  }

  /// Addresses that reach no request that is known.
  mutating func readLooseMake() {
    let count = Int32(script.tokens.count)
    var token: Int32 = 0
    while token < count {
      guard script.kind(token) == .string,
        Self.needles.contains(where: { $0.isFound(in: script.bytes, range: script.contents(token)) })
      else {
        token += 1
        continue
      }
      let range = expression(around: token)
      token = max(range.end, token + 1)
      guard !readURLs.contains(script.withoutParentheses(range).start), draftOfText[range.start] == nil else {
        continue
      }
      let reached = Reached(range: range, place: range.start, isFragment: isPartOfVariable(range))
      if let pieces = pieces(range), isCliq(pieces, range) { continue }
      _ = addMake(reached, MakeCall())
    }
  }

  private mutating func isCliq(_ pieces: DelugePieces, _ range: DelugeRange) -> Bool {
    RequestURL(script.mappedText(pieces) { _ in .unknown }) != nil
  }

  /// Whether an expression is assigned to a variable that is put together from several.
  private func isPartOfVariable(_ range: DelugeRange) -> Bool {
    guard let statement = statement(at: range.start) else { return false }
    var name = statement.tokens.start
    if script.kind(name + 1) == .word { name += 1 }
    guard script.isVariable(name) else { return false }
    switch script.kind(name + 1) {
    case .compoundAssign: return true
    case .assign:
      let events = flow.events(of: flow.variable(name, in: statement.block))
      return events.contains { flow.events[Int($0)].mentionsItself || flow.events[Int($0)].kind == .append }
    default: return false
    }
  }
}
