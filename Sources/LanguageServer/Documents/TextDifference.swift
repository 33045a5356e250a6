import SourceText

/// What has to change to make one text another.
enum TextDifference {
  /// One edit: everything between the common beginning and the common end, which keeps cursors outside of it where
  /// they are. No character is cut.
  static func edit(from old: [UInt8], to new: [UInt8]) -> TextEdit {
    let shorter = min(old.count, new.count)
    var start = 0
    while start < shorter, old[start] == new[start] { start += 1 }
    while start > 0,
      start < old.count && isContinuation(old[start]) || start < new.count && isContinuation(new[start])
    {
      start -= 1
    }
    var common = 0
    while common < shorter - start, old[old.count - 1 - common] == new[new.count - 1 - common] { common += 1 }
    while common > 0, isContinuation(old[old.count - common]) || isContinuation(new[new.count - common]) {
      common -= 1
    }
    return TextEdit(
      range: ByteRange(start, old.count - common), newText: Array(new[start..<(new.count - common)]))
  }

  /// Of a scalar, or of CR LF, which editors take for one.
  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 || byte == 0x0A }
}
