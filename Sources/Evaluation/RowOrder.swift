import CriteriaSemantics

/// In which order the rows of a table are answered [decision C13]: by the keys, then by `id` as a number, then as they
/// stand in the file. Nulls and masked values come first where a key ascends.
struct RowOrder: Sendable {
  private enum Values: Sendable {
    case booleans([UInt64])
    case numbers(NumberColumn)
    /// The place of each of a dictionary's texts among them.
    case ranks(DictionaryColumn, [Int32])
    case texts(TextBuffer)
  }

  private struct Key: Sendable {
    let values: Values
    let valid: [UInt64]
    let isComplete: Bool
    let isDescending: Bool

    init(_ column: RecordColumn, isDescending: Bool) {
      self.isDescending = isDescending
      valid = column.valid
      isComplete = column.isComplete
      switch column.storage {
      case .boolean(let bits): values = .booleans(bits)
      case .number(let numbers): values = .numbers(numbers)
      case .dictionary(let dictionary): values = .ranks(dictionary, Self.ranks(dictionary.texts))
      case .text(let texts): values = .texts(texts)
      }
    }

    private static func ranks(_ texts: TextBuffer) -> [Int32] {
      let sorted = (0..<texts.count).sorted { texts[$0].lexicographicallyPrecedes(texts[$1]) }
      var ranks = [Int32](repeating: 0, count: texts.count)
      for (rank, code) in sorted.enumerated() { ranks[code] = Int32(truncatingIfNeeded: rank) }
      return ranks
    }

    private func isValid(_ row: Int) -> Bool {
      isComplete || valid[row >> 6] >> UInt64(row & 63) & 1 == 1
    }

    /// Below zero where `left` comes first, 0 where both are alike.
    func compare(_ left: Int, _ right: Int) -> Int {
      let ascending = compareAscending(left, right)
      return isDescending ? -ascending : ascending
    }

    private func compareAscending(_ left: Int, _ right: Int) -> Int {
      let hasLeft = isValid(left)
      guard hasLeft, isValid(right) else { return (hasLeft ? 1 : 0) - (isValid(right) ? 1 : 0) }
      switch values {
      case .booleans(let bits):
        return bit(bits, left) - bit(bits, right)
      case .numbers(let numbers):
        if numbers.wideRows.isEmpty {
          let one = numbers.mantissas[left]
          let other = numbers.mantissas[right]
          return one < other ? -1 : one == other ? 0 : 1
        }
        let one = numbers.literal(at: left)
        let other = numbers.literal(at: right)
        return one < other ? -1 : one == other ? 0 : 1
      case .ranks(let dictionary, let ranks):
        return Int(ranks[dictionary.code(at: left)]) - Int(ranks[dictionary.code(at: right)])
      case .texts(let texts):
        let one = texts[left]
        let other = texts[right]
        if one.lexicographicallyPrecedes(other) { return -1 }
        return one.elementsEqual(other) ? 0 : 1
      }
    }

    private func bit(_ bits: [UInt64], _ row: Int) -> Int {
      Int(truncatingIfNeeded: bits[row >> 6] >> UInt64(row & 63) & 1)
    }
  }

  private let keys: [Key]
  /// Whether it is the order in which the rows stand.
  let isNatural: Bool

  init(_ sortKeys: [RecordQuery.SortKey], _ table: RecordTable) {
    var keys: [Key] = []
    for key in sortKeys where table.columns.indices.contains(key.field) {
      keys.append(Key(table.columns[key.field], isDescending: key.isDescending))
    }
    isNatural = keys.isEmpty && table.isInIDOrder
    if let id = table.layout.idField, table.columns.indices.contains(id), !isNatural {
      keys.append(Key(table.columns[id], isDescending: false))
    }
    self.keys = keys
  }

  /// Whether the record in place `left` is answered before the one in place `right`. No two are alike.
  func precedes(_ left: Int, _ right: Int) -> Bool {
    for key in keys {
      let order = key.compare(left, right)
      if order != 0 { return order < 0 }
    }
    return left < right
  }

  /// The first `count` of `rows` that come after `last`, in order, and whether there are more.
  func first(
    _ count: Int, of rows: MatchedRows, after last: Int?, isCancelled: () -> Bool
  ) throws(RecordSourceError) -> (rows: [Int], hasMore: Bool) {
    if isNatural {
      var found: [Int] = []
      var hasMore = false
      rows.visit(from: last.map { $0 + 1 } ?? 0) { row in
        guard found.count < count else {
          hasMore = true
          return false
        }
        found.append(row)
        return true
      }
      return (found, hasMore)
    }
    // A heap pays while it is small beside what it is chosen from.
    return count < rows.count / 8
      ? try smallest(count, of: rows, after: last, isCancelled)
      : try sorted(count, of: rows, after: last, isCancelled)
  }

  private func sorted(
    _ count: Int, of rows: MatchedRows, after last: Int?, _ isCancelled: () -> Bool
  ) throws(RecordSourceError) -> (rows: [Int], hasMore: Bool) {
    var all: [Int] = []
    all.reserveCapacity(rows.count)
    rows.visit { row in
      if last.map({ precedes($0, row) }) ?? true { all.append(row) }
      return true
    }
    var comparisons = 0
    do {
      try all.sort { left, right in
        comparisons &+= 1
        if comparisons & 0xFFFF == 0, isCancelled() { throw RecordSourceError.cancelled }
        return precedes(left, right)
      }
    } catch {
      throw .cancelled
    }
    return (Array(all.prefix(count)), all.count > count)
  }

  private func smallest(
    _ count: Int, of rows: MatchedRows, after last: Int?, _ isCancelled: () -> Bool
  ) throws(RecordSourceError) -> (rows: [Int], hasMore: Bool) {
    var heap = RowHeap(limit: count)
    var seen = 0
    var isStopped = false
    rows.visit { row in
      seen &+= 1
      if seen & 0x7FFF == 0, isCancelled() {
        isStopped = true
        return false
      }
      if last.map({ precedes($0, row) }) ?? true { heap.offer(row, precedes) }
      return true
    }
    if isStopped { throw .cancelled }
    return (heap.rows.sorted(by: precedes), heap.isOverfull)
  }
}

/// The smallest of the rows that it was offered; the largest of them on top.
private struct RowHeap {
  let limit: Int
  private(set) var rows: [Int] = []
  /// Whether a row had to go.
  private(set) var isOverfull = false

  init(limit: Int) {
    self.limit = max(0, limit)
  }

  @inline(__always)
  mutating func offer(_ row: Int, _ precedes: (Int, Int) -> Bool) {
    if rows.count < limit {
      rows.append(row)
      rise(precedes)
      return
    }
    isOverfull = true
    guard let largest = rows.first, precedes(row, largest) else { return }
    rows[0] = row
    sink(precedes)
  }

  private mutating func rise(_ precedes: (Int, Int) -> Bool) {
    var place = rows.count - 1
    while place > 0 {
      let parent = (place - 1) / 2
      guard precedes(rows[parent], rows[place]) else { return }
      rows.swapAt(parent, place)
      place = parent
    }
  }

  private mutating func sink(_ precedes: (Int, Int) -> Bool) {
    var place = 0
    while true {
      var largest = place
      for child in [2 * place + 1, 2 * place + 2] where child < rows.count {
        if precedes(rows[largest], rows[child]) { largest = child }
      }
      if largest == place { return }
      rows.swapAt(place, largest)
      place = largest
    }
  }
}
