import JSONSyntax
import Linting
import SourceText
import Workspace

/// One run of `check`: finds the files, checks them, writes what was found and answers with an exit code.
struct CheckRun {
  let arguments: CheckArguments
  /// What kept the run from something, beside what the session knows.
  private var problems: [Problem] = []
  private var reports: [FileReport] = []
  private var summary = CheckSummary()
  private var hasWrittenBaseline = false
  /// Where paths of the report begin, if not at the workspace.
  private var checkout: Checkout?
  /// Kept, because it can be read but once.
  private var standardInput: StandardInput?

  init(_ arguments: CheckArguments) {
    self.arguments = arguments
  }

  func run() -> ExitCode {
    Console.color = arguments.color
    if let message = contradiction {
      Console.fail(message)
      return .trouble
    }
    if arguments.watch { return WatchLoop(arguments).run() }
    var run = self
    return run.once()
  }

  /// Why these options do not go together.
  private var contradiction: String? {
    if arguments.unsafeFixes, !arguments.fix, !arguments.diff {
      return "`--unsafe-fixes` goes with `--fix`, or with `--diff` to see what it would change"
    }
    if arguments.addIgnores, arguments.fix || arguments.diff {
      return "`--add-ignores` does not go with `--fix` or `--diff`; run one after the other"
    }
    if arguments.statistics, ![.text, .concise, .json].contains(arguments.format) {
      return
        "`--statistics` is written as `text` or `json`; leave out `--format \(arguments.format.rawValue)`"
    }
    if arguments.watch, readsStandardInput { return "`--watch` needs files; standard input cannot change" }
    if arguments.addIgnores, readsStandardInput { return "`--add-ignores` needs files to write to" }
    return nil
  }

  /// A check from beginning to end.
  mutating func once() -> ExitCode {
    guard var session = CommandSession.open(overrides, color: arguments.color) else { return .trouble }
    if arguments.format.isReadBesideRepository {
      checkout = Checkout(holding: session.workspace.currentDirectory)
    }
    if arguments.showSettings { return SettingsListing(session).run() }
    if session.hasUsageProblems { return .trouble }

    let discovery = session.workspace.discover(paths)
    problems += discovery.problems
    if arguments.showFiles { return listFiles(session, discovery) }

    var options = CheckOptions()
    options.addsIgnores = arguments.addIgnores
    guard loadBaseline(into: &options) else { return .trouble }
    if arguments.fix, !arguments.diff { options.fixing = fixing }
    check(&session, discovery, options)
    saveBaseline()

    let code = exitCode
    if arguments.diff {
      writeDifferences(&session, discovery, options)
    } else {
      guard writeFindings(code) else { return .trouble }
    }
    writeClosingLines()
    return Console.finish(code)
  }

  private var readsStandardInput: Bool {
    arguments.paths.contains("-") || (arguments.paths.isEmpty && arguments.stdinFilename != nil)
  }

  private var paths: [FilePath] {
    if readsStandardInput { return arguments.paths.filter { $0 != "-" }.map { FilePath($0) } }
    return arguments.paths.isEmpty ? [FilePath(".")] : arguments.paths.map { FilePath($0) }
  }

  private var fixing: CheckOptions.Fixing { arguments.unsafeFixes ? .unsafe : .safe }

  private var overrides: SettingsOverrides {
    var overrides = SettingsOverrides()
    if !arguments.select.isEmpty { overrides.select = arguments.select }
    overrides.ignore = arguments.ignore
    if arguments.hints { overrides.hints = true }
    overrides.failOn = arguments.failOn
    return overrides
  }

  private func listFiles(_ session: CommandSession, _ discovery: DiscoveryResult) -> ExitCode {
    for file in session.workspace.relevant(discovery.files) { Console.output.line(file.path.text) }
    let all = session.workspace.problems + problems
    for problem in all { Console.show(problem) }
    return Console.finish(all.contains { $0.severity == .error } ? .trouble : .done)
  }
}

/// Checking.
extension CheckRun {
  private mutating func check(
    _ session: inout CommandSession, _ discovery: DiscoveryResult, _ options: CheckOptions
  ) {
    if readsStandardInput { checkStandardInput(&session, options) }
    var files: [FileReport] = []
    var progress = Progress("checking", total: discovery.files.count)
    let found = session.workspace.check(discovery.files, options: options) { report in
      files.append(report)
      progress.advance(by: 1)
    }
    progress.clear()
    reports += files
    // A person reads the paths as they are opened; they differ where several settings hold for parts of the tree.
    let isForPerson = arguments.format == .text || arguments.format == .concise
    let key: (FileReport) -> String = { isForPerson ? $0.shownPath : $0.path }
    reports.sort { key($0).utf8.lexicographicallyPrecedes(key($1).utf8) }
    summary.join(found)
    for problem in discovery.problems where !summary.problems.contains(problem) {
      summary.problems.append(problem)
    }
  }

