import CriteriaSemantics
import CriteriaSyntax
import JSONSyntax
import SourceText
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
    Console.output.write(options.json ? json(english, input) : Array(text(english).utf8))
    return Console.finish(.done)
  }

  private func text(_ english: PlainEnglish) -> String {
    let style = Console.outputStyle
    let width = max(40, Platform.columns(of: Platform.standardOutput) ?? 100)
    var text = TextWrap.wrap(VisibleText.of(english.sentence), width: width)
    guard !english.clauses.isEmpty else { return text }
    let head = ["field", "operator", "value", "type", "read as"]
    let rows = english.clauses.map {
      [$0.field, $0.operator, $0.value, $0.type?.rawValue ?? "-", $0.reading].map(Self.cell)
    }
    let widths = head.indices.map { column in
      ([head] + rows).map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0
    }
    text += "\n" + style.paint(Self.line(head, widths), .bold) + "\n"
    for row in rows { text += Self.line(row, widths) + "\n" }
    return text
  }

  /// Long values are cut: the table is to be read at a glance.
  private static func cell(_ text: String) -> String {
    let text = TreeDump.shown(text)
    return text.count <= 60 ? text : String(text.prefix(59)) + "…"
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      line += cell
      if index + 1 < cells.count {
        line += String(repeating: " ", count: widths[index] - DisplayWidth.columns(of: cell) + 2)
      }
    }
    return line
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
