import CriteriaSemantics

/// In which order the rows of a table are answered [decision C13]: by the keys, then by `id` as a number, then as they
/// stand in the file. Nulls and masked values come first where a key ascends.
struct RowOrder: Sendable {
  private let keys: [RowKey]
  /// Whether it is the order in which the rows stand.
  let isNatural: Bool

  init(_ sortKeys: [RecordQuery.SortKey], _ table: RecordTable) {
    var keys: [RowKey] = []
    for key in sortKeys where table.columns.indices.contains(key.field) {
      keys.append(RowKey(table.columns[key.field], isDescending: key.isDescending))
    }
    isNatural = keys.isEmpty && table.isInIDOrder
    // Where the rows stand in the order of their ids, their places tell it.
    if let id = table.layout.idField, table.columns.indices.contains(id), !table.isInIDOrder {
      keys.append(RowKey(table.columns[id], isDescending: false))
    }
    self.keys = keys
  }

  /// A row with the beginning of its first key, so that most comparisons are one of numbers.
  private struct Entry {
    let word: UInt64
    let row: Int
  }

  /// Calls `body` with each of `rows` that comes after `last`, until it says no.
  private func visit(_ rows: MatchedRows, after last: Int?, _ body: (Entry) -> Bool) {
    guard let key = keys.first else {
      rows.visit(from: last.map { $0 + 1 } ?? 0) { body(Entry(word: 0, row: $0)) }
      return
    }
    guard let last else {
      key.visit(rows) { word, row in body(Entry(word: word, row: row)) }
      return
    }
    let start = Entry(word: key.word(last), row: last)
    key.visit(rows) { word, row in
      let entry = Entry(word: word, row: row)
      return precedes(start, entry) ? body(entry) : true
    }
  }

  /// Whether `left` is answered before `right`. No two are alike.
  @inline(__always)
  private func precedes(_ left: Entry, _ right: Entry) -> Bool {
    left.word == right.word ? precedes(left.row, right.row) : left.word < right.word
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    var index = 0
    while index < keys.count {
      let order = keys[index].compare(left, right)
      if order != 0 { return order < 0 }
      index &+= 1
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
    var all: [Entry] = []
    all.reserveCapacity(rows.count)
    visit(rows, after: last) { entry in
      all.append(entry)
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
    return (all.prefix(count).map(\.row), all.count > count)
  }

  private func smallest(
    _ count: Int, of rows: MatchedRows, after last: Int?, _ isCancelled: () -> Bool
  ) throws(RecordSourceError) -> (rows: [Int], hasMore: Bool) {
    var heap = BoundedHeap<Entry>(limit: count)
    var seen = 0
    var isStopped = false
    visit(rows, after: last) { entry in
      seen &+= 1
      if seen & 0x7FFF == 0, isCancelled() {
        isStopped = true
        return false
      }
      heap.offer(entry) { precedes($0, $1) }
      return true
    }
    if isStopped { throw .cancelled }
    return (heap.elements.sorted { precedes($0, $1) }.map(\.row), heap.isOverfull)
  }
}

/// A column that rows are sorted by. Its arrays stand side by side instead of in an enum, so that comparing two rows
/// counts no references.
private struct RowKey: Sendable {
  private enum Kind: Sendable {
    case booleans
    case numbers
    case ranks
    case texts
  }

  private let kind: Kind
  private let valid: [UInt64]
  private let isComplete: Bool
  private let isDescending: Bool
  private var bits: [UInt64] = []
  private var numbers = NumberColumn(mantissas: [], scale: 0, wideRows: [], wideValues: [])
  /// For each row the place of its text among those of the dictionary.
  private var ranks: [UInt16] = []
  private var texts = TextBuffer()

  init(_ column: RecordColumn, isDescending: Bool) {
    self.isDescending = isDescending
    valid = column.valid
    isComplete = column.isComplete
    switch column.storage {
    case .boolean(let bits):
      kind = .booleans
      self.bits = bits
    case .number(let numbers):
      kind = .numbers
      self.numbers = numbers
    case .dictionary(let dictionary):
      kind = .ranks
      ranks = Self.ranks(dictionary)
    case .text(let texts):
      kind = .texts
      self.texts = texts
    }
  }

  private static func ranks(_ dictionary: DictionaryColumn) -> [UInt16] {
    let texts = dictionary.texts
    let sorted = (0..<texts.count).sorted { texts[$0].lexicographicallyPrecedes(texts[$1]) }
    var ranks = [UInt16](repeating: 0, count: texts.count)
    for (rank, code) in sorted.enumerated() { ranks[code] = UInt16(truncatingIfNeeded: rank) }
    return dictionary.narrow.isEmpty
      ? dictionary.wide.map { ranks[Int($0)] } : dictionary.narrow.map { ranks[Int($0)] }
  }

  @inline(__always)
  private func isValid(_ row: Int) -> Bool {
    isComplete || valid[row >> 6] >> UInt64(row & 63) & 1 == 1
  }

  /// Calls `body` with each of the rows and its word, until it says no.
  @inline(__always)
  func visit(_ rows: MatchedRows, _ body: (UInt64, Int) -> Bool) {
    rows.visit { row in body(word(row), row) }
  }

  /// A number that is not larger for a row that comes first: less tells, equal does not.
  func word(_ row: Int) -> UInt64 {
    let word = isValid(row) ? ascendingWord(row) : 0
    return isDescending ? ~word : word
  }

  private func ascendingWord(_ row: Int) -> UInt64 {
    switch kind {
    case .booleans: return 1 + (bits[row >> 6] >> UInt64(row & 63) & 1)
    case .numbers:
      var mantissa = numbers.mantissas[row]
      if !numbers.wideRows.isEmpty, let place = numbers.wideRows.firstPlace(of: row) {
        mantissa = NumberRange.mantissa(below: numbers.wideValues[place], scale: numbers.scale)
      }
      return UInt64(bitPattern: mantissa) ^ (1 << 63)
    case .ranks: return 1 + UInt64(ranks[row])
    case .texts:
      let range = texts.range(of: row)
      return texts.bytes.withUnsafeBytes { bytes in
        // The padding lets eight bytes be read wherever a text ends.
        let word = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: range.start, as: UInt64.self))
        let missing = 8 - range.count
        return missing <= 0 ? word : missing == 8 ? 0 : word & (.max << UInt64(8 * missing))
      }
    }
  }

