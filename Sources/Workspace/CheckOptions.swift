import Linting

/// What the command line says over the settings of every file.
package struct SettingsOverrides: Sendable, Hashable {
  /// Takes the place of `lint.select`.
  package var select: [String]?
  /// Joins `lint.ignore`.
  package var ignore: [String] = []
  package var hints: Bool?
  package var failOn: Severity?

  package init() {}
}

/// What a check does beside checking.
package struct CheckOptions: Sendable {
  package enum Fixing: Sendable, Hashable {
    case none
    /// Safe fixes of shown findings.
    case safe
    /// Unsafe ones too.
    case unsafe
  }

  package var fixing = Fixing.none
  /// Whether fixed files are written; not where only the difference is shown.
  package var writesFiles = true
  /// Findings that are known already, and not reported.
  package var baseline: Baseline?
  /// Writes a suppression comment for each finding instead of reporting it.
  package var addsIgnores = false
  /// Nil: as many as there are cores.
  package var threads: Int?

  package init() {}
}

/// What a check of many files comes to.
package struct CheckSummary: Sendable {
  package var fileCount = 0
  package var queryCount = 0
  /// Files with at least one query.
  package var filesWithQueries = 0
  /// Queries that name no datastore, where none can be meant.
  package var unnamedQueryCount = 0
  /// In the order of their names.
  package var datastoresWithoutSchema: [String] = []
  var namesWithoutSchema = NameCounts()
  package var findingCounts: [Severity: Int] = [:]
  /// By code, for `--statistics`.
  package var codeCounts: [String: Int] = [:]
  /// Findings at or above their file's `fail-on`.
  package var failingCount = 0
  /// Fixes that were applied, or would be.
  package var fixCount = 0
  package var filesFixed = 0
  /// Findings that the baseline knew.
  package var baselineCount = 0
  /// Suppression comments that were written.
  package var ignoresAdded = 0
  /// All problems of the run: settings, schemas, unreadable files; each once.
  package var problems: [Problem] = []

  package init() {}

  /// What was looked at and what was not: silence must not look like approval.
  package var coverage: String {
    var text =
      "\(Self.count(queryCount, "query", "queries")) in \(Self.count(filesWithQueries, "file", "files"))"
    if queryCount == 0 {
      text = fileCount == 0 ? "no file with queries" : "no query in \(Self.count(fileCount, "file", "files"))"
    }
    let missing = datastoresWithoutSchema.count
    if missing > 0 {
      text += "; \(missing) \(missing == 1 ? "datastore has" : "datastores have") no schema, "
      text += "field names not checked: `cliquery init --infer`"
    } else if unnamedQueryCount > 0 {
      text += "; \(Self.count(unnamedQueryCount, "query names", "queries name")) no datastore, "
      text += "field names not checked: `@datastore NAME`"
    }
    return text
  }

  private static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }

  /// Whether the run must end with exit code 2.
  package var hasErrors: Bool { problems.contains { $0.severity == .error } }
}
