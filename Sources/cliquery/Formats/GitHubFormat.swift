import Linting
import Workspace

/// `--format github`: workflow commands that GitHub Actions shows beside the changed lines, and problems of the run.
package enum GitHubFormat {
  package static func render(_ reports: [FileReport], _ context: FormatContext) -> [UInt8] {
    var output: [UInt8] = []
    for report in reports {
      for finding in report.findings {
        let place = report.places(of: finding.range)
        var properties = "file=\(property(report.repositoryPath)),line=\(place.start.line)"
        properties += ",endLine=\(place.end.line)"
        // Columns belong to one line only.
        if place.start.line == place.end.line {
          properties += ",col=\(place.start.scalarColumn),endColumn=\(place.end.scalarColumn)"
        }
        properties += ",title=\(property("\(finding.code) \(finding.name)"))"
        output += "::\(command(finding.severity)) \(properties)::\(message(finding.message))\n".utf8
      }
    }
    for problem in reports.flatMap(\.problems) + context.problems { output += annotation(problem).utf8 }
    return output
  }

  /// What could not be read or understood: it stands in the log, too, but few people look there.
  private static func annotation(_ problem: Problem) -> String {
    var properties = "title=cliquery"
    if let path = problem.path { properties += ",file=\(property(path))" }
    if let place = problem.place { properties += ",line=\(place.line),col=\(place.scalarColumn)" }
    let command = problem.severity == .error ? "error" : "warning"
    return "::\(command) \(properties)::\(message(problem.line))\n"
  }

  private static func command(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .hint: "notice"
    }
  }

  /// GitHub's own escapes ("Workflow commands", toolkit `command.ts`): `%`, CR and LF in the message, and in
  /// properties `:` and `,` too.
  private static func message(_ text: String) -> String {
    escape(text) { $0 == "%" || $0 == "\r" || $0 == "\n" }
  }

  private static func property(_ text: String) -> String {
    escape(text) { $0 == "%" || $0 == "\r" || $0 == "\n" || $0 == ":" || $0 == "," }
  }

  private static func escape(_ text: String, where isSpecial: (Unicode.Scalar) -> Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if isSpecial(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += digits.count < 2 ? "%0\(digits)" : "%\(digits)"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
