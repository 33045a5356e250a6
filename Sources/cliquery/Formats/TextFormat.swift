import Linting
import SourceText
import Workspace

/// `--format text`: for a person at a terminal.
///
/// What and which rule, where, the line with the place underlined, what to do, what the server would answer.
package enum TextFormat {
  package static func render(_ reports: [FileReport], _ context: FormatContext) -> [UInt8] {
    var output: [UInt8] = []
    for report in reports {
      for finding in report.findings {
        output += text(of: finding, in: report, context).utf8
        output.append(UInt8(ascii: "\n"))
      }
    }
    return output
  }

  private static func text(
    of finding: Finding, in report: FileReport, _ context: FormatContext
  ) -> String {
    let style = context.style
    let place = report.places(of: finding.range)
    let line = report.places.line(holding: finding.range.start)
    let gutter = String(repeating: " ", count: String(place.start.line).count)
    let bar = style.paint("\(gutter) |", .boldBlue)
    let note = style.paint("\(gutter) =", .boldBlue)

    var text = head(of: finding, context)
    text += style.paint("\(gutter)-->", .boldBlue)
    text += " \(VisibleText.of(report.shownPath)):\(place.start.line):\(place.start.column)\n"
    if let line {
      let limit = context.columns.map { max(40, $0 - gutter.count - 3) }
      let excerpt = Excerpt(line: line, span: finding.range, limit: limit)
      text += "\(bar)\n"
      text += style.paint("\(place.start.line) |", .boldBlue)
      text += " \(excerpt.before)\(excerpt.inside)\(excerpt.after)\n"
      text += "\(bar) \(excerpt.indent)\(style.paint(excerpt.underline, color(of: finding.severity)))\n"
    }
    for fix in finding.fixes {
      let kind = fix.isSafe ? "fix" : "unsafe fix"
      text += "\(note) \(style.paint(kind, .boldGreen)): \(VisibleText.of(fix.title))\n"
    }
    for related in finding.related {
      text += "\(note) see: \(VisibleText.of(related.message))"
      let path = VisibleText.of(related.path ?? report.shownPath)
      if let start = report.places(of: related)?.start {
        text += " (\(path):\(start.line):\(start.column))"
      } else {
        text += " (\(path))"
      }
      text += "\n"
    }
    if let code = finding.serverCode { text += "\(note) the server answers `\(code)`\n" }
    if let base = report.docsURL {
      text += "\(note) help: \(VisibleText.of(RuleAddress.of(finding, base: base)))\n"
    }
    return text
  }

  /// What is wrong; on a terminal broken between words, not where the terminal would.
  private static func head(of finding: Finding, _ context: FormatContext) -> String {
    let style = context.style
    let rule = "[\(finding.code) \(VisibleText.of(finding.name))]"
    var message = VisibleText.of(finding.message)
    if let columns = context.columns {
      let lead = String(repeating: "x", count: finding.severity.rawValue.count + rule.count + 1)
      let wrapped = TextWrap.wrap("\(lead) \(message)", width: max(40, columns - 2))
      message = String(wrapped.dropFirst(lead.count + 1).dropLast()).replacing("\n", with: "\n  ")
    }
    return "\(style.severity(finding.severity))\(style.paint(rule, .bold)): \(style.paint(message, .bold))\n"
  }

  private static func color(of severity: Severity) -> Style.Color {
    switch severity {
    case .error: .boldRed
    case .warning: .boldYellow
    case .hint: .boldCyan
    }
  }
}
