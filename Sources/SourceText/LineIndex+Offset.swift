/// From a client's place to an offset.
extension LineIndex {
  /// Why a place is none of the text.
  package enum PlaceFault: Error, Sendable, Hashable {
    case negative
    /// The text has no such line.
    case lineOutside
    /// The column lies inside of a character: between the halves of a surrogate pair, or of UTF-8.
    case insideCharacter
  }

  /// The offset of a place. A column behind the end of its line is that end (LSP 3.17, `Position`); the line after the
  /// last one is the end of the text, because clients name it to mean the whole.
  package func offset(of position: Position, unit: Unit) throws(PlaceFault) -> Int {
    guard position.line >= 0, position.column >= 0 else { throw .negative }
    guard position.line < lineCount else {
      guard position.line == lineCount, position.column == 0 else { throw .lineOutside }
      return byteCount
    }
    let line = range(ofLine: position.line)
    switch unit {
    case .utf8:
      let offset = line.start + min(position.column, line.count)
      guard isBoundary(offset) else { throw .insideCharacter }
      return offset
    case .utf16: return try offset(line, units: position.column, astral: 2)
    case .utf32: return try offset(line, units: position.column, astral: 1)
    }
  }

  private func offset(_ line: ByteRange, units: Int, astral: Int) throws(PlaceFault) -> Int {
    var left = units
    var offset = line.start
    while left > 0, offset < line.end {
      left -= byte(offset) >= 0xF0 ? astral : 1
      if left < 0 { throw .insideCharacter }
      offset += 1
      while offset < line.end, byte(offset) & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }

  private func isBoundary(_ offset: Int) -> Bool { offset >= byteCount || byte(offset) & 0xC0 != 0x80 }
}
