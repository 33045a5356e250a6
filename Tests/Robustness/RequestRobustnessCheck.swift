import Embedding
import Formatting
import Linting
import MakeQuery
import SourceText
import TestSupport

/// Everything that must hold for any bytes at all as a request, asked at once.
package struct RequestRobustnessCheck {
  private var parser = RequestParser()
  private var outputParser = RequestParser()
  private var analyzer = RequestAnalyzer(LintOptions(selection: .all))

  private var formatters = RequestFormatter.Style.allCases.flatMap { style in
    [false, true].map { RequestFormatter(style: style, isBroken: $0, width: 30) }
  }

  package init() {}

  /// What does not hold for `bytes` as a request, or nil.
  package mutating func problem(with bytes: [UInt8]) -> String? {
    let text = RequestPlaceholders.addHoles(to: MappedText(bytes: bytes))
    parser.parse(text)
    if let problem = RequestInvariants.problem(in: parser.tree, of: text) { return problem }
    return formattingProblem(text) ?? fixProblem(bytes, .asWritten) ?? fixProblem(bytes, .encodedBySender)
  }

  /// What is found lies in the text; fixes can be applied together and make no new finding.
  private mutating func fixProblem(_ bytes: [UInt8], _ sending: HostRequest.Sending) -> String? {
    let findings = analyze(bytes, sending)
    for finding in findings {
      guard finding.range.start >= 0, finding.range.end <= bytes.count else {
        return "\(finding.code) lies outside the text"
      }
      for fix in finding.fixes where !TextEdit.areCompatible(fix.edits, length: bytes.count) {
        return "the edits of \(finding.code) overlap: \(fix.title)"
      }
    }
    for unsafe in [false, true] where findings.contains(where: { $0.fixes.contains { $0.isSafe || unsafe } })
    {
      let result = FixApplier.apply(to: bytes, findings: findings, unsafe: unsafe) { analyze($0, sending) }
      let before = Set(findings.map(\.code))
      if let new = analyze(result.bytes, sending).first(where: { !before.contains($0.code) }) {
        return "fixing makes \(new.code): \(String(decoding: result.bytes, as: UTF8.self).debugDescription)"
      }
    }
    return nil
  }

  private mutating func analyze(_ bytes: [UInt8], _ sending: HostRequest.Sending) -> [Finding] {
    let text = RequestPlaceholders.addHoles(to: MappedText(bytes: bytes))
    let range = ByteRange(0, bytes.count)
    let request = HostRequest(text: text, sending: sending, range: range)
    var findings: [Finding] = []
    analyzer.analyze(request, host: .request, fileBytes: bytes, into: &findings)
    return findings
  }

  private mutating func formattingProblem(_ text: MappedText) -> String? {
    for index in formatters.indices where formatters[index].format(text) {
      let output = RequestPlaceholders.addHoles(to: MappedText(bytes: formatters[index].output))
      outputParser.parse(output)
      let style = formatters[index].style
      let shown = String(decoding: output.bytes, as: UTF8.self).debugDescription
      guard outputParser.tree.hasSameMeaning(output, as: parser.tree, text) else {
        return "formatting (\(style)) changes the meaning to \(shown)"
      }
      if formatters[index].format(output) { return "formatting (\(style)) twice changes \(shown)" }
    }
    return nil
  }
}
