import Embedding
import Linting
import SourceText

/// Checking files and standard input.
extension WorkspaceSession {
  /// Checks `files` on several threads. `report` gets each file that holds queries or has problems, in the order
  /// of the files, on the calling thread.
  package func check(
    _ files: [DiscoveredFile], options: CheckOptions = CheckOptions(), report: (FileReport) -> Void
  ) -> CheckSummary {
    var summary = CheckSummary()
    let workspaces = workspaces
    let currentDirectory = currentDirectory
    Parallel.run(
      count: files.count, threads: options.threads ?? SystemCalls.coreCount,
      makeState: { FileCheck(workspaces) },
      work: { (check: inout FileCheck, index: Int) -> CheckedFile? in
        check.check(files[index], currentDirectory: currentDirectory, options: options)
      },
      emit: { checked in
        guard let checked else { return }
        summary.add(checked)
        report(checked.report)
      })
    summary.finish(problems)
    return summary
  }

  /// Checks a text; nothing is written, and `fixes` of the report has what fixing makes of it.
  package func check(_ input: StandardInput, options: CheckOptions = CheckOptions()) -> (
    report: FileReport, summary: CheckSummary
  ) {
    var check = FileCheck(workspaces)
    var checked = check.check(
      FileCheck.Input(
        bytes: input.bytes, kind: input.kind, path: input.path, shownPath: input.shownPath,
        workspace: input.workspace), options: options, file: nil)
    if let problem = input.problem { checked.report.problems.append(problem) }
    var summary = CheckSummary()
    summary.add(checked)
    summary.finish(problems)
    return (checked.report, summary)
  }
}

/// A report with what only the summary needs.
struct CheckedFile: Sendable {
  var report: FileReport
  var baselineCount = 0
  var ignoresAdded = 0
}

extension FileCheck {
  /// Nil for a file that a folder led to and that holds no queries.
  mutating func check(_ file: DiscoveredFile, currentDirectory: FilePath, options: CheckOptions)
    -> CheckedFile?
  {
    let bytes: [UInt8]
    do {
      bytes = try FileSystem.read(file.path)
    } catch {
      var report = FileReport(path: file.path.text, shownPath: file.path.text, kind: file.kind)
      report.problems = [Problem(.input, error.message, path: file.path.text)]
      return CheckedFile(report: report)
    }
    if !file.isExplicit, !ContentGate.passes(bytes, kind: file.kind) { return nil }
    let path = file.path.absolute(from: currentDirectory)
    // Who asks about a schema file wants to hear what is wrong with it.
    if file.isExplicit, file.kind == .json, workspace(file.workspace).patterns.isSchema(path) {
      _ = workspace(file.workspace).catalog
    }
    let input = Input(
      bytes: bytes, kind: file.kind, path: path, shownPath: file.path.text, workspace: file.workspace)
    return check(input, options: options, file: file.path)
  }

  /// `file` is where fixes are written; nil: nowhere.
  mutating func check(_ input: Input, options: CheckOptions, file: FilePath?) -> CheckedFile {
    var input = input
    var analysis = analyze(input)
    var outcome: FixOutcome?
    if options.fixing != .none, analysis.findings.contains(where: { !$0.fixes.isEmpty }) {
      (input, analysis, outcome) = fix(input, analysis, options)
    }
    var checked = CheckedFile(report: report(input, analysis))
    if let baseline = options.baseline { checked.baselineCount = baseline.remove(from: &checked.report) }
    if options.addsIgnores, !checked.report.findings.isEmpty, input.kind == .json {
      checked.report.problems.append(
        Problem(
          .input, "JSON has no comments to ignore findings with; name the file in `lint.per-file-ignores`",
          severity: .warning, path: input.shownPath))
    } else if options.addsIgnores, !checked.report.findings.isEmpty {
      let added = IgnoreWriter.add(checked.report.findings, to: input.bytes, kind: input.kind)
      if added.count > 0 {
        checked.ignoresAdded = added.count
        outcome = FixOutcome(
          applied: outcome?.applied ?? 0, before: outcome?.before ?? input.bytes, after: added.bytes)
        let rest = Input(
          bytes: added.bytes, kind: input.kind, path: input.path, shownPath: input.shownPath,
          workspace: input.workspace)
        checked.report = report(rest)
        if let baseline = options.baseline { _ = baseline.remove(from: &checked.report) }
      }
    }
    if let outcome {
      checked.report.fixes = outcome
      if let file, options.writesFiles { write(outcome, to: file, &checked.report) }
    }
    return checked
  }

  private mutating func fix(_ input: Input, _ analysis: Analysis, _ options: CheckOptions) -> (
    Input, Analysis, FixOutcome?
  ) {
    let isShown = shownFilter(input)
    let path = workspace(input.workspace).reportPath(input.path)
    func with(_ bytes: [UInt8]) -> Input {
      Input(
        bytes: bytes, kind: input.kind, path: input.path, shownPath: input.shownPath,
        workspace: input.workspace)
    }
    let result = FixApplier.apply(
      to: input.bytes, findings: analysis.findings, unsafe: options.fixing == .unsafe,
      shown: { findings, bytes in
        let shown = findings.filter(isShown)
        return options.baseline?.unknown(in: shown, path: path, bytes: bytes) ?? shown
      },
      analyze: { analyze(with($0)).findings })
    guard result.count > 0, result.bytes != input.bytes else { return (input, analysis, nil) }
    let fixed = with(result.bytes)
    return (
      fixed, analyze(fixed), FixOutcome(applied: result.count, before: input.bytes, after: result.bytes)
    )
  }

  private func write(_ outcome: FixOutcome, to file: FilePath, _ report: inout FileReport) {
    do {
      try FileSystem.write(outcome.after, to: file)
    } catch {
      report.problems.append(
        Problem(.output, "the fixes could not be written: \(error.message)", path: file.text))
    }
  }
}

extension CheckSummary {
  mutating func add(_ checked: CheckedFile) {
    let report = checked.report
    fileCount += 1
    queryCount += report.queryCount
    unnamedQueryCount += report.unnamedQueryCount
    if report.queryCount > 0 { filesWithQueries += 1 }
    namesWithoutSchema.formUnion(report.datastoresWithoutSchema)
    for finding in report.findings {
      findingCounts[finding.severity, default: 0] += 1
      codeCounts[finding.code, default: 0] += 1
      if finding.severity >= report.failOn { failingCount += 1 }
    }
    if let fixes = report.fixes, fixes.applied > 0 {
      fixCount += fixes.applied
      filesFixed += 1
    }
    baselineCount += checked.baselineCount
    ignoresAdded += checked.ignoresAdded
    problems += report.problems
  }

  /// `shared` are the problems that belong to no one file.
  mutating func finish(_ shared: [Problem]) {
    datastoresWithoutSchema = namesWithoutSchema.sorted()
    var seen: Set<Problem> = []
    problems = (shared + problems).filter { seen.insert($0).inserted }
  }
}
