import CriteriaSemantics

extension RecordTable {
  /// The values of a field that begin with `prefix`, letters compared without case; at most `limit`.
  package func seenValues(
    field: Int, prefix: [UInt8], limit: Int
  ) throws(RecordSourceError) -> [SeenValue] {
    guard columns.indices.contains(field), limit > 0 else { return [] }
    let prefix = FoldedPrefix(prefix)
    let column = columns[field]
    switch column.storage {
    case .boolean(let bits): return Self.seen(bits, column, prefix, limit)
    case .number(let numbers): return Self.seen(numbers, column, prefix, limit)
    case .dictionary(let dictionary): return Self.seen(dictionary, column, prefix, limit)
    case .text(let texts): return Self.seen(texts, column, prefix, limit)
    }
  }

  private static func seen(
    _ bits: [UInt64], _ column: RecordColumn, _ prefix: FoldedPrefix, _ limit: Int
  ) -> [SeenValue] {
    let yes = zip(bits, column.valid).reduce(0) { $0 + ($1.0 & $1.1).nonzeroBitCount }
    let no = column.valid.reduce(0) { $0 + $1.nonzeroBitCount } - yes
    var seen: [SeenValue] = []
    if no > 0, prefix.begins("false".utf8) { seen.append(SeenValue(value: .boolean(false), count: no)) }
    if yes > 0, prefix.begins("true".utf8) { seen.append(SeenValue(value: .boolean(true), count: yes)) }
    return Array((yes > no ? seen.reversed() : seen).prefix(limit))
  }

  private static func seen(
    _ dictionary: DictionaryColumn, _ column: RecordColumn, _ prefix: FoldedPrefix, _ limit: Int
  ) -> [SeenValue] {
    let texts = dictionary.texts
    var counts = [Int](repeating: 0, count: texts.count)
    column.forEachValidRow { counts[dictionary.code(at: $0)] &+= 1 }
    func precedes(_ left: Int, _ right: Int) -> Bool {
      counts[left] == counts[right] ? texts.compare(left, right) < 0 : counts[left] > counts[right]
    }
    var heap = BoundedHeap<Int>(limit: limit)
    for code in counts.indices where counts[code] > 0 && heap.takes(code, precedes) {
      if prefix.begins(texts[code]) { heap.offer(code, precedes) }
    }
    return heap.elements.sorted(by: precedes).map {
      SeenValue(value: .text(Array(texts[$0])), count: counts[$0])
    }
  }

  private struct SeenNumber {
    let mantissa: Int64
    /// Nil for one that is a whole multiple.
    var wide: NumberLiteral?
    var count: Int
  }

  private static func seen(
    _ numbers: NumberColumn, _ column: RecordColumn, _ prefix: FoldedPrefix, _ limit: Int
  ) -> [SeenValue] {
    let isWide = Set(numbers.wideRows)
    var mantissas: [Int64] = []
    mantissas.reserveCapacity(numbers.mantissas.count)
    column.forEachValidRow { row in
      if isWide.isEmpty || !isWide.contains(row) { mantissas.append(numbers.mantissas[row]) }
    }
    mantissas.sort()
    var heap = BoundedHeap<SeenNumber>(limit: limit)
    func literal(_ seen: SeenNumber) -> NumberLiteral {
      seen.wide ?? NumberLiteral(mantissa: seen.mantissa, scale: numbers.scale)
    }
    func precedes(_ left: SeenNumber, _ right: SeenNumber) -> Bool {
      if left.count != right.count { return left.count > right.count }
      guard left.wide == nil, right.wide == nil else { return literal(left) < literal(right) }
      return left.mantissa < right.mantissa
    }
    func offer(_ seen: SeenNumber) {
      guard heap.takes(seen, precedes), prefix.isEmpty || prefix.begins(literal(seen).text) else { return }
      heap.offer(seen, precedes)
    }
    var first = 0
    while first < mantissas.count {
      var end = first + 1
      while end < mantissas.count, mantissas[end] == mantissas[first] { end += 1 }
      offer(SeenNumber(mantissa: mantissas[first], count: end - first))
      first = end
    }
    let wide = numbers.wideValues.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    for (value, count) in wide { offer(SeenNumber(mantissa: 0, wide: value, count: count)) }
    return heap.elements.sorted(by: precedes).map {
      SeenValue(value: .number(literal($0)), count: $0.count)
    }
  }

  /// Counts in a table of open addressing over the rows, so that nothing is copied for a text.
  private static func seen(
    _ texts: TextBuffer, _ column: RecordColumn, _ prefix: FoldedPrefix, _ limit: Int
  ) -> [SeenValue] {
    var counter = TextCounter()
    column.forEachValidRow { row in
      if prefix.isEmpty || prefix.begins(texts[row]) { counter.count(row, texts) }
    }
    func precedes(_ left: TextCounter.Entry, _ right: TextCounter.Entry) -> Bool {
      left.count == right.count ? texts.compare(left.row, right.row) < 0 : left.count > right.count
    }
    var heap = BoundedHeap<TextCounter.Entry>(limit: limit)
    for entry in counter.entries { heap.offer(entry, precedes) }
    return heap.elements.sorted(by: precedes).map {
      SeenValue(value: .text(Array(texts[$0.row])), count: $0.count)
    }
  }
}

/// Counts equal texts.
private struct TextCounter {
  struct Entry {
    /// One that has the text.
    let row: Int
    let hash: UInt32
    var count: Int
  }

  private(set) var entries: [Entry] = []
  private var slots = [UInt32](repeating: 0, count: 1024)

  mutating func count(_ row: Int, _ texts: TextBuffer) {
    let hash = TextDictionary.hash(texts.bytes, texts.range(of: row))
    let mask = slots.count &- 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) &- 1
      if entries[index].hash == hash, texts.compare(entries[index].row, row) == 0 {
        entries[index].count &+= 1
        return
      }
      slot = (slot &+ 1) & mask
    }
    guard let number = UInt32(exactly: entries.count + 1) else { return }
    entries.append(Entry(row: row, hash: hash, count: 1))
    slots[slot] = number
    if entries.count &* 2 > slots.count { grow() }
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count &* 4)
    let mask = slots.count &- 1
    for (index, entry) in entries.enumerated() {
      var slot = Int(entry.hash) & mask
      while slots[slot] != 0 { slot = (slot &+ 1) & mask }
      slots[slot] = UInt32(index) &+ 1
    }
  }
}

/// The beginning of a text, in any case.
private struct FoldedPrefix {
  private let folded: [UInt8]

  init(_ prefix: [UInt8]) {
    folded = CaseFolding.folded(prefix)
  }

  var isEmpty: Bool { folded.isEmpty }

  func begins(_ text: some Collection<UInt8>) -> Bool {
    if folded.isEmpty { return true }
    // Most texts differ in a byte of ASCII at once.
    guard let first = text.first else { return false }
    if first < 0x80, (first &- 0x41 < 26 ? first | 0x20 : first) != folded[0] { return false }
    // A scalar takes at most three times the bytes that its folding does.
    return CaseFolding.folded(text.prefix(folded.count * 3 + 4)).starts(with: folded)
  }
}

extension RecordColumn {
  /// Rows with a value that is neither null nor masked.
  func forEachValidRow(_ body: (Int) -> Void) {
    for (word, bits) in valid.enumerated() {
      var rest = bits
      while rest != 0 {
        body(word << 6 | rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }
}
