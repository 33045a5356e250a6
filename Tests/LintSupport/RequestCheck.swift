import Embedding
import Linting
import MakeQuery
import SourceText

/// How a request is checked in a test.
package struct RequestSetting: Sendable {
  package var sending: HostRequest.Sending
  package var body: HostRequest.Body
  package var options: LintOptions

  package init(
    sending: HostRequest.Sending = .unknown, body: HostRequest.Body = .unknown, select: [String] = [],
    endpoints: EndpointCatalogue = .builtIn
  ) {
    self.sending = sending
    self.body = body
    options = LintOptions(selection: RuleSelection(select: select), endpoints: endpoints)
  }

  /// The requests of a text, one a line, each with its method before it or not. Lines of blanks are none.
  package func file(_ bytes: [UInt8]) -> HostFile {
    var file = HostFile()
    let lines = LineIndex(bytes)
    for line in 0..<lines.lineCount {
      let range = lines.range(ofLine: line)
      if bytes[range].allSatisfy({ $0 <= 0x20 }) { continue }
      var parser = RequestParser()
      parser.parse(MappedText(bytes: bytes, range: range))
      let method = parser.tree.method
      var start = method?.end ?? range.start
      while start < range.end, bytes[start] == UInt8(ascii: " ") { start += 1 }
      let text = RequestPlaceholders.addHoles(
        to: MappedText(bytes: bytes, range: ByteRange(start, range.end)))
      file.requests.append(
        HostRequest(
          text: text, method: method.map { bytes.text($0) }, methodRange: method, sending: sending,
          body: body,
          range: range))
    }
    return file
  }

  /// All findings in a text of requests, hints included. `isBlind`: by all rules, whatever the first look tells.
  package func findings(in bytes: [UInt8], isBlind: Bool = false) -> [Finding] {
    let file = file(bytes)
    guard isBlind else {
      var analyzer = FileAnalyzer(options)
      return analyzer.analyze(file, host: .request, bytes: bytes)
    }
    var analyzer = RequestAnalyzer(options)
    var findings: [Finding] = []
    for request in file.requests { analyzer.analyze(request, host: .request, isBlind: true, into: &findings) }
    return FileAnalyzer.sorted(findings)
  }
}

/// Checks requests, one a line, and answers with what is wrong; nothing is right.
///
/// - The findings stand at the markers (see ``MarkedText``), and there are no others.
/// - Safe fixes lead to `fixed` (nil: they change nothing), all fixes to `unsafelyFixed` (nil: the same as the safe
///   ones); neither makes a finding that was not there, and a second run changes nothing.
package func checkRequests(
  _ marked: String, _ setting: RequestSetting = RequestSetting(), fixed: String? = nil,
  unsafelyFixed: String? = nil
) -> [String] {
  checkMarked(MarkedText(marked), fixed: fixed, unsafelyFixed: unsafelyFixed) { setting.findings(in: $0) }
}