  /// Below zero where `left` comes first, 0 where both are alike.
  func compare(_ left: Int, _ right: Int) -> Int {
    let ascending = compareAscending(left, right)
    return isDescending ? -ascending : ascending
  }

  private func compareAscending(_ left: Int, _ right: Int) -> Int {
    let hasLeft = isValid(left)
    guard hasLeft, isValid(right) else { return (hasLeft ? 1 : 0) - (isValid(right) ? 1 : 0) }
    switch kind {
    case .booleans: return bit(left) - bit(right)
    case .numbers:
      guard !numbers.wideRows.isEmpty else {
        let one = numbers.mantissas[left]
        let other = numbers.mantissas[right]
        return one < other ? -1 : one == other ? 0 : 1
      }
      let one = numbers.literal(at: left)
      let other = numbers.literal(at: right)
      return one < other ? -1 : one == other ? 0 : 1
    case .ranks: return Int(ranks[left]) - Int(ranks[right])
    case .texts: return texts.compare(left, right)
    }
  }

  private func bit(_ row: Int) -> Int {
    Int(truncatingIfNeeded: bits[row >> 6] >> UInt64(row & 63) & 1)
  }
}

/// The first of the elements that it was offered; the last of them on top.
struct BoundedHeap<Element> {
  let limit: Int
  private(set) var elements: [Element] = []
  /// Whether an element had to go.
  private(set) var isOverfull = false

  init(limit: Int) {
    self.limit = max(0, limit)
  }

  /// Whether an element would stay.
  @inline(__always)
  func takes(_ element: Element, _ precedes: (Element, Element) -> Bool) -> Bool {
    if elements.count < limit { return true }
    return elements.first.map { precedes(element, $0) } ?? false
  }

  @inline(__always)
  mutating func offer(_ element: Element, _ precedes: (Element, Element) -> Bool) {
    if elements.count < limit {
      elements.append(element)
      rise(precedes)
      return
    }
    isOverfull = true
    guard takes(element, precedes) else { return }
    elements[0] = element
    sink(precedes)
  }

  private mutating func rise(_ precedes: (Element, Element) -> Bool) {
    var place = elements.count - 1
    while place > 0 {
      let parent = (place - 1) / 2
      guard precedes(elements[parent], elements[place]) else { return }
      elements.swapAt(parent, place)
      place = parent
    }
  }

  private mutating func sink(_ precedes: (Element, Element) -> Bool) {
    var place = 0
    while true {
      var last = place
      for child in [2 * place + 1, 2 * place + 2] where child < elements.count {
        if precedes(elements[last], elements[child]) { last = child }
      }
      if last == place { return }
      elements.swapAt(place, last)
      place = last
    }
  }
}
