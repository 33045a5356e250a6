import CriteriaSemantics
import SourceText

/// A column while records are read. Rows are appended; one that is set again is taken off first, and rows that were
/// left out are null.
///
/// Each shape's arrays stand side by side instead of in an enum, so that they grow in place.
struct ColumnBuilder: Sendable {
  enum Kind: UInt8, Sendable {
    case boolean
    case number
    case text

    init(_ type: FieldType) {
      switch type {
      case .boolean: self = .boolean
      case .number: self = .number
      case .limitedText, .largeText, .encryptedText, .unknown: self = .text
      }
    }
  }

  private(set) var kind: Kind
  /// The rows that the column has so far.
  private(set) var filled = 0
  /// A bit for each row that is null or masked; may end before the last row. Values come without touching it.
  private var nulls: [UInt64] = []
  /// Rows that are masked, ascending, and what stands there.
  private var maskedRows: [Int] = []
  private var maskedTexts = TextBuffer()

  private var bits: [UInt64] = []

  private var mantissas: [Int64] = []
  private var scale = 0
  /// All bits that a magnitude has, so that it bounds them.
  private var magnitudes: UInt64 = 0
  private var wide: [Int: NumberLiteral] = [:]

  private(set) var isDictionary = true
  private let mostSharedTexts: Int
  private var dictionary = TextDictionary()
  private var codes: [UInt16] = []
  private var texts = TextBuffer()

  init(_ kind: Kind, mostSharedTexts: Int = TextDictionary.mostTexts) {
    self.kind = kind
    self.mostSharedTexts = mostSharedTexts
  }

  // MARK: - Rows

  /// Makes `row` the next one.
  @inline(__always)
  private mutating func open(_ row: Int) {
    if filled != row { openElsewhere(row) }
  }

  @inline(never)
  private mutating func openElsewhere(_ row: Int) {
    while filled > row { removeLast() }
    while filled < row { appendNull() }
  }

  /// Makes `row` the next one, and room for `rows` of them.
  mutating func openBlock(_ row: Int, rows: Int) {
    open(row)
    if kind == .text, isDictionary { Self.grow(&codes, by: rows) }
    if kind == .number { Self.grow(&mantissas, by: rows) }
  }

  /// `reserveCapacity` alone would grow by just what is asked for, each time anew.
  private static func grow<Element>(_ array: inout [Element], by count: Int) {
    let needed = array.count + count
    if needed > array.capacity { array.reserveCapacity(max(needed, array.capacity * 2)) }
  }

  /// Rows from `row` on are taken off.
  @inline(__always)
  mutating func truncate(to row: Int) {
    if filled > row { openElsewhere(row) }
  }

  mutating func setNull(_ row: Int) {
    open(row)
    appendNull()
  }

  mutating func appendNull() {
    markNull(filled)
    switch kind {
    case .boolean: appendBit(0)
    case .number: mantissas.append(0)
    case .text: if isDictionary { codes.append(0) } else { texts.appendEmpty() }
    }
    filled &+= 1
  }

  private mutating func markNull(_ row: Int) {
    let word = row >> 6
    while nulls.count <= word { nulls.append(0) }
    nulls[word] |= 1 << UInt64(row & 63)
  }

  private mutating func removeLast() {
    guard filled > 0 else { return }
    filled -= 1
    let word = filled >> 6
    let bit: UInt64 = 1 << UInt64(filled & 63)
    if word < nulls.count { nulls[word] &= ~bit }
    if maskedRows.last == filled {
      maskedRows.removeLast()
      maskedTexts.removeLast()
    }
    switch kind {
    case .boolean:
      bits[word] &= ~bit
      if filled & 63 == 0 { bits.removeLast() }
    case .number:
      mantissas.removeLast()
      if !wide.isEmpty { wide.removeValue(forKey: filled) }
    case .text: if isDictionary { codes.removeLast() } else { texts.removeLast() }
    }
  }

  mutating func setMasked(_ row: Int, _ bytes: [UInt8], _ range: ByteRange) {
    setNull(row)
    maskedRows.append(row)
    maskedTexts.append(bytes, range)
  }

