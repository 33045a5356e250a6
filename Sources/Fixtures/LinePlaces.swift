import SourceText

/// On which line each record stands, kept small: nearly all stand at the start of the line after the last one's.
struct LinePlaces {
  private var records = 0
  /// The line of the record that would follow, from 1.
  private var line = 1
  /// Records that are not where the one before lets expect, and their lines.
  private var jumps: [(record: Int, line: Int)] = []
  private var columns: [Int: Int] = [:]

  var count: Int { records }

  /// A record at the start of the next line.
  @inline(__always)
  mutating func addRecord() {
    records &+= 1
    line &+= 1
  }

  /// Records at the starts of the next lines.
  mutating func addRecords(_ count: Int) {
    records &+= count
    line &+= count
  }

  /// The next record stands on `line`.
  mutating func go(to line: Int) {
    guard line != self.line else { return }
    if jumps.last?.record == records { jumps.removeLast() }
    jumps.append((records, line))
    self.line = line
  }

  /// A record on `line`, at `column`.
  mutating func addRecord(line: Int, column: Int) {
    go(to: line)
    if column != 1 { columns[records] = column }
    records &+= 1
    self.line = line &+ 1
  }

  func place(of record: Int) -> (line: Int, column: Int) {
    let next = jumps.partitioningIndex { $0.record > record }
    let base = next == 0 ? (record: 0, line: 1) : jumps[next - 1]
    return (base.line + record - base.record, columns[record] ?? 1)
  }
}
