import CSQLite

/// Datastores and their records in one SQLite file.
///
/// Every operation is one transaction: it does all of what it was asked, or nothing, whenever the process ends. Any
/// number of processes may use one file; each waits a few seconds for the others.
///
/// INVARIANT (not reentrant): what is handed to an operation (records, `isCancelled`) does not use the store itself.
package final class RecordStore: Sendable {
  /// As it was given.
  package let path: String
  package let mode: StoreMode
  let options: StoreOptions
  private let connection: Connection

  private init(path: String, mode: StoreMode, options: StoreOptions, connection: Connection) {
    self.path = path
    self.mode = mode
    self.options = options
    self.connection = connection
  }

  /// Opens the store at `path`. A file that is no store is never changed.
  package static func open(
    _ path: String, mode: StoreMode, options: StoreOptions = StoreOptions()
  ) throws(StoreError) -> RecordStore {
    StoreSystem.ignoreFileSizeSignal()
    try StoreFileCheck(path: path, mode: mode).run()
    // What a killed process left half written is taken back by whoever comes next, readers too, if they can.
    let isReadOnly = mode == .read && !StoreFileCheck(path: path, mode: .write).isWritable
    let connection: Connection
    do {
      connection = try Self.connection(path, isReadOnly: isReadOnly, options)
    } catch {
      throw StoreFailure.error(error, path: path)
    }
    let store = RecordStore(path: path, mode: mode, options: options, connection: connection)
    try store.checkFormat()
    return store
  }

  /// A store that lasts as long as it is used.
  package static func inMemory(options: StoreOptions = StoreOptions()) throws(StoreError) -> RecordStore {
    let name = "memory"
    do {
      let connection = try Self.connection(Connection.memory, options)
      let store = RecordStore(path: name, mode: .create, options: options, connection: connection)
      try store.checkFormat()
      return store
    } catch {
      throw StoreFailure.error(error, path: name)
    }
  }

  private static func connection(
    _ path: String, isReadOnly: Bool = false, _ options: StoreOptions
  ) throws -> Connection {
    let connection = try Connection(path, isReadOnly: isReadOnly, patienceSeconds: options.patienceSeconds)
    try SQLFunctions.register(in: connection)
    try connection.execute("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32000")
    if !options.isDurable { try connection.execute("PRAGMA synchronous = OFF") }
    return connection
  }

  /// Finds out whose file it is, and lays out an empty one. Another process may do the same at this moment: the first
  /// one does it, and the other one finds it done.
  private func checkFormat() throws(StoreError) {
    let isOurs = try read { database in try self.isStore(database) }
    if isOurs { return }
    guard mode == .create else {
      throw .unusable("`\(path)` is empty, not a store yet; fill it: `cliquery store import DATASTORE`")
    }
    try write { database in
      if try self.isStore(database) { return }
      try database.execute(StoreFormat.tables)
      try database.execute(
        """
        PRAGMA application_id = \(StoreFormat.applicationID);
        PRAGMA user_version = \(StoreFormat.version);
        """)
    }
  }

  /// False where the file holds nothing at all.
  private func isStore(_ database: Connection) throws -> Bool {
    let application = try database.first("PRAGMA application_id") { $0.integer(0) } ?? 0
    let version = try database.first("PRAGMA user_version") { $0.integer(0) } ?? 0
    if application == Int64(StoreFormat.applicationID) {
      guard version <= Int64(StoreFormat.version) else {
        throw StoreError.unusable(StoreFileCheck.tooNew(path, version: version))
      }
      return true
    }
    let tables = try database.first("SELECT count(*) FROM sqlite_master") { $0.integer(0) } ?? 0
    guard application == 0, version == 0, tables == 0 else {
      throw StoreError.unusable(StoreFileCheck.foreign(path))
    }
    return false
  }

  // MARK: - Transactions

  /// Sees one state of the file.
  func read<Result>(_ body: (Connection) throws -> Result) throws(StoreError) -> Result {
    do {
      return try connection.read(body)
    } catch {
      throw StoreFailure.error(error, path: path)
    }
  }

  /// All or nothing; nobody else writes meanwhile.
  func write<Result>(_ body: (Connection) throws -> Result) throws(StoreError) -> Result {
    guard mode != .read else {
      throw .unusable("`\(path)` was opened for reading only, and this would change it")
    }
    do {
      return try connection.write(body)
    } catch {
      throw StoreFailure.error(error, path: path)
    }
  }

  /// Like ``read(_:)``, and ends when `isCancelled` says so; it is asked every few milliseconds.
  func read<Result>(
    isCancelled: @Sendable () -> Bool, _ body: (Connection) throws -> Result
  ) throws(StoreError) -> Result {
    try read { database in
      if isCancelled() { throw StoreError.cancelled }
      return try withoutActuallyEscaping(isCancelled) { isCancelled in
        let question = CancellationQuestion(isCancelled)
        return try withExtendedLifetime(question) {
          sqlite3_progress_handler(
            database.handle, CancellationQuestion.steps,
            { context in CancellationQuestion.ask(context) }, Unmanaged.passUnretained(question).toOpaque())
          defer { sqlite3_progress_handler(database.handle, 0, nil, nil) }
          return try body(database)
        }
      }
    }
  }
}

/// What SQLite's progress handler asks.
private final class CancellationQuestion {
  /// Steps of SQLite's machine between two questions: about a millisecond.
  static let steps: Int32 = 20_000
  private let isCancelled: @Sendable () -> Bool

  init(_ isCancelled: @escaping @Sendable () -> Bool) {
    self.isCancelled = isCancelled
  }

  static func ask(_ context: UnsafeMutableRawPointer?) -> Int32 {
    guard let context else { return 0 }
    let question = Unmanaged<CancellationQuestion>.fromOpaque(context).takeUnretainedValue()
    return question.isCancelled() ? 1 : 0
  }
}
