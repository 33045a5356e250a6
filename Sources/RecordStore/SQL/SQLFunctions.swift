import CSQLite
import CriteriaSemantics
import Evaluation

/// The functions that queries use beside SQLite's own operators. SQLite's `LIKE`, `NOCASE` and `lower` are never used:
/// they know the letters of ASCII only.
enum SQLFunctions {
  private typealias Body =
    @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void

  static func register(in database: Connection) throws {
    let functions: [(String, Int32, Body)] = [
      // The value, or null where it is masked [decision C21].
      (
        "unmasked", 1,
        { context, _, values in
          guard let value = values?[0] else { return }
          if SQLArgument(value).isMasked {
            sqlite3_result_null(context)
          } else {
            sqlite3_result_value(context, value)
          }
        }
      ),
      (
        "is_masked", 1,
        { context, _, values in
          sqlite3_result_int(context, SQLArgument(values?[0]).isMasked ? 1 : 0)
        }
      ),
      // A number as bytes that are ordered as numbers are.
      (
        "number_key", 1,
        { context, _, values in
          guard let number = SQLArgument(values?[0]).number else { return sqlite3_result_null(context) }
          let key = NumberKey.bytes(number)
          sqlite3_result_blob64(context, key, sqlite3_uint64(key.count), SQLStatement.transient)
        }
      ),
      // A text by Unicode's simple case folding.
      (
        "folded", 1,
        { context, _, values in
          guard let text = SQLArgument(values?[0]).text else { return sqlite3_result_null(context) }
          let folded = CaseFolding.folded(text)
          folded.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            sqlite3_result_text64(
              context, start, sqlite3_uint64(buffer.count), SQLStatement.transient, UInt8(SQLITE_UTF8))
          }
        }
      ),
      // `like` of the criteria language [decision C11].
      (
        "matches", 2,
        { context, _, values in
          guard let text = SQLArgument(values?[0]).text else { return sqlite3_result_null(context) }
          let pattern = PatternBox.pattern(context, values?[1])
          sqlite3_result_int(context, pattern.matches(text) ? 1 : 0)
        }
      ),
      // Whether a value, as it is written, begins with a folded text in any case.
      (
        "begins", 2,
        { context, _, values in
          guard let text = SQLArgument(values?[0]).text, let prefix = SQLArgument(values?[1]).text else {
            return sqlite3_result_null(context)
          }
          sqlite3_result_int(context, CaseFolding.folded(text).starts(with: prefix) ? 1 : 0)
        }
      ),
    ]
    for (name, count, body) in functions {
      let code = sqlite3_create_function_v2(
        database.handle, name, count, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nil,
        body, nil, nil, nil)
      if code != SQLITE_OK { throw SQLError(of: database.handle) }
    }
  }
}

/// An argument of a function.
private struct SQLArgument {
  private let value: OpaquePointer?

  init(_ value: OpaquePointer?) {
    self.value = value
  }

  /// The bytes of a text, or of a number as it is written; nil for null. Valid until the function returns.
  var text: UnsafeBufferPointer<UInt8>? {
    guard let value, sqlite3_value_type(value) != SQLITE_NULL, let start = sqlite3_value_text(value) else {
      return nil
    }
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
  }

  var isMasked: Bool {
    guard let value, sqlite3_value_type(value) == SQLITE_TEXT, let text else { return false }
    return !text.isEmpty && text.allSatisfy { $0 == UInt8(ascii: "*") }
  }

  var number: NumberLiteral? { text.flatMap { NumberLiteral($0) } }
}

/// A pattern that was read once for all rows of a statement.
private final class PatternBox {
  private let pattern: LikePattern

  private init(_ pattern: LikePattern) {
    self.pattern = pattern
  }

  static func pattern(_ context: OpaquePointer?, _ value: OpaquePointer?) -> LikePattern {
    if let known = sqlite3_get_auxdata(context, 1) {
      return Unmanaged<PatternBox>.fromOpaque(known).takeUnretainedValue().pattern
    }
    let text = SQLArgument(value).text.map(Array.init) ?? []
    let pattern = LikePattern(text, like: .sql)
    let box = Unmanaged.passRetained(PatternBox(pattern))
    sqlite3_set_auxdata(context, 1, box.toOpaque()) { box in
      if let box { Unmanaged<PatternBox>.fromOpaque(box).release() }
    }
    return pattern
  }
}

/// A number as bytes whose order is that of numbers: sign, count of whole digits, digits. Of negative ones the digits
/// are turned round, and the end is above any digit.
enum NumberKey {
  static func bytes(_ number: NumberLiteral) -> [UInt8] {
    if number.integer.isEmpty, number.fraction.isEmpty { return [1] }
    let count = UInt8(clamping: number.integer.count)
    let digits = number.integer + number.fraction
    guard number.isNegative else { return [2, count] + digits }
    return [0, 255 - count] + digits.map { 0x69 &- $0 } + [0xFF]
  }
}
