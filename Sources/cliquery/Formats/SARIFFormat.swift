import JSONSyntax
import Linting
import SourceText
import Workspace

/// `--format sarif`: SARIF 2.1.0 (OASIS standard, plus errata 01).
package enum SARIFFormat {
  package static func render(_ reports: [FileReport], _ context: FormatContext) -> [UInt8] {
    let rules = RuleTable(reports)
    var writer = JSONWriter(indentation: 2)
    writer.object { writer in
      writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      writer.member("version", "2.1.0")
      writer.key("runs")
      writer.array { writer in
        writer.object { writer in
          writer.key("tool")
          writer.object { writer in
            writer.key("driver")
            writeDriver(rules, to: &writer)
          }
          writer.key("invocations")
          writer.array { writer in writeInvocation(reports, context, to: &writer) }
          writer.key("artifacts")
          writer.array { writer in
            for report in reports { writeArtifact(report, to: &writer) }
          }
          writer.key("results")
          writer.array { writer in
            for (artifact, report) in reports.enumerated() {
              for index in report.findings.indices {
                SARIFResult(report: report, index: index, artifact: artifact, rules: rules).write(to: &writer)
              }
            }
          }
          writer.member("columnKind", "unicodeCodePoints")
        }
      }
    }
    return writer.textWithNewline
  }

  private static func writeDriver(_ rules: RuleTable, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("name", "cliquery")
      writer.member("version", ToolVersion.text)
      writer.member("semanticVersion", ToolVersion.text)
      writer.key("rules")
      rules.write(to: &writer)
    }
  }

  private static func writeInvocation(
    _ reports: [FileReport], _ context: FormatContext, to writer: inout JSONWriter
  ) {
    var problems = context.problems
    for problem in reports.flatMap(\.problems) where !problems.contains(problem) { problems.append(problem) }
    writer.object { writer in
      writer.member("executionSuccessful", context.exitCode != .trouble)
      writer.member("exitCode", Int(context.exitCode.rawValue))
      let isConfiguration: (Problem) -> Bool = { $0.kind == .settings || $0.kind == .usage }
      writer.key("toolExecutionNotifications")
      writer.array { writer in
        for problem in problems where !isConfiguration(problem) { writeNotification(problem, to: &writer) }
      }
      writer.key("toolConfigurationNotifications")
      writer.array { writer in
        for problem in problems where isConfiguration(problem) { writeNotification(problem, to: &writer) }
      }
    }
  }

  private static func writeNotification(_ problem: Problem, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("level", problem.severity == .error ? "error" : "warning")
      writer.key("message")
      writer.object { $0.member("text", problem.message) }
      guard let path = problem.path else { return }
      writer.key("locations")
      writer.array { writer in
        writer.object { writer in
          writer.key("physicalLocation")
          writer.object { writer in
            writer.key("artifactLocation")
            writer.object { $0.member("uri", ArtifactURI.of(path)) }
            guard let place = problem.place else { return }
            writer.key("region")
            writer.object { writer in
              writer.member("startLine", place.line)
              writer.member("startColumn", place.scalarColumn)
            }
          }
        }
      }
    }
  }

  private static func writeArtifact(_ report: FileReport, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("location")
      writer.object { $0.member("uri", ArtifactURI.of(report.repositoryPath)) }
      writer.member("sourceLanguage", report.kind.rawValue)
    }
  }
}
