import ArgumentParser

/// `cliquery parse`.
struct ParseCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Show how a criteria is read, as a tree.",
    discussion: """
        cliquery parse 'status==open || status==new && owner==7'
        cliquery parse --json - < criteria.txt
      """)

  @OptionGroup var criteria: CriteriaOptions

  func perform() -> ExitCode { ParseRun(criteria).run() }
}
