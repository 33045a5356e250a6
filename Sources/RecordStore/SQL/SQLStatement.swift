import GRDB
import GRDBSQLite

/// A statement of a connection, driven through SQLite's own calls: GRDB hands texts on as C strings, which end at a
/// NUL, and a record's text may hold one. The handle is GRDB's, which prepares, caches and finalises it.
struct SQLStatement {
  let statement: Statement
  private let handle: OpaquePointer

  init(_ statement: Statement) {
    self.statement = statement
    handle = statement.sqliteStatement
  }

  /// SQLite copies what is bound.
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// `index` counts from one.
  func bind(_ value: SQLValue, _ index: Int) throws {
    let place = Int32(clamping: index)
    let code =
      switch value {
      case .null: sqlite3_bind_null(handle, place)
      case .integer(let number): sqlite3_bind_int64(handle, place, number)
      case .text(let bytes): bind(bytes, place)
      }
    if code != SQLITE_OK { throw failure(code) }
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
  func step() throws -> Bool {
    let code = sqlite3_step(handle)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let error = failure(code)
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

  private func failure(_ code: Int32) -> DatabaseError {
    let connection = sqlite3_db_handle(handle)
    let message = sqlite3_errmsg(connection).map { String(cString: $0) }
    return DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)), message: message,
      sql: statement.sql)
  }
}

extension Database {
  /// Runs `sql` for every row that it gives.
  func rows(_ sql: String, _ values: [SQLValue] = [], _ body: (SQLStatement) throws -> Void) throws {
    let statement = SQLStatement(try cachedStatement(sql: sql))
    defer { statement.reset() }
    for (index, value) in values.enumerated() { try statement.bind(value, index + 1) }
    while try statement.step() { try body(statement) }
  }

  /// What `read` makes of the first row; nil where there is none.
  func first<Result>(
    _ sql: String, _ values: [SQLValue] = [], _ read: (SQLStatement) throws -> Result
  ) throws -> Result? {
    let statement = SQLStatement(try cachedStatement(sql: sql))
    defer { statement.reset() }
    for (index, value) in values.enumerated() { try statement.bind(value, index + 1) }
    return try statement.step() ? try read(statement) : nil
  }

  /// Runs a change; the number of rows that it touched.
  @discardableResult
  func change(_ sql: String, _ values: [SQLValue] = []) throws -> Int {
    let statement = SQLStatement(try cachedStatement(sql: sql))
    defer { statement.reset() }
    for (index, value) in values.enumerated() { try statement.bind(value, index + 1) }
    while try statement.step() {}
    return changesCount
  }
}
