import Linting
import Workspace

/// The last lines of a check for a person: how much was found, what can be done about it, what was looked at.
struct ClosingLines {
  let lines: [String]

  init(
    _ summary: CheckSummary, _ reports: [FileReport], _ arguments: CheckArguments, baselineWritten: Bool
  ) {
    var lines: [String] = []
    if baselineWritten, let path = arguments.baseline {
      lines.append(
        "wrote \(Self.count(summary.findingTotal, "finding")) to `\(path)`; only new ones are reported from now on"
      )
    }
    if summary.ignoresAdded > 0 {
      lines.append("wrote \(Self.count(summary.ignoresAdded, "suppression comment"))")
    }
    if summary.fixCount > 0 {
      lines.append(
        "fixed \(Self.count(summary.fixCount, "finding")) in \(Self.count(summary.filesFixed, "file"))")
    }
    if !baselineWritten, summary.findingTotal > 0 { lines.append(Self.found(summary, reports, arguments)) }
    if summary.baselineCount > 0 {
      lines.append("\(Self.count(summary.baselineCount, "finding")) of the baseline not shown")
    }
    lines.append(summary.coverage)
    if summary.fileCount == 0, !summary.hasErrors {
      lines.append(
        "looked for criteria documents (.criteria), request files (.http, .rest), JSON and Deluge scripts")
    }
    self.lines = lines
  }

  private static func found(
    _ summary: CheckSummary, _ reports: [FileReport], _ arguments: CheckArguments
  ) -> String {
    let kinds = Severity.allCases.reversed().compactMap { severity in
      summary.findingCounts[severity].map { count($0, severity.rawValue) }
    }
    var text = "found \(list(kinds))"
    if let path = arguments.outputFile { text += ", written to `\(path)`" }
    let fixable = reports.flatMap(\.findings).filter { !$0.fixes.isEmpty }
    let safe = fixable.filter { $0.fixes.contains(where: \.isSafe) }.count
    let unsafe = fixable.count - safe
    if safe > 0, !arguments.fix { text += "; \(safe) can be fixed with `--fix`" }
    if unsafe > 0, !arguments.unsafeFixes {
      text += safe > 0 && !arguments.fix ? ", \(unsafe) more" : "; \(unsafe) can be fixed"
      text += " with `--fix --unsafe-fixes`"
    }
    return text
  }

  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  private static func list(_ parts: [String]) -> String {
    guard parts.count > 1, let last = parts.last else { return parts.joined() }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension CheckSummary {
  var findingTotal: Int { findingCounts.values.reduce(0, +) }
}
