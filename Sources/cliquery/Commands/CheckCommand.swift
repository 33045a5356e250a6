import ArgumentParser
import Linting

/// `cliquery check`.
struct CheckCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Find mistakes in criteria and requests: in scripts, request files, criteria documents and JSON.",
    discussion: """
      Without a path the current folder is checked, and what .gitignore leaves out is left out. A path that is named \
      is checked whatever its name; - is standard input.

        cliquery check                        everything below this folder
        cliquery check scripts/open.dg --fix  check, and mend what is safe to mend
        cliquery check --format sarif --output-file findings.sarif
        cliquery check --stdin-filename open.dg - < open.dg

      Exit code: 0 nothing at or above --fail-on, 1 findings, 2 something could not be read or understood.
      """)

  @Argument(help: "Files and folders; - is standard input.", completion: .file())
  var paths: [String] = []

  @Flag(name: .long, help: "Apply safe fixes of the findings that are shown, then judge what remains.")
  var fix = false

  @Flag(
    name: .long, help: "Apply fixes that may change which records are selected, too (with --fix or --diff).")
  var unsafeFixes = false

  @Flag(name: .long, help: "Show what --fix would change, and write nothing.")
  var diff = false

  @Option(name: .long, help: "How findings are written.")
  var format = OutputFormat.text

  @Option(
    name: .long,
    help: ArgumentHelp("Write findings to this file instead of standard output.", valueName: "file"),
    completion: .file())
  var outputFile: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only these rules: codes, beginnings of codes, names, or ALL; commas between.", valueName: "rules"))
  var select: [String] = []

  @Option(name: .long, help: ArgumentHelp("Not these rules.", valueName: "rules"))
  var ignore: [String] = []

  @Flag(name: .long, help: "Show hints, too.")
  var hints = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The least severity that makes the exit code 1 (default: warning).", valueName: "severity"))
  var failOn: Severity?

  @Flag(name: .long, help: "Exit with 0 in spite of findings.")
  var exitZero = false

  @Option(
    name: .long, help: ArgumentHelp("The name that standard input is checked as.", valueName: "name"),
    completion: .file())
  var stdinFilename: String?

  @Flag(name: .long, help: "Count findings by rule instead of listing them.")
  var statistics = false

  @Flag(name: .long, help: "Check again whenever a file changes.")
  var watch = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Report only what this file does not hold; written first where it does not exist.", valueName: "file"),
    completion: .file())
  var baseline: String?

  @Flag(name: .long, help: "Write a comment that suppresses each finding, instead of reporting it.")
  var addIgnores = false

  @Flag(name: .long, help: "List the files that would be checked.")
  var showFiles = false

  @Flag(name: .long, help: "Show the settings that hold for this folder, as YAML.")
  var showSettings = false

  @OptionGroup var common: CommonOptions

  /// The same as a value that does not know how it was read.
  var arguments: CheckArguments {
    var result = CheckArguments()
    result.paths = paths
    result.fix = fix
    result.unsafeFixes = unsafeFixes
    result.diff = diff
    result.format = format
    result.outputFile = outputFile
    result.select = splitList(select)
    result.ignore = splitList(ignore)
    result.hints = hints
    result.failOn = failOn
    result.exitZero = exitZero
    result.stdinFilename = stdinFilename
    result.statistics = statistics
    result.watch = watch
    result.baseline = baseline
    result.addIgnores = addIgnores
    result.showFiles = showFiles
    result.showSettings = showSettings
    result.color = common.color
    return result
  }

  func perform() -> ExitCode { CheckRun(arguments).run() }

  private func splitList(_ values: [String]) -> [String] {
    values.flatMap { $0.split(separator: ",") }.map { String($0).trimmed }.filter { !$0.isEmpty }
  }
}
