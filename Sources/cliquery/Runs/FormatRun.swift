import SourceText
import Workspace

/// One run of `format`.
struct FormatRun {
  private let command: FormatCommand

  init(_ command: FormatCommand) {
    self.command = command
  }

  func run() -> ExitCode {
    guard var session = CommandSession.open(color: command.common.color) else { return .trouble }
    if let message = contradiction {
      Console.fail(message)
      return .trouble
    }
    return readsStandardInput ? formatStandardInput(&session) : formatFiles(&session)
  }

  private var readsStandardInput: Bool {
    command.paths == ["-"] || (command.paths.isEmpty && command.stdinFilename != nil)
  }

  private var writesNothing: Bool { command.check || command.diff }

  private var contradiction: String? {
    if command.paths.contains("-"), command.paths.count > 1 {
      return "`-` stands alone: standard input is written to standard output"
    }
    if command.range != nil, command.paths.count != 1, !readsStandardInput {
      return "`--range` goes with one file"
    }
    return nil
  }

  private func formatStandardInput(_ session: inout CommandSession) -> ExitCode {
    guard let bytes = CommandSession.readStandardInput() else {
      Console.fail("standard input cannot be read")
      return .trouble
    }
    guard let options = options(for: { bytes }) else { return .trouble }
    let input = session.workspace.standardInput(bytes, name: command.stdinFilename.map { FilePath($0) })
    let report = session.workspace.format(input, options: options)
    if command.diff {
      show(report)
    } else if !command.check {
      Console.output.write(report.change?.after ?? bytes)
    }
    let problems = session.workspace.problems + report.problems
    for problem in problems { Console.show(problem) }
    return finish(problems, changes: report.change == nil ? 0 : 1)
  }

  private func formatFiles(_ session: inout CommandSession) -> ExitCode {
    let paths = command.paths.isEmpty ? [FilePath(".")] : command.paths.map { FilePath($0) }
    let discovery = session.workspace.discover(paths)
    let first = paths.first ?? FilePath(".")
    guard var options = options(for: { try? FileSystem.read(first) }) else { return .trouble }
    options.writesFiles = !writesNothing
    var progress = Progress("formatting", total: discovery.files.count)
    let summary = session.workspace.format(discovery.files, options: options) { report in
      progress.advance(by: 1)
      if report.change != nil { show(report) }
    }
    progress.clear()
    Console.output.flush()
    let problems = discovery.problems + summary.problems.filter { !discovery.problems.contains($0) }
    for problem in problems { Console.show(problem) }
    Console.note(closingLine(summary))
    return finish(problems, changes: summary.changedCount)
  }

  private func show(_ report: FormatReport) {
    guard let change = report.change else { return }
    if command.diff {
      let diff = UnifiedDiff(before: change.before, after: change.after)
      Console.output.write(diff.render(path: report.shownPath, style: Console.outputStyle))
    } else {
      let verb = command.check ? "would format" : "formatted"
      Console.output.line("\(verb) \(VisibleText.of(report.shownPath))")
    }
  }

  private func closingLine(_ summary: FormatSummary) -> String {
    let files = ClosingLines.count(summary.fileCount, "file")
    let verb = writesNothing ? "would change" : "changed"
    guard summary.changedCount > 0 else { return "\(files) looked into, nothing to change" }
    return "\(files) looked into, \(summary.changedCount) \(verb)"
  }

  private func finish(_ problems: [Problem], changes: Int) -> ExitCode {
    if problems.contains(where: { $0.severity == .error }) { return Console.finish(.trouble) }
    return Console.finish(command.check && changes > 0 ? .findings : .done)
  }

  /// Nil where `--range` is not understood; that has been said then.
  private func options(for bytes: () -> [UInt8]?) -> FormatRunOptions? {
    var options = FormatRunOptions()
    if command.embedded { options.embedded = true }
    guard let text = command.range else { return options }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count <= 2, let first = parts.first ?? nil, let last = parts.last ?? nil, first >= 1,
      last >= first
    else {
      Console.fail("`--range` is the first and the last line, such as `--range 3-7`, not `\(text)`")
      return nil
    }
    // A file that cannot be read is reported where it is formatted.
    guard let bytes = bytes() else { return options }
    let lines = LineIndex(bytes)
    options.range = ByteRange(
      lines.range(ofLine: min(first, lines.lineCount) - 1).start,
      lines.range(ofLine: min(last, lines.lineCount) - 1).end)
    return options
  }
}
