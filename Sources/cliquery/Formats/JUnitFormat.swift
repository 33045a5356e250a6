import Linting
import Workspace

/// `--format junit`: a suite a file, a case a finding; what fails the run is a failure, a file that could not be
/// checked an error.
package enum JUnitFormat {
  package static func render(_ reports: [FileReport], _ context: FormatContext) -> [UInt8] {
    let suites = reports.map(suite) + unplaced(reports, context)
    let tests = suites.reduce(0) { $0 + $1.cases.count }
    let failures = suites.reduce(0) { $0 + $1.failures }
    let errors = suites.reduce(0) { $0 + $1.errors }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text +=
      "<testsuites name=\"cliquery\" tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\">\n"
    for suite in suites {
      text += "  <testsuite name=\"\(XMLText.attribute(suite.name))\" tests=\"\(suite.cases.count)\""
      text += " failures=\"\(suite.failures)\" errors=\"\(suite.errors)\" skipped=\"0\">\n"
      for testCase in suite.cases { text += testCase }
      text += "  </testsuite>\n"
    }
    text += "</testsuites>\n"
    return Array(text.utf8)
  }

  private struct Suite {
    let name: String
    var cases: [String] = []
    var failures = 0
    var errors = 0
  }

  private static func suite(_ report: FileReport) -> Suite {
    var suite = Suite(name: report.repositoryPath)
    for finding in report.findings {
      let place = report.places(of: finding.range).start
      let name = "\(finding.code) \(finding.name) at \(place.line):\(place.column)"
      var text = open(name: name, path: report.repositoryPath, line: place.line)
      if finding.severity >= report.failOn {
        suite.failures += 1
        text += "      <failure type=\"\(finding.severity.rawValue)\""
        text += " message=\"\(XMLText.attribute(finding.message))\">"
        text += XMLText.content("\(report.repositoryPath):\(place.line):\(place.column): \(finding.message)")
        text += "</failure>\n"
      } else {
        let line = "\(finding.severity.rawValue): \(finding.message)"
        text += "      <system-out>\(XMLText.content(line))</system-out>\n"
      }
      suite.cases.append(text + "    </testcase>\n")
    }
    for problem in report.problems { add(problem, path: report.repositoryPath, to: &suite) }
    if suite.cases.isEmpty {
      let attributes = "name=\"check\" classname=\"\(XMLText.attribute(report.repositoryPath))\" time=\"0\""
      suite.cases.append("    <testcase \(attributes)/>\n")
    }
    return suite
  }

  /// Problems of no checked file: settings, schemas, paths that cannot be read.
  private static func unplaced(_ reports: [FileReport], _ context: FormatContext) -> [Suite] {
    guard !context.problems.isEmpty else { return [] }
    var suite = Suite(name: "cliquery")
    for problem in context.problems { add(problem, path: problem.path ?? "cliquery", to: &suite) }
    return [suite]
  }

  private static func add(_ problem: Problem, path: String, to suite: inout Suite) {
    var text = open(name: problem.kind.rawValue, path: path, line: problem.place?.line)
    switch problem.severity {
    case .error:
      suite.errors += 1
      text +=
        "      <error type=\"\(problem.kind.rawValue)\" message=\"\(XMLText.attribute(problem.message))\">"
      text += "\(XMLText.content(problem.line))</error>\n"
    case .warning:
      text += "      <system-out>\(XMLText.content(problem.line))</system-out>\n"
    }
    suite.cases.append(text + "    </testcase>\n")
  }

  private static func open(name: String, path: String, line: Int?) -> String {
    let path = XMLText.attribute(path)
    let line = line.map { " line=\"\($0)\"" } ?? ""
    return
      "    <testcase name=\"\(XMLText.attribute(name))\" classname=\"\(path)\" file=\"\(path)\"\(line) time=\"0\">\n"
  }
}
