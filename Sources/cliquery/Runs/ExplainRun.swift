import CriteriaSemantics
import CriteriaSyntax
import JSONSyntax
import Workspace

/// One run of `explain`.
struct ExplainRun {
  private let options: CriteriaOptions

  init(_ options: CriteriaOptions) {
    self.options = options
  }

  func run() -> ExitCode {
    guard let input = CriteriaInput.read(options), !input.isStopped else { return .trouble }
    var context = PlainEnglish.Context()
    context.operation = input.operation
    context.datastore = input.datastore
    context.schema = input.schema
    context.dialect = input.dialect
    context.bindings = input.bindings
    let english = PlainEnglish(input.tree, input.text, context: context)
    let width = Platform.columns(of: Platform.standardOutput) ?? 100
    let text = ClauseTable.text(english, width: width, style: Console.outputStyle)
    Console.output.write(options.json ? json(english, input) : Array(text.utf8))
    return Console.finish(.done)
  }

  private func json(_ english: PlainEnglish, _ input: CriteriaCheck) -> [UInt8] {
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
    }
    return writer.textWithNewline
  }
}
