import CriteriaSemantics
import Evaluation
import Fixtures

/// The fixtures of a workspace, found when they are first asked for and read one by one, each once.
final class FixtureStore: @unchecked Sendable {
  /// What one file holds. Has a lock of its own, so that two files are read at the same time.
  private final class Entry: @unchecked Sendable {
    let lock = Lock()
    var stamp: FileSystem.Stamp?
    var schema: PreparedSchema?
    var result: Result<DatastoreRecords, RecordsFailure>?
  }

  private struct Key: Hashable {
    let file: FilePath
    let name: String
  }

  private let root: FilePath
  private let globs: [String]
  private let hasSettings: Bool
  private let currentDirectory: FilePath
  private let lock = Lock()
  private var found: [String: [FilePath]]?
  private var entries: [Key: Entry] = [:]
  /// The same files as answers of Make.
  let collections = CollectionStore()

  init(root: FilePath, globs: [String], hasSettings: Bool, currentDirectory: FilePath) {
    self.root = root
    self.globs = globs
    self.hasSettings = hasSettings
    self.currentDirectory = currentDirectory
  }

  /// The datastores that there are records of, sorted; saved answers of Make are none.
  var names: [String] {
    files.filter { _, files in files.contains { !collections.isOfMake($0) } }.keys.sorted()
  }

  /// Every fixture, sorted by name.
  var allFiles: [(name: String, file: FilePath)] {
    files.sorted { $0.key < $1.key }.flatMap { name, files in files.map { (name, $0) } }
  }

  func files(of name: String) -> [FilePath] { files[name] ?? [] }

  /// `fixtures/empdir.ndjson` holds the records of `empdir`.
  static func name(of file: FilePath) -> String {
    let name = file.lastComponent
    let end = name.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex
    return String(decoding: name[..<end], as: UTF8.self)
  }

  /// Where a fixture that is missing would be looked for, as a person in the current directory names it.
  func place(for name: String) -> String {
    let base = FileFinder.dataRoot(root, hasSettings: hasSettings)
    let folder = globs.first.map { glob -> String in
      let fixed = glob.prefix { $0 != "*" && $0 != "?" && $0 != "[" && $0 != "{" }
      return fixed.lastIndex(of: "/").map { String(fixed[...$0]) } ?? ""
    }
    return base.appending("\(folder ?? "fixtures/")\(name).json").shown(from: currentDirectory)
  }

  func records(
    _ file: FilePath, name: String, schema: PreparedSchema?
  ) -> Result<DatastoreRecords, RecordsFailure> {
    let key = Key(file: file, name: name)
    let entry = lock.withLock {
      if let entry = entries[key] { return entry }
      let entry = Entry()
      entries[key] = entry
      return entry
    }
    return entry.lock.withLock {
      let stamp = FileSystem.stamp(file)
      if let result = entry.result, entry.stamp == stamp, entry.schema === schema { return result }
      let result = read(file, name: name, schema: schema)
      (entry.result, entry.stamp, entry.schema) = (result, stamp, schema)
      return result
    }
  }

  private var files: [String: [FilePath]] {
    lock.withLock {
      if let found { return found }
      let files = findFiles()
      found = files
      return files
    }
  }

  private func findFiles() -> [String: [FilePath]] {
    var byName: [String: [FilePath]] = [:]
    let base = FileFinder.dataRoot(root, hasSettings: hasSettings)
    for file in FileFinder.files(matching: globs, below: base)
    where FixtureFormat(fileName: file.lastText) != nil {
      byName[Self.name(of: file), default: []].append(file)
    }
    return byName
  }

  /// Whether there are other files now, or one that was read has other content; nil where nothing was asked yet.
  var hasChanged: Bool? {
    let (known, read) = lock.withLock { (found, entries) }
    guard let known else { return nil }
    if known != findFiles() { return true }
    return read.contains { key, entry in
      entry.lock.withLock { entry.result != nil && entry.stamp != FileSystem.stamp(key.file) }
    }
  }

  private func read(
    _ file: FilePath, name: String, schema: PreparedSchema?
  ) -> Result<DatastoreRecords, RecordsFailure> {
    let shown = file.shown(from: currentDirectory)
    guard let format = FixtureFormat(fileName: file.lastText) else {
      return .failure(
        RecordsFailure([
          Problem(
            .input, "records are read from files that end in `.json`, `.ndjson` or `.csv`", path: shown)
        ]))
    }
    do throws(FileSystem.Failure) {
      if format == .ndjson {
        let result = try Self.load(file, schema)
        return Self.records(result, file: file, shown: shown, name: name, schema: schema)
      }
      let bytes = try FileSystem.read(file)
      return Self.read(bytes, format: format, file: file, shown: shown, name: name, schema: schema)
    } catch {
      return .failure(
        RecordsFailure([Problem(.input, error.message, path: shown)], isMissing: error.isMissing))
    }
  }

  /// Reads lines block by block: beside its records a large file needs no memory.
  private static func load(
    _ path: FilePath, _ schema: PreparedSchema?
  ) throws(FileSystem.Failure) -> Result<Fixture, FixtureFailure> {
    var file = try BlockFile(path)
    var loader = TableLoader(schema: schema, size: file.size, memory: .largePages)
    repeat {
      file.rewind()
      while loader.fill({ file.read(into: $0) }) {}
      if let failure = file.failure { throw failure }
    } while loader.finish() == .readAgain
    return loader.result { try? FileSystem.read(path) }
  }

  /// The records in `bytes`; `shown` names where they are from.
  static func read(
    _ bytes: [UInt8], format: FixtureFormat, file: FilePath, shown: String, name: String,
    schema: PreparedSchema?
  ) -> Result<DatastoreRecords, RecordsFailure> {
    let result = FixtureReader.read(bytes, format: format, schema: schema, memory: .largePages)
    return records(result, file: file, shown: shown, name: name, schema: schema)
  }

  private static func records(
    _ result: Result<Fixture, FixtureFailure>, file: FilePath, shown: String, name: String,
    schema: PreparedSchema?
  ) -> Result<DatastoreRecords, RecordsFailure> {
    switch result {
    case .success(let fixture):
      return .success(
        DatastoreRecords(
          name: name, table: fixture.table, file: file, shownPath: shown,
          notes: notes(fixture, name: name, path: shown, schema: schema)))
    case .failure(let failure):
      return .failure(RecordsFailure(failure.lines(path: shown).map { Problem(.input, $0) }))
    }
  }

  private static func notes(
    _ fixture: Fixture, name: String, path: String, schema: PreparedSchema?
  ) -> [String] {
    var notes: [String] = []
    if schema == nil, !fixture.table.layout.fields.isEmpty {
      notes.append(
        name == path
          ? "the types of the fields were inferred from the records"
          : "no schema describes `\(name)`: the types of its fields were inferred from `\(path)`")
    } else if !fixture.inferred.isEmpty {
      let names = fixture.inferred.prefix(8).map { "`\($0.name)`" }.joined(separator: ", ")
      notes.append("the schema does not tell the types of \(names): they were inferred from `\(path)`")
    }
    return notes + fixture.notes.map { $0.text(path: path) }
  }
}

extension FilePath {
  fileprivate var lastText: String { String(decoding: lastComponent, as: UTF8.self) }
}
