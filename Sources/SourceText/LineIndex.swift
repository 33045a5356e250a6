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

  private let bytes: [UInt8]
  /// The first offset of each line; never empty.
  package let starts: [Int]

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

  package var lineCount: Int { starts.count }
  var byteCount: Int { bytes.count }
  func byte(_ offset: Int) -> UInt8 { offset >= 0 && offset < bytes.count ? bytes[offset] : 0 }

  /// The line that holds `offset`, from zero; offsets outside the text count as its nearest end.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
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

  /// The position of `offset`, its column counted in `unit`.
  package func position(at offset: Int, unit: Unit = .utf8) -> Position {
    let inside = min(max(offset, 0), bytes.count)
    let line = line(at: inside)
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
