import Linting
import SourceText
import Workspace

/// Findings in what was typed: under the line itself where the terminal still shows it, else under a copy of it.
struct FindingText {
  let style: Style
  let columns: Int?
  let place: InputPlace
  /// What stands in the input before the criteria; nil where that is not the input's.
  let before: String?

  /// The lines for the findings in `text`; `number` counts fixes through all of them.
  func lines(_ report: FileReport, in text: String, number: inout Int, fixCount: Int) -> [String] {
    let bytes = Array(text.utf8)
    // Only the last line of the input can be pointed at, and only where it fits.
    var indent: Int?
    if Self.isInput(report), let prompt = place.promptWidth, let before,
      !text.contains(where: \.isNewline)
    {
      let start = prompt + DisplayWidth.columns(of: before)
      let isVisible = start + DisplayWidth.columns(of: text) <= (columns ?? Int.max)
      if isVisible, VisibleText.of(text, tab: "\t") == text { indent = start }
    }
    var lines: [String] = []
    var lastRange: ByteRange?
    for finding in report.findings {
      // Findings at one place share their mark.
      if finding.range != lastRange {
        lines += indent.map { [mark(finding, bytes, indent: $0)] } ?? excerpt(finding, report)
      }
      lastRange = finding.range
      lines += words(finding, number: &number, fixCount: Self.isInput(report) ? fixCount : 0)
    }
    return lines
  }

  /// Whether the report is about the text that the input is for, and not about a text beside it.
  private static func isInput(_ report: FileReport) -> Bool {
    report.path == "<criteria>" || report.path == "<request>"
  }

  private func mark(_ finding: Finding, _ bytes: [UInt8], indent: Int) -> String {
    let start = DisplayWidth.columns(of: bytes.text(ByteRange(0, finding.range.start)))
    let width = DisplayWidth.columns(of: bytes.text(finding.range))
    let mark = String(repeating: "^", count: max(1, width))
    return String(repeating: " ", count: indent + start) + style.paint(mark, color(finding))
  }

  /// The line of the text with the mark under it, after the text's name where it is not the criteria itself.
  private func excerpt(_ finding: Finding, _ report: FileReport) -> [String] {
    guard let line = report.line(of: finding) else { return [] }
    let excerpt = Excerpt(line: line, span: finding.range, limit: columns.map { max(30, $0 - 4) })
    let bar = style.paint("  |", .boldBlue)
    return [
      "\(bar) \(excerpt.before)\(excerpt.inside)\(excerpt.after)",
      "\(bar) \(excerpt.indent)\(style.paint(excerpt.underline, color(finding)))",
    ]
  }

  private func words(_ finding: Finding, number: inout Int, fixCount: Int) -> [String] {
    let path = place.path.map { "\($0):\(place.line): " } ?? ""
    let head = "\(path)\(finding.severity.rawValue)[\(finding.code) \(VisibleText.of(finding.name))]:"
    var lines = wrap("\(head) \(VisibleText.of(finding.message))", indent: "  ")
    if let first = lines.first, first.hasPrefix(head) {
      lines[0] = style.paint(head, color(finding)) + first.dropFirst(head.count)
    }
    for fix in finding.fixes {
      number += 1
      let command =
        place.path != nil || fixCount == 0 ? "" : fixCount > 1 ? " (`.fix \(number)`)" : " (`.fix`)"
      let note = fix.isSafe ? "" : ", if that is what you mean"
      let title = "fix: \(VisibleText.of(fix.title))\(note)\(command)"
      lines += wrap("  " + style.paint("fix:", .boldGreen) + title.dropFirst(4), indent: "    ")
    }
    if let code = finding.serverCode {
      lines += wrap("  the server answers `\(code)`", indent: "  ").map { style.paint($0, .dim) }
    }
    return lines
  }

  private func wrap(_ text: String, indent: String) -> [String] {
    guard let columns, DisplayWidth.columns(of: text) > columns else { return [text] }
    let leading = text.prefix { $0 == " " }
    let lines = TextWrap.wrap(text, width: max(30, columns - indent.count)).split(separator: "\n").map(
      String.init)
    return lines.enumerated().map { ($0 == 0 ? String(leading) : indent) + $1 }
  }

  private func color(_ finding: Finding) -> Style.Color {
    switch finding.severity {
    case .error: .boldRed
    case .warning: .boldYellow
    case .hint: .boldCyan
    }
  }
}

extension Session {
  /// Says what was found; `texts` are the texts of the reports by their names.
  func show(_ check: CriteriaCheck, of texts: [String: String]) {
    let before = before(texts["criteria"] ?? "")
    let text = FindingText(style: host.style, columns: host.columns, place: place, before: before)
    // Only the criteria can be mended by a command.
    let fixCount = check.reports.filter { $0.path == "<criteria>" }.flatMap(\.findings)
      .reduce(0) { $0 + $1.fixes.count }
    var number = 0
    for report in check.reports {
      let name = report.path.filter { $0 != "<" && $0 != ">" }
      for line in text.lines(report, in: texts[name] ?? "", number: &number, fixCount: fixCount) {
        host.say(line + "\n")
      }
    }
    if fixCount > 1, place.path == nil {
      host.say(host.style.paint("`.fix` alone applies what goes together", .dim) + "\n")
    }
  }

  /// What finds the findings of a text that the input becomes; nil where its datastore cannot be opened.
  private mutating func finder(for input: MendableInput) -> ((String) -> [Finding])? {
    switch input.kind {
    case .criteria(let name, let operation):
      guard let datastore = open(name) else { return nil }
      return { [self] text in
        check(text, datastore, operation: operation).reports.filter { $0.path == "<criteria>" }
          .flatMap(\.findings)
      }
    case .request:
      return { [snapshot] text in
        snapshot.report(on: snapshot.read(request: text))?.findings ?? []
      }
    }
  }

  /// Mends the last input: with all fixes that go together, or with fix number `text`.
  mutating func fix(_ text: String) -> SessionOutcome {
    guard let input = mendable else {
      return fail("there is nothing to fix: the last input had no finding with a fix")
    }
    let findings = input.findings
    let bytes = Array(input.text.utf8)
    var mended: [UInt8]?
    if text.isEmpty {
      guard let again = finder(for: input) else { return .failed }
      let result = FixApplier.apply(to: bytes, findings: findings, unsafe: true) { bytes in
        again(String(decoding: bytes, as: UTF8.self))
      }
      if result.count > 0 { mended = result.bytes }
    } else {
      let fixes = findings.flatMap(\.fixes)
      guard let number = Int(text), number >= 1, number <= fixes.count else {
        return fail("`.fix` takes a number from 1 to \(fixes.count), not `\(text)`")
      }
      mended = TextEdit.apply(fixes[number - 1].edits, to: bytes)
    }
    guard let mended else { return fail("no fix could be applied; edit the input by hand") }
    let line = input.before + String(decoding: mended, as: UTF8.self)
    mendable = nil
    host.say(host.style.paint("→ ", .boldGreen) + VisibleText.of(line) + "\n")
    return run(
      line, at: InputPlace(path: place.path, line: place.line, promptWidth: host.isInteractive ? 2 : nil))
  }
}
