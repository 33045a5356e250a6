import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import JSONSyntax
import Workspace

/// One run of `explain`.
struct ExplainRun {
  private let options: CriteriaOptions
  /// What `--record` says.
  private let record: String?

  init(_ options: CriteriaOptions, record: String?) {
    self.options = options
    self.record = record
  }

  func run() -> ExitCode {
    do {
      return try explain()
    } catch {
      return Console.finish(.trouble)
    }
  }

  private func explain() throws(Stopped) -> ExitCode {
    if record == "-", options.text == "-" {
      throw Stopped(
        saying: "criteria and record cannot both come from standard input; give one of them as a text")
    }
    guard let text = CriteriaInput.readText(options.text) else { throw Stopped() }
    if let request = RequestReadingRun(options, text: text) {
      if record != nil {
        throw Stopped(saying: "`--record` goes with a criteria; a request selects by its parameters")
      }
      return try request.explain()
    }
    guard let session = CommandSession.open(color: options.question.common.color) else { throw Stopped() }
    let workspace = session.workspace.main
    let given = try record.map { (record: String) throws(Stopped) -> ExplainRecord.Given in
      try ExplainRecord.read(
        record, datastore: options.question.datastore,
        api: options.question.api ?? workspace.settings.dialect.api, workspace)
    }
    guard
      let input = CriteriaInput.read(
        options, session, text: text, fields: (given?.layout.fields ?? []).map { $0.name }),
      !input.isStopped
    else { throw Stopped() }
    let trace = try given.map { (given: ExplainRecord.Given) throws(Stopped) -> ExplainRecord in
      try ExplainRecord(input, given)
    }
    var context = PlainEnglish.Context()
    context.operation = input.operation
    context.datastore = input.datastore
    context.schema = input.schema
    context.dialect = input.dialect
    context.bindings = input.bindings
    let english = PlainEnglish(input.tree, input.text, context: context)
    if options.json {
      Console.output.write(json(english, input, trace))
    } else {
      let width = Platform.columns(of: Platform.standardOutput) ?? 100
      let text = ClauseTable.text(english, width: width, style: Console.outputStyle)
      Console.output.write(text + (trace?.text ?? ""))
    }
    return Console.finish(.done)
  }

  private func json(
    _ english: PlainEnglish, _ input: CriteriaCheck, _ trace: ExplainRecord?
  ) -> [UInt8] {
    var writer = JSONWriter(indentation: 2)
    writer.object { writer in
      writer.key("criteria")
      writer.string(input.text.bytes)
      writer.member("datastore", input.datastore)
      writer.member("operation", input.operation.rawValue)
      writer.member("api", input.api.rawValue)
      writer.member("sentence", english.sentence)
      writer.key("clauses")
      writer.array { writer in
        for clause in english.clauses {
          writer.object { writer in
            writer.member("field", clause.field)
            writer.member("operator", clause.operator)
            writer.member("value", clause.value)
            writer.member("type", clause.type?.rawValue)
            writer.member("reading", clause.reading)
            writer.key("range")
            writer.object { writer in
              writer.member("start", clause.range.start)
              writer.member("end", clause.range.end)
            }
          }
        }
      }
      if let trace {
        writer.key("record")
        trace.write(to: &writer)
      }
    }
    return writer.textWithNewline
  }
}
