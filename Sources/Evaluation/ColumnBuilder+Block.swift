import SourceText

/// Many rows at once.
extension ColumnBuilder {
  /// Sets the rows from `first` on to the values of one column of a block. Kinds that are not the column's are null:
  /// who makes a block looks at them.
  mutating func append(_ block: CellBlock, column: Int, from first: Int) {
    openBlock(first, rows: block.rowCount)
    switch kind {
    case .boolean: appendBooleans(block, column)
    case .number: appendNumbers(block, column)
    case .text: appendTexts(block, column)
    }
  }

  private mutating func appendBooleans(_ block: CellBlock, _ column: Int) {
    for row in 0..<block.rowCount {
      let kind = block.cell(row, column).kind
      if kind == .yes || kind == .no { appendBoolean(kind == .yes) } else { appendNull() }
    }
  }

  private mutating func appendNumbers(_ block: CellBlock, _ column: Int) {
    for row in 0..<block.rowCount {
      let cell = block.cell(row, column)
      if cell.kind == .number || cell.kind == .text {
        appendNumber(block.text(of: cell))
      } else {
        appendNull()
      }
    }
  }

  private mutating func appendTexts(_ block: CellBlock, _ column: Int) {
    var row = 0
    if isDictionary { row = appendShared(block, column) }
    guard row < block.rowCount else { return }
    appendOwn(block, column, from: row)
  }

  /// Appends texts by their numbers; the row where the dictionary was given up, or the block's end.
  private mutating func appendShared(_ block: CellBlock, _ column: Int) -> Int {
    for row in 0..<block.rowCount {
      let cell = block.cell(row, column)
      if cell.kind != .text {
        appendNull()
      } else if !appendShared(block.text(of: cell)) {
        leaveDictionary()
        return row
      }
    }
    return block.rowCount
  }

  private mutating func appendOwn(_ block: CellBlock, _ column: Int, from first: Int) {
    var count = 0
    for row in first..<block.rowCount {
      let cell = block.cell(row, column)
      count &+= (cell.kind == .text ? cell.count : 0) &+ 1
    }
    appendOwn(rows: block.rowCount - first, bytes: count) { row, place in
      let cell = block.cell(first &+ row, column)
      guard cell.kind == .text else { return nil }
      place.copyMemory(from: block.text + cell.start, byteCount: cell.count)
      return cell.count
    }
  }
}
