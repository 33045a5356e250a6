import CriteriaSyntax
import JSONSyntax
import MakeQuery
import SourceText

/// From the requests of a file to the queries that they carry.
struct RequestFileReader {
  let bytes: [UInt8]
  let options: RequestFileHost.Options
  var file = HostFile()
  var holes = HoleScanner()
  let variables: RequestFileVariables
  private(set) var requests: [Candidate] = []
  /// Of the requests that are read, and of others of the file.
  var bases = MakeBases()
  /// Where tokens are that were told.
  private var tokenPlaces: Set<ByteRange> = []

  /// A request, and where it goes as far as the file tells.
  struct Candidate {
    let request: WrittenRequest
    /// The address, holes found.
    let text: MappedText
    /// The same up to its query with the values that the file gives to variables, where there are any.
    let location: MappedText?
    let cliq: RequestURL?
    /// What the address alone says.
    var claim = MakeEvidence.Verdict.no
  }

  init(_ bytes: [UInt8], options: RequestFileHost.Options) {
    var scanner = RequestFileScanner(bytes)
    scanner.run()
    self.init(
      bytes, scanner, RequestFileVariables(bytes, scanner.definitions), options)
  }

  /// Of a file or a part of it, which `scanner` has gone through.
  init(
    _ bytes: [UInt8], _ scanner: RequestFileScanner, _ variables: RequestFileVariables,
    _ options: RequestFileHost.Options
  ) {
    self.bytes = bytes
    self.options = options
    self.variables = variables
    file.comments = scanner.comments
    for request in scanner.requests { survey(request) }
  }

  private mutating func survey(_ request: WrittenRequest) {
    let text = withHoles(request.address(in: bytes))
    let location = variables.location(of: text)
    var candidate = Candidate(
      request: request, text: text, location: location, cliq: RequestURL(text, location: location))
    if candidate.cliq != nil {
      bases.addCliq(text)
    } else if !RequestURL.isOtherProduct(location ?? text) {
      candidate.claim = claim(candidate)
    }
    requests.append(candidate)
  }

  mutating func read() {
    for candidate in requests { read(candidate) }
    file.observations.sort { $0.range < $1.range }
  }

  private mutating func read(_ candidate: Candidate) {
    let request = candidate.request
    if let url = candidate.cliq {
      readCliq(request, url)
      findTokens(request)
    } else if request.isMarkedMake || bases.isMake(candidate, hasTokenScheme: hasTokenScheme(request)) {
      addMake(request, candidate.text)
      findTokens(request)
    } else if RequestURL.isOtherProduct(candidate.location ?? candidate.text) {
      return
    } else if request.isMarkedCriteria {
      readMarked(request, candidate.text)
    } else if case .json(let layer, let root) = body(of: request) {
      readLooseBody(layer, root, request)
    }
  }

  mutating func withHoles(_ text: MappedText) -> MappedText { holes.addHoles(to: text, forms: .all) }

  func method(of request: WrittenRequest) -> String {
    request.method.map { bytes.text($0).uppercased() } ?? "GET"
  }
}

/// Requests to the Make API (workspace, "Evidence", E5 to E7).
extension RequestFileReader {
  /// What the address of a request says.
  private mutating func claim(_ candidate: Candidate) -> MakeEvidence.Verdict {
    let header = candidate.request.header("host", in: bytes).map { bytes[$0] }
    let place = candidate.location ?? candidate.text
    let address = MakeAddress(place, hosts: options.make.hosts, header: header)
    switch address.host {
    case .foreign: return .no
    case .make where address.isAPI:
      bases.hasMakeHost = true
      return .sure
    // A mistake in the base: nothing else is asked for there.
    case .make where address.isZone && !address.isBesideAPI(in: place):
      bases.hasMakeHost = true
      return .sure
    // Nobody but a reader of this file can say where it goes.
    case .none where candidate.text.bytes[candidate.text.range].first == UInt8(ascii: "/"): return .sure
    case .make, .none, .hole:
      let method = method(of: candidate.request)
      let verdict = options.make.verdict(on: address, in: place, queryOf: candidate.text, method: method)
      if address.host == .make {
        return address.hasListParameter && verdict >= .likely ? .sure : .no
      }
      if verdict == .sure { bases.addMake(candidate.text) }
      return verdict
    }
  }

  private func hasTokenScheme(_ request: WrittenRequest) -> Bool {
    authorizationScheme(request).map { DelugeScript.equalIgnoringCase(bytes[$0], "token") } ?? false
  }

  private mutating func addMake(_ request: WrittenRequest, _ text: MappedText) {
    let body: HostRequest.Body =
      switch request.body {
      case .none: .none
      case .text, .file: .present
      }
    file.requests.append(
      HostRequest(
        text: RequestPlaceholders.addHoles(to: text), method: method(of: request),
        methodRange: request.method, sending: .asWritten, body: body,
        authorizationScheme: authorizationScheme(request), range: request.range))
  }

  /// The word before the token; a value of one word is none.
  private func authorizationScheme(_ request: WrittenRequest) -> ByteRange? {
    request.header("authorization", in: bytes).flatMap { RequestLine.scheme(bytes, $0) }
  }
}

/// Tokens (`HQ205`).
extension RequestFileReader {
  private mutating func findTokens(_ request: WrittenRequest) {
    if let value = request.header("authorization", in: bytes) {
      if let found = TokenSearch.find(inAuthorization: bytes, value) {
        observe(found, isInRequest: true)
      } else {
        findDefinedToken(value)
      }
    }
    for part in request.parts {
      for found in TokenSearch.find(in: bytes, part.range) {
        observe(found, isInRequest: true)
      }
    }
  }

  /// `Token {{token}}`, where the file says what `token` is.
  private mutating func findDefinedToken(_ value: ByteRange) {
    let text = holes.addHoles(to: MappedText(bytes: bytes, range: value), forms: .doubleBrace)
    guard let hole = text.holes.last, hole.range.end == value.end,
      let defined = variables.value(of: bytes[hole.name])
    else { return }
    let scheme = bytes[ByteRange(value.start, hole.range.start)].prefix { $0 > 0x20 }
    let isBearer = DelugeScript.equalIgnoringCase(scheme, "bearer")
    let isZoho = DelugeScript.equalIgnoringCase(scheme, "zoho-oauthtoken")
    if let found = TokenSearch.find(inAuthorization: bytes, defined) {
      observe(found, isInRequest: false)
    } else if TokenSearch.isToken(bytes, defined), !scheme.isEmpty {
      let kind: HostObservation.Token = isBearer ? .bearer : isZoho ? .zoho : .make
      observe(TokenSearch.Found(kind: kind, range: defined), isInRequest: false)
    }
  }

  /// A token is replaced by a variable that is defined elsewhere; in a definition there is nothing to put in its place.
  private mutating func observe(_ found: TokenSearch.Found, isInRequest: Bool) {
    guard tokenPlaces.insert(found.range).inserted else { return }
    let edits = isInRequest ? [TextEdit(range: found.range, newText: found.variable)] : []
    file.observations.append(
      HostObservation(kind: .tokenInSource(found.kind), range: found.range, edits: edits))
  }
}