  private func isNull(_ row: Int) -> Bool {
    row >> 6 < nulls.count && nulls[row >> 6] >> UInt64(row & 63) & 1 == 1
  }

  // MARK: - Booleans

  mutating func setBoolean(_ row: Int, _ value: Bool) {
    guard kind == .boolean else { return }
    open(row)
    appendBoolean(value)
  }

  @inline(__always)
  mutating func appendBoolean(_ value: Bool) {
    appendBit(value ? 1 : 0)
    filled &+= 1
  }

  @inline(__always)
  private mutating func appendBit(_ bit: UInt64) {
    if filled & 63 == 0 { bits.append(0) }
    bits[filled >> 6] |= bit << UInt64(filled & 63)
  }

  // MARK: - Numbers

  /// Nothing is set where the text is no number.
  mutating func setNumber(_ row: Int, _ bytes: [UInt8], _ range: ByteRange) -> Bool {
    guard kind == .number else { return false }
    guard let short = DecimalText.short(bytes, range) else {
      guard let literal = DecimalText.literal(bytes, range) else { return false }
      open(row)
      append(literal)
      return true
    }
    open(row)
    append(short)
    return true
  }

  /// Appends a number in any form, or null where the text is none.
  @inline(__always)
  mutating func appendNumber(_ text: UnsafeBufferPointer<UInt8>) {
    if scale == 0, text.count <= 18, let start = text.baseAddress,
      let value = DigitRun.value(start, count: text.count)
    {
      append(mantissa: Int64(truncatingIfNeeded: value))
    } else if let short = DecimalText.short(text) {
      append(short)
    } else {
      appendLongNumber(Array(text))
    }
  }

  @inline(never)
  private mutating func appendLongNumber(_ text: [UInt8]) {
    if let literal = DecimalText.literal(text, ByteRange(0, text.count)) {
      append(literal)
    } else {
      appendNull()
    }
  }

  @inline(__always)
  private mutating func append(mantissa: Int64) {
    magnitudes |= mantissa.magnitude
    mantissas.append(mantissa)
    filled &+= 1
  }

  @inline(__always)
  private mutating func append(_ number: DecimalText.Short) {
    if number.decimals == scale { append(mantissa: number.mantissa) } else { appendScaled(number) }
  }

  @inline(never)
  private mutating func appendScaled(_ number: DecimalText.Short) {
    if number.decimals > scale { raiseScale(to: number.decimals) }
    if let factor = PowersOfTen.value(scale - number.decimals) {
      let (product, overflow) = number.mantissa.multipliedReportingOverflow(by: factor)
      if !overflow {
        append(mantissa: product)
        return
      }
    }
    append(wide: NumberLiteral(mantissa: number.mantissa, scale: number.decimals))
  }

  private mutating func append(_ literal: NumberLiteral) {
    if literal.fraction.count > scale { raiseScale(to: literal.fraction.count) }
    if let mantissa = literal.mantissa(scale: scale) {
      append(mantissa: mantissa)
    } else {
      append(wide: literal)
    }
  }

  private mutating func append(wide literal: NumberLiteral) {
    wide[filled] = literal
    mantissas.append(0)
    filled &+= 1
  }

  /// Stays as it is where the numbers that are there would not fit the finer scale: then the new one stands beside.
  private mutating func raiseScale(to newScale: Int) {
    guard newScale > scale, newScale <= PowersOfTen.most, let factor = PowersOfTen.value(newScale - scale)
    else { return }
    let bound = magnitudes.multipliedReportingOverflow(by: UInt64(factor))
    guard !bound.overflow, bound.partialValue <= UInt64(Int64.max) else { return }
    for row in mantissas.indices { mantissas[row] = mantissas[row] &* factor }
    magnitudes = mantissas.reduce(into: 0) { $0 |= $1.magnitude }
    scale = newScale
  }

  // MARK: - Texts

  mutating func setText(_ row: Int, _ bytes: [UInt8], _ range: ByteRange) {
    guard kind == .text else { return }
    open(row)
    if isDictionary {
      if let code = dictionary.code(of: bytes, range), !hasTooManyTexts {
        codes.append(code)
        filled &+= 1
        return
      }
      leaveDictionary()
    }
    texts.append(bytes, range)
    filled &+= 1
  }

