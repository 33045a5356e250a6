import ArgumentParser

/// `cliquery` itself: its commands and its help.
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cliquery",
    abstract:
      "Check, format, run and explain criteria of Zoho Cliq datastores, and requests to the Make API.",
    discussion: """
      Start with `cliquery check`: it looks through this folder for scripts, request files, criteria documents and JSON, \
      and says what the server would refuse, or would not do as you mean it. With records saved in fixtures/, \
      `cliquery query` answers as the server would, and `cliquery repl` does so again and again.

      `cliquery --generate-completion-script bash` writes completions; so for zsh and fish.
      """,
    version: ToolVersion.text,
    subcommands: [
      CheckCommand.self, FormatCommand.self, QueryCommand.self, TestCommand.self, ExplainCommand.self,
      StoreCommand.self, ReplCommand.self, LspCommand.self,
      ParseCommand.self, URLCommand.self, RuleCommand.self, DecisionsCommand.self, InitCommand.self,
    ])

  /// Commands by the name they are called with.
  static var commandNames: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName }
  }

  /// Commands that users may have read of and that this version does not have.
  static let plannedCommands = [
    "compare", "simplify", "migrate",
  ]
}
