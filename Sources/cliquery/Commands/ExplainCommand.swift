import ArgumentParser

/// `cliquery explain`.
struct ExplainCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say in plain English what a criteria selects, or a request asks for.",
    discussion: """
        cliquery explain 'status==open && priority>=2'
        cliquery explain 'owner==${user}' --let user=60012345
        cliquery explain '/data-stores?teamId=35&pg[limit]=10'      a request to Make
        cliquery explain 'status==open' --record 14756000000009001  why it matches
      """)

  @OptionGroup var criteria: CriteriaOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Why this record matches or does not: its id, a file with it, the record as JSON, or - for standard input.",
      valueName: "record"))
  var record: String?

  func perform() -> ExitCode { ExplainRun(criteria, record: record).run() }
}
