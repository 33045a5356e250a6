import CriteriaSemantics
import RecordStore
import SourceText
import Workspace

/// One run of `store create` or `store describe`.
struct StoreSchemaRun {
  private let options: StoreFileOptions

  init(_ options: StoreFileOptions) {
    self.options = options
  }

  func create(_ names: [String]) -> ExitCode {
    do {
      let session = try StoreSession(options)
      let catalog = session.workspace.catalog
      try session.checkProblems()
      if catalog.names.isEmpty {
        throw Stopped(
          saying:
            "the workspace has no schemas; save the answer of \"Get a datastore\" in datastores/, or draft "
            + "them: `cliquery init --infer`")
      }
      var definitions: [DatastoreDefinition] = []
      for name in names.isEmpty ? catalog.names : names {
        guard let schema = session.schema(name) else {
          let meant = Suggestions.nearest(to: name, in: catalog.names).map { "; did you mean `\($0)`?" } ?? ""
          throw Stopped(saying: "no schema describes the datastore `\(name)`\(meant)")
        }
        definitions.append(DatastoreDefinition(schema))
      }
      let store = try session.open(.create)
      if names.isEmpty {
        let known = try session.on { () throws(StoreError) in try store.allDatastores().map(\.uniqueName) }
        definitions.removeAll { known.contains($0.uniqueName) }
        if definitions.isEmpty {
          Console.note("`\(session.path)` has all datastores of the workspace already")
        }
      }
      for definition in definitions {
        let created = try session.on { () throws(StoreError) in try store.createDatastore(definition) }
        if options.json {
          Console.output.write(StoreAnswer.datastore(created, path: "datastores"))
        } else {
          Console.output.line("created `\(created.uniqueName)` in \(session.path): \(Self.sketch(created))")
        }
      }
      return Console.finish(.done)
    } catch {
      return Console.finish(.trouble)
    }
  }

  func describe(_ name: String?) -> ExitCode {
    do {
      let session = try StoreSession(options)
      let store = try session.open(.read)
      if let name { try describe(name, store, session) } else { try list(store, session) }
      return Console.finish(.done)
    } catch {
      return Console.finish(.trouble)
    }
  }

  private func list(_ store: RecordStore, _ session: StoreSession) throws(Stopped) {
    let datastores = try session.on { () throws(StoreError) in try store.allDatastores() }
    if options.json {
      Console.output.write(StoreAnswer.datastores(datastores))
      return
    }
    if datastores.isEmpty { Console.note("`\(session.path)` has no datastores yet") }
    for datastore in datastores {
      let count = try count(datastore.uniqueName, store, session)
      Console.output.line(
        "\(VisibleText.of(datastore.uniqueName)): \(ClosingLines.count(count, "record")), \(Self.sketch(datastore))"
      )
    }
  }

  private func describe(
    _ name: String, _ store: RecordStore, _ session: StoreSession
  ) throws(Stopped) {
    let datastore = try session.on { () throws(StoreError) in try store.datastore(named: name) }
    if options.json {
      Console.output.write(StoreAnswer.datastore(datastore, path: "datastores/\(datastore.id)"))
      return
    }
    let count = try count(name, store, session)
    Console.output.line(
      "\(VisibleText.of(datastore.uniqueName)) (\(VisibleText.of(datastore.name))), id \(datastore.id), "
        + ClosingLines.count(count, "record"))
    if !datastore.description.isEmpty { Console.output.line(VisibleText.of(datastore.description)) }
    for field in datastore.fields {
      var line = "  \(VisibleText.of(field.uniqueName)): \(field.type.rawValue)"
      if field.isMandatory { line += ", mandatory" }
      if field.isMasked { line += ", masked" }
      if let value = field.statedDefault, !value.isEmpty { line += ", default `\(VisibleText.of(value))`" }
      Console.output.line(line)
    }
    for key in datastore.uniqueKeys {
      Console.output.line("  unique: \(key.map { VisibleText.of($0) }.joined(separator: ", "))")
    }
  }

  private func count(
    _ name: String, _ store: RecordStore, _ session: StoreSession
  ) throws(Stopped) -> Int {
    try session.on { () throws(StoreError) in try store.records(of: name).count(.everything).matched }
  }

  static func sketch(_ datastore: StoredDatastore) -> String {
    let keys = datastore.uniqueKeys.count
    return ClosingLines.count(datastore.fields.count, "field")
      + (keys == 0 ? "" : ", " + ClosingLines.count(keys, "unique key"))
  }
}
