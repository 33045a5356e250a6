import CriteriaSemantics
import Evaluation
import SourceText

/// What is known of the fields of a file while it is read: their names, whether they occur, and what their values
/// allow them to be.
///
/// A field without a type in a schema is a number where every value is a number in plain form, as a JSON number or a
/// text of at most 19 digits (answers carry numbers as strings [decision C20]); a boolean where every value is `true`
/// or `false`; else a text. A leading zero or `+` is no plain form: it tells a code from a number. Null says nothing.
struct LayoutSurvey {
  enum Kind: UInt8 {
    case none
    case number
    case boolean
    case text

    func joined(with other: Kind) -> Kind {
      if self == other || other == .none { return self }
      return self == .none ? other : .text
    }
  }

  struct Entry {
    let name: [UInt8]
    /// Nil where the values tell it.
    let type: FieldType?
    let isMasked: Bool
    /// A field of the schema: it is there whether it occurs or not.
    let isDeclared: Bool
    var kind = Kind.none
    var isSeen = false
  }

  /// Of a file without a schema (cliquery's limit); the API's own is 20 keys a record.
  static let mostFields = 256

  private(set) var entries: [Entry] = []
  private var keys = KeyTable()
  let schema: PreparedSchema?
  private let takesOthers: Bool

  /// `takesOthers`: a key that the schema does not name has an entry too, whose values tell its type.
  init(schema: PreparedSchema?, takesOthers: Bool = false) {
    self.schema = schema
    self.takesOthers = takesOthers || schema == nil
    guard let schema else { return }
    for field in schema.schema.fields {
      add(
        Entry(
          name: Array(field.uniqueName.utf8), type: field.type == .unknown ? nil : field.type,
          isMasked: field.isMasked, isDeclared: true))
    }
    for name in FieldTable.systemFields {
      add(Entry(name: Array(name.utf8), type: .number, isMasked: false, isDeclared: false))
    }
  }

  private mutating func add(_ entry: Entry) {
    let count = keys.names.count
    if keys.insert(entry.name[...]) == count { entries.append(entry) }
  }

  /// The entry of a key. Without a schema every key has one, up to a limit; with a schema its fields and the
  /// system's do, and others where they are taken.
  mutating func entry(of name: ArraySlice<UInt8>) -> Int? {
    if let index = keys.find(name) { return index }
    guard takesOthers, entries.count < LayoutSurvey.mostFields else { return nil }
    add(Entry(name: Array(name), type: nil, isMasked: false, isDeclared: false))
    return entries.count - 1
  }

  mutating func see(_ index: Int) { entries[index].isSeen = true }

  mutating func observe(_ index: Int, _ kind: RawKind, _ bytes: [UInt8], _ range: ByteRange) {
    entries[index].kind = entries[index].kind.joined(with: Self.kind(of: kind, bytes, range))
  }

  /// What a value allows its field to be.
  static func kind(of kind: RawKind, _ bytes: [UInt8], _ range: ByteRange) -> Kind {
    switch kind {
    case .null: .none
    case .yes, .no: .boolean
    case .number: isNumber(bytes, range) ? .number : .text
    case .text: textKind(bytes, range)
    case .cell: textKind(bytes, Blanks.trimmed(bytes, range))
    }
  }

  private static func textKind(_ bytes: [UInt8], _ range: ByteRange) -> Kind {
    if isPlainNumber(bytes, range) { return .number }
    return BooleanLiteral(bytes, range) == .invalid ? .text : .boolean
  }

  private static func isNumber(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    if NumberShape(bytes, range) != nil { return true }
    guard let plain = JSONNumber.withoutExponent(bytes[range]) else { return false }
    return NumberShape(plain, ByteRange(0, plain.count)) != nil
  }

  static func isPlainNumber(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    guard let shape = NumberShape(bytes, range) else { return false }
    return !shape.hasLeadingZero && (shape.isNegative || !shape.hasSign)
      && shape.digits <= Limits.numberCharactersV2
  }

  /// The fields as far as they are known: `id` first, then the schema's or those of the file, then the times. The
  /// second part names the entry of each.
  func layout() -> (layout: RecordLayout, entries: [Int]) {
    let system = FieldTable.systemFields.map { Array($0.utf8) }
    let shown = entries.indices.filter { entries[$0].isDeclared || entries[$0].isSeen }
    let first = shown.filter { entries[$0].name == system.first }
    let last = shown.filter { system.dropFirst().contains(entries[$0].name) }
    let order = first + shown.filter { !system.contains(entries[$0].name) } + last
    let fields = order.map { index in
      let entry = entries[index]
      return RecordLayout.Field(
        name: String(decoding: entry.name, as: UTF8.self), type: entry.type ?? Self.type(of: entry),
        isMasked: entry.isMasked, isInferred: entry.type == nil)
    }
    return (RecordLayout(fields: fields, schema: schema), order)
  }

  private static func type(of entry: Entry) -> FieldType {
    switch entry.kind {
    case .number: .number
    case .boolean: .boolean
    case .text, .none: .limitedText
    }
  }
}

extension LayoutSurvey: RowConsumer {
  mutating func field(_ bytes: [UInt8], _ key: ByteRange) -> Int? {
    guard let index = entry(of: bytes[key]) else { return nil }
    see(index)
    return index
  }

  func unknownKey(_ bytes: [UInt8], _ key: ByteRange) -> String { "" }

  mutating func take(_ kind: RawKind, _ bytes: [UInt8], _ range: ByteRange, field: Int) -> String? {
    observe(field, kind, bytes, range)
    return nil
  }

  mutating func endRow() {}
  mutating func discardRow() {}
}

enum Blanks {
  /// `range` without the blanks and tabs at its ends.
  static func trimmed(_ bytes: [UInt8], _ range: ByteRange) -> ByteRange {
    func isBlank(_ offset: Int) -> Bool {
      bytes[offset] == UInt8(ascii: " ") || bytes[offset] == UInt8(ascii: "\t")
    }
    var start = range.start
    var end = range.end
    while start < end, isBlank(start) { start += 1 }
    while end > start, isBlank(end - 1) { end -= 1 }
    return ByteRange(start, end)
  }
}
