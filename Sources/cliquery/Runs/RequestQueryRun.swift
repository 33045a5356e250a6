import CriteriaSemantics
import Evaluation
import Fixtures
import Linting
import MakeQuery
import RecordStore
import SourceText
import Workspace

/// One run of `query` with a request to Make.
struct RequestQueryRun {
  let command: QueryCommand
  let target: RequestArguments

  func run(_ session: CommandSession) throws(Stopped) -> ExitCode {
    try Stopped.on { () throws(UsageFailure) in try checkOptions() }
    guard let bindings = CriteriaInput.readBindings(command.question.bindings) else { throw Stopped() }
    let workspace = session.workspace.main
    let request = workspace.read(request: target.request, bindings: bindings)
    let findings = RequestInput.show(request, in: workspace)
    guard CriteriaInput.showProblems(session) else { throw Stopped() }
    try RequestInput.stopWhereOpen(request)
    let question = try limited(request.question)
    if findings.contains(where: { $0.severity == .error }) {
      // What the API would answer belongs to the answer.
      do throws(RequestFailure) {
        _ = try RequestPlan(question, endpoint: request.endpoint)
      } catch {
        if let code = error.refusal?.code, let status = error.refusal?.status {
          Console.note(
            "note: what is answered here is `\(code.rawValue)`, \(code.message), with status \(status) (M3)")
        }
        refuse(error)
      }
      throw Stopped()
    }
    let reply = try reply(question, request, findings, workspace)
    let notes = reply.answer.notes.filter { note in
      // A finding has said it.
      !findings.contains { finding in note.range.map(finding.range.overlaps) ?? false }
    }
    for note in notes { Console.note("note: \(note.message)") }
    return write(reply.answer)
  }

  // MARK: - Asking

  private func reply(
    _ question: RequestQuestion, _ request: TypedRequest, _ findings: [Finding],
    _ workspace: WorkspaceSnapshot
  ) throws(Stopped) -> RequestReply {
    do throws(RequestStop) {
      return try command.store == nil
        ? saved(question, request, workspace) : stored(question, request)
    } catch {
      switch error {
      case .failure(let failure):
        let isSaid = findings.contains { finding in
          finding.severity == .error && (failure.range.map(finding.range.overlaps) ?? false)
        }
        if !isSaid { RequestInput.show(failure, in: request) }
        refuse(failure)
      case .records(let failure): for problem in failure.problems { Console.show(problem) }
      }
      throw Stopped()
    }
  }

  private func saved(
    _ question: RequestQuestion, _ request: TypedRequest, _ workspace: WorkspaceSnapshot
  ) throws(RequestStop) -> RequestReply {
    if question.method != "GET" {
      throw .failure(
        RequestFailure(
          "`\(question.method)` changes what Make holds, and saved answers are only read; name a store: "
            + "`--store FILE`", request.tree.method))
    }
    var source = RequestSource.fixtures
    switch target.records {
    case nil: break
    case "-":
      guard let bytes = CommandSession.readStandardInput() else {
        throw .records(RecordsFailure([Problem(.input, "standard input cannot be read")]))
      }
      source = .bytes(bytes, Self.format(of: bytes), shown: "<stdin>")
    case .some(let path): source = .file(FilePath(path))
    }
    return try workspace.answer(
      question, endpoint: request.endpoint, among: workspace.endpoints.endpoints, from: source,
      isUnlimited: command.limit == "all")
  }

  /// A saved answer, or one record a line.
  private static func format(of bytes: [UInt8]) -> FixtureFormat {
    let first = bytes.first { $0 > 0x20 }
    guard first == UInt8(ascii: "{") else { return .json }
    return AnswerKeys.isOneObject(bytes) ? .json : .ndjson
  }

  private func stored(
    _ question: RequestQuestion, _ request: TypedRequest
  ) throws(RequestStop) -> RequestReply {
    let path = command.store ?? ""
    let body = try body()
    let isCreation = question.method == "POST" && question.path.count == 1
    let mode: StoreMode = question.method == "GET" ? .read : isCreation ? .create : .write
    let store = try Self.open(path, mode)
    do throws(MakeRequestStop) {
      let answer = try store.answer(
        question, endpoint: request.endpoint, body: body, isUnlimited: command.limit == "all")
      return RequestReply(answer: answer, origin: path)
    } catch {
      switch error {
      case .failure(let failure): throw .failure(failure)
      case .unusable(let message): throw .records(RecordsFailure([Problem(.input, message)]))
      }
    }
  }

  private static func open(_ path: String, _ mode: StoreMode) throws(RequestStop) -> RecordStore {
    do throws(StoreError) {
      return try RecordStore.open(path, mode: mode)
    } catch {
      throw .records(RecordsFailure([Problem(.input, error.message)]))
    }
  }

