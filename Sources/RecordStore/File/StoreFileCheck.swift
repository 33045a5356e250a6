/// What can be said about a path before SQLite touches it: kinder sentences than SQLite's, and a file that is not ours
/// is not even opened.
struct StoreFileCheck {
  let path: String
  let mode: StoreMode

  func run() throws(StoreError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw .unusable("a store needs the path of a file, such as `cliquery.store`")
    }
    // SQLite reads these as something else than a file's name.
    guard !path.hasPrefix(":"), !path.hasPrefix("file:") else {
      throw .unusable("`\(path)` cannot name a store; write `./\(path)` where a file of that name is meant")
    }
    switch StoreSystem.kind(path) {
    case .missing: try checkMissing()
    case .file: try checkFile()
    case .folder:
      throw .unusable("`\(path)` is a folder; name a file in it, such as `\(path)/cliquery.store`")
    case .other: throw .unusable("`\(path)` is a pipe or a device; a store is a file")
    case .unreadable(let reason): throw .unusable("`\(path)` cannot be opened: \(reason)")
    }
  }

  private func checkMissing() throws(StoreError) {
    guard mode == .create else {
      throw .unusable(
        "there is no store `\(path)`; make it with `cliquery store create`, or name another with `--store`")
    }
    switch StoreSystem.kind(folder) {
    case .folder: break
    case .missing: throw .unusable("`\(path)` cannot be made: there is no folder `\(folder)`; make it first")
    default: throw .unusable("`\(path)` cannot be made: `\(folder)` is not a folder")
    }
    guard StoreSystem.isWritable(folder) else {
      throw .unusable("`\(path)` cannot be made: nothing may be written in the folder `\(folder)`")
    }
  }

  private func checkFile() throws(StoreError) {
    guard StoreSystem.isReadable(path) else {
      throw .unusable("`\(path)` cannot be read: permission denied")
    }
    if mode != .read {
      guard StoreSystem.isWritable(path) else {
        throw .unusable("`\(path)` is read-only; make it writable, or work on a copy")
      }
      guard StoreSystem.isWritable(folder) else {
        throw .unusable(
          "`\(path)` cannot be changed: the journal of a change needs room in the folder `\(folder)`, and nothing "
            + "may be written there")
      }
    }
    try checkHead()
  }

  /// What the file's first bytes tell. An unfinished change of another process may stand in its journal; then only
  /// SQLite can tell.
  private func checkHead() throws(StoreError) {
    guard StoreSystem.kind("\(path)-journal") == .missing else { return }
    guard let head = StoreSystem.head(of: path, count: 100) else {
      throw .unusable("`\(path)` cannot be read")
    }
    if head.isEmpty { return }
    guard head.starts(with: StoreFormat.magic), head.count == 100 else {
      throw .unusable(Self.notSQLite(path))
    }
    let application = Self.number(head, 68)
    // Nothing but SQLite's own header: a database that nobody has put anything into.
    if application == 0, Self.number(head, 60) == 0, Self.number(head, 40) == 0 { return }
    guard application == UInt32(bitPattern: StoreFormat.applicationID) else {
      throw .unusable(Self.foreign(path))
    }
    let version = Int64(Self.number(head, 60))
    if version > Int64(StoreFormat.version) { throw .unusable(Self.tooNew(path, version: version)) }
  }

  /// Four bytes, the highest first.
  private static func number(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
    bytes.dropFirst(offset).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The file, and the journal beside it.
  var isWritable: Bool { StoreSystem.isWritable(path) && StoreSystem.isWritable(folder) }

  private var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func notSQLite(_ path: String) -> String {
    "`\(path)` is not a store of cliquery (not a SQLite file); name another file, it is left as it is"
  }

  static func foreign(_ path: String) -> String {
    "`\(path)` is another program's SQLite database, not a store of cliquery; it is left as it is"
  }

  static func tooNew(_ path: String, version: Int64) -> String {
    "`\(path)` was written by a newer cliquery (store version \(version), this one knows "
      + "\(StoreFormat.version)); update cliquery to use it"
  }
}
