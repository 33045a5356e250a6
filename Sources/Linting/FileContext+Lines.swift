import Embedding
import SourceText

/// Blocks and whole lines, for fixes that move or remove them.
extension FileContext {
  /// The query of a criteria document whose block `range` stands in.
  func query(around range: ByteRange) -> HostQuery? {
    let index = file.queries.partitioningIndex { $0.range.end >= range.end }
    guard index < file.queries.count, file.queries[index].range.contains(range) else { return nil }
    return file.queries[index]
  }

  /// The line that `range` begins on, its end (LF, CR LF or CR) included.
  func wholeLine(_ range: ByteRange) -> ByteRange {
    var start = min(max(range.start, 0), bytes.count)
    while start > 0, !Self.isLineEnd(bytes[start - 1]) { start -= 1 }
    var end = min(max(range.end, start), bytes.count)
    while end < bytes.count, !Self.isLineEnd(bytes[end]) { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "\r") { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "\n"), end == 0 || bytes[end - 1] != UInt8(ascii: "\n") {
      end += 1
    }
    return ByteRange(start, end)
  }

  /// The line end (LF, CR LF or CR) that stands before `offset`; empty where there is none.
  func lineEnd(before offset: Int) -> ByteRange {
    var start = min(max(offset, 0), bytes.count)
    let end = start
    if start > 0, bytes[start - 1] == UInt8(ascii: "\n") { start -= 1 }
    if start > 0, bytes[start - 1] == UInt8(ascii: "\r") { start -= 1 }
    return ByteRange(start, end)
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
