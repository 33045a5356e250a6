import Evaluation
import SourceText

/// The quick way over lines of records in their usual form: lines are cut into cells, and the cells of many lines are
/// taken column by column. What it does not take, the exact way reads: escapes, keys that need them, keys that come
/// twice, blanks in unusual places, and everything that is wrong.
extension RecordTaker {
  /// Why a block of lines ends.
  private enum BlockEnd {
    /// It is full, or there are no more lines.
    case full
    /// The next line was cut, up to the given start of the one behind it, and has values that are not taken by column.
    case oddLine(Int)
    /// The next line is not in its usual form.
    case unusualLine
  }

  /// Takes lines from `start` on and answers where it stopped: at a line that is not in its usual form, none of which
  /// was taken, or at `end`. The byte before `end` is a line end, and `QuickScan.padding` bytes follow.
  mutating func takeLines(_ bytes: [UInt8], from start: Int, to end: Int, places: inout LinePlaces) -> Int {
    guard start >= 0, end &+ QuickScan.padding <= bytes.count else { return start }
    // Taken out while it works: what stands in two places would be copied.
    var grid = self.grid
    self.grid = nil
    defer { self.grid = grid }
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, let width = grid?.width, let rows = grid?.rows else {
        return start
      }
      return grid?.withCells { cells in
        var line = start
        while line < end {
          let origin = line
          var count = 0
          var blockEnd = BlockEnd.full
          while line < end, count < rows {
            var isOdd = false
            let next = cutLine(
              base, bytes, line, origin: origin, into: cells + count &* width, width: width, &isOdd)
            if next < 0 {
              blockEnd = .unusualLine
              break
            }
            if isOdd {
              blockEnd = .oddLine(next)
              break
            }
            count &+= 1
            line = next
          }
          takeColumns(
            CellBlock(text: base + origin, cells: UnsafePointer(cells), width: width, rowCount: count))
          places.addRecords(count)
          var isTaken = false
          switch blockEnd {
          case .full: isTaken = true
          case .unusualLine: break
          case .oddLine(let next):
            isTaken = takeRow(bytes, origin: origin, cells + count &* width, width: width)
            if isTaken {
              places.addRecord()
              line = next
            }
          }
          cells.update(repeating: .absent, count: (count &+ 1) &* width)
          if !isTaken { return line }
        }
        return line
      } ?? start
    }
  }
}

/// Lines into cells.
extension RecordTaker {
  /// The start of the next line, or -1. `isOdd` is set where a value has to be looked at on its own.
  @inline(__always)
  private mutating func cutLine(
    _ base: QuickScan.Bytes, _ bytes: [UInt8], _ line: Int, origin: Int,
    into cells: UnsafeMutablePointer<CellBlock.Cell>, width: Int, _ isOdd: inout Bool
  ) -> Int {
    var offset = line
    guard base[offset] == UInt8(ascii: "{") else { return -1 }
    offset &+= 1
    var current = 0
    while true {
      var entry = following[current]
      if entry < patterns.count, patterns[entry].matches(base, offset) {
        offset &+= patterns[entry].length
      } else {
        entry = otherKey(base, bytes, &offset, after: current)
        guard entry >= 0, entry < width else { return -1 }
      }
      current = entry &+ 1
      while base[offset] == UInt8(ascii: " ") { offset &+= 1 }
      guard cells[entry].kind == .absent else { return -1 }
      let cell = Self.cell(base, &offset, origin: origin)
      if cell.kind == .absent { return -1 }
      cells[entry] = cell
      if !isPlain(cell, entry, base + origin) { isOdd = true }
      var next = base[offset]
      while next == UInt8(ascii: " ") {
        offset &+= 1
        next = base[offset]
      }
      offset &+= 1
      if next == UInt8(ascii: ",") {
        while base[offset] == UInt8(ascii: " ") { offset &+= 1 }
        continue
      }
      guard next == UInt8(ascii: "}") else { return -1 }
      if base[offset] == UInt8(ascii: "\r") { offset &+= 1 }
      guard base[offset] == UInt8(ascii: "\n") else { return -1 }
      for entry in defaultedEntries where cells[entry].kind == .absent { isOdd = true }
      return offset &+ 1
    }
  }

