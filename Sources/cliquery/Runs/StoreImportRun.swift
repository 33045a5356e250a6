import CriteriaSemantics
import Evaluation
import Fixtures
import RecordStore
import SourceText
import Workspace

/// One run of `store import`.
struct StoreImportRun {
  private let options: StoreFileOptions

  init(_ options: StoreFileOptions) {
    self.options = options
  }

  func run(_ name: String, _ files: [String], replaces: Bool) -> ExitCode {
    do {
      let session = try StoreSession(options)
      let sources = try sources(files, of: name, session)
      // Read before the store is made: what cannot be read leaves nothing behind.
      let store = try session.open(.create)
      let (records, isNew) = try datastore(name, store, session)
      do {
        for (index, source) in sources.enumerated() {
          try add(source, to: records, replaces: replaces && index == 0, session)
        }
      } catch {
        if isNew { try? store.deleteDatastore(name) }
        throw error
      }
      return Console.finish(.done)
    } catch {
      return Console.finish(.trouble)
    }
  }

  private struct Source {
    /// For people.
    let path: String
    let format: FixtureFormat
    let bytes: [UInt8]
  }

  private func sources(
    _ files: [String], of name: String, _ session: StoreSession
  ) throws(Stopped) -> [Source] {
    var paths = files
    if paths.isEmpty {
      paths = session.workspace.fixtures.filter {
        WorkspaceSnapshot.datastoreName(of: $0) == name
      }.map { ($0.below(session.command.workspace.currentDirectory) ?? $0).text }
      if paths.isEmpty {
        throw Stopped(
          saying: "there is no fixture of `\(name)` in the workspace; name a file: "
            + "`cliquery store import \(name) FILE`")
      }
    }
    var sources: [Source] = []
    for path in paths {
      if path == "-" {
        guard let bytes = CommandSession.readStandardInput() else {
          throw Stopped(saying: "standard input cannot be read")
        }
        sources.append(Source(path: "<stdin>", format: .ndjson, bytes: bytes))
        continue
      }
      guard let format = FixtureFormat(fileName: path) else {
        throw Stopped(saying: "`\(path)` is no file of records: its name ends in .json, .ndjson or .csv")
      }
      do {
        sources.append(Source(path: path, format: format, bytes: try FileSystem.read(FilePath(path))))
      } catch {
        throw Stopped(saying: "\(path): cannot be read: \(error.message)")
      }
    }
    return sources
  }

  /// The datastore, made from its schema where the store does not have it.
  private func datastore(
    _ name: String, _ store: RecordStore, _ session: StoreSession
  ) throws(Stopped) -> (records: StoredRecords, isNew: Bool) {
    let known = try session.on { () throws(StoreError) in try store.allDatastores().map(\.uniqueName) }
    if !known.contains(name) {
      let schema = session.schema(name)
      try session.checkProblems()
      guard let schema else {
        let names = known + session.workspace.catalog.names
        let meant = Suggestions.nearest(to: name, in: names).map { "; did you mean `\($0)`?" } ?? ""
        throw Stopped(
          saying:
            "there is no datastore `\(name)` in `\(session.path)`, and no schema in the workspace describes "
            + "it\(meant.isEmpty ? "; draft one: `cliquery init --infer`" : meant)")
      }
      let created = try session.on { () throws(StoreError) in
        try store.createDatastore(DatastoreDefinition(schema))
      }
      Console.note("created `\(name)` in \(session.path): \(StoreSchemaRun.sketch(created))")
    }
    let records = try session.on { () throws(StoreError) in try store.records(of: name, for: .insertRecord) }
    return (records, !known.contains(name))
  }

  private func add(
    _ source: Source, to records: StoredRecords, replaces: Bool, _ session: StoreSession
  ) throws(Stopped) {
    let fixture: Fixture
    switch FixtureReader.read(source.bytes, format: source.format, schema: records.layout.schema) {
    case .success(let read): fixture = read
    case .failure(let failure):
      for line in failure.lines(path: source.path) { Console.fail(line) }
      throw Stopped(saying: "nothing of \(source.path) was imported")
    }
    for note in fixture.notes { Console.warn(note.text(path: source.path)) }
    let table = fixture.table
    let report = try session.on { () throws(StoreError) in
      try records.importRecords(
        (0..<table.recordCount).lazy.map { table.record(at: $0) }, layout: table.layout, replacing: replaces,
        place: { index in
          FixtureReader.problem(
            "", ofRecord: index, in: source.bytes, format: source.format, schema: records.layout.schema
          ).map { "\(source.path):\($0.line):\($0.column)" }
        })
    }
    Console.output.line(
      "imported \(ClosingLines.count(report.records, "record")) of \(VisibleText.of(source.path)) into "
        + "`\(VisibleText.of(records.datastore.uniqueName))`")
  }
}
