import SourceText

/// Takes a request file apart: sections, requests, definitions of variables, comments. One pass; whatever is not
/// understood is passed over.
///
/// It follows the two programs that send such files, the REST Client and the HTTP client of JetBrains: a section begins
/// with `###` at the start of a line; a line that begins with `#` or `//` is a comment wherever it stands; the address
/// goes on in lines that begin with `?` or `&`, or that are indented and no header.
struct RequestFileScanner {
  /// `@name = value`
  struct Definition {
    let name: ByteRange
    let value: ByteRange
  }

  private(set) var requests: [WrittenRequest] = []
  private(set) var comments: [HostComment] = []
  private(set) var definitions: [Definition] = []

  private let bytes: [UInt8]
  private var lines: RequestFileLines
  private var state = State.start
  private var request: WrittenRequest?
  private var name: ByteRange?
  private var isMarkedMake = false
  private var isMarkedCriteria = false
  /// Whether the line before the one at hand is a comment.
  private var isBehindComment = false
  private var bodyLines: [ByteRange] = []

  private enum State {
    /// Before the request line.
    case start
    /// In a script before the request, up to `%}`.
    case script
    case address
    case headers
    case body
    /// Nothing more is sent.
    case end
  }

  init(_ bytes: [UInt8]) {
    self.init(bytes, section: ByteRange(0, bytes.count))
  }

  /// For one section, with its mark, or several that follow each other: what stands in others has no part in what a
  /// section means.
  init(_ bytes: [UInt8], section: ByteRange) {
    self.bytes = bytes
    lines = RequestFileLines(bytes, in: section)
  }

  mutating func run() {
    while let line = lines.next() {
      if bytes[line].starts(with: "###".utf8) {
        beginSection(line)
      } else if state != .script, let comment = lines.comment(in: line) {
        take(comment)
      } else {
        take(line)
        isBehindComment = false
      }
    }
    finish()
  }

  // MARK: Sections

  private mutating func beginSection(_ line: ByteRange) {
    finish()
    var start = line.start
    while start < line.end, bytes[start] == UInt8(ascii: "#") { start += 1 }
    let title = lines.trimmed(ByteRange(start, line.end))
    name = title.isEmpty ? nil : title
    state = .start
  }

  /// Takes over what is known of the request at hand.
  private mutating func finish() {
    if var request {
      request.body = body()
      request.name = name
      requests.append(request)
    }
    request = nil
    name = nil
    isMarkedMake = false
    isMarkedCriteria = false
    isBehindComment = false
    bodyLines.removeAll(keepingCapacity: true)
  }

  private mutating func take(_ comment: HostComment) {
    comments.append(comment)
    isBehindComment = true
    guard state == .start else { return }
    let text = bytes[comment.text]
    if text.elementsEqual("cliquery: make".utf8) { isMarkedMake = true }
    if text.elementsEqual("cliquery: criteria".utf8) { isMarkedCriteria = true }
    guard text.starts(with: "@name".utf8) else { return }
    var value = lines.trimmed(ByteRange(comment.text.start + 5, comment.text.end))
    if bytes[value].first == UInt8(ascii: "=") {
      value = lines.trimmed(ByteRange(value.start + 1, value.end))
    }
    if !value.isEmpty { name = value }
  }

  // MARK: Lines

  private mutating func take(_ line: ByteRange) {
    let content = lines.trimmed(line)
    switch state {
    case .start: takeStart(line, content)
    case .script: if contains("%}", content) { state = .start }
    case .address: takeAddress(line, content)
    case .headers: takeHeader(content)
    case .body:
      if isHandler(line) {
        state = .end
      } else {
        bodyLines.append(line)
        if !content.isEmpty { extend(to: line.end) }
      }
    case .end: break
    }
  }

  private mutating func takeStart(_ line: ByteRange, _ content: ByteRange) {
    guard let first = bytes[content].first else { return }
    switch first {
    case UInt8(ascii: "@"):
      define(content)
    case UInt8(ascii: "<"):
      // A script that runs before the request, here or in a file.
      if contains("{%", content), !contains("%}", content) { state = .script }
    case UInt8(ascii: ">"):
      state = .end
    default:
      if starts(content, "HTTP/") {
        state = .end
      } else if !starts(content, "import ") && !starts(content, "run ") {
        begin(content)
      }
    }
  }

  private mutating func define(_ content: ByteRange) {
    guard let equals = bytes[content].firstIndex(of: UInt8(ascii: "=")) else { return }
    let name = lines.trimmed(ByteRange(content.start + 1, equals))
    guard !name.isEmpty, !bytes[name].contains(where: RequestFileLines.isBlank) else { return }
    definitions.append(
      Definition(name: name, value: lines.trimmed(ByteRange(equals + 1, content.end))))
  }