  /// The entry of a key that is not the expected one; -1 where it is no usual key. `offset` goes behind its colon.
  @inline(never)
  private mutating func otherKey(
    _ base: QuickScan.Bytes, _ bytes: [UInt8], _ offset: inout Int, after current: Int
  ) -> Int {
    guard base[offset] == UInt8(ascii: "\"") else { return -1 }
    let end = QuickScan.plainEnd(base, from: offset &+ 1)
    guard base[end] == UInt8(ascii: "\""),
      let entry = entry(bytes, ByteRange(offset &+ 1, end), after: current)
    else { return -1 }
    offset = end &+ 1
    while base[offset] == UInt8(ascii: " ") { offset &+= 1 }
    guard base[offset] == UInt8(ascii: ":") else { return -1 }
    offset &+= 1
    return entry
  }

  /// The value at `offset`, which goes behind it; absent where it is none in its usual form.
  @inline(__always)
  private static func cell(
    _ base: QuickScan.Bytes, _ offset: inout Int, origin: Int
  ) -> CellBlock.Cell {
    let first = base[offset]
    let start: Int
    let end: Int
    let kind: CellBlock.Kind
    if first == UInt8(ascii: "\"") {
      start = offset &+ 1
      var quote = QuickScan.plainEnd(base, from: start)
      if base[quote] != UInt8(ascii: "\"") {
        quote = longTextEnd(base, start: start, from: quote)
        if quote < 0 { return .absent }
      }
      end = quote
      offset = quote &+ 1
      kind = .text
    } else if first &- UInt8(ascii: "0") < 10 || first == UInt8(ascii: "-") {
      start = offset
      end = QuickScan.numberEnd(base, from: start)
      if end < 0 { return .absent }
      offset = end
      kind = .number
    } else {
      let length = QuickScan.wordLength(base, offset)
      guard length > 0 else { return .absent }
      start = offset
      end = offset
      offset &+= length
      kind = first == UInt8(ascii: "n") ? .null : first == UInt8(ascii: "t") ? .yes : .no
    }
    guard end &- start <= CellBlock.Cell.longest, start &- origin <= Int(UInt32.max) else { return .absent }
    return CellBlock.Cell(kind, start: start &- origin, count: end &- start)
  }

  /// Whether the value is taken as it stands.
  @inline(__always)
  private func isPlain(_ cell: CellBlock.Cell, _ entry: Int, _ text: QuickScan.Bytes) -> Bool {
    guard entry < forms.count else { return false }
    let form = forms[entry]
    if !form.takes(cell.kind) { return false }
    if cell.kind != .text || form.text == .any { return true }
    let start = text + cell.start
    guard cell.count > 0, DigitRun.value(start, count: cell.count) != nil else { return false }
    return form.text == .digits || cell.count == 1 || start[0] != UInt8(ascii: "0")
  }

  /// The closing quote of a text with characters beyond ASCII; -1 where it has escapes or is not UTF-8.
  @inline(never)
  private static func longTextEnd(_ base: QuickScan.Bytes, start: Int, from first: Int) -> Int {
    guard base[first] >= 0x80 else { return -1 }
    let end = QuickScan.textEnd(base, from: first)
    guard base[end] == UInt8(ascii: "\"") else { return -1 }
    let text = UnsafeBufferPointer(start: base, count: end)
    return UTF8Check.firstFault(in: text, from: first, to: end) == nil ? end : -1
  }
}

/// Cells into the sink.
extension RecordTaker {
  /// Takes the cells of whole records, all of which are taken as they stand.
  private mutating func takeColumns(_ block: CellBlock) {
    guard block.rowCount > 0 else { return }
    for (entry, field) in fields.enumerated() where field.reading != .survey {
      sink.append(block, column: entry, to: field.index)
    }
    sink.endRecords(block.rowCount)
    identities.add(block, column: idEntry >= 0 ? idEntry : nil)
  }

  /// Takes one record value by value; false, and nothing is taken, where one of them is wrong.
  private mutating func takeRow(
    _ bytes: [UInt8], origin: Int, _ cells: UnsafeMutablePointer<CellBlock.Cell>, width: Int
  ) -> Bool {
    for entry in 0..<min(width, fields.count) {
      let cell = cells[entry]
      guard let kind = RawKind(cell.kind) else { continue }
      see(entry)
      let start = origin &+ cell.start
      if take(kind, bytes, ByteRange(start, start &+ cell.count), field: entry) != nil {
        discardRow()
        return false
      }
    }
    endRow()
    return true
  }
}

extension RawKind {
  /// Nil for a value that is absent.
  fileprivate init?(_ kind: CellBlock.Kind) {
    if kind == .absent { return nil }
    self =
      kind == .null ? .null : kind == .no ? .no : kind == .yes ? .yes : kind == .number ? .number : .text
  }
}
