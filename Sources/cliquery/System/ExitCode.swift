/// What the process answers, for every command.
package enum ExitCode: Int32, Sendable, Comparable {
  /// Done, and nothing at or above what `--fail-on` names.
  case done = 0
  /// Findings at or above it, or `format --check` would change a file.
  case findings = 1
  /// Usage, settings, input that cannot be read: wins over ``findings``.
  case trouble = 2

  package static func < (left: ExitCode, right: ExitCode) -> Bool { left.rawValue < right.rawValue }
}