  private mutating func checkStandardInput(_ session: inout CommandSession, _ options: CheckOptions) {
    guard let bytes = CommandSession.readStandardInput() else {
      summary.problems.append(Problem(.input, "standard input cannot be read"))
      return
    }
    let input = session.workspace.standardInput(bytes, name: arguments.stdinFilename.map { FilePath($0) })
    standardInput = input
    let result = session.workspace.check(input, options: options)
    reports.append(result.report)
    summary.join(result.summary)
    if options.fixing != .none { Console.output.write(result.report.fixes?.after ?? bytes) }
  }

  private var exitCode: ExitCode {
    if summary.hasErrors { return .trouble }
    if hasWrittenBaseline || arguments.exitZero { return .done }
    return summary.failingCount > 0 ? .findings : .done
  }
}

/// The baseline.
extension CheckRun {
  private mutating func loadBaseline(into options: inout CheckOptions) -> Bool {
    guard let path = arguments.baseline, FileSystem.kind(FilePath(path)) != nil else { return true }
    let read = Baseline.read(FilePath(path))
    if let problem = read.problem {
      Console.show(problem)
      return false
    }
    options.baseline = read.baseline
    return true
  }

  /// Where there is no baseline yet, what was found becomes it.
  private mutating func saveBaseline() {
    guard let path = arguments.baseline, FileSystem.kind(FilePath(path)) == nil else { return }
    var baseline = Baseline()
    for report in reports { baseline.add(report) }
    do {
      try FileSystem.write(baseline.encoded, to: FilePath(path))
      hasWrittenBaseline = true
    } catch {
      summary.problems.append(Problem(.output, "cannot write the baseline: \(error.message)", path: path))
    }
  }
}

/// Writing.
extension CheckRun {
  private func writeFindings(_ code: ExitCode) -> Bool {
    var reports = reports
    if hasWrittenBaseline {
      // All of them are known from now on.
      for index in reports.indices { reports[index].findings = [] }
    }
    var context = FormatContext()
    context.exitCode = code
    let placed = reports.flatMap(\.problems)
    context.problems = summary.problems.filter { !placed.contains($0) }
    if let checkout {
      reports = checkout.located(reports)
      context.problems = checkout.located(context.problems)
    }
    let isMoved = readsStandardInput && arguments.fix
    if arguments.outputFile == nil {
      context.style = isMoved ? Console.errorStyle : Console.outputStyle
      context.columns = Platform.columns(of: Platform.standardOutput)
    } else {
      context.style = Style(isColored: arguments.color == .always)
    }
    let bytes =
      arguments.statistics
      ? Statistics.render(summary, reports, asJSON: arguments.format == .json)
      : arguments.format.render(reports, context)
    if let path = arguments.outputFile {
      do {
        try FileSystem.write(bytes, to: FilePath(path))
      } catch {
        Console.fail("\(path): cannot write findings: \(error.message)")
        return false
      }
    } else if isMoved {
      Console.output.flush()
      Console.error.write(bytes)
    } else {
      Console.output.write(bytes)
      Console.output.flush()
    }
    return true
  }

  private func writeDifferences(
    _ session: inout CommandSession, _ discovery: DiscoveryResult, _ options: CheckOptions
  ) {
    var options = options
    options.fixing = fixing
    options.writesFiles = false
    let style = Console.outputStyle
    func show(_ report: FileReport) {
      guard let fixes = report.fixes else { return }
      let diff = UnifiedDiff(before: fixes.before, after: fixes.after)
      Console.output.write(diff.render(path: report.shownPath, style: style))
    }
    if let standardInput { show(session.workspace.check(standardInput, options: options).report) }
    _ = session.workspace.check(discovery.files, options: options, report: show)
    Console.output.flush()
  }

  /// What concerns the person at the terminal, on standard error: problems, what was done, what was covered.
  private func writeClosingLines() {
    for problem in summary.problems { Console.show(problem) }
    let isRead = arguments.format == .text || arguments.format == .github
    guard isRead || arguments.diff || arguments.outputFile != nil else { return }
    for line in ClosingLines(summary, reports, arguments, baselineWritten: hasWrittenBaseline).lines {
      Console.note(line)
    }
  }
}

extension CheckSummary {
  /// Adds what another part of the same run came to.
  mutating func join(_ other: CheckSummary) {
    fileCount += other.fileCount
    queryCount += other.queryCount
    filesWithQueries += other.filesWithQueries
    unnamedQueryCount += other.unnamedQueryCount
    if datastoresWithoutSchema.isEmpty {
      datastoresWithoutSchema = other.datastoresWithoutSchema
    } else if datastoresWithoutSchema != other.datastoresWithoutSchema {
      var names = NameCounts()
      for name in datastoresWithoutSchema + other.datastoresWithoutSchema { names.add(name) }
      datastoresWithoutSchema = names.names
    }
    findingCounts.merge(other.findingCounts, uniquingKeysWith: +)
    codeCounts.merge(other.codeCounts, uniquingKeysWith: +)
    failingCount += other.failingCount
    fixCount += other.fixCount
    filesFixed += other.filesFixed
    baselineCount += other.baselineCount
    ignoresAdded += other.ignoresAdded
    for problem in other.problems where !problems.contains(problem) { problems.append(problem) }
  }
}
