/// Cuts a stream of bytes into the bodies of messages (LSP 3.17, "Base Protocol").
///
/// What is no header is skipped up to the next `Content-Length`, and said once: a client that counts wrongly loses a
/// message and not the session. Names of headers are read in any case, lines may end with LF alone, and other headers
/// are ignored.
package struct FrameReader: Sendable {
  package enum Frame: Sendable, Equatable {
    case body([UInt8])
    /// Bytes that are no header, and why; reading goes on behind them.
    case garbage(String)
  }

  /// Longer headers are none.
  static let longestHeader = 8 << 10
  /// Longer bodies are not read (ours): a wrong count must not make the server wait for gigabytes.
  package static let longestBody = 256 << 20

  private var buffer: [UInt8] = []
  private var position = 0
  /// No line ends before this place of the buffer, from `position` on.
  private var searched = 0
  /// The length of the body that is being read; nil while a header is.
  private var bodyLength: Int?
  /// Whether what is skipped was said.
  private var isSkipping = false

  package init() {}

  package mutating func push(_ bytes: ArraySlice<UInt8>) {
    if position > 1 << 16, position * 2 > buffer.count {
      buffer.removeFirst(position)
      searched = max(0, searched - position)
      position = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next frame, or nil where more bytes are needed.
  package mutating func next() -> Frame? {
    while true {
      if let length = bodyLength {
        guard buffer.count - position >= length else { return nil }
        bodyLength = nil
        defer { position += length }
        return .body(Array(buffer[position..<(position + length)]))
      }
      guard let header = header() else {
        guard buffer.count - position > Self.longestHeader else { return nil }
        if let frame = skip("a header of more than \(Self.longestHeader) bytes") { return frame }
        continue
      }
      switch Self.length(of: buffer[position..<header.end]) {
      case .success(let length):
        position = header.next
        bodyLength = length
        isSkipping = false
      case .failure(let fault):
        // Blank lines between messages harm nobody.
        if header.end == position {
          position = header.next
          continue
        }
        if fault.isWholeHeader { position = header.next - 1 }
        if let frame = skip(fault.reason) { return frame }
      }
    }
  }

  /// What is wrong where the stream ends here; nil between two messages.
  package var unfinished: String? {
    if let length = bodyLength {
      return "the input ended after \(buffer.count - position) of \(length) bytes of a message"
    }
    let isBlank = buffer[position...].allSatisfy { $0 == 0x0D || $0 == 0x0A }
    return isBlank || isSkipping ? nil : "the input ended within a header"
  }

  /// The end of the header's lines, and where the body begins; nil where its empty line has not come yet.
  private mutating func header() -> (end: Int, next: Int)? {
    var line = position
    let limit = min(buffer.count, position + Self.longestHeader)
    while line < limit {
      let unsearched = max(line, min(searched, limit))
      guard let end = buffer[unsearched..<limit].firstIndex(of: 0x0A) else {
        if line == position { searched = limit }
        return nil
      }
      let text = end > line && buffer[end - 1] == 0x0D ? end - 1 : end
      if text == line { return (line, end + 1) }
      line = end + 1
    }
    return nil
  }

  private struct Fault: Error {
    let reason: String
    /// Whether nothing of the header may be taken for another one.
    var isWholeHeader = false
  }

  private static func length(of header: ArraySlice<UInt8>) -> Result<Int, Fault> {
    var length: Int?
    for line in header.split(separator: 0x0A) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
        return .failure(Fault(reason: "a header line without `:`"))
      }
      guard isContentLength(line[..<colon]) else { continue }
      var value = line[(colon + 1)...]
      while let last = value.last, last <= 0x20 { value.removeLast() }
      while let first = value.first, first <= 0x20 { value.removeFirst() }
      guard !value.isEmpty, value.count <= 18, value.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }),
        let number = Int(String(decoding: value, as: UTF8.self))
      else {
        let shown = String(decoding: value.prefix(40), as: UTF8.self)
        return .failure(Fault(reason: "a `Content-Length` of `\(shown)`, which is no number of bytes"))
      }
      if let length, length != number {
        return .failure(Fault(reason: "two different lengths in one header", isWholeHeader: true))
      }
      length = number
    }
    guard let length else { return .failure(Fault(reason: "a header without `Content-Length`")) }
    guard length <= longestBody else {
      return .failure(Fault(reason: "a message of \(length) bytes; more than \(longestBody) are not read"))
    }
    return .success(length)
  }

  private static let name = Array("content-length".utf8)

  private static func isContentLength(_ bytes: ArraySlice<UInt8>) -> Bool {
    var bytes = bytes
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
    guard bytes.count == name.count else { return false }
    return zip(bytes, name).allSatisfy { isSameLetter($0, $1) }
  }

  private static func isSameLetter(_ byte: UInt8, _ letter: UInt8) -> Bool {
    byte == letter || (byte | 0x20 == letter && letter >= UInt8(ascii: "a"))
  }

  /// Goes on behind the next place where a header may begin, at least one byte further.
  private mutating func skip(_ reason: String) -> Frame? {
    var place = position + 1
    let last = buffer.count - Self.name.count
    while place <= last, !zip(buffer[place...], Self.name).allSatisfy({ Self.isSameLetter($0, $1) }) {
      place += 1
    }
    // The beginning of a name may be all that has come of it.
    position = min(place, buffer.count)
    defer { isSkipping = true }
    return isSkipping ? nil : .garbage(reason)
  }
}
