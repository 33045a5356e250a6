import ArgumentParser
import CriteriaSemantics
import SourceText
import Workspace

/// From a command line to an exit code.
package enum CommandLineTool {
  /// `arguments` are those after the program's name.
  package static func run(_ arguments: [String]) -> ExitCode {
    if let lsp = LspArguments.parse(arguments) { return LspRun.run(lsp) }
    if let check = FastArguments.parse(arguments) { return CheckRun(check).run() }
    return dispatch(arguments)
  }

  /// What the general reader makes of a command line of `check`; nil where it is not one, or has a mistake.
  package static func readCheck(_ arguments: [String]) -> CheckArguments? {
    (try? RootCommand.parseAsRoot(arguments) as? CheckCommand)?.arguments
  }

  /// The same for `lsp`.
  package static func readLsp(_ arguments: [String]) -> LspArguments? {
    (try? RootCommand.parseAsRoot(arguments) as? LspCommand)?.arguments
  }

  private static func dispatch(_ arguments: [String]) -> ExitCode {
    guard let first = arguments.first else {
      Console.error.write(RootCommand.helpMessage() + "\n")
      return .trouble
    }
    let asked = first == "help" ? arguments.dropFirst().first : first
    if let asked, let code = answerUnknownCommand(asked) { return code }
    if first == "help", let message = UsageMessage(Array(arguments.dropFirst())).unknownCommand {
      return fail(message)
    }
    do {
      var command = try RootCommand.parseAsRoot(arguments)
      if let command = command as? any RunnableCommand { return command.perform() }
      try command.run()
      return .done
    } catch {
      return report(error, arguments)
    }
  }

  /// A sentence for a word that is no command of this version.
  private static func answerUnknownCommand(_ word: String) -> ExitCode? {
    guard !word.hasPrefix("-"), word != "help", !RootCommand.commandNames.contains(word) else { return nil }
    if RootCommand.plannedCommands.contains(word) {
      return fail("`cliquery \(word)` is not built yet; this version has \(RootCommand.list)")
    }
    if let name = Suggestions.nearest(to: word, in: RootCommand.commandNames) {
      return fail("there is no command `\(word)`; did you mean `cliquery \(name)`?")
    }
    if FileSystem.kind(FilePath(word)) != nil {
      return fail("there is no command `\(word)`; did you mean `cliquery check \(word)`?")
    }
    return fail("there is no command `\(word)`; this version has \(RootCommand.list)")
  }

  private static func report(_ error: any Error, _ arguments: [String]) -> ExitCode {
    if RootCommand.exitCode(for: error).isSuccess {
      let text = RootCommand.fullMessage(for: error)
      if UsageMessage(arguments).lacksCommand {
        Console.error.write(text + "\n")
        return .trouble
      }
      Console.output.line(text)
      return Console.finish(.done)
    }
    return fail(UsageMessage(arguments).text(RootCommand.message(for: error)))
  }

  private static func fail(_ message: String) -> ExitCode {
    Console.fail(message)
    return .trouble
  }
}

extension RootCommand {
  /// The commands' names for a sentence.
  static var list: String {
    let names = commandNames.map { "`\($0)`" }
    guard names.count > 1, let last = names.last else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
