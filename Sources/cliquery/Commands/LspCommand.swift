import ArgumentParser
import LanguageServer

/// `cliquery lsp`.
struct LspCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve an editor: findings, fixes, completion, hover, formatting.",
    discussion: """
      Speaks the Language Server Protocol over standard input and output, for criteria documents and for the criteria \
      inside of Deluge scripts and JSON. Editors start it; docs/lsp.md says how, and what it can do.
      """)

  @Flag(name: .long, help: "Standard input and output; there is no other way.")
  var stdio = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write a line for each message into this file; without this option, into that of CLIQUERY_LSP_LOG.",
      valueName: "file"))
  var log: String?

  @Option(
    name: .customLong("log-level"),
    help: "What is logged: verbose shows the messages themselves, texts included.")
  var logLevel = ServerOptions.LogLevel.messages

  @Option(
    name: .customLong("clientProcessId"),
    help: ArgumentHelp("End when this process is gone; editors name themselves.", valueName: "pid"))
  var clientProcess: Int?

  var arguments: LspArguments {
    LspArguments(log: log, logLevel: logLevel, clientProcess: clientProcess)
  }

  func perform() -> ExitCode { LspRun.run(arguments) }
}

extension ServerOptions.LogLevel: ExpressibleByArgument {}
