import CriteriaSemantics
import Evaluation
import SourceText

/// Makes records of lines that ``RecordStream`` handed on, which are known to be sound.
///
/// A value is read by its field's type where a schema tells it, and by its own form where none does or where it does
/// not suit the type: what the criteria does not name may be anything. Lists and objects are texts, as they are written.
/// A key that is absent is null, or the default that the schema states.
package struct LineRecords {
  /// How many names of ``later`` are kept.
  fileprivate static let mostLater = 8

  /// Keys that lines had and the layout has not, in the order in which they came: the first ones.
  package private(set) var later: [String] = []
  private var reader = JSONRowReader(unit: "line")
  private var row: LineRow
  /// The values of a line that has no key.
  private let empty: [RecordValue]

  package init(_ layout: RecordLayout) {
    row = LineRow(fields: layout.fields)
    let stated = Dictionary(
      (layout.schema?.schema.fields ?? []).map { ($0.uniqueName, $0) },
      uniquingKeysWith: { first, _ in first })
    empty = layout.fields.map { field in
      guard let text = stated[field.name]?.defaultValue,
        let value = FieldDefaults.value(text, of: field.type)
      else { return .null }
      switch value.kind {
      case .null: return .null
      case .yes: return .boolean(true)
      case .no: return .boolean(false)
      case .number: return NumberLiteral(value.bytes).map { .number($0) } ?? .null
      case .text: return .text(value.bytes)
      }
    }
  }

  /// The records of whole lines.
  package mutating func records(of lines: [UInt8]) -> [Record] {
    var records: [Record] = []
    for line in WholeLines(lines) {
      row.values = empty
      row.nested.removeAll(keepingCapacity: true)
      reader.start(at: line.start, end: line.end)
      reader.skipBlanks(lines)
      _ = reader.readRow(lines, into: &row)
      // In a sound line the reader's only faults are the lists and objects that the row told it of.
      for (field, fault) in zip(row.nested, reader.faults) where row.values.indices.contains(field) {
        row.values[field] = .text(Self.container(lines, fault.offset, line.end))
      }
      records.append(Record(values: row.values))
      for name in row.others { add(name) }
      row.others.removeAll()
    }
    return records
  }

  private mutating func add(_ name: [UInt8]) {
    let name = FaultText.quoted(name)
    if later.count < Self.mostLater, !later.contains(name) { later.append(name) }
  }

  /// The list or the object that begins at `start`, as it is written.
  private static func container(_ bytes: [UInt8], _ start: Int, _ end: Int) -> [UInt8] {
    var reader = JSONRowReader(unit: "line")
    reader.start(at: start, end: end)
    _ = reader.skipValue(bytes)
    return Array(bytes[ByteRange(start, min(max(reader.position, start), end))])
  }
}

private struct LineRow: RowConsumer {
  let fields: [RecordLayout.Field]
  let keys: KeyTable
  var values: [RecordValue] = []
  /// The fields of the lists and objects that were met, in their order; -1 where it has another value by now.
  var nested: [Int] = []
  /// Keys that are no fields.
  var others: [[UInt8]] = []

  init(fields: [RecordLayout.Field]) {
    self.fields = fields
    keys = KeyTable(fields.map { Array($0.name.utf8) })
  }

  mutating func field(_ bytes: [UInt8], _ key: ByteRange) -> Int? {
    if let field = keys.find(bytes[key]) { return field }
    if others.count < LineRecords.mostLater { others.append(Array(bytes[key].prefix(200))) }
    return fields.count
  }

  mutating func see(_ field: Int) {}
  func unknownKey(_ bytes: [UInt8], _ key: ByteRange) -> String { "" }

  mutating func take(_ kind: RawKind, _ bytes: [UInt8], _ range: ByteRange, field: Int) -> String? {
    guard fields.indices.contains(field) else { return nil }
    for index in nested.indices where nested[index] == field { nested[index] = -1 }
    values[field] = value(kind, bytes, range, fields[field])
    return nil
  }

  mutating func takeNested(isObject: Bool, field: Int?) -> String? {
    nested.append(field ?? -1)
    return ""
  }

  mutating func endRow() {}
  mutating func discardRow() {}

  private func value(
    _ kind: RawKind, _ bytes: [UInt8], _ range: ByteRange, _ field: RecordLayout.Field
  ) -> RecordValue {
    let isText = !field.isInferred && field.type != .number && field.type != .boolean
    switch kind {
    case .null: return .null
    case .yes, .no:
      return isText ? .text(Array((kind == .yes ? "true" : "false").utf8)) : .boolean(kind == .yes)
    case .number:
      let text = Array(bytes[range])
      if isText { return .text(text) }
      let number = NumberLiteral(text) ?? JSONNumber.withoutExponent(text[...]).flatMap { NumberLiteral($0) }
      return number.map { .number($0) } ?? .text(text)
    case .text, .cell:
      let text = Array(bytes[range])
      if field.isMasked, !text.isEmpty, text.allSatisfy({ $0 == UInt8(ascii: "*") }) { return .masked(text) }
      if field.isInferred || isText { return .text(text) }
      if field.type == .number { return NumberLiteral(text).map { .number($0) } ?? .text(text) }
      switch BooleanLiteral(bytes, range) {
      case .exact(let value), .otherCase(let value): return .boolean(value)
      case .invalid: return .text(text)
      }
    }
  }
}
