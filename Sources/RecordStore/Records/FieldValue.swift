import CriteriaSemantics
import Evaluation
import SourceText

/// How a record's value stands in a column.
///
/// Booleans are 0 and 1. Numbers are integers where 64 bits hold them, else texts of their shortest form (`12.5`), so
/// that equal numbers are equal values; a field in which such a text was ever put is marked as wide. Texts are
/// UTF-8, and SQLite's own order of them, by bytes, is that of Unicode scalars [decisions C12, C23]. A masked value
/// is its asterisks.
enum FieldValue {
  static func sql(_ value: RecordValue) -> SQLValue {
    switch value {
    case .null: .null
    case .boolean(let flag): .integer(flag ? 1 : 0)
    case .number(let number): number.int64.map { .integer($0) } ?? .text(number.text)
    case .text(let bytes), .masked(let bytes): .text(bytes)
    }
  }

  /// The value of a field of `type`. What another program wrote into a store, and no field can hold, reads as null.
  static func value(_ value: SQLValue, _ type: FieldType, isMasked: Bool) -> RecordValue {
    switch value {
    case .null: return .null
    case .integer(let number):
      switch type {
      case .boolean: return .boolean(number != 0)
      case .number: return NumberLiteral(String(number).utf8).map { .number($0) } ?? .null
      case .limitedText, .largeText, .encryptedText, .unknown: return .text(Array(String(number).utf8))
      }
    case .text(let bytes):
      if isMasked, self.isMasked(bytes) { return .masked(bytes) }
      switch type {
      case .boolean: return .null
      case .number: return NumberLiteral(bytes).map { .number($0) } ?? .null
      case .limitedText, .largeText, .encryptedText, .unknown: return .text(bytes)
      }
    }
  }

  /// Asterisks only [decision C21].
  static func isMasked(_ bytes: [UInt8]) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { $0 == UInt8(ascii: "*") }
  }

  static func isWide(_ value: RecordValue) -> Bool {
    if case .number(let number) = value { number.int64 == nil } else { false }
  }

  static func markWide(_ column: String, _ number: Int64, in database: Connection) throws {
    try database.change(
      "UPDATE fields SET is_wide = 1 WHERE datastore = ? AND column_name = ?",
      [.integer(number), .text(column)])
  }

  /// A default as a value; nil where none is stated. An empty one states nothing but for texts.
  static func statedDefault(_ text: String?, _ type: FieldType) -> RecordValue? {
    guard let text else { return nil }
    let bytes = Array(text.utf8)
    switch type {
    case .number: return NumberLiteral(bytes).map { .number($0) }
    case .boolean:
      switch BooleanLiteral(bytes, ByteRange(0, bytes.count)) {
      case .exact(let flag), .otherCase(let flag): return .boolean(flag)
      case .invalid: return nil
      }
    case .limitedText, .largeText, .encryptedText, .unknown: return .text(bytes)
    }
  }
}

extension NumberLiteral {
  /// The number, where it is whole and 64 bits hold it.
  var int64: Int64? {
    guard fraction.isEmpty, integer.count <= 19 else { return nil }
    var value: Int64 = 0
    for digit in integer {
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      // Downwards, because the lowest number has no positive counterpart.
      let (sum, exceeds) = product.subtractingReportingOverflow(Int64(digit &- UInt8(ascii: "0")))
      if overflows || exceeds { return nil }
      value = sum
    }
    if isNegative { return value }
    return value == Int64.min ? nil : -value
  }
}
