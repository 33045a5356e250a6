import Workspace

/// The repository that a run stands in, for reports that a server lays beside its own copy of it.
struct Checkout {
  private let top: FilePath
  private let currentDirectory: FilePath

  /// Nil where the current directory lies in no repository.
  init?(holding currentDirectory: FilePath) {
    guard let top = FileSystem.repository(holding: currentDirectory) else { return nil }
    self.top = top
    self.currentDirectory = currentDirectory
  }

  /// The reports with their place in the repository.
  func located(_ reports: [FileReport]) -> [FileReport] {
    reports.map { report in
      var report = report
      report.locate(in: top, from: currentDirectory)
      report.problems = located(report.problems)
      return report
    }
  }

  /// The problems with paths from the top folder; those of files elsewhere stay as they are.
  func located(_ problems: [Problem]) -> [Problem] {
    problems.map { problem in
      guard let path = problem.path.flatMap(path(of:)) else { return problem }
      return Problem(
        problem.kind, problem.message, severity: problem.severity, path: path, place: problem.place)
    }
  }

  /// The reports of tests with paths from the top folder.
  func located(_ reports: [TestReport]) -> [TestReport] {
    reports.map { report in
      var report = report
      if let path = path(of: report.shownPath) { report.path = path }
      report.problems = located(report.problems)
      return report
    }
  }

  /// From the top folder; nil for what lies elsewhere, or nowhere.
  private func path(of shownPath: String) -> String? {
    if shownPath.hasPrefix("<") { return nil }
    return FilePath(shownPath).absolute(from: currentDirectory).below(top)?.text
  }
}
