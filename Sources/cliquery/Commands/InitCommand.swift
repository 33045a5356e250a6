import ArgumentParser

/// `cliquery init`.
struct InitCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write commented settings; find schemas and fixtures, or draft them.",
    discussion: """
        cliquery init          writes .cliquery.yml, says what was found
        cliquery init --infer  drafts datastores/NAME.json, too

      Nothing that exists is overwritten.
      """)

  @Flag(name: .long, help: "Draft a schema for each datastore that scripts and fixtures name.")
  var infer = false

  @OptionGroup var common: CommonOptions

  func perform() -> ExitCode { InitRun(infersSchemas: infer, color: common.color).run() }
}
