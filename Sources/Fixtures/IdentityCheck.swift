import CriteriaSemantics
import Evaluation
import SourceText

/// Finds ids that two records share. Ids that rise or fall all the way, as in answers, need no look-up at all.
struct IdentityCheck {
  /// Of each record, 0 where it has none of up to 19 digits.
  private var ids: [UInt64] = []
  /// Other forms of ids, with their records.
  private var others: [(id: NumberLiteral, record: Int)] = []
  private var current: UInt64 = 0
  private var currentOther: NumberLiteral?
  private var isRising = true
  private var isFalling = true
  private var last: UInt64 = 0

  mutating func expect(_ records: Int) { ids.reserveCapacity(records) }

  /// The id of the record that is being read.
  @inline(__always)
  mutating func add(_ bytes: [UInt8], _ range: ByteRange) {
    bytes.withUnsafeBufferPointer { buffer in
      let inside = range.clamped(to: ByteRange(0, buffer.count))
      add(UnsafeBufferPointer(rebasing: buffer[inside.start..<inside.end]))
    }
  }

  @inline(__always)
  mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
    if let start = text.baseAddress, let value = DigitRun.value(start, count: text.count), value > 0 {
      current = value
      currentOther = nil
    } else {
      addOther(Array(text))
    }
  }

  /// The ids of a block's records, of which each is ended.
  mutating func add(_ block: CellBlock, column: Int?) {
    for row in 0..<block.rowCount {
      if let column {
        let cell = block.cell(row, column)
        if cell.kind == .number || cell.kind == .text { add(block.text(of: cell)) }
      }
      endRecord()
    }
  }

  @inline(never)
  private mutating func addOther(_ text: [UInt8]) {
    current = 0
    currentOther = NumberLiteral(text)
    // `42.0` and `+42` are 42.
    if let id = currentOther, id.fraction.isEmpty, !id.isNegative, id.integer.count <= 19, !id.integer.isEmpty
    {
      var value: UInt64 = 0
      for digit in id.integer { value = value &* 10 &+ UInt64(digit &- UInt8(ascii: "0")) }
      current = value
      currentOther = nil
    }
  }

  mutating func forgetCurrent() {
    current = 0
    currentOther = nil
  }

  @inline(__always)
  mutating func endRecord() {
    if current != 0 {
      if current <= last { isRising = false }
      if last != 0, current >= last { isFalling = false }
      last = current
    } else if let other = currentOther {
      others.append((other, ids.count))
      currentOther = nil
    }
    ids.append(current)
    current = 0
  }

  mutating func discardRecord() { forgetCurrent() }

  static func message(_ id: String, line: Int) -> String {
    "the id `\(id)` is also that of the record at line \(line); an id belongs to one record"
  }

  /// Pairs of records with one id, by the later one.
  func duplicates() -> [(id: String, first: Int, second: Int)] {
    var result: [(id: String, first: Int, second: Int)] = []
    if !isRising, !isFalling {
      let order = ids.indices.filter { ids[$0] != 0 }.sorted { (ids[$0], $0) < (ids[$1], $1) }
      var first = 0
      for place in order.indices.dropFirst() {
        if ids[order[place]] != ids[order[first]] {
          first = place
        } else {
          result.append((String(ids[order[place]]), order[first], order[place]))
        }
      }
    }
    var known: [NumberLiteral: Int] = [:]
    for other in others {
      if let first = known[other.id] {
        result.append((String(decoding: other.id.text, as: UTF8.self), first, other.record))
      } else {
        known[other.id] = other.record
      }
    }
    return result.sorted { ($0.second, $0.first) < ($1.second, $1.first) }
  }
}
