import SourceText

/// A source line as it is shown, with the columns of a span in it.
///
/// Tabs become blanks, what a terminal would obey becomes visible, and a line longer than the limit is cut around
/// the span, so that marks below it stand where the reader sees the characters.
package struct Excerpt: Sendable {
  package let before: String
  package let inside: String
  package let after: String
  /// Blanks as wide as ``before``.
  package let indent: String
  /// As wide as ``inside``, at least one mark.
  package let underline: String

  package init(line: SourceLine, span: ByteRange, limit: Int?) {
    let range = span.clamped(to: line.range).shifted(by: -line.range.start)
    let head = Self.cells(line.bytes[ByteRange(0, range.start)], startingAt: 0)
    let body = Self.cells(line.bytes[range], startingAt: head.columns)
    let tail = Self.cells(
      line.bytes[ByteRange(range.end, line.bytes.count)], startingAt: head.columns + body.columns)

    let limit = limit ?? Int.max
    var isCutBefore = line.isCutBefore
    var isCutAfter = line.isCutAfter
    var shownHead = head.cells[...]
    var shownBody = body.cells[...]
    var shownTail = tail.cells[...]
    if head.columns + body.columns + tail.columns > limit {
      let room = limit - 2
      shownBody = Self.prefix(shownBody, columns: room * 2 / 3)
      if shownBody.count < body.cells.count { shownTail = [] }
      let left = room - Self.columns(shownBody)
      let afterShare = min(tail.columns, max(left / 2, left - head.columns))
      shownTail = Self.prefix(shownTail, columns: afterShare)
      shownHead = Self.suffix(shownHead, columns: left - Self.columns(shownTail))
      isCutBefore = isCutBefore || shownHead.count < head.cells.count
      isCutAfter =
        isCutAfter || shownTail.count < tail.cells.count || shownBody.count < body.cells.count
    }
    let width = Self.columns(shownBody)
    before = (isCutBefore ? "…" : "") + shownHead.map(\.text).joined()
    inside = shownBody.map(\.text).joined()
    after = shownTail.map(\.text).joined() + (isCutAfter ? "…" : "")
    indent = String(repeating: " ", count: Self.columns(shownHead) + (isCutBefore ? 1 : 0))
    underline = String(repeating: "^", count: max(1, width))
  }

  /// One character as it is shown.
  private struct Cell {
    let text: String
    let columns: Int
  }

  private static func cells(
    _ bytes: ArraySlice<UInt8>, startingAt start: Int
  ) -> (cells: [Cell], columns: Int) {
    var cells: [Cell] = []
    var column = start
    for character in String(decoding: bytes, as: UTF8.self) {
      let blanks = DisplayWidth.tabWidth - column % DisplayWidth.tabWidth
      let text = VisibleText.of(String(character), tab: String(repeating: " ", count: blanks))
      let width = DisplayWidth.columns(of: text)
      cells.append(Cell(text: text, columns: width))
      column += width
    }
    return (cells, column - start)
  }

  private static func columns(_ cells: ArraySlice<Cell>) -> Int { cells.reduce(0) { $0 + $1.columns } }

  private static func prefix(_ cells: ArraySlice<Cell>, columns: Int) -> ArraySlice<Cell> {
    var left = columns
    return cells.prefix { cell in
      left -= cell.columns
      return left >= 0
    }
  }

  private static func suffix(_ cells: ArraySlice<Cell>, columns: Int) -> ArraySlice<Cell> {
    var left = columns
    var start = cells.endIndex
    while start > cells.startIndex, left >= cells[start - 1].columns {
      start -= 1
      left -= cells[start].columns
    }
    return cells[start...]
  }
}
