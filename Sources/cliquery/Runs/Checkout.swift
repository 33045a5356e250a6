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
      guard let path = problem.path, !path.hasPrefix("<"),
        let below = FilePath(path).absolute(from: currentDirectory).below(top)
      else { return problem }
      return Problem(
        problem.kind, problem.message, severity: problem.severity, path: below.text, place: problem.place)
    }
  }
}
