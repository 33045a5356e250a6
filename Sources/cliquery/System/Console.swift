import Workspace

/// The process's two streams. Only the main thread writes.
package enum Console {
  nonisolated(unsafe) package static var output = Output(descriptor: Platform.standardOutput)
  nonisolated(unsafe) package static var error = Output(descriptor: Platform.standardError, isBuffered: false)

  /// What was asked about colours; set once the command line is read.
  nonisolated(unsafe) package static var color = ColorChoice.auto

  package static var errorStyle: Style {
    Style(isColored: color.isColored(isTerminal: Platform.isTerminal(Platform.standardError)))
  }

  package static var outputStyle: Style {
    Style(isColored: color.isColored(isTerminal: Platform.isTerminal(Platform.standardOutput)))
  }

  /// `error: …` on standard error.
  package static func fail(_ message: String) {
    output.flush()
    error.line("\(errorStyle.paint("error", .boldRed)): \(VisibleText.of(message))")
  }

  package static func warn(_ message: String) {
    output.flush()
    error.line("\(errorStyle.paint("warning", .boldYellow)): \(VisibleText.of(message))")
  }

  /// A line for the person, not for programs: progress, coverage, what was done.
  package static func note(_ message: String) {
    output.flush()
    error.line(VisibleText.of(message))
  }

  package static func show(_ problem: Problem) {
    switch problem.severity {
    case .error: fail(problem.line)
    case .warning: warn(problem.line)
    }
  }

  /// Writes what is left. `code`, or trouble where standard output could not take it all.
  package static func finish(_ code: ExitCode) -> ExitCode {
    output.flush()
    guard let failure = output.error else { return code }
    fail("cannot write to standard output: \(failure.reason)")
    return .trouble
  }
}
