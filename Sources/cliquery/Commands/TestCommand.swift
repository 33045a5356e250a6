import ArgumentParser

/// `cliquery test`.
struct TestCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the expectations of criteria documents over saved records.",
    discussion: """
      A query of a criteria document says with @expect what it should select from \
      the records in fixtures/:

        @datastore empdir
        @expect count 2
        @expect ids 14756000000008001, 14756000000008002
        (department==Engineering)

      count is all matches, before @limit; ids are compared as a set, ids in \
      order as a list; error CQ011, or a code of the server, says that the query \
      is refused. Without a path all criteria documents below this folder are run.

      Exit code: 0 all passed, 1 something failed, 2 records or documents cannot \
      be read.
      """)

  @Argument(help: "Criteria documents and folders.", completion: .file())
  var paths: [String] = []

  @Option(name: .long, help: "How results are written.")
  var format = TestFormat.text

  @Option(
    name: .long,
    help: ArgumentHelp("Write results to this file instead of standard output.", valueName: "file"),
    completion: .file())
  var outputFile: String?

  @OptionGroup var common: CommonOptions

  func perform() -> ExitCode { TestCommandRun(self).run() }
}

extension TestFormat: ExpressibleByArgument {}
