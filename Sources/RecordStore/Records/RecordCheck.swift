import CriteriaSemantics
import Evaluation
import SourceText

/// The documented rules of a record's values.
///
/// The page of "Add records to a datastore" allows 20 keys, 1,000 characters a value and 2,500 bytes a record, and the
/// page of "Create a datastore" 65,535 characters of large-text: the record's limits win [decision C17].
struct RecordCheck {
  let datastore: StoredDatastore
  let operation: StoreOperation
  /// Each field's values, by index of the datastore's fields.
  typealias Values = [(field: Int, value: RecordValue)]

  static let keyLimit = 20
  static let valueLimit = 1000
  static let byteLimit = 2500

  func refusal(_ rule: StoreRule, _ message: String) -> StoreRefusal {
    StoreRefusal(operation, rule, message)
  }

  /// What a request says, read by the fields' types. A field stands once in the result.
  func read(_ input: RecordInput) throws(StoreRefusal) -> Values {
    guard input.members.count <= Self.keyLimit else {
      throw refusal(
        .recordLimits, "\(input.members.count) values; at most \(Self.keyLimit) are allowed in a record")
    }
    var values: Values = []
    for member in input.members {
      guard let index = datastore.fields.firstIndex(where: { $0.uniqueName == member.name }) else {
        throw unknown(member.name)
      }
      let value = try read(member.value, datastore.fields[index])
      values.removeAll { $0.field == index }
      values.append((index, value))
    }
    return values
  }

  private func unknown(_ name: String) -> StoreRefusal {
    if FieldTable.systemFields.contains(name) {
      return refusal(.systemField, "`\(name)` is the store's to set; leave it out")
    }
    let meant = Suggestions.field(for: name, in: datastore.schema).map { "; did you mean `\($0)`?" } ?? ""
    return refusal(.unknownField, "`\(datastore.uniqueName)` has no field `\(name)`\(meant)")
  }

  private func read(_ value: RecordInput.Value, _ field: StoredField) throws(StoreRefusal) -> RecordValue {
    let result: RecordValue
    switch (field.type, value) {
    case (_, .null): result = .null
    case (.number, .number(let bytes)), (.number, .text(let bytes)):
      guard let number = DecimalText.literal(bytes, ByteRange(0, bytes.count)) else {
        throw refusal(.numberValue, "`\(field.uniqueName)` takes a number, not \(Self.shown(value))")
      }
      result = .number(number)
    case (.number, _):
      throw refusal(.numberValue, "`\(field.uniqueName)` takes a number, not \(Self.shown(value))")
    case (.boolean, .boolean(let flag)): result = .boolean(flag)
    case (.boolean, .text(let bytes)):
      guard let flag = Self.boolean(bytes) else {
        throw refusal(
          .booleanValue, "`\(field.uniqueName)` takes `true` or `false`, not \(Self.shown(value))")
      }
      result = .boolean(flag)
    case (.boolean, _):
      throw refusal(.booleanValue, "`\(field.uniqueName)` takes `true` or `false`, not \(Self.shown(value))")
    case (_, .text(let bytes)):
      // Only valid UTF-8 has the order of Unicode scalars.
      let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
      result = field.isMasked && FieldValue.isMasked(text) ? .masked(text) : .text(text)
    case (_, _):
      throw refusal(
        .textValue, "`\(field.uniqueName)` takes a text in quotes, not \(Self.shown(value))")
    }
    try check(result, field)
    return result
  }

  private static func boolean(_ bytes: [UInt8]) -> Bool? {
    switch BooleanLiteral(bytes, ByteRange(0, bytes.count)) {
    case .exact(let flag), .otherCase(let flag): flag
    case .invalid: nil
    }
  }

  /// Long values are cut.
  private static func shown(_ value: RecordInput.Value) -> String {
    switch value {
    case .null: return "`null`"
    case .boolean(let flag): return "`\(flag)`"
    case .number(let bytes), .text(let bytes):
      let text = String(decoding: bytes, as: UTF8.self)
      return text.unicodeScalars.count > 60 ? "`\(String(text.unicodeScalars.prefix(60)))…`" : "`\(text)`"
    case .other(let word): return word
    }
  }

  /// The length of one value.
  func check(_ value: RecordValue, _ field: StoredField) throws(StoreRefusal) {
    guard case .text(let bytes) = value, bytes.count > 250 else { return }
    let length = TextLength.scalars(in: bytes[...])
    if let limit = Limits.characters(of: field.type, api: datastore.api), limit <= Self.valueLimit,
      length > limit
    {
      throw refusal(
        .textLength,
        "the value of `\(field.uniqueName)` has \(length) characters; `\(field.type.rawValue)` holds \(limit)"
      )
    }
    if length > Self.valueLimit {
      throw refusal(
        .recordLimits,
        "the value of `\(field.uniqueName)` has \(length) characters; at most 1,000 are allowed in a record")
    }
  }

  /// The size of a whole record: the bytes of its values as answers write them.
  func checkSize(_ values: some Sequence<RecordValue>) throws(StoreRefusal) {
    let size = values.reduce(0) { $0 + Self.size($1) }
    if size > Self.byteLimit { throw tooLarge(size) }
  }

  static func size(_ value: RecordValue) -> Int {
    switch value {
    case .null: 0
    case .boolean(let flag): flag ? 4 : 5
    case .number(let number):
      number.integer.count + number.fraction.count + (number.isNegative ? 1 : 0)
        + (number.fraction.isEmpty ? 0 : 1) + (number.integer.isEmpty ? 1 : 0)
    case .text(let bytes), .masked(let bytes): bytes.count
    }
  }

  /// A value that was read by another schema, or by none, may not be one of this field's type.
  func checkKind(_ value: RecordValue, _ field: StoredField) throws(StoreRefusal) {
    switch (field.type, value) {
    case (_, .null), (.number, .number), (.boolean, .boolean), (.limitedText, .text), (.largeText, .text),
      (.encryptedText, .text):
      return
    case (_, .masked) where field.isMasked: return
    case (.number, _): throw refusal(.numberValue, "the value of `\(field.uniqueName)` is no number")
    case (.boolean, _):
      throw refusal(.booleanValue, "the value of `\(field.uniqueName)` is neither `true` nor `false`")
    case (_, _): throw refusal(.textValue, "the value of `\(field.uniqueName)` is no text")
    }
  }

  func tooLarge(_ size: Int) -> StoreRefusal {
    refusal(.recordLimits, "the record has \(size) bytes; at most 2,500 are allowed")
  }

  /// A mandatory field must be there, and not be null (v3, fields, `mandatory`).
  func checkMandatory(_ field: StoredField, _ value: RecordValue?) throws(StoreRefusal) {
    guard field.isMandatory, value == nil || value == .null else { return }
    let what = value == nil ? "has no value" : "cannot be null"
    throw refusal(.mandatoryField, "the mandatory field `\(field.uniqueName)` \(what); give it one")
  }
}