  private mutating func begin(_ content: ByteRange) {
    var new = WrittenRequest(range: content)
    new.isMarkedMake = isMarkedMake
    new.isMarkedCriteria = isMarkedCriteria
    if let command = CurlCommand(bytes, content) {
      lines.skip(to: command.end)
      command.fill(&new)
      request = new
      state = .end
      return
    }
    let method = RequestLine.method(bytes, content)
    new.method = method
    let rest = method.map { lines.trimmed(ByteRange($0.end, content.end)) } ?? content
    let address = RequestLine.withoutVersion(bytes, rest)
    new.parts = [WrittenRequest.AddressPart(range: address, isBehindComment: false)]
    request = new
    state = address == rest ? .address : .headers
  }

  private mutating func takeAddress(_ line: ByteRange, _ content: ByteRange) {
    guard let first = bytes[content].first else {
      state = .body
      return
    }
    let isIndented = content.start > line.start
    guard
      first == UInt8(ascii: "?") || first == UInt8(ascii: "&")
        || isIndented && header(content) == nil && !isBodyLike(content)
    else {
      state = .headers
      takeHeader(content)
      return
    }
    let part = RequestLine.withoutVersion(bytes, content)
    request?.parts.append(WrittenRequest.AddressPart(range: part, isBehindComment: isBehindComment))
    extend(to: content.end)
    if part != content { state = .headers }
  }

  private mutating func takeHeader(_ content: ByteRange) {
    if content.isEmpty {
      state = .body
    } else if isHandler(content) {
      state = .end
    } else if let header = header(content) {
      request?.headers.append(header)
      extend(to: content.end)
    }
  }

  /// Whether a line is the beginning of a body that no empty line stands before.
  private func isBodyLike(_ content: ByteRange) -> Bool {
    switch bytes[content].first {
    case UInt8(ascii: "\""), UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: ">"): true
    case UInt8(ascii: "{"): !starts(content, "{{")
    default: false
    }
  }

  private func header(_ content: ByteRange) -> WrittenRequest.Header? {
    var end = content.start
    while end < content.end, RequestLine.isTokenByte(bytes[end]) { end += 1 }
    let name = ByteRange(content.start, end)
    while end < content.end, RequestFileLines.isBlank(bytes[end]) { end += 1 }
    guard !name.isEmpty, end < content.end, bytes[end] == UInt8(ascii: ":") else { return nil }
    return WrittenRequest.Header(name: name, value: lines.trimmed(ByteRange(end + 1, content.end)))
  }

  /// What is done with the answer: `> {% … %}`, `> handler.js`, `>> file`, `<> answer`.
  private func isHandler(_ line: ByteRange) -> Bool {
    starts(line, "> ") || starts(line, ">>") || starts(line, "<> ") || starts(line, ">{%")
  }

  private mutating func extend(to end: Int) {
    guard let range = request?.range else { return }
    request?.range = ByteRange(range.start, end)
  }

  // MARK: Body

  /// The lines of the body; those that follow each other as one range, empty ones at the end left out.
  private func body() -> WrittenRequest.Body {
    if let request, request.isCommand { return request.body }
    guard let first = bodyLines.first(where: { !lines.trimmed($0).isEmpty }) else { return .none }
    let start = lines.trimmed(first)
    if bytes[start].first == UInt8(ascii: "<"), start.count > 1,
      RequestFileLines.isBlank(bytes[start.start + 1]) || bytes[start.start + 1] == UInt8(ascii: "@")
    {
      return .file
    }
    var result: [ByteRange] = []
    for line in bodyLines {
      if let last = result.last, isLineEnd(ByteRange(last.end, line.start)) {
        result[result.count - 1] = ByteRange(last.start, line.end)
      } else {
        result.append(line)
      }
    }
    return .text(result)
  }

  private func isLineEnd(_ range: ByteRange) -> Bool {
    range.count <= 2 && bytes[range].allSatisfy { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
  }

  // MARK: Bytes

  private func starts(_ range: ByteRange, _ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[range].starts(with: $0) }
  }

  private func contains(_ text: StaticString, _ range: ByteRange) -> Bool {
    text.withUTF8Buffer { needle in
      guard let first = needle.first else { return true }
      var place = range.start
      while place + needle.count <= range.end {
        if bytes[place] == first, bytes[ByteRange(place, place + needle.count)].elementsEqual(needle) {
          return true
        }
        place += 1
      }
      return false
    }
  }
}
