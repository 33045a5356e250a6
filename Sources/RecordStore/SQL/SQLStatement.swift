import CSQLite

/// A prepared statement. Texts go in and out with their length: a record's text may hold a NUL.
final class SQLStatement {
  private let handle: OpaquePointer

  /// `sql` is one statement.
  init(_ sql: String, on connection: OpaquePointer) throws(SQLError) {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw SQLError(of: connection) }
    handle = prepared
  }

  deinit { sqlite3_finalize(handle) }

  /// SQLite copies what it is given with this.
  static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// `index` counts from one.
  func bind(_ value: SQLValue, _ index: Int) throws(SQLError) {
    let place = Int32(clamping: index)
    let code =
      switch value {
      case .null: sqlite3_bind_null(handle, place)
      case .integer(let number): sqlite3_bind_int64(handle, place, number)
      case .text(let bytes): bind(bytes, place)
      }
    if code != SQLITE_OK { throw failure }
  }

  private func bind(_ bytes: [UInt8], _ place: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self), !buffer.isEmpty else {
        return sqlite3_bind_text(handle, place, "", 0, Self.transient)
      }
      return sqlite3_bind_text64(
        handle, place, base, sqlite3_uint64(buffer.count), Self.transient, UInt8(SQLITE_UTF8))
    }
  }

  /// Whether there is a row.
  func step() throws(SQLError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let error = failure
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Ready to run again, with the same values bound.
  func reset() { sqlite3_reset(handle) }

  /// The value of a column of the row that ``step()`` found; `column` counts from zero.
  func value(_ column: Int) -> SQLValue {
    let place = Int32(clamping: column)
    switch sqlite3_column_type(handle, place) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, place))
    case SQLITE_NULL: return .null
    default: return .text(bytes(column))
    }
  }

  func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(clamping: column)) }

  func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(handle, Int32(clamping: column)) == SQLITE_NULL
  }

  func bytes(_ column: Int) -> [UInt8] {
    let place = Int32(clamping: column)
    guard let start = sqlite3_column_text(handle, place) else { return [] }
    return Array(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, place))))
  }

  func string(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

  private var failure: SQLError { SQLError(of: sqlite3_db_handle(handle)) }
}
