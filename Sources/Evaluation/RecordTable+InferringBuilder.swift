import CriteriaSemantics
import SourceText

extension RecordTable {
  /// Makes a table of records that no schema describes: fields are found while reading, and their types from all
  /// their values at the end.
  ///
  /// A field is `boolean` where each value is `true` or `false`, also as a text in any case; `number` where each is a
  /// number, or a text of at most 19 digits without a plus and leading zeros (answers write numbers as texts); else
  /// `limited-text`, or `large-text` above 250 characters, and then its numbers and booleans are texts as they were
  /// written. Otherwise it works like ``Builder``.
  package struct InferringBuilder: Sendable {
    private var names: [[UInt8]] = []
    private var columns: [InferringColumn] = []
    /// The records that were ended.
    package private(set) var recordCount = 0

    package init() {}

    package var fieldCount: Int { names.count }

    /// The place of the field with the name at `range` of `bytes` (valid UTF-8, unescaped), a new one where the name is
    /// new; nil where there are ``RecordTable/mostFields`` already. Places stay the same until ``finish()``.
    package mutating func field(named bytes: [UInt8], _ range: ByteRange) -> Int? {
      for index in names.indices where isName(of: index, bytes, range) { return index }
      guard names.count < RecordTable.mostFields else { return nil }
      names.append(Array(bytes[range]))
      columns.append(InferringColumn())
      return names.count - 1
    }

    /// Whether the field in place `field` has the name at `range` of `bytes`: the quick question where the last record
    /// tells what comes next.
    package func isName(of field: Int, _ bytes: [UInt8], _ range: ByteRange) -> Bool {
      guard field >= 0, field < names.count, names[field].count == range.count, range.end <= bytes.count
      else { return false }
      var offset = 0
      while offset < range.count {
        if names[field][offset] != bytes[range.start &+ offset] { return false }
        offset &+= 1
      }
      return true
    }

    package mutating func setNull(_ field: Int) {
      guard field >= 0, field < columns.count else { return }
      columns[field].setNull(recordCount)
    }

    package mutating func setBoolean(_ field: Int, _ value: Bool) {
      guard field >= 0, field < columns.count else { return }
      columns[field].setBoolean(recordCount, value)
    }

    /// Sets a number of JSON as it is written. One that is no exact decimal of 38 digits makes the field a text.
    package mutating func setRawNumber(_ field: Int, _ bytes: [UInt8], _ range: ByteRange) {
      guard field >= 0, field < columns.count else { return }
      columns[field].setRawNumber(recordCount, bytes, range)
    }

    /// Sets a text: valid UTF-8, its escapes resolved. For CSV, every value.
    package mutating func setText(_ field: Int, _ bytes: [UInt8], _ range: ByteRange) {
      guard field >= 0, field < columns.count else { return }
      columns[field].setText(recordCount, bytes, range)
    }

    package mutating func endRecord() { recordCount &+= 1 }

    /// Forgets what was set since the last record ended; fields that were found stay.
    package mutating func discardRecord() {
      for index in columns.indices { columns[index].truncate(to: recordCount) }
    }

    /// The table of the records that were ended, `id` first, `added_time` and `modified_time` last, the others in the
    /// order in which they were found. The builder is empty afterwards.
    package mutating func finish() -> RecordTable {
      discardRecord()
      var fields: [(rank: Int, field: RecordLayout.Field, column: RecordColumn)] = []
      for index in columns.indices {
        let name = String(decoding: names[index], as: UTF8.self)
        let (type, column) = columns[index].finish(recordCount)
        let rank = ["id": -1, "added_time": 1, "modified_time": 2][name] ?? 0
        fields.append((rank, RecordLayout.Field(name: name, type: type, isInferred: true), column))
      }
      let order = fields.indices.sorted { (fields[$0].rank, $0) < (fields[$1].rank, $1) }
      let table = RecordTable(
        layout: RecordLayout(fields: order.map { fields[$0].field }), recordCount: recordCount,
        columns: order.map { fields[$0].column })
      self = InferringBuilder()
      return table
    }
  }
}

/// A column whose type is not known yet. Integers and booleans are kept as such as long as their spelling can be told
/// from their value; the first thing else turns all of them into texts.
private struct InferringColumn: Sendable {
  private enum Mode: Sendable {
    /// Nulls only.
    case empty
    case booleans
    case integers
    case texts
  }

  private var mode = Mode.empty
  private var column = ColumnBuilder(.text)
  /// A number of JSON had more digits than are taken for a number in a text.
  private var hasLongNumber = false

