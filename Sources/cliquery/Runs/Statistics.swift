import JSONSyntax
import Linting
import Workspace

/// `--statistics`: how often each rule spoke, the most frequent first.
enum Statistics {
  private struct Row {
    let code: String
    let name: String
    var count = 0
    var fixable = 0
  }

  static func render(_ summary: CheckSummary, _ reports: [FileReport], asJSON: Bool) -> [UInt8] {
    var rows: [String: Row] = [:]
    for finding in reports.flatMap(\.findings) {
      let key = RuleTable.identifier(of: finding)
      var row = rows[key] ?? Row(code: finding.code, name: finding.name)
      row.count += 1
      if finding.fixes.contains(where: \.isSafe) { row.fixable += 1 }
      rows[key] = row
    }
    let sorted = rows.values.sorted { ($1.count, $0.code, $0.name) < ($0.count, $1.code, $1.name) }
    return asJSON ? json(sorted) : text(sorted)
  }

  private static func text(_ rows: [Row]) -> [UInt8] {
    let width = rows.map { String($0.count).count }.max() ?? 0
    var text = ""
    for row in rows {
      let count = String(row.count)
      text += String(repeating: " ", count: width - count.count) + count
      text += "  \(row.code)  \(VisibleText.of(row.name))"
      text += row.fixable > 0 ? "  (\(row.fixable) with a safe fix)\n" : "\n"
    }
    return Array(text.utf8)
  }

  private static func json(_ rows: [Row]) -> [UInt8] {
    var writer = JSONWriter(indentation: 2)
    writer.array { writer in
      for row in rows {
        writer.object { writer in
          writer.member("code", row.code)
          writer.member("name", row.name)
          writer.member("count", row.count)
          writer.member("fixable", row.fixable)
        }
      }
    }
    return writer.textWithNewline
  }
}
