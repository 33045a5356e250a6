import SourceText

/// The parts of a request line: `[METHOD] address [HTTP/1.1]`.
enum RequestLine {
  private static let methods: [StaticString] = [
    "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "CONNECT", "TRACE", "LOCK", "UNLOCK",
    "PROPFIND", "PROPPATCH", "COPY", "MOVE", "MKCOL", "MKCALENDAR", "ACL", "SEARCH", "GRAPHQL", "WEBSOCKET",
    "GRPC", "QUERY",
  ]

  /// The method that a trimmed line begins with; without one `GET` is meant.
  static func method(_ bytes: [UInt8], _ line: ByteRange) -> ByteRange? {
    var end = line.start
    while end < line.end, isLetter(bytes[end]) { end += 1 }
    guard end > line.start, end == line.end || RequestFileLines.isBlank(bytes[end]) else { return nil }
    let word = bytes[ByteRange(line.start, end)]
    return methods.contains { DelugeScript.equalIgnoringCase(word, $0) } ? ByteRange(line.start, end) : nil
  }

  /// `range`, trimmed, up to the blanks before `HTTP/…`.
  static func withoutVersion(_ bytes: [UInt8], _ range: ByteRange) -> ByteRange {
    var place = range.start
    var blanks: Int?
    while place < range.end {
      if RequestFileLines.isBlank(bytes[place]) {
        if blanks == nil { blanks = place }
      } else {
        if let start = blanks, place + 5 <= range.end,
          DelugeScript.equalIgnoringCase(bytes[ByteRange(place, place + 4)], "HTTP"),
          bytes[place + 4] == UInt8(ascii: "/")
        {
          return ByteRange(range.start, start)
        }
        blanks = nil
      }
      place += 1
    }
    return range
  }

  /// The word before the token in a header's value; a value of one word is none.
  static func scheme(_ bytes: [UInt8], _ value: ByteRange) -> ByteRange? {
    guard let blank = bytes[value].firstIndex(where: RequestFileLines.isBlank) else { return nil }
    let scheme = ByteRange(value.start, blank)
    return !scheme.isEmpty && bytes[scheme].allSatisfy(isTokenByte) ? scheme : nil
  }

  /// Whether a header's name may hold the byte (RFC 9110, "token").
  static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
