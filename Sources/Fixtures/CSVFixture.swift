import SourceText

/// Reads a CSV file (RFC 4180): quotes double inside quotes, cells may hold line ends, lines end at LF, CR LF or CR.
///
/// An unquoted empty cell is null, a quoted one is the empty text; the writer keeps to that. Cells are separated by
/// commas, or by `;` or tabs where the first line has no comma outside quotes, as spreadsheets write them in some
/// countries. An empty line is passed over, except in a file of one column, where it is a record.
struct CSVFixture {
  private(set) var faults: [RowFault] = []
  /// Where each record begins, for the records that had no fault.
  private(set) var starts: [Int] = []
  var limit = Int.max

  private var position = 0
  private var separator = UInt8(ascii: ",")
  /// The cell that was read last, where it has doubled quotes.
  private var unquoted: [UInt8] = []

  struct Cell {
    let range: ByteRange
    let isQuoted: Bool
    /// In `unquoted` instead of the file.
    let isDecoded: Bool
  }

  /// The columns of the header, with their places.
  mutating func readHeader(_ bytes: [UInt8], from start: Int) -> [(name: [UInt8], offset: Int)]? {
    position = start
    separator = Self.separator(of: bytes, from: start)
    guard start < bytes.count else {
      faults.append(
        RowFault(
          offset: start, message: "the file is empty; expected a first line with the names of the columns"))
      return nil
    }
    var columns: [(name: [UInt8], offset: Int)] = []
    while true {
      let offset = position
      guard let cell = readCell(bytes) else { return nil }
      if let bad = utf8Fault(bytes, cell, offset) {
        faults.append(bad)
        return nil
      }
      let text = cell.isDecoded ? unquoted : Array(bytes[Blanks.trimmed(bytes, cell.range)])
      columns.append((text, offset))
      if !advanceOverSeparator(bytes) { break }
    }
    skipLineEnd(bytes)
    return columns
  }

  /// Reads the records; `fields` are the consumer's fields of the columns.
  mutating func readRows(_ bytes: [UInt8], fields: [Int], into consumer: inout some RowConsumer) {
    while position < bytes.count, starts.count < limit {
      if fields.count > 1, isLineEnd(bytes) {
        skipLineEnd(bytes)
        continue
      }
      let start = position
      let before = faults.count
      guard readRow(bytes, fields, &consumer) else {
        consumer.discardRow()
        return
      }
      if faults.count == before {
        consumer.endRow()
        starts.append(start)
      } else {
        consumer.discardRow()
      }
      skipLineEnd(bytes)
    }
  }

  /// False where the file cannot be read further.
  private mutating func readRow(
    _ bytes: [UInt8], _ fields: [Int], _ consumer: inout some RowConsumer
  ) -> Bool {
    let start = position
    var column = 0
    while true {
      let offset = position
      guard let cell = readCell(bytes) else { return false }
      if column < fields.count { take(bytes, cell, offset, field: fields[column], &consumer) }
      column += 1
      if !advanceOverSeparator(bytes) { break }
    }
    if column != fields.count {
      let cells = "\(column) \(column == 1 ? "cell" : "cells")"
      let hint = column > fields.count ? "; a cell with a separator in it stands in double quotes" : ""
      faults.append(
        RowFault(offset: start, message: "this row has \(cells), the header has \(fields.count)\(hint)"))
    }
    return true
  }

  private mutating func take(
    _ bytes: [UInt8], _ cell: Cell, _ offset: Int, field: Int, _ consumer: inout some RowConsumer
  ) {
    if let bad = utf8Fault(bytes, cell, offset) { return faults.append(bad) }
    consumer.see(field)
    let kind: RawKind = cell.isQuoted ? .text : cell.range.isEmpty ? .null : .cell
    let message =
      cell.isDecoded
      ? consumer.take(kind, unquoted, cell.range, field: field)
      : consumer.take(kind, bytes, cell.range, field: field)
    if let message { faults.append(RowFault(offset: offset, message: message)) }
  }

  private func utf8Fault(_ bytes: [UInt8], _ cell: Cell, _ offset: Int) -> RowFault? {
    let raw = cell.isDecoded || cell.isQuoted ? ByteRange(offset, position) : cell.range
    guard let bad = UTF8Check.firstFault(in: bytes, raw) else { return nil }
    return RowFault(offset: bad, message: "expected UTF-8 text; save the file as UTF-8")
  }
}

/// Cells and line ends.
extension CSVFixture {
  /// Nil where a quote is never closed; the fault is added.
  private mutating func readCell(_ bytes: [UInt8]) -> Cell? {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      let start = position
      while position < bytes.count, bytes[position] != separator, !isLineEnd(bytes) { position += 1 }
      return Cell(range: ByteRange(start, position), isQuoted: false, isDecoded: false)
    }
    return readQuoted(bytes)
  }

  private mutating func readQuoted(_ bytes: [UInt8]) -> Cell? {
    let quote = position
    var start = position + 1
    var isDecoded = false
    while true {
      let end = bytes.withUnsafeBufferPointer {
        ByteSearch.first(of: UInt8(ascii: "\""), in: $0, from: start, to: bytes.count)
      }
      guard end < bytes.count else {
        faults.append(
          RowFault(
            offset: quote,
            message: "this quote is never closed; a quote inside a quoted cell is written twice"))
        return nil
      }
      guard end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: "\"") else {
        position = end + 1
        let cell: Cell
        if isDecoded {
          unquoted += bytes[ByteRange(start, end)]
          cell = Cell(range: ByteRange(0, unquoted.count), isQuoted: true, isDecoded: true)
        } else {
          cell = Cell(range: ByteRange(start, end), isQuoted: true, isDecoded: false)
        }
        skipAfterQuote(bytes)
        return cell
      }
      if !isDecoded { unquoted.removeAll(keepingCapacity: true) }
      isDecoded = true
      unquoted += bytes[ByteRange(start, end + 1)]
      start = end + 2
    }
  }

  /// Between the closing quote and the separator nothing stands.
  private mutating func skipAfterQuote(_ bytes: [UInt8]) {
    let start = position
    while position < bytes.count, bytes[position] != separator, !isLineEnd(bytes) { position += 1 }
    guard position > start else { return }
    let found = FaultText.quoted(bytes[ByteRange(start, position)])
    let name = separator == UInt8(ascii: "\t") ? "a tab" : "`\(String(UnicodeScalar(separator)))`"
    faults.append(
      RowFault(
        offset: start, message: "expected \(name) or the end of the line after this quote, found \(found)"))
  }

  private mutating func advanceOverSeparator(_ bytes: [UInt8]) -> Bool {
    guard position < bytes.count, bytes[position] == separator else { return false }
    position += 1
    return true
  }

  private func isLineEnd(_ bytes: [UInt8]) -> Bool {
    bytes[position] == UInt8(ascii: "\n") || bytes[position] == UInt8(ascii: "\r")
  }

  private mutating func skipLineEnd(_ bytes: [UInt8]) {
    guard position < bytes.count else { return }
    let isReturn = bytes[position] == UInt8(ascii: "\r")
    position += 1
    if isReturn, position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
  }

  private static func separator(of bytes: [UInt8], from start: Int) -> UInt8 {
    var isQuoted = false
    var other: UInt8?
    for byte in bytes[ByteRange(start, bytes.count)] {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      switch byte {
      case UInt8(ascii: ","): return byte
      case UInt8(ascii: ";"), UInt8(ascii: "\t"): other = other ?? byte
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return other ?? UInt8(ascii: ",")
      default: break
      }
    }
    return other ?? UInt8(ascii: ",")
  }
}
