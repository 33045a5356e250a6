import SourceText

/// Lines and columns of the offsets that findings name, and the lines they stand on, so that the file itself can be
/// forgotten.
package struct PlaceTable: Sendable {
  /// Longer lines are kept only around the offsets that were asked for.
  private static let window = 400

  private var places: [Place] = []
  /// In order of their number; of a long line there can be several parts.
  package private(set) var lines: [SourceLine] = []

  package init() {}

  /// Remembers `offsets` of `bytes`. `lineOffsets` are those whose lines are kept. Linear in the file, sorted
  /// offsets and the lines' lengths.
  package init(offsets: [Int], lineOffsets: [Int], in bytes: [UInt8]) {
    guard !offsets.isEmpty else { return }
    let index = LineIndex(bytes)
    var cursor = ColumnCursor(index: index, bytes: bytes)
    var previous = -1
    for offset in offsets.sorted() where offset != previous {
      previous = offset
      places.append(cursor.place(at: offset))
    }
    for offset in lineOffsets.sorted() { keepLine(at: offset, index: index, bytes: bytes) }
  }

  private mutating func keepLine(at offset: Int, index: LineIndex, bytes: [UInt8]) {
    let line = index.line(at: offset)
    let whole = index.range(ofLine: line)
    if let last = lines.last, last.number == line + 1,
      last.range == whole || offset <= last.range.end - Self.window / 4
    {
      return
    }
    var range = whole
    if whole.count > Self.window {
      var start = max(whole.start, offset - Self.window / 2)
      var end = min(whole.end, start + Self.window)
      while start > whole.start, bytes[start] & 0xC0 == 0x80 { start -= 1 }
      while end < whole.end, end > start, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      range = ByteRange(start, end)
    }
    lines.append(
      SourceLine(
        number: line + 1, bytes: Array(bytes[range]), range: range, isCutBefore: range.start > whole.start,
        isCutAfter: range.end < whole.end))
  }

  /// The place of a remembered offset, or of the nearest remembered one before it.
  package func place(at offset: Int) -> Place {
    let next = places.partitioningIndex { $0.offset > offset }
    guard next > 0 else { return Place(line: 1, column: 1, scalarColumn: 1, offset: offset) }
    return places[next - 1]
  }

  /// The line that holds a remembered offset: of a long line the part that shows it.
  package func line(holding offset: Int) -> SourceLine? {
    let number = place(at: offset).line
    var found: SourceLine?
    for line in lines where line.number == number {
      if found == nil || line.range.start <= offset { found = line }
    }
    return found
  }
}

/// Counts scalars from one asked offset to the next, so that a long line with many findings stays linear.
private struct ColumnCursor {
  let index: LineIndex
  let bytes: [UInt8]
  private var offset = 0
  private var line = 0
  private var scalars = 0

  init(index: LineIndex, bytes: [UInt8]) {
    self.index = index
    self.bytes = bytes
  }

  /// Offsets must not descend.
  mutating func place(at wanted: Int) -> Place {
    let target = min(max(wanted, 0), bytes.count)
    let targetLine = index.line(at: target)
    let start = index.starts[targetLine]
    if targetLine != line || offset < start {
      line = targetLine
      offset = start
      scalars = 0
    }
    while offset < target {
      if bytes[offset] & 0xC0 != 0x80 { scalars += 1 }
      offset += 1
    }
    return Place(line: line + 1, column: target - start + 1, scalarColumn: scalars + 1, offset: wanted)
  }
}
