import SourceText

/// Reads one record a line; blank lines are passed over. Each line stands for itself: a broken one does not keep the
/// next from being looked at.
struct LineFixture {
  private var rows = JSONRowReader(unit: "line")
  private(set) var faults: [RowFault] = []
  /// Where each record begins, for the records that had no fault.
  private(set) var starts: [Int] = []
  var limit = Int.max

  mutating func read(_ bytes: [UInt8], from start: Int, into consumer: inout some RowConsumer) {
    var offset = start
    while offset < bytes.count, starts.count < limit {
      let end = bytes.withUnsafeBufferPointer {
        ByteSearch.first(of: UInt8(ascii: "\n"), in: $0, from: offset, to: bytes.count)
      }
      if let record = readLine(bytes, from: offset, to: end, &consumer) { starts.append(record) }
      offset = end + 1
    }
  }

  /// Reads the line; the offset of its record, or nil where it is blank or has faults, which are added.
  mutating func readLine(
    _ bytes: [UInt8], from start: Int, to end: Int, _ consumer: inout some RowConsumer
  ) -> Int? {
    rows.start(at: start, end: end)
    rows.skipBlanks(bytes)
    guard let first = rows.next(bytes) else { return nil }
    let place = rows.position
    if first == UInt8(ascii: "[") {
      rows.report(
        "expected a record `{…}`, found an array; an array of records belongs in a `.json` file", at: place)
      consumer.discardRow()
    } else {
      _ = rows.readRow(bytes, alone: true, into: &consumer)
    }
    guard rows.faults.isEmpty else {
      faults += rows.faults
      return nil
    }
    return place
  }

  mutating func takeFaults() -> [RowFault] {
    defer { faults.removeAll(keepingCapacity: true) }
    return faults
  }
}
