import CriteriaSemantics

extension RecordTable {
  package func seenValues(
    field: Int, prefix: [UInt8], limit: Int
  ) throws(RecordSourceError) -> [SeenValue] {
    guard columns.indices.contains(field), limit > 0 else { return [] }
    let prefix = CaseFolding.folded(prefix)
    let column = columns[field]
    let seen: [SeenValue]
    switch column.storage {
    case .boolean(let bits):
      let yes = zip(bits, column.valid).reduce(0) { $0 + ($1.0 & $1.1).nonzeroBitCount }
      let all = column.valid.reduce(0) { $0 + $1.nonzeroBitCount }
      seen = [
        SeenValue(value: .boolean(true), count: yes), SeenValue(value: .boolean(false), count: all - yes),
      ].filter { Self.hasPrefix($0.value == .boolean(true) ? "true".utf8 : "false".utf8, prefix) }
    case .number(let numbers): seen = Self.seen(numbers, column, prefix)
    case .dictionary(let dictionary): seen = Self.seen(dictionary, column, prefix)
    case .text(let texts): seen = Self.seen(texts, column, prefix)
    }
    return Self.mostFrequent(seen.filter { $0.count > 0 }, limit)
  }

  /// The most frequent first, then by their order.
  private static func mostFrequent(_ seen: [SeenValue], _ limit: Int) -> [SeenValue] {
    let sorted = seen.sorted { left, right in
      left.count == right.count ? precedes(left.value, right.value) : left.count > right.count
    }
    return Array(sorted.prefix(limit))
  }

  private static func precedes(_ left: RecordValue, _ right: RecordValue) -> Bool {
    switch (left, right) {
    case (.number(let one), .number(let other)): one < other
    case (.text(let one), .text(let other)): one.lexicographicallyPrecedes(other)
    case (.boolean(let one), .boolean(let other)): !one && other
    default: false
    }
  }

  private static func hasPrefix(_ text: some Collection<UInt8>, _ folded: [UInt8]) -> Bool {
    // A folded scalar takes at most three times the bytes that it took before, and at least a third.
    folded.isEmpty || CaseFolding.folded(text.prefix(folded.count * 3 + 4)).starts(with: folded)
  }

  private static func seen(
    _ dictionary: DictionaryColumn, _ column: RecordColumn, _ prefix: [UInt8]
  ) -> [SeenValue] {
    var counts = [Int](repeating: 0, count: dictionary.texts.count)
    column.forEachValidRow { counts[dictionary.code(at: $0)] &+= 1 }
    return counts.indices.compactMap { code in
      guard counts[code] > 0, hasPrefix(dictionary.texts[code], prefix) else { return nil }
      return SeenValue(value: .text(Array(dictionary.texts[code])), count: counts[code])
    }
  }

  private static func seen(
    _ numbers: NumberColumn, _ column: RecordColumn, _ prefix: [UInt8]
  ) -> [SeenValue] {
    var counts: [Int64: Int] = [:]
    column.forEachValidRow { counts[numbers.mantissas[$0], default: 0] &+= 1 }
    var values: [NumberLiteral: Int] = [:]
    for (mantissa, count) in counts {
      values[NumberLiteral(mantissa: mantissa, scale: numbers.scale)] = count
    }
    // Wide numbers were counted as zeros.
    for value in numbers.wideValues {
      values[value, default: 0] += 1
      values[NumberLiteral(mantissa: 0, scale: 0), default: 0] -= 1
    }
    return values.compactMap { value, count in
      hasPrefix(value.text, prefix) ? SeenValue(value: .number(value), count: count) : nil
    }
  }

  /// Counts in a table of open addressing over the rows, so that nothing is copied for a text.
  private static func seen(_ texts: TextBuffer, _ column: RecordColumn, _ prefix: [UInt8]) -> [SeenValue] {
    var slots = [Int](repeating: 0, count: 1024)
    var entries: [(row: Int, hash: UInt64, count: Int)] = []
    func place(_ hash: UInt64, _ text: ArraySlice<UInt8>) -> Int {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 {
        let entry = entries[slots[slot] - 1]
        if entry.hash == hash, texts[entry.row] == text { return slot }
        slot = (slot + 1) & (slots.count - 1)
      }
      return slot
    }
    column.forEachValidRow { row in
      let text = texts[row]
      guard hasPrefix(text, prefix) else { return }
      var hash = StableHash()
      hash.add(text)
      let slot = place(hash.value, text)
      if slots[slot] != 0 {
        entries[slots[slot] - 1].count += 1
        return
      }
      entries.append((row, hash.value, 1))
      slots[slot] = entries.count
      if entries.count * 2 > slots.count {
        slots = [Int](repeating: 0, count: slots.count * 2)
        for (index, entry) in entries.enumerated() {
          var slot = Int(truncatingIfNeeded: entry.hash) & (slots.count - 1)
          while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
          slots[slot] = index + 1
        }
      }
    }
    return entries.map { SeenValue(value: .text(Array(texts[$0.row])), count: $0.count) }
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
