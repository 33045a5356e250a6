import CSQLite

/// Errors of SQLite as sentences.
enum StoreFailure {
  static func error(_ error: any Error, path: String) -> StoreError {
    if let error = error as? StoreError { return error }
    if let refusal = error as? StoreRefusal { return .refused(refusal) }
    guard let error = error as? SQLError else {
      return error is CancellationError ? .cancelled : .unusable("`\(path)` cannot be used: \(error)")
    }
    return self.error(error, path: path)
  }

  private static func error(_ error: SQLError, path: String) -> StoreError {
    switch error.primaryCode {
    case SQLITE_INTERRUPT: .cancelled
    case SQLITE_BUSY, SQLITE_LOCKED:
      .unusable("`\(path)` is in use: another program is writing to it and does not finish; try again")
    case SQLITE_FULL: .unusable("`\(path)` cannot grow: no space is left on the disk; nothing was changed")
    case SQLITE_READONLY:
      .unusable("`\(path)` cannot be changed: the file or its folder is read-only; nothing was changed")
    case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH:
      .unusable("`\(path)` cannot be opened, or nothing may be written in its folder; check the permissions")
    case SQLITE_NOTADB: .unusable(StoreFileCheck.notSQLite(path))
    case SQLITE_CORRUPT:
      .unusable("`\(path)` is damaged (\(words(error))); put back a copy, or import its records again")
    case SQLITE_IOERR where isWrite(error.code):
      .unusable(
        "`\(path)` cannot be written: the disk is full, or a limit on the size of files is reached; nothing was "
          + "changed")
    case SQLITE_IOERR:
      .unusable("`\(path)` cannot be read or written: the disk reports an error; nothing was changed")
    case SQLITE_TOOBIG: .unusable("`\(path)` cannot hold so long a text; nothing was changed")
    case SQLITE_NOMEM: .unusable("there is not enough memory to use `\(path)`; nothing was changed")
    case SQLITE_ERROR where isTooLarge(error.message ?? ""):
      .unusable("the criteria is too large for a store (\(words(error))); the API takes ten conditions")
    case SQLITE_ERROR where error.message?.hasPrefix("no such") == true, SQLITE_CONSTRAINT, SQLITE_SCHEMA:
      .unusable("`\(path)` is not as cliquery left it (\(words(error))); put back a copy")
    default: .unusable("`\(path)` cannot be used: \(words(error))")
    }
  }

  private static func isTooLarge(_ message: String) -> Bool {
    message.hasPrefix("Expression tree is too large") || message.hasPrefix("too many SQL variables")
      || message.hasPrefix("parser stack overflow")
  }

  private static func isWrite(_ code: Int32) -> Bool {
    // SQLite builds these of the primary code and a number; its header has them as macros.
    let kinds: [Int32] = [3, 4, 5, 6, 10, 19]
    return kinds.contains(code >> 8)
  }

  private static func words(_ error: SQLError) -> String {
    error.message ?? "SQLite's error \(error.code)"
  }
}
