import ArgumentParser

/// `cliquery decisions`.
struct DecisionsCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decisions",
    abstract: "List what the documentation leaves open, and what cliquery assumes.",
    discussion: """
      Each decision has its number, its present value, and the one request on a live account that would settle it.
      """)

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func perform() -> ExitCode { DecisionsRun(isJSON: json, color: common.color).run() }
}
