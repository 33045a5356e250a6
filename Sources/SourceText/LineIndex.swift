/// Where the lines of a text begin, and columns in the three units that clients count in.
///
/// Lines end at LF or CR LF; a lone CR ends a line too. Building is linear, a look-up logarithmic in the lines and
/// linear in the line for UTF-16 and UTF-32 columns.
package struct LineIndex: Sendable {
  /// A place counted from zero: the line, and the column in the unit that was asked for.
  package struct Position: Hashable, Sendable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// What a column counts.
  package enum Unit: Sendable {
    case utf8
    case utf16
    /// Unicode scalars.
    case utf32
  }

  package private(set) var bytes: [UInt8]
  /// The first offset of each line; never empty.
  package private(set) var starts: [Int]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    bytes.withUnsafeBufferPointer { buffer in
      var offset = 0
      let end = buffer.count
      while offset < end {
        let byte = buffer[offset]
        offset &+= 1
        if byte == UInt8(ascii: "\n") {
          starts.append(offset)
        } else if byte == UInt8(ascii: "\r"), offset == end || buffer[offset] != UInt8(ascii: "\n") {
          starts.append(offset)
        }
      }
    }
    self.starts = starts
  }

  /// Of a text as it is stored: editors open it without the byte order mark that it may begin with, and so count columns
  /// from behind it.
  package init(stored bytes: [UInt8]) {
    self.init(bytes)
    if bytes.starts(with: Self.byteOrderMark) { starts[0] = Self.byteOrderMark.count }
  }

  package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Replaces a part of the text in place, and finds the lines of that part only. What lies behind it is moved, which
  /// costs a small part of finding it.
  package mutating func replace(_ range: ByteRange, with text: [UInt8]) {
    let range = range.clamped(to: ByteRange(0, bytes.count))
    bytes.replaceSubrange(range.start..<range.end, with: text)
    let end = range.start + text.count
    let distance = text.count - range.count
    // Whether a line starts at an offset is told by the bytes on both sides of it.
    let first = starts.partitioningIndex { $0 >= max(range.start, 1) }
    let next = starts.partitioningIndex { $0 > range.end }
    if distance != 0 { for index in next..<starts.count { starts[index] += distance } }
    var found: [Int] = []
    var offset = max(range.start, 1)
    while offset <= end {
      if startsLine(offset) { found.append(offset) }
      offset += 1
    }
    if !found.isEmpty || next > first { starts.replaceSubrange(first..<next, with: found) }
  }

  private func startsLine(_ offset: Int) -> Bool {
    switch bytes[offset - 1] {
    case UInt8(ascii: "\n"): true
    case UInt8(ascii: "\r"): offset == bytes.count || bytes[offset] != UInt8(ascii: "\n")
    default: false
    }
  }

  package var lineCount: Int { starts.count }
  var byteCount: Int { bytes.count }
  func byte(_ offset: Int) -> UInt8 { offset >= 0 && offset < bytes.count ? bytes[offset] : 0 }

  /// The line that holds `offset`, from zero; offsets outside the text count as its nearest end.
  package func line(at offset: Int) -> Int {
    max(0, starts.partitioningIndex { $0 > offset } - 1)
  }

  /// The same, quicker where `offset` lies on the line `known` or on one of the few behind it.
  package func line(at offset: Int, near known: Int) -> Int {
    guard known >= 0, known < starts.count, starts[known] <= offset else { return line(at: offset) }
    var line = known
    let last = min(known &+ 4, starts.count &- 1)
    while line < last, starts[line &+ 1] <= offset { line &+= 1 }
    return line == last && line &+ 1 < starts.count && starts[line &+ 1] <= offset
      ? self.line(at: offset) : line
  }

  /// The bytes of a line without its line end; empty for a line that does not exist.
  package func range(ofLine line: Int) -> ByteRange {
    guard line >= 0, line < starts.count else { return ByteRange(at: bytes.count) }
    let start = starts[line]
    var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > start, bytes[end - 1] == UInt8(ascii: "\r"), line + 1 < starts.count { end -= 1 }
    return ByteRange(start, end)
  }

  /// The position of `offset`, its column counted in `unit`; `known` is a line that it may be near.
  package func position(at offset: Int, unit: Unit = .utf8, near known: Int? = nil) -> Position {
    let inside = min(max(offset, starts[0]), bytes.count)
    let line = known.map { self.line(at: inside, near: $0) } ?? line(at: inside)
    let before = ByteRange(starts[line], inside)
    switch unit {
    case .utf8: return Position(line: line, column: before.count)
    case .utf16: return Position(line: line, column: Self.count(bytes[before], astral: 2))
    case .utf32: return Position(line: line, column: Self.count(bytes[before], astral: 1))
    }
  }

  /// Units in well-formed UTF-8: every byte but continuations begins a scalar; a four-byte lead counts `astral`.
  private static func count(_ bytes: ArraySlice<UInt8>, astral: Int) -> Int {
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count += byte >= 0xF0 ? astral : 1 }
    return count
  }
}
