import ArgumentParser

/// `cliquery decisions`.
struct DecisionsCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decisions",
    abstract: "List what the documentation leaves open, and what cliquery assumes.",
    discussion: """
      Each decision has its number, its present value, and the one request on a live account that would settle it.

        cliquery decisions     all decisions
        cliquery decisions C9  the one that a finding names
      """)

  @Argument(help: "The decision's number.")
  var decision: String?

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func perform() -> ExitCode {
    DecisionsRun(decision: decision, isJSON: json, color: common.color).run()
  }
}
