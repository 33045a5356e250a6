/// A value as SQLite keeps it.
enum SQLValue: Sendable, Hashable {
  case null
  case integer(Int64)
  /// UTF-8; may hold a NUL.
  case text([UInt8])

  static func text(_ text: String) -> SQLValue { .text(Array(text.utf8)) }
}
