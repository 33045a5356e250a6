import ArgumentParser

/// `cliquery rule`.
struct RuleCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rule",
    abstract: "Read a rule's page, or list all rules.",
    discussion: """
        cliquery rule                all rules
        cliquery rule CQ011          one rule's page, by code
        cliquery rule unknown-field  or by name
        cliquery rule MQ             the rules whose codes begin so
      """)

  @Argument(help: "The rule's code or name, or the beginning of a code.")
  var name: String?

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @OptionGroup var common: CommonOptions

  func perform() -> ExitCode { RuleRun(name: name, isJSON: json, color: common.color).run() }
}
