import JSONSyntax
import SourceText
import Workspace

/// `--format` of `test`.
package enum TestFormat: String, CaseIterable, Sendable {
  case text
  case junit
  case json

  /// What a format has to know beside the reports.
  package struct Context: Sendable {
    package var style = Style.plain
    /// The width to keep to; nil where lines may be as long as they are.
    package var columns: Int?
    /// What kept the run from something.
    package var problems: [Problem] = []

    package init() {}
  }

  /// The whole output for `reports`, which are sorted by path.
  package func render(_ reports: [TestReport], _ context: Context) -> [UInt8] {
    switch self {
    case .text: Array(reports.map { Self.text($0, context) }.joined().utf8)
    case .junit: TestJUnitFormat.render(reports, context.problems)
    case .json: Self.json(reports)
    }
  }
}

/// For a person: what did not pass, with its place, the line, and the difference.
extension TestFormat {
  private static func text(_ report: TestReport, _ context: Context) -> String {
    report.outcomes.filter { $0.status != .passed }.map { text($0, report, context) }.joined()
  }

  private static func text(_ outcome: TestOutcome, _ report: TestReport, _ context: Context) -> String {
    let style = context.style
    let start = report.places.place(at: outcome.range.start)
    let gutter = String(repeating: " ", count: String(start.line).count)
    let note = style.paint("\(gutter) =", .boldBlue)
    let word = outcome.status == .failed ? "failed" : "error"
    var text = style.paint(word, .boldRed)
    text += ": " + style.paint(VisibleText.of(outcome.message), .bold) + "\n"
    text += style.paint("\(gutter)-->", .boldBlue)
    text += " \(VisibleText.of(report.shownPath)):\(start.line):\(start.column)\n"
    if let line = report.places.line(holding: outcome.range.start) {
      let bar = style.paint("\(gutter) |", .boldBlue)
      let excerpt = Excerpt(
        line: line, span: outcome.range, limit: context.columns.map { max(40, $0 - gutter.count - 3) })
      text += "\(bar)\n" + style.paint("\(start.line) |", .boldBlue)
      text += " \(excerpt.before)\(excerpt.inside)\(excerpt.after)\n"
      text += "\(bar) \(excerpt.indent)\(style.paint(excerpt.underline, .boldRed))\n"
    }
    if outcome.status == .failed {
      let criteria = outcome.criteria.isEmpty ? "every record" : VisibleText.of(outcome.criteria)
      let limit = context.columns.map { max(20, $0 - gutter.count - 13) } ?? 200
      text += "\(note) criteria: \(criteria.count > limit ? criteria.prefix(limit - 1) + "…" : criteria)\n"
    }
    for (name, ids) in [("missing", outcome.missing), ("unexpected", outcome.unexpected)] where !ids.isEmpty {
      text += "\(note) \(name): \(VisibleText.of(TestOutcome.list(ids)))\n"
    }
    return text + "\n"
  }
}

/// One object an expectation, passed ones too.
extension TestFormat {
  private static func json(_ reports: [TestReport]) -> [UInt8] {
    var writer = JSONWriter(indentation: 2)
    writer.array { writer in
      for report in reports {
        for outcome in report.outcomes { write(outcome, report, to: &writer) }
      }
    }
    return writer.textWithNewline
  }

  private static func write(_ outcome: TestOutcome, _ report: TestReport, to writer: inout JSONWriter) {
    let place = report.places.place(at: outcome.range.start)
    writer.object { writer in
      writer.member("status", outcome.status.rawValue)
      writer.member("expectation", outcome.title)
      writer.member("message", outcome.message.isEmpty ? nil : outcome.message)
      writer.member("path", report.path)
      writer.member("line", place.line)
      writer.member("column", place.column)
      writer.member("datastore", outcome.datastore)
      writer.member("criteria", outcome.criteria)
      for (name, items) in [
        ("found", outcome.found), ("missing", outcome.missing), ("unexpected", outcome.unexpected),
      ] {
        writer.key(name)
        writer.array { writer in for item in items { writer.string(item) } }
      }
    }
  }
}
