import Embedding
import Linting
import MakeQuery
import SourceText

/// One request of the Make API, read and judged: what every front end asks before it does something with one.
package struct RequestCheck: Sendable {
  /// What was typed, method and all, with its holes.
  package let text: MappedText
  package let tree: RequestTree
  package let match: EndpointMatch
  /// In capitals; `GET` where none is written.
  package let method: String
  /// What is found, in the order of the text; nil where nothing is, or the settings hide it. Its path is `<request>`.
  package let report: FileReport?

  package var findings: [Finding] { report?.findings ?? [] }

  package var hasErrors: Bool { findings.contains { $0.severity == .error } }
}

extension WorkspaceSnapshot {
  /// Reads and judges a request that a person typed: with a method before it or not, in the readable form or encoded.
  /// Whoever sends it encodes it.
  package func check(request: String, method: String? = nil) -> RequestCheck {
    let text = RequestPlaceholders.addHoles(to: MappedText(bytes: Array(request.utf8)))
    var parser = RequestParser()
    parser.parse(text)
    let tree = parser.tree
    let range = ByteRange(0, text.bytes.count)
    let written = tree.method.map { text.bytes.text($0).uppercased() } ?? method ?? "GET"
    let request = HostRequest(
      text: text, method: written, methodRange: tree.method, sending: .encodedBySender, body: .unknown,
      range: range)
    var analyzer = RequestAnalyzer(lintOptions(catalog: .none))
    var findings: [Finding] = []
    analyzer.analyze(request, host: .request, fileBytes: text.bytes, into: &findings)
    findings = FileAnalyzer.sorted(findings.filter { $0.severity > .hint || settings.lint.hints })
    var report: FileReport?
    if !findings.isEmpty {
      report = FileReport(
        path: "<request>", shownPath: "<request>", kind: .request, docsURL: settings.docsURL)
      report?.locate(findings, in: text.bytes, schemas: SchemaStore.Loaded())
    }
    return RequestCheck(
      text: text, tree: tree, match: endpoints.match(tree, in: text, method: written), method: written,
      report: report)
  }
}
