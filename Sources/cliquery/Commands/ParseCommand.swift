import ArgumentParser

/// `cliquery parse`.
struct ParseCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Show how a criteria or a request is read, as a tree.",
    discussion: """
        cliquery parse 'status==open || status==new && owner==7'
        cliquery parse --json - < criteria.txt
        cliquery parse '/data-stores?teamId=35&pg[limit]=10'  a request to Make
      """)

  @OptionGroup var criteria: CriteriaOptions

  func perform() -> ExitCode { ParseRun(criteria).run() }
}
