import Workspace

/// One run of `test`.
struct TestCommandRun {
  private let command: TestCommand

  init(_ command: TestCommand) {
    self.command = command
  }

  func run() -> ExitCode {
    guard var session = CommandSession.open(color: command.common.color) else { return .trouble }
    let paths = command.paths.isEmpty ? ["."] : command.paths
    let discovery = session.workspace.discover(paths.map { FilePath($0) })
    var problems = discovery.problems
    for file in discovery.files where file.isExplicit && file.kind != .criteria {
      problems.append(
        Problem(
          .input, "only criteria documents, whose names end in `.criteria`, hold expectations",
          path: file.path.text))
    }
    var progress = Progress("testing", total: discovery.files.count)
    var reports: [TestReport] = []
    session.workspace.test(discovery.files) { report in
      progress.advance(by: 1)
      reports.append(report)
    }
    progress.clear()
    problems += session.workspace.problems + reports.flatMap(\.problems)

    var context = TestFormat.Context()
    context.problems = problems
    let isOnTerminal = command.outputFile == nil
    if isOnTerminal {
      context.style = Console.outputStyle
      context.columns = Platform.columns(of: Platform.standardOutput)
    }
    var code = Self.code(reports, problems)
    var written = reports
    if command.format == .junit, let checkout = Checkout(holding: session.workspace.currentDirectory) {
      written = checkout.located(reports)
      context.problems = checkout.located(problems)
    }
    code = write(command.format.render(written, context), code)
    for problem in problems { Console.show(problem) }
    var seen: Set<String> = []
    for note in reports.flatMap(\.notes) where seen.insert(note).inserted { Console.note("note: \(note)") }
    Console.note(Self.summary(reports))
    return Console.finish(code)
  }

  private func write(_ bytes: [UInt8], _ code: ExitCode) -> ExitCode {
    guard let path = command.outputFile else {
      Console.output.write(bytes)
      return code
    }
    do {
      try FileSystem.write(bytes, to: FilePath(path))
      return code
    } catch {
      Console.fail("\(path): the results could not be written: \(error.message)")
      return .trouble
    }
  }

  private static func code(_ reports: [TestReport], _ problems: [Problem]) -> ExitCode {
    if problems.contains(where: { $0.severity == .error })
      || reports.contains(where: { $0.count(.error) > 0 })
    {
      return .trouble
    }
    return reports.contains { $0.count(.failed) > 0 } ? .findings : .done
  }

  /// What was run, and what was not: silence must not look like approval.
  private static func summary(_ reports: [TestReport]) -> String {
    let passed = reports.reduce(0) { $0 + $1.count(.passed) }
    let failed = reports.reduce(0) { $0 + $1.count(.failed) }
    let errors = reports.reduce(0) { $0 + $1.count(.error) }
    let files = reports.count { !$0.outcomes.isEmpty }
    let untested = reports.reduce(0) { $0 + $1.untestedCount }
    if passed + failed + errors == 0 {
      let queries = untested == 0 ? "" : " (\(untested) \(untested == 1 ? "query has" : "queries have") none)"
      return "no expectations found\(queries); write one into a criteria document, as `@expect count 3`"
    }
    var parts: [String] = []
    if passed > 0 { parts.append("\(passed) passed") }
    if failed > 0 { parts.append("\(failed) failed") }
    if errors > 0 { parts.append("\(errors) could not be run") }
    var text = Count.of(passed + failed + errors, "expectation")
    text += " in \(Count.of(files, "file"))"
    if !parts.isEmpty { text += ": " + parts.joined(separator: ", ") }
    if untested > 0 {
      text +=
        "; \(untested) \(untested == 1 ? "query has" : "queries have") no `@expect` and \(untested == 1 ? "was" : "were") not run"
    }
    return text
  }
}
