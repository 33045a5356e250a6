import CriteriaSemantics
import Evaluation
import Fixtures
import JSONSyntax
import RecordStore
import SourceText
import Workspace

/// One run of a command of `store make`.
struct StoreMakeRun {
  private let options: StoreFileOptions

  init(_ options: StoreFileOptions) {
    self.options = options
  }

  func create(_ command: StoreMakeCreateCommand) -> ExitCode {
    run(.create) { store, session throws(Stopped) in
      var members: [(name: String, value: [UInt8])] = []
      if let team = command.team { members.append(("teamId", Array(String(team).utf8))) }
      if let structure = command.dataStructure {
        members.append(("datastructureId", Array(String(structure).utf8)))
      }
      let made = try on { () throws(MakeError) in
        try store.createMakeStore(
          name: command.name, maxSizeMB: command.maxSizeMB, id: command.id, members: members)
      }
      answer(
        wrapped("dataStore", made.json),
        "created the data store `\(made.name)` with the id \(made.id) in \(session.path)")
    }
  }

  func describe(_ name: String?) -> ExitCode {
    run(.read) { store, session throws(Stopped) in
      if let name {
        let found = try find(name, store)
        return answer(wrapped("dataStore", found.json), Self.sketch(found))
      }
      let all = try on { () throws(MakeError) in try store.makeStores() }
      if options.json {
        var writer = JSONWriter()
        writer.object { writer in
          writer.key("dataStores")
          writer.array { writer in for store in all { writer.raw(store.json) } }
        }
        return Console.output.write(writer.textWithNewline)
      }
      if all.isEmpty { Console.note("`\(session.path)` has no data stores of Make yet") }
      for store in all { Console.output.line(Self.sketch(store)) }
    }
  }

  func importRecords(_ command: StoreMakeImportCommand) -> ExitCode {
    do {
      // Read before the store is changed: what cannot be read leaves nothing behind.
      var records: [(key: String?, data: [UInt8])] = []
      for path in command.files { records += try MakeRecordFile.read(path) }
      return run(.write) { store, _ throws(Stopped) in
        let found = try find(command.dataStore, store)
        let count = try on { () throws(MakeError) in
          try store.importMakeRecords(in: found.id, records, replacing: command.replace)
        }
        let files = command.files.map { $0 == "-" ? "<stdin>" : $0 }.joined(separator: ", ")
        said("imported \(ClosingLines.count(count, "record")) of \(files) into `\(found.name)`")
      }
    } catch {
      return Console.finish(.trouble)
    }
  }

  func export(_ name: String, _ output: String?) -> ExitCode {
    run(.read) { store, _ throws(Stopped) in
      var isAnswer = options.json
      if let output {
        switch FixtureFormat(fileName: output) {
        case .json: isAnswer = true
        case .ndjson: isAnswer = false
        default:
          throw Stopped(saying: "`\(output)` does not tell its form; end the name in .json or .ndjson")
        }
      }
      let found = try find(name, store)
      let page = try on { () throws(MakeError) in try store.makeRecords(in: found.id, limit: Int.max) }
      var bytes: [UInt8] = []
      if isAnswer {
        var writer = JSONWriter()
        writer.object { writer in
          writer.key("records")
          writer.array { writer in for record in page.records { writer.raw(record.json) } }
          writer.member("count", page.count)
        }
        bytes = writer.textWithNewline
      } else {
        for record in page.records { bytes += record.json + [UInt8(ascii: "\n")] }
      }
      guard let output else { return Console.output.write(bytes) }
      do throws(FileSystem.Failure) {
        try FileSystem.write(bytes, to: FilePath(output))
      } catch {
        throw Stopped(saying: "\(output): cannot be written: \(error.message)")
      }
      Console.note("wrote \(ClosingLines.count(page.count, "record")) of `\(found.name)` to \(output)")
    }
  }

  func insert(_ name: String, key: String?, _ values: [String]) -> ExitCode {
    run(.write) { store, _ throws(Stopped) in
      let data = try MakeRecordFile.data(values)
      let found = try find(name, store)
      let record = try on { () throws(MakeError) in
        try store.createMakeRecord(in: found.id, key: key, data: data)
      }
      answer(record.json, "inserted the record `\(record.key)` into `\(found.name)`")
    }
  }

  func change(_ name: String, key: String, _ values: [String], isWhole: Bool) -> ExitCode {
    run(.write) { store, _ throws(Stopped) in
      if values.isEmpty {
        throw Stopped(saying: "no data is given; write it as `name=text`, or as one JSON object")
      }
      let data = try MakeRecordFile.data(values)
      let found = try find(name, store)
      let record = try on { () throws(MakeError) in
        isWhole
          ? try store.putMakeRecord(in: found.id, key: key, data: data)
          : try store.patchMakeRecord(in: found.id, key: key, data: data)
      }
      answer(
        record.json, "\(isWhole ? "replaced" : "changed") the record `\(record.key)` of `\(found.name)`")
    }
  }

