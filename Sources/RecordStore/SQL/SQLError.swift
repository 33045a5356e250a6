import CSQLite

/// What SQLite says of a call that failed.
struct SQLError: Error, Sendable, Hashable {
  /// The extended result code (SQLite, "Result and Error Codes").
  let code: Int32
  /// In SQLite's words.
  let message: String?

  init(code: Int32, message: String?) {
    self.code = code
    self.message = message
  }

  /// Of the last call on a connection.
  init(of connection: OpaquePointer?) {
    code = sqlite3_extended_errcode(connection)
    message = sqlite3_errmsg(connection).map { String(cString: $0) }
  }

  /// The code's lowest byte tells the kind.
  var primaryCode: Int32 { code & 0xFF }

  // SQLite builds these of the primary code and a number; its header has them as macros that Swift does not see.
  static let primaryKeyConstraint = SQLITE_CONSTRAINT | 6 << 8
  static let uniqueConstraint = SQLITE_CONSTRAINT | 8 << 8
  static let rowIDConstraint = SQLITE_CONSTRAINT | 10 << 8
}
