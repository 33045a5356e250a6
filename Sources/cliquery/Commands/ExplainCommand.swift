import ArgumentParser

/// `cliquery explain`.
struct ExplainCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say in plain English what a criteria selects.",
    discussion: """
        cliquery explain 'status==open && priority>=2'
        cliquery explain 'owner==${user}' --let user=60012345
      """)

  @OptionGroup var criteria: CriteriaOptions

  func perform() -> ExitCode { ExplainRun(criteria).run() }
}
