import Workspace

/// `test --format junit`: a suite a document, a case an expectation; what could not be run is an error.
enum TestJUnitFormat {
  static func render(_ reports: [TestReport], _ problems: [Problem]) -> [UInt8] {
    var suites = reports.filter { !$0.outcomes.isEmpty || !$0.problems.isEmpty }.map(suite)
    let own = problems.filter { problem in
      problem.severity == .error && !reports.contains { $0.problems.contains(problem) }
    }
    if !own.isEmpty {
      var suite = Suite(name: "cliquery")
      for problem in own { suite.add(problem, path: problem.path ?? "cliquery") }
      suites.append(suite)
    }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"cliquery\""
    text += " tests=\"\(suites.reduce(0) { $0 + $1.cases.count })\""
    text += " failures=\"\(suites.reduce(0) { $0 + $1.failures })\""
    text += " errors=\"\(suites.reduce(0) { $0 + $1.errors })\">\n"
    for suite in suites {
      text += "  <testsuite name=\"\(XMLText.attribute(suite.name))\" tests=\"\(suite.cases.count)\""
      text += " failures=\"\(suite.failures)\" errors=\"\(suite.errors)\" skipped=\"0\">\n"
      text += suite.cases.joined() + "  </testsuite>\n"
    }
    return Array((text + "</testsuites>\n").utf8)
  }

  private struct Suite {
    let name: String
    var cases: [String] = []
    var failures = 0
    var errors = 0

    mutating func add(_ problem: Problem, path: String) {
      errors += 1
      cases.append(
        open(problem.kind.rawValue, path, problem.place?.line)
          + body("error", problem.message, problem.line) + "    </testcase>\n")
    }

    mutating func add(_ outcome: TestOutcome, _ report: TestReport) {
      let place = report.places.place(at: outcome.range.start)
      let criteria = outcome.criteria.isEmpty ? "every record" : outcome.criteria
      let name = "\(place.line): \(criteria.prefix(120)): \(outcome.title)"
      var text = open(name, report.path, place.line)
      switch outcome.status {
      case .passed: break
      case .failed, .error:
        if outcome.status == .failed { failures += 1 } else { errors += 1 }
        var lines = ["\(report.path):\(place.line):\(place.column): \(outcome.message)"]
        for (name, ids) in [("missing", outcome.missing), ("unexpected", outcome.unexpected)]
        where !ids.isEmpty { lines.append("\(name): \(ids.joined(separator: ", "))") }
        text += body(
          outcome.status == .failed ? "failure" : "error", outcome.message, lines.joined(separator: "\n"))
      }
      cases.append(text + "    </testcase>\n")
    }

    private func open(_ name: String, _ path: String, _ line: Int?) -> String {
      let path = XMLText.attribute(path)
      let line = line.map { " line=\"\($0)\"" } ?? ""
      return
        "    <testcase name=\"\(XMLText.attribute(name))\" classname=\"\(path)\" file=\"\(path)\"\(line) time=\"0\">\n"
    }

    private func body(_ element: String, _ message: String, _ content: String) -> String {
      "      <\(element) type=\"expect\" message=\"\(XMLText.attribute(message))\">\(XMLText.content(content))</\(element)>\n"
    }
  }

  private static func suite(_ report: TestReport) -> Suite {
    var suite = Suite(name: report.path)
    for problem in report.problems { suite.add(problem, path: report.path) }
    for outcome in report.outcomes { suite.add(outcome, report) }
    return suite
  }
}
