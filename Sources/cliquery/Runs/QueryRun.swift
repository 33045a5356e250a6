import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import RecordStore
import SourceText
import Workspace

/// One run of `query`.
struct QueryRun {
  let command: QueryCommand

  init(_ command: QueryCommand) {
    self.command = command
  }

  func run() -> ExitCode {
    guard let session = CommandSession.open(color: command.question.common.color) else { return .trouble }
    do {
      return try run(session)
    } catch {
      return Console.finish(.trouble)
    }
  }

  private func run(_ session: CommandSession) throws(Stopped) -> ExitCode {
    if let target = RequestArguments(command.arguments) {
      return try RequestQueryRun(command: command, target: target).run(session)
    }
    if command.body != nil { throw Stopped(saying: "`--body` goes with a request to Make") }
    let workspace = session.workspace.main
    let options = try Stopped.on { () throws(UsageFailure) in try QueryOptions(command) }
    let store = try command.store.map { (path: String) throws(Stopped) in try Self.open(path) }
    let target = try Stopped.on { () throws(UsageFailure) in
      try QueryTarget(
        command.arguments, datastore: command.question.datastore,
        names: { store.map(Self.names) ?? workspace.datastoreNames },
        only: {
          guard let store else { return workspace.onlyDatastore }
          let names = Self.names(store)
          return names.count == 1 ? names.first : nil
        })
    }
    guard let bindings = CriteriaInput.readBindings(command.question.bindings),
      let text = CriteriaInput.readText(target.criteria)
    else { throw Stopped() }
    var question = CriteriaQuestion(
      text, datastore: name(of: target), operation: command.question.operation, api: command.question.api,
      bindings: bindings,
      parameters: options.parameters(isStream: target.records == .standardInput))
    let catalog = workspace.catalog
    guard CriteriaInput.showProblems(session) else { throw Stopped() }

    let api = question.api ?? workspace.settings.dialect.api
    try Stopped.on { () throws(UsageFailure) in try options.check(api) }
    if let store {
      let records = try records(target, store)
      question.schema = records.source.layout.schema?.schema
      return try answer(judge(question, workspace), records, options)
    }
    if let schema = command.schema, catalog.index(of: schema, api: api) == nil {
      let meant = Suggestions.nearest(to: schema, in: catalog.names).map { "; did you mean `\($0)`?" }
      throw Stopped(
        saying: "`--schema \(schema)`: no file in `datastores/` describes it" + (meant ?? ""))
    }
    if target.records != .datastore(question.datastore ?? ""), command.schema == nil {
      question.isOutsideWorkspace =
        question.datastore.map { catalog.index(of: $0, api: api) == nil } ?? true
    }
    if target.records == .standardInput {
      if command.nextToken != nil || command.fromIndex != nil {
        throw Stopped(saying: "standard input has no pages; leave `--next-token` and `--from-index` out")
      }
      // To sort, all records have to be there.
      if command.orderBy == nil { return try stream(question, options, workspace) }
    }
    // A criteria that cannot be used is said before the records are read, which may take longer.
    var check: CriteriaCheck?
    if question.datastore.map({ catalog.index(of: $0, api: api) != nil }) ?? false {
      check = try judge(question, workspace)
    }
    let records = try records(target, workspace, api)
    question.recordFields = records.source.layout.fields.map { $0.name }
    if check == nil { check = try judge(question, workspace) }
    guard let check else { throw Stopped() }
    return try answer(check, records, options)
  }

  private func stream(
    _ question: CriteriaQuestion, _ options: QueryOptions, _ workspace: WorkspaceSnapshot
  ) throws(Stopped) -> ExitCode {
    if Platform.isTerminal(Platform.standardInput), Platform.isTerminal(Platform.standardError) {
      Console.note("reading standard input; Ctrl-D ends it")
    }
    return try answerLines(judge(question, workspace), options)
  }

  /// A stream is answered in the form it came in, records of a datastore as the API answers them.
  func format(isStream: Bool) -> AnswerFormat {
    if let format = command.format { return format }
    if Platform.isTerminal(Platform.standardOutput) { return .table }
    return isStream ? .ndjson : .json
  }

  private func judge(
    _ question: CriteriaQuestion, _ workspace: WorkspaceSnapshot
  ) throws(Stopped) -> CriteriaCheck {
    let check = workspace.check(question)
    guard CriteriaInput.show(check, saysSchema: false), !check.isStopped else { throw Stopped() }
    return check
  }

}

/// The records.
extension QueryRun {
  struct Records {
    let source: any RecordSource
    let name: String
    /// When they changed last, in milliseconds since 1970, as far as the file tells.
    var changed: Int?
    /// Whether they came on standard input: there is no page of them.
    var isStream = false
  }

  private static func open(_ path: String) throws(Stopped) -> RecordStore {
    do {
      return try RecordStore.open(path, mode: .read)
    } catch {
      throw Stopped(saying: error.message)
    }
  }

  private static func names(_ store: RecordStore) -> [String] {
    ((try? store.allDatastores()) ?? []).map(\.uniqueName)
  }

  /// Those of a datastore of a store.
  private func records(_ target: QueryTarget, _ store: RecordStore) throws(Stopped) -> Records {
    guard case .datastore(let name) = target.records else {
      throw Stopped(saying: "`--store` goes with the name of a datastore, not with a file or standard input")
    }
    do {
      return Records(source: try store.records(of: name), name: name)
    } catch {
      let names = Self.names(store)
      let meant = Suggestions.nearest(to: name, in: names).map { "; did you mean `\($0)`?" }
      throw Stopped(saying: error.message + (meant ?? ""))
    }
  }

  private func name(of target: QueryTarget) -> String? {
    if let schema = command.schema { return schema }
    switch target.records {
    case .datastore(let name): return name
    case .file(let file): return WorkspaceSnapshot.datastoreName(of: file)
    case .standardInput: return nil
    }
  }

  private func records(
    _ target: QueryTarget, _ workspace: WorkspaceSnapshot, _ api: APIVersion
  ) throws(Stopped) -> Records {
    let found: Result<DatastoreRecords, RecordsFailure>
    switch target.records {
    case .datastore(let name): found = workspace.records(of: name, api: api)
    case .file(let file): found = workspace.records(in: file, name: name(of: target), api: api)
    case .standardInput:
      guard let bytes = CommandSession.readStandardInput() else {
        throw Stopped(saying: "standard input cannot be read")
      }
      found = workspace.records(
        of: bytes, format: .ndjson, shown: "<stdin>", name: command.schema, api: api)
    }
    switch found {
    case .success(let records):
      for note in records.notes { Console.note("note: \(note)") }
      return Records(
        source: records.table, name: records.name, changed: FileSystem.stamp(records.file)?.milliseconds,
        isStream: target.records == .standardInput)
    case .failure(let failure):
      for problem in failure.problems { Console.show(problem) }
      throw Stopped()
    }
  }
}
