import CriteriaSemantics
import JSONSyntax
import Workspace

/// One run of `decisions`.
struct DecisionsRun {
  /// Its number, or nil for all.
  let decision: String?
  let isJSON: Bool
  let color: ColorChoice

  func run() -> ExitCode {
    guard let session = CommandSession.open(color: color) else { return .trouble }
    let problems = session.workspace.problems.filter { $0.kind == .settings }
    for problem in problems { Console.show(problem) }
    let all = DecisionInfo.all(session.workspace.main.settings.dialect)
    let decisions = decision.map { wanted in all.filter { $0.code == wanted.uppercased() } } ?? all
    if let decision, decisions.isEmpty {
      Console.fail("there is no decision `\(decision)`; `cliquery decisions` lists them")
      return .trouble
    }
    Console.output.write(isJSON ? json(decisions) : Array(text(decisions).utf8))
    return Console.finish(problems.contains { $0.severity == .error } ? .trouble : .done)
  }

  private func text(_ decisions: [DecisionInfo]) -> String {
    let style = Console.outputStyle
    let width = max(40, min(100, Platform.columns(of: Platform.standardOutput) ?? 100))
    var text = ""
    for info in decisions {
      let number = info.code
      let indent = "     "
      text += "\(style.paint(number, .boldCyan))\(String(repeating: " ", count: 5 - number.count))"
      text += "\(style.paint(info.title, .bold))\n"
      text += TextWrap.wrap(info.text, width: width, indent: indent)
      let option = info.option.map { " (setting `\($0)`)" } ?? ""
      text += TextWrap.wrap("now: \(info.value)\(option)", width: width, indent: indent)
      text += TextWrap.wrap("settled by: \(info.settledBy)", width: width, indent: indent)
      text += "\n"
    }
    return text
  }

  private func json(_ decisions: [DecisionInfo]) -> [UInt8] {
    var writer = JSONWriter(indentation: 2)
    writer.array { writer in
      for info in decisions {
        writer.object { writer in
          writer.member("decision", info.code)
          writer.member("title", info.title)
          writer.member("text", info.text)
          writer.member("value", info.value)
          writer.member("option", info.option)
          writer.member("settledBy", info.settledBy)
        }
      }
    }
    return writer.textWithNewline
  }
}