  /// Appends a text by its number; false where numbers do not pay, or do not suffice.
  @inline(__always)
  mutating func appendShared(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let code = dictionary.code(of: text), !hasTooManyTexts else { return false }
    codes.append(code)
    filled &+= 1
    return true
  }

  /// Appends rows of `bytes` bytes in all, each row's closing zero byte included. `write` is given each row and its
  /// place, and answers how many bytes it wrote there; nil for null.
  mutating func appendOwn(rows: Int, bytes: Int, _ write: (Int, UnsafeMutableRawPointer) -> Int?) {
    var absent: [Int] = []
    texts.append(texts: rows, bytes: bytes) { row, place in
      if let count = write(row, place) { return count }
      absent.append(row)
      return 0
    }
    for row in absent { markNull(filled &+ row) }
    filled &+= rows
  }

  /// Whether the texts are too different for numbers to pay. Asked when their count passes a power of two.
  @inline(__always)
  private var hasTooManyTexts: Bool {
    let count = dictionary.count
    if count > mostSharedTexts { return true }
    return count >= 1024 && count & (count &- 1) == 0 && count &* 4 > filled
  }

  @inline(never)
  mutating func leaveDictionary() {
    var texts = TextBuffer()
    let known = dictionary.texts
    for (row, code) in codes.enumerated() {
      if isNull(row) { texts.appendEmpty() } else { texts.append(known.bytes, known.range(of: Int(code))) }
    }
    self.texts = texts
    isDictionary = false
    dictionary = TextDictionary()
    codes = []
  }

  // MARK: - The end

  mutating func reserve(_ rows: Int, _ memory: MemoryHint = .none) {
    switch kind {
    case .boolean: bits.reserveCapacity((rows + 63) / 64)
    case .number: memory.reserve(rows, in: &mantissas)
    case .text: memory.reserve(rows, in: &codes)
    }
  }

  /// Makes room for `rows` rows that are like the first `known` ones.
  mutating func expect(_ rows: Int, after known: Int, _ memory: MemoryHint) {
    guard kind == .text, !isDictionary else { return reserve(rows, memory) }
    texts.reserve(texts: rows, memory)
    let share = Double(texts.byteCount) / Double(max(known, 1))
    let bytes = min(share * Double(rows) * 1.02, Double(Int.max / 2))
    texts.reserve(bytes: Int(bytes), memory)
  }

  /// The column of the first `rows` rows. The builder is used up.
  mutating func finish(_ rows: Int) -> RecordColumn {
    openElsewhere(rows)
    var valid = [UInt64](repeating: .max, count: (rows + 63) / 64)
    if rows & 63 != 0, !valid.isEmpty { valid[valid.count - 1] = (1 << UInt64(rows & 63)) - 1 }
    var isComplete = true
    for (word, absent) in nulls.enumerated() where word < valid.count && absent != 0 {
      valid[word] &= ~absent
      isComplete = false
    }
    let column = RecordColumn(
      valid: valid, isComplete: isComplete, storage: storage(), maskedRows: maskedRows,
      maskedTexts: maskedTexts)
    self = ColumnBuilder(kind, mostSharedTexts: mostSharedTexts)
    return column
  }

  private mutating func storage() -> RecordColumn.Storage {
    switch kind {
    case .boolean: return .boolean(bits)
    case .number:
      let rows = wide.keys.sorted()
      return .number(
        NumberColumn(
          mantissas: mantissas, scale: scale, wideRows: rows, wideValues: rows.compactMap { wide[$0] }))
    case .text:
      guard isDictionary else {
        texts.finish()
        return .text(texts)
      }
      // A null row's number points at a text even where there is none.
      if dictionary.count == 0 { _ = dictionary.code(of: [], ByteRange(at: 0)) }
      dictionary.finish()
      let isNarrow = dictionary.count <= 256
      return .dictionary(
        DictionaryColumn(
          texts: dictionary.texts, narrow: isNarrow ? codes.map { UInt8(truncatingIfNeeded: $0) } : [],
          wide: isNarrow ? [] : codes))
    }
  }
}
