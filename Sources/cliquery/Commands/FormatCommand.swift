import ArgumentParser

/// `cliquery format`.
struct FormatCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format",
    abstract: "Write criteria in their canonical form.",
    discussion: """
      Criteria documents and request files are formatted; criteria inside scripts and JSON only with --embedded, and \
      then only the blanks around && and ||. A text that does not parse is left as it is, and no text changes its \
      meaning.

        cliquery format                       everything below this folder
        cliquery format --check               exit with 1 if something would change
        cliquery format - < queries.criteria  standard input to standard output
      """)

  @Argument(help: "Files and folders; - is standard input, written to standard output.", completion: .file())
  var paths: [String] = []

  @Flag(name: .long, help: "Write nothing; exit with 1 if a file would change, and name it.")
  var check = false

  @Flag(name: .long, help: "Write nothing; show what would change.")
  var diff = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Format only queries that touch these lines of the one file given, counted from 1.",
      valueName: "first-last"))
  var range: String?

  @Flag(name: .long, help: "Format criteria inside scripts and JSON, too.")
  var embedded = false

  @Option(
    name: .long, help: ArgumentHelp("The name that standard input is formatted as.", valueName: "name"),
    completion: .file())
  var stdinFilename: String?

  @OptionGroup var common: CommonOptions

  func perform() -> ExitCode { FormatRun(self).run() }
}