  private static let mostDigitsInText = 19

  mutating func truncate(to row: Int) { column.truncate(to: row) }

  mutating func setNull(_ row: Int) { column.setNull(row) }

  mutating func setBoolean(_ row: Int, _ value: Bool) {
    if enter(.booleans) {
      column.setBoolean(row, value)
    } else {
      let text = Array((value ? "true" : "false").utf8)
      column.setText(row, text, ByteRange(0, text.count))
    }
  }

  mutating func setRawNumber(_ row: Int, _ bytes: [UInt8], _ range: ByteRange) {
    if Self.isPlainInteger(bytes, range), enter(.integers) {
      _ = column.setNumber(row, bytes, range)
      return
    }
    leaveForTexts()
    guard !Self.isNumberText(bytes[range], mostDigits: Self.mostDigitsInText),
      let text = DecimalText.literal(bytes, range)?.text
    else {
      column.setText(row, bytes, range)
      return
    }
    hasLongNumber = true
    column.setText(row, text, ByteRange(0, text.count))
  }

  mutating func setText(_ row: Int, _ bytes: [UInt8], _ range: ByteRange) {
    if mode != .texts {
      if Self.isPlainInteger(bytes, range), enter(.integers) {
        _ = column.setNumber(row, bytes, range)
        return
      }
      // Other spellings are kept as they are until all values are known.
      if case .exact(let value) = BooleanLiteral(bytes, range), enter(.booleans) {
        column.setBoolean(row, value)
        return
      }
      leaveForTexts()
    }
    column.setText(row, bytes, range)
  }

  /// Whether values of `wanted` can be kept as such; if not, the column is one of texts afterwards.
  private mutating func enter(_ wanted: Mode) -> Bool {
    if mode == wanted { return true }
    guard mode == .empty else {
      leaveForTexts()
      return false
    }
    mode = wanted
    column = ColumnBuilder(wanted == .booleans ? .boolean : .number)
    return true
  }

  private mutating func leaveForTexts() {
    switch mode {
    case .texts: return
    case .empty: break
    case .booleans, .integers: column = column.asTexts()
    }
    mode = .texts
  }

  /// Whether the value alone tells how it was written.
  private static func isPlainInteger(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    guard range.count > 0, range.count <= 18, range.start >= 0, range.end <= bytes.count else { return false }
    let isNegative = bytes[range.start] == UInt8(ascii: "-")
    let first = range.start + (isNegative ? 1 : 0)
    guard first < range.end else { return false }
    if bytes[first] == UInt8(ascii: "0") { return !isNegative && range.count == 1 }
    return bytes[ByteRange(first, range.end)].allSatisfy { $0 &- 48 < 10 }
  }

  private static func isNumberText(_ text: ArraySlice<UInt8>, mostDigits: Int) -> Bool {
    guard text.count <= 2 * Limits.numberDigits else { return false }
    let bytes = Array(text)
    guard let shape = NumberShape(bytes, ByteRange(0, bytes.count)) else { return false }
    return !shape.hasLeadingZero && (!shape.hasSign || shape.isNegative) && shape.digits <= mostDigits
  }

  mutating func finish(_ rows: Int) -> (FieldType, RecordColumn) {
    switch mode {
    case .booleans: return (.boolean, column.finish(rows))
    case .integers: return (.number, column.finish(rows))
    case .empty: return (.limitedText, column.finish(rows))
    case .texts: break
    }
    let mostDigits = hasLongNumber ? Limits.numberDigits : Self.mostDigitsInText
    var hasValue = false
    let areNumbers = column.forEachText { text in
      hasValue = true
      return Self.isNumberText(text, mostDigits: mostDigits)
    }
    if hasValue, areNumbers {
      column = column.read(as: .number)
      return (.number, column.finish(rows))
    }
    let areBooleans = column.forEachText { text in
      guard text.count <= 5 else { return false }
      return BooleanLiteral(Array(text), ByteRange(0, text.count)) != .invalid
    }
    if hasValue, areBooleans {
      column = column.read(as: .boolean)
      return (.boolean, column.finish(rows))
    }
    let areShort = column.forEachText { text in
      let most = Limits.characters(of: .limitedText, api: .v3) ?? 0
      return text.count <= most || text.count(where: { $0 & 0xC0 != 0x80 }) <= most
    }
    return (areShort ? .limitedText : .largeText, column.finish(rows))
  }
}
