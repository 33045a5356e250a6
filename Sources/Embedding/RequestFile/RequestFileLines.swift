import SourceText

/// The lines of a request file, one after the other.
struct RequestFileLines {
  let bytes: [UInt8]
  /// Where the next line begins.
  private(set) var position: Int
  /// Where the last line ends.
  private let limit: Int

  init(_ bytes: [UInt8]) {
    self.init(bytes, in: ByteRange(0, bytes.count))
  }

  /// The lines of a part of a file, which begins where a line does and ends behind a line's end.
  init(_ bytes: [UInt8], in range: ByteRange) {
    let range = range.clamped(to: ByteRange(0, bytes.count))
    self.bytes = bytes
    limit = range.end
    position = range.start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : range.start
  }

  /// The next line without its end (LF, CR LF or CR); nil after the last.
  mutating func next() -> ByteRange? {
    guard position < limit else { return nil }
    let start = position
    let end = bytes.withUnsafeBufferPointer { buffer in
      ByteSearch.first(
        of: UInt8(ascii: "\n"), or: UInt8(ascii: "\r"), in: buffer, from: start, to: limit)
    }
    position = end + 1
    if end + 1 < limit, bytes[end] == UInt8(ascii: "\r"), bytes[end + 1] == UInt8(ascii: "\n") {
      position = end + 2
    }
    return ByteRange(start, end)
  }

  /// Goes on with the line after the one that `offset` stands on.
  mutating func skip(to offset: Int) {
    while position <= offset, next() != nil {}
  }

  /// `range` without blanks at its ends.
  func trimmed(_ range: ByteRange) -> ByteRange {
    var start = range.start
    var end = range.end
    while start < end, Self.isBlank(bytes[start]) { start += 1 }
    while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
    return ByteRange(start, end)
  }

  /// The comment that a line is: one that begins with `#` or `//` is never sent.
  func comment(in line: ByteRange) -> HostComment? {
    let content = trimmed(line)
    let text = bytes[content]
    guard text.first == UInt8(ascii: "#") || text.starts(with: "//".utf8) else { return nil }
    let mark = text.prefix { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "/") }.count
    return HostComment(
      range: content, text: trimmed(ByteRange(content.start + mark, content.end)), isAlone: true)
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
