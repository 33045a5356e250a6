import SourceText

/// What a file says a value is, before its field's type is asked.
enum RawKind: UInt8 {
  case null
  case yes
  case no
  /// A JSON number, as it is written.
  case number
  /// Decoded, valid UTF-8.
  case text
  /// An unquoted cell of a CSV file: blanks around a number or a boolean do not count.
  case cell
}

/// What is done with the rows of a file.
protocol RowConsumer {
  /// The field of a key, or nil; then the value is still checked and `unknownKey` is asked for the problem.
  mutating func field(_ bytes: [UInt8], _ key: ByteRange) -> Int?
  /// The row has a value of a field that was found for an earlier row: the column of a table.
  mutating func see(_ field: Int)
  func unknownKey(_ bytes: [UInt8], _ key: ByteRange) -> String
  /// The problem with a value, or nil. `range` is of `bytes`, and empty for null, true and false.
  mutating func take(_ kind: RawKind, _ bytes: [UInt8], _ range: ByteRange, field: Int) -> String?
  mutating func endRow()
  mutating func discardRow()
  /// The problem with a list or an object as the value of a field, or nil.
  mutating func takeNested(isObject: Bool, field: Int?) -> String?
}

extension RowConsumer {
  mutating func takeNested(isObject: Bool, field: Int?) -> String? {
    "a field holds a text, a number, a boolean or null, and this is \(isObject ? "an object" : "a list")"
  }
}