  private func body() throws(RequestStop) -> [UInt8]? {
    guard let text = command.body else { return nil }
    if text == "-" {
      guard let bytes = CommandSession.readStandardInput() else {
        throw .records(RecordsFailure([Problem(.input, "standard input cannot be read")]))
      }
      return bytes
    }
    guard text.hasPrefix("@") else { return Array(text.utf8) }
    let path = String(text.dropFirst())
    do {
      return try FileSystem.read(FilePath(path))
    } catch {
      throw .records(RecordsFailure([Problem(.input, "\(path): cannot be read: \(error.message)")]))
    }
  }

  // MARK: - Options

  private func checkOptions() throws(UsageFailure) {
    let others: [(isGiven: Bool, name: String, instead: String)] = [
      (command.orderBy != nil, "--order-by", "sort with `pg[sortBy]` and `pg[sortDir]`"),
      (command.columns != nil, "--columns", "choose with `cols[]`"),
      (command.nextToken != nil, "--next-token", "page with `pg[offset]`"),
      (command.fromIndex != nil, "--from-index", "page with `pg[offset]`"),
      (command.schema != nil, "--schema", "leave it out"),
      (command.question.datastore != nil, "--datastore", "leave it out"),
      (command.question.api != nil, "--api", "leave it out"),
    ]
    if let other = others.first(where: \.isGiven) {
      throw UsageFailure("`\(other.name)` goes with a criteria; in a request to Make, \(other.instead)")
    }
    if command.body != nil, command.store == nil {
      throw UsageFailure("`--body` goes with a change of a store; name it with `--store FILE`")
    }
    if command.store != nil, target.records != nil {
      throw UsageFailure("`--store` and a file do not go together; leave one of them out")
    }
  }

  /// The request with what `--limit` says.
  private func limited(_ question: RequestQuestion) throws(Stopped) -> RequestQuestion {
    guard let limit = command.limit else { return question }
    if question.parameters.contains(where: { $0.name == "pg[limit]" }) {
      throw Stopped(saying: "`--limit` and `pg[limit]` say the same; leave one of them out")
    }
    if limit == "all" { return question }
    guard let number = Int(limit), number > 0 else {
      throw Stopped(saying: "`--limit` takes a number or `all`, not `\(limit)`")
    }
    return question.adding("pg", key: "limit", value: String(number))
  }

  // MARK: - Writing

  private var format: AnswerFormat {
    command.format ?? (Platform.isTerminal(Platform.standardOutput) ? .table : .json)
  }

  /// What the API would answer.
  private func refuse(_ failure: RequestFailure) {
    guard format == .json, let refusal = failure.refusal else { return }
    Console.output.write(refusal.body)
    Console.output.flush()
  }

  private func write(_ answer: RequestAnswer) -> ExitCode {
    var leftOut: [String] = []
    switch format {
    case .count: Console.output.line(String(answer.matched))
    case .json: Console.output.write(answer.json)
    case .ndjson: for row in answer.rows { Console.output.write(answer.line(row)) }
    case .csv:
      let layout = answer.layout
      var writer = RecordWriter(layout)
      if !layout.fields.isEmpty { writer.writeHeader() }
      for record in answer.records(layout, absent: .null) { writer.writeRow(record) }
      Console.output.write(writer.take())
    case .table:
      let layout = answer.layout
      let records = answer.records(layout, absent: .text([]))
      let grid = RecordGrid(
        layout, fields: Array(layout.fields.indices), sample: records,
        width: Platform.columns(of: Platform.standardOutput), style: Console.outputStyle)
      if !records.isEmpty { Console.output.write(grid.heading) }
      for record in records { Console.output.write(grid.line(of: record)) }
      leftOut = grid.leftOut
    }
    Console.output.flush()
    if format != .count, answer.form == .list { say(answer) }
    if !leftOut.isEmpty {
      let names = leftOut.map { "`\($0)`" }.joined(separator: ", ")
      Console.note("note: no room for \(names); choose with `cols[]`, or write `--json`")
    }
    return Console.finish(answer.matched == 0 && command.failIfEmpty ? .findings : .done)
  }

  private var hasLimit: Bool { target.request.contains("limit") }

  private func say(_ answer: RequestAnswer) {
    var line =
      "\(answer.matched) of \(Count.of(answer.total, "record")) \(answer.matched == 1 ? "matches" : "match")"
    if answer.rows.count != answer.matched { line += "; shown: \(answer.rows.count)" }
    if answer.isCut { line += "; more with `pg[offset]`" + (hasLimit ? "" : ", or `--limit all`") }
    Console.note(line)
  }
}
