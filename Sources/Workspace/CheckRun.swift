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
    func done(_ checked: CheckedFile) {
      summary.add(checked)
      report(checked.report)
    }
    /// The files from the first one on that cannot be judged before all are read.
    var waiting: [CheckedFile] = []
    var uses = DatastoreUses()
    var index = 0
    run(files, options) { checked in
      defer { index += 1 }
      guard var checked else { return }
      uses.add(checked)
      checked.index = index
      if waiting.isEmpty, !checked.isUndecided { done(checked) } else { waiting.append(checked) }
    }
    if !waiting.isEmpty {
      let undecided = waiting.filter(\.isUndecided)
      var decided: [CheckedFile] = []
      run(undecided.map { files[$0.index] }, options, undecided.map { uses.elsewhere($0) }) {
        if let checked = $0 { decided.append(checked) }
      }
      var next = decided.makeIterator()
      for checked in waiting {
        if !checked.isUndecided { done(checked) } else if let checked = next.next() { done(checked) }
      }
    }
    summary.finish(problems)
    return summary
  }

  /// `emit` gets the results in the order of the files. `usesElsewhere`, where it is known, is one for each file.
  private func run(
    _ files: [DiscoveredFile], _ options: CheckOptions, _ usesElsewhere: [NameCounts]? = nil,
    emit: (CheckedFile?) -> Void
  ) {
    let workspaces = workspaces
    let currentDirectory = currentDirectory
    Parallel.run(
      count: files.count, threads: options.threads ?? SystemCalls.coreCount,
      makeState: { FileCheck(workspaces) },
      work: { (check: inout FileCheck, index: Int) -> CheckedFile? in
        check.check(
          files[index], currentDirectory: currentDirectory, options: options,
          usesElsewhere: usesElsewhere.map { $0[index] } ?? (files.count == 1 ? [:] : nil))
      }, emit: emit)
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
  var workspace = 0
  /// How often the file names datastores.
  var datastoreUses = NameCounts()
  /// Whether what is found depends on how often other files name a datastore; nothing was fixed then.
  var isUndecided = false
  /// Among the files of the run.
  var index = 0
}

/// How often the files of a run name datastores, by workspace.
private struct DatastoreUses {
  private var counts: [Int: NameCounts] = [:]

  mutating func add(_ checked: CheckedFile) {
    if checked.datastoreUses.isEmpty { return }
    counts[checked.workspace, default: NameCounts()].add(checked.datastoreUses)
  }

  /// The uses in other files than this one.
  func elsewhere(_ checked: CheckedFile) -> NameCounts {
    (counts[checked.workspace] ?? NameCounts()).besides(checked.datastoreUses)
  }
}

extension FileCheck {
  /// Nil for a file that a folder led to and that holds no queries. Without `usesElsewhere` a file may stay undecided.
  mutating func check(
    _ file: DiscoveredFile, currentDirectory: FilePath, options: CheckOptions, usesElsewhere: NameCounts?
  ) -> CheckedFile? {
    let bytes: [UInt8]
    do {
      bytes = try file.read()
    } catch {
      var report = FileReport(path: file.path.text, shownPath: file.path.text, kind: file.kind)
      report.problems = [Problem(.input, error.message, path: file.path.text)]
      return CheckedFile(report: report)
    }
    if !file.isExplicit, !ContentGate.passes(bytes, of: file.path, kind: file.kind) { return nil }
    let path = file.path.absolute(from: currentDirectory)
    // Who asks about a schema file wants to hear what is wrong with it.
    if file.isExplicit, file.kind == .json, workspace(file.workspace).patterns.isSchema(path) {
      _ = workspace(file.workspace).catalog
    }
    let input = Input(
      bytes: bytes, kind: file.kind, path: path, shownPath: file.path.text, workspace: file.workspace,
      usesElsewhere: usesElsewhere ?? [:])
    let analysis = analyze(input)
    if usesElsewhere == nil, isUndecided(input, analysis) {
      var checked = CheckedFile(report: FileReport(path: "", shownPath: file.path.text, kind: file.kind))
      checked.workspace = input.workspace
      checked.datastoreUses = analysis.datastoreUses
      checked.isUndecided = true
      return checked
    }
    var checked = finish(input, analysis, options, file: file.path)
    checked.workspace = input.workspace
    checked.datastoreUses = analysis.datastoreUses
    return checked
  }

  /// Whether a datastore is named once here that a second use elsewhere would make a name of its own (`CQ010`).
  func isUndecided(_ input: Input, _ analysis: Analysis) -> Bool {
    if analysis.datastoresWithoutSchema.isEmpty { return false }
    let workspace = workspace(input.workspace)
    guard workspace.selection.isEnabled(UnknownDatastoreRule.info.code), !workspace.catalog.schemas.isEmpty
    else { return false }
    return analysis.datastoresWithoutSchema.names.contains {
      analysis.datastoreUses[$0] == 1 && UnknownDatastoreRule.meant(by: $0, workspace.catalog) != nil
    }
  }

  /// Checks a text by itself. `file` is where fixes are written; nil: nowhere.
  mutating func check(_ input: Input, options: CheckOptions, file: FilePath?) -> CheckedFile {
    finish(input, analyze(input), options, file: file)
  }

  /// What follows the analysis: fixes, the baseline, comments that ignore.
  private mutating func finish(
    _ input: Input, _ analysis: Analysis, _ options: CheckOptions, file: FilePath?
  ) -> CheckedFile {
    let unfixed = (input: input, analysis: analysis)
    var input = input
    var analysis = analysis
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
        var rest = input
        rest.bytes = added.bytes
        checked.report = report(rest)
        if let baseline = options.baseline { _ = baseline.remove(from: &checked.report) }
      }
    }
    guard let outcome else { return checked }
    if let file, options.writesFiles, let problem = write(outcome, to: file, isFixed: outcome.applied > 0) {
      // The file is as it was, and so is what there is to say of it.
      checked = CheckedFile(report: report(unfixed.input, unfixed.analysis))
      if let baseline = options.baseline { checked.baselineCount = baseline.remove(from: &checked.report) }
      checked.report.problems.append(problem)
      return checked
    }
    checked.report.fixes = outcome
    return checked
  }

  private mutating func fix(_ input: Input, _ analysis: Analysis, _ options: CheckOptions) -> (
    Input, Analysis, FixOutcome?
  ) {
    let isShown = shownFilter(input)
    let path = workspace(input.workspace).reportPath(input.path)
    func with(_ bytes: [UInt8]) -> Input {
      var changed = input
      changed.bytes = bytes
      return changed
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

  /// Why it could not be written.
  private func write(_ outcome: FixOutcome, to file: FilePath, isFixed: Bool) -> Problem? {
    do {
      try FileSystem.write(outcome.after, to: file, insteadOf: outcome.before)
      return nil
    } catch {
      let what = isFixed ? "the fixes" : "the comments"
      return Problem(.output, "\(what) could not be written: \(error.message)", path: file.text)
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
    for name in report.datastoresWithoutSchema { namesWithoutSchema.add(name) }
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
    datastoresWithoutSchema = namesWithoutSchema.names
    var seen: Set<Problem> = []
    problems = (shared + problems).filter { seen.insert($0).inserted }
  }
}
