import Linting

/// What `check` was asked for, however the command line was read.
package struct CheckArguments: Equatable, Sendable {
  package var paths: [String] = []
  package var fix = false
  package var unsafeFixes = false
  package var diff = false
  package var format = OutputFormat.text
  package var outputFile: String?
  package var select: [String] = []
  package var ignore: [String] = []
  package var hints = false
  /// Nil: as the settings say.
  package var failOn: Severity?
  package var exitZero = false
  package var stdinFilename: String?
  package var statistics = false
  package var watch = false
  package var baseline: String?
  package var addIgnores = false
  package var showFiles = false
  package var showSettings = false
  package var color = ColorChoice.auto

  package init() {}
}
