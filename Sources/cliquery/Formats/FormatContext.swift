import Linting
import Workspace

/// What a format has to know beside the reports.
package struct FormatContext: Sendable {
  package var style = Style.plain
  /// The width to keep to, or nil where lines may be as long as they are.
  package var columns: Int?
  /// What kept the run from doing all it was asked; printed on standard error in every format.
  package var problems: [Problem] = []
  package var exitCode = ExitCode.done

  package init() {}
}

/// `--format`.
package enum OutputFormat: String, CaseIterable, Sendable {
  case text
  case concise
  case json
  case jsonl
  case sarif
  case junit
  case github
  case gitlab

  /// Whether who reads it knows paths from the top folder of the repository: a server that checked it out.
  package var isReadBesideRepository: Bool {
    switch self {
    case .sarif, .junit, .github, .gitlab: true
    case .text, .concise, .json, .jsonl: false
    }
  }

  /// The whole output for `reports`, which are sorted by path.
  package func render(_ reports: [FileReport], _ context: FormatContext) -> [UInt8] {
    switch self {
    case .text: TextFormat.render(reports, context)
    case .concise: ConciseFormat.render(reports, context)
    case .json: JSONFormat.render(reports, context)
    case .jsonl: JSONLinesFormat.render(reports, context)
    case .sarif: SARIFFormat.render(reports, context)
    case .junit: JUnitFormat.render(reports, context)
    case .github: GitHubFormat.render(reports, context)
    case .gitlab: GitLabFormat.render(reports, context)
    }
  }
}
