import ArgumentParser

/// `cliquery lsp`.
struct LspCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve an editor: findings, fixes, completion, hover, formatting.",
    discussion: """
      Speaks the Language Server Protocol over standard input and output, for criteria documents and for the criteria
      inside of Deluge scripts and JSON. Editors start it; docs/lsp.md says how, and what it can do.
      """)

  @Flag(name: .long, help: "Standard input and output; there is no other way.")
  var stdio = false

  func perform() -> ExitCode { LspRun.run() }
}
