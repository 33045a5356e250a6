import CSQLite

/// A SQLite database that is open.
///
/// Any thread may use it: ``read(_:)`` and ``write(_:)`` wait for each other, and all else happens within them.
final class Connection: @unchecked Sendable {
  /// SQLite's own handle.
  let handle: OpaquePointer
  private var statements: [String: SQLStatement] = [:]
  /// Statements are made of what people ask, so their number has no end.
  private static let cachedStatements = 100

  /// An error on opening leaves nothing behind.
  init(_ path: String, isReadOnly: Bool = false, patienceSeconds: Double) throws {
    var opened: OpaquePointer?
    let access = isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    let code = sqlite3_open_v2(path, &opened, access | SQLITE_OPEN_FULLMUTEX, nil)
    guard let opened else { throw SQLError(code: SQLITE_NOMEM, message: nil) }
    guard code == SQLITE_OK else {
      let error = SQLError(of: opened)
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    sqlite3_extended_result_codes(opened, 1)
    sqlite3_busy_timeout(opened, Int32(clamping: Int64(max(0, min(patienceSeconds, 1e6)) * 1000)))
    cliquery_take_quoted_names_as_names(opened)
    try execute("PRAGMA foreign_keys = ON")
  }

  /// ":memory:" is a database that lasts as long as it is used.
  static let memory = ":memory:"

  deinit {
    statements = [:]
    sqlite3_close_v2(handle)
  }

  // MARK: - Transactions

  /// Sees one state of the database, and cannot change it.
  func read<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    try alone {
      try execute("PRAGMA query_only = ON")
      defer { try? execute("PRAGMA query_only = OFF") }
      return try transaction("BEGIN", body)
    }
  }

  /// All or nothing; nobody else writes meanwhile.
  func write<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    try alone { try transaction("BEGIN IMMEDIATE", body) }
  }

  /// The connection's own lock is held for the whole of `body`, not only for one call.
  private func alone<Result>(_ body: () throws -> Result) rethrows -> Result {
    let mutex = sqlite3_db_mutex(handle)
    sqlite3_mutex_enter(mutex)
    defer { sqlite3_mutex_leave(mutex) }
    return try body()
  }

  private func transaction<Result>(_ begin: String, _ body: (Connection) throws -> Result) throws -> Result {
    try change(begin)
    do {
      let result = try body(self)
      try change("COMMIT")
      return result
    } catch {
      // Some errors have taken everything back already.
      if sqlite3_get_autocommit(handle) == 0 { _ = try? change("ROLLBACK") }
      throw error
    }
  }

  // MARK: - Statements

  /// Runs statements that have no values and give no rows.
  func execute(_ sql: String) throws {
    if sqlite3_exec(handle, sql, nil, nil, nil) != SQLITE_OK { throw SQLError(of: handle) }
  }

  /// The statement of `sql`, prepared once. It cannot run within itself.
  func statement(_ sql: String) throws(SQLError) -> SQLStatement {
    if let known = statements[sql] { return known }
    if statements.count >= Self.cachedStatements { statements = [:] }
    let statement = try SQLStatement(sql, on: handle)
    statements[sql] = statement
    return statement
  }

  /// Runs `sql` for every row that it gives.
  func rows(_ sql: String, _ values: [SQLValue] = [], _ body: (SQLStatement) throws -> Void) throws {
    let statement = try bound(sql, values)
    defer { statement.reset() }
    while try statement.step() { try body(statement) }
  }

  /// What `read` makes of the first row; nil where there is none.
  func first<Result>(
    _ sql: String, _ values: [SQLValue] = [], _ read: (SQLStatement) throws -> Result
  ) throws -> Result? {
    let statement = try bound(sql, values)
    defer { statement.reset() }
    return try statement.step() ? try read(statement) : nil
  }

  /// Runs a change; the number of rows that it touched.
  @discardableResult
  func change(_ sql: String, _ values: [SQLValue] = []) throws -> Int {
    let statement = try bound(sql, values)
    defer { statement.reset() }
    while try statement.step() {}
    return Int(sqlite3_changes(handle))
  }

  private func bound(_ sql: String, _ values: [SQLValue]) throws(SQLError) -> SQLStatement {
    let statement = try statement(sql)
    for (index, value) in values.enumerated() { try statement.bind(value, index + 1) }
    return statement
  }

  /// The number of the row that was inserted last.
  var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }
}
