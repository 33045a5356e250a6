import ArgumentParser
import CriteriaSyntax
import Linting

/// A command that says itself how the process ends.
protocol RunnableCommand: ParsableCommand {
  func perform() -> ExitCode
}

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Option(name: .long, help: "Whether output is coloured; auto obeys NO_COLOR and CLICOLOR_FORCE.")
  var color = ColorChoice.auto
}

/// What is said beside a criteria, in every command that takes one.
struct QuestionOptions: ParsableArguments {
  @Option(name: .long, help: "The datastore that it is meant for, by its unique name.")
  var datastore: String?

  @Option(name: .long, help: "The API that it is sent to (default: as the settings say, else v3).")
  var api: APIVersion?

  @Option(name: .long, help: "What the request does.")
  var operation = Operation.list

  @Option(
    name: .customLong("let"), help: ArgumentHelp("A value for a hole; repeatable.", valueName: "name=value"))
  var bindings: [String] = []

  @OptionGroup var common: CommonOptions
}

/// What `explain` and `parse` take.
struct CriteriaOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The criteria, or a request to Make; - reads it from standard input.", valueName: "criteria"))
  var text: String

  @OptionGroup var question: QuestionOptions

  @Flag(name: .long, help: "Write JSON.")
  var json = false
}

extension ColorChoice: ExpressibleByArgument {}
extension OutputFormat: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}
extension APIVersion: ExpressibleByArgument {}
extension CriteriaSyntax.Operation: ExpressibleByArgument {}

extension String {
  /// Without blanks at its ends.
  var trimmed: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) })
    else {
      return ""
    }
    return String(self[first...last])
  }
}