  func delete(_ command: StoreMakeDeleteCommand) -> ExitCode {
    run(.write) { store, _ throws(Stopped) in
      guard command.all != !command.key.isEmpty else {
        throw Stopped(
          saying: command.all
            ? "`--all` and `--key` do not go together; give one of them"
            : "which records are meant? give `--key`, or `--all`")
      }
      if !command.all, !command.exceptKey.isEmpty {
        throw Stopped(saying: "`--except-key` goes with `--all`")
      }
      let found = try find(command.dataStore, store)
      guard command.confirmed else {
        throw refused(
          MakeRefusal(code: .confirmationRequired, detail: "nothing is deleted without `--confirmed`"))
      }
      let deleted = try on { () throws(MakeError) in
        try store.deleteMakeRecords(
          in: found.id, command.all ? .all(except: command.exceptKey) : .keys(command.key), confirmed: true)
      }
      for key in command.key where !deleted.contains(key) {
        Console.warn("there is no record with the key `\(key)` in `\(found.name)`")
      }
      var writer = JSONWriter()
      writer.object { writer in
        writer.key("keys")
        writer.array { writer in for key in deleted { writer.string(key) } }
      }
      answer(writer.bytes, "deleted \(ClosingLines.count(deleted.count, "record")) of `\(found.name)`")
    }
  }

  func drop(_ name: String, confirmed: Bool) -> ExitCode {
    run(.write) { store, _ throws(Stopped) in
      let found = try find(name, store)
      if !confirmed, found.records > 0 {
        throw refused(
          MakeRefusal(
            code: .confirmationRequired,
            detail: "`\(found.name)` holds \(ClosingLines.count(found.records, "record")); add `--confirmed`")
        )
      }
      try on { () throws(MakeError) in try store.deleteMakeStore(found.id, confirmed: true) }
      said("deleted the data store `\(found.name)`")
    }
  }

  // MARK: - Parts

  private func run(
    _ mode: StoreMode, _ body: (RecordStore, StoreSession) throws(Stopped) -> Void
  ) -> ExitCode {
    do {
      let session = try StoreSession(options)
      try body(try session.open(mode), session)
      return Console.finish(.done)
    } catch {
      return Console.finish(.trouble)
    }
  }

  private func find(_ text: String, _ store: RecordStore) throws(Stopped) -> MakeDataStore {
    let all = try on { () throws(MakeError) in try store.makeStores() }
    if let id = Int(text), let found = all.first(where: { $0.id == id }) { return found }
    let named = all.filter { $0.name == text }
    if named.count > 1 {
      let ids = named.map { String($0.id) }.joined(separator: ", ")
      throw Stopped(saying: "more than one data store is named `\(text)`; say which by its id: \(ids)")
    }
    if let found = named.first { return found }
    let meant = Suggestions.nearest(to: text, in: all.map(\.name)).map { "; did you mean `\($0)`?" }
    throw refused(
      MakeRefusal(
        code: nil,
        detail: "there is no data store `\(text)` in `\(store.path)`"
          + (meant ?? "; create it: `cliquery store make create \(text)`")))
  }

  private func on<Value>(_ body: () throws(MakeError) -> Value) throws(Stopped) -> Value {
    do throws(MakeError) {
      return try body()
    } catch {
      switch error {
      case .refused(let refusal): throw refused(refusal)
      case .unusable(let message): throw Stopped(saying: message)
      }
    }
  }

  private func refused(_ refusal: MakeRefusal) -> Stopped {
    if options.json {
      Console.output.write(refusal.body)
      Console.output.flush()
    }
    return Stopped(saying: refusal.detail + (refusal.code.map { " (`\($0.rawValue)`)" } ?? ""))
  }

  /// The API's answer, or a line for people.
  private func answer(_ json: [UInt8], _ line: String) {
    if options.json { Console.output.write(json + [UInt8(ascii: "\n")]) } else { said(line) }
  }

  /// The API answers nothing here, so with `--json` the line is for people only.
  private func said(_ line: String) {
    if options.json { Console.note(line) } else { Console.output.line(VisibleText.of(line)) }
  }

  private func wrapped(_ key: String, _ json: [UInt8]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key(key)
      writer.raw(json)
    }
    return writer.bytes
  }

  private static func sketch(_ store: MakeDataStore) -> String {
    let limit = store.maxSize.map { " of \($0)" } ?? ""
    return
      "\(store.id)  \(VisibleText.of(store.name)): \(ClosingLines.count(store.records, "record")), \(store.size)\(limit) bytes"
  }
}
