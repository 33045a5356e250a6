import FolderTestSupport
import Linting
import Testing
import Workspace

/// What a check of a folder finds, a line each: `path:line:column severity code`.
struct Checked {
  private(set) var lines: [String] = []
  private(set) var summary = CheckSummary()
  private(set) var reports: [FileReport] = []

  init(
    _ folder: TestFolder, _ options: CheckOptions = CheckOptions(),
    _ overrides: SettingsOverrides = SettingsOverrides()
  ) {
    var session = WorkspaceSession(currentDirectory: folder.path, overrides: overrides)
    let files = session.discover([FilePath(folder.path.bytes)]).files
    summary = session.check(files, options: options) { report in
      reports.append(report)
      for finding in report.findings {
        let start = report.places(of: finding.range).start
        lines.append("\(report.path):\(start.line):\(start.column) \(finding.severity) \(finding.code)")
      }
    }
  }
}
