import JSONSyntax
import Linting
import SourceText
import Workspace

/// What is found in a document, as the client takes it: pushed (LSP 3.17, "PublishDiagnostics Notification"), or pulled
/// by clients that do so ("Pull Diagnostics"). Never both, for findings would be seen twice.
extension ServerSession {
  /// Pushes the findings of an open document, unless the client asks for them.
  mutating func publishFindings(of uri: DocumentURI) {
    guard let document = documents[uri], !client.pullsFindings else { return }
    openWorkspace(of: document)
    publish(diagnostics(of: document), of: uri, version: document.version)
    showProblems()
  }

  /// Takes back what was pushed.
  mutating func withdrawFindings(of uri: DocumentURI) {
    if !client.pullsFindings { publish(Array("[]".utf8), of: uri, version: nil) }
  }

  private mutating func publish(_ diagnostics: [UInt8], of uri: DocumentURI, version: Int?) {
    notify("textDocument/publishDiagnostics") { writer in
      writer.object { writer in
        writer.member("uri", uri.text)
        if let version { writer.member("version", version) }
        writer.key("diagnostics")
        writer.raw(diagnostics)
      }
    }
  }

  /// The findings of an open document as a JSON array; of a text that is not known, one that says so.
  func diagnostics(of document: OpenDocument) -> [UInt8] {
    if let reason = document.outOfSync {
      return DiagnosticWriter(document: document, client: client, docsURL: nil).outOfSync(reason)
    }
    guard let (input, workspace) = input(document) else { return Array("[]".utf8) }
    return diagnostics(
      workspace.findings(input, of: document.live), uri: document.uri, lines: document.lines,
      in: workspace.workspace(of: input))
  }

  /// Findings of a text as a JSON array.
  func diagnostics(
    _ findings: DocumentFindings, uri: DocumentURI, lines: LineIndex, in workspace: WorkspaceSnapshot
  ) -> [UInt8] {
    let schemas = SchemaTexts(workspace)
    let writer = DiagnosticWriter(uri: uri, lines: lines, client: client, docsURL: findings.docsURL) { path in
      schemas.text(path).map { (self.uri(of: $0.file), $0.lines) }
    }
    return writer.array(findings)
  }

  /// What is wrong with settings and schemas, each thing once. Of a file the first error is shown: others follow from it
  /// as a rule, and are logged.
  mutating func showProblems() {
    var shown: Set<String> = []
    for problem in workspace.problems where shownProblems.insert(problem).inserted {
      let place = problem.path.map { path in
        path + (problem.place.map { ":\($0.line):\($0.column)" } ?? "") + ": "
      }
      let type = problem.severity == .error ? MessageType.error : .warning
      if problem.severity == .error, problem.path.map({ shown.insert($0).inserted }) ?? true {
        show(type, (place ?? "") + problem.message)
      }
      log(type, (place ?? "") + problem.message)
    }
  }
}

/// The schema files that related places lie in, each looked for once.
private final class SchemaTexts {
  private let workspace: WorkspaceSnapshot
  private var known: [String: (file: FilePath, lines: LineIndex)?] = [:]

  init(_ workspace: WorkspaceSnapshot) {
    self.workspace = workspace
  }

  func text(_ path: String) -> (file: FilePath, lines: LineIndex)? {
    if let text = known[path] { return text }
    let text = workspace.schemaText(path).map { ($0.file, LineIndex(stored: $0.bytes)) }
    known[path] = .some(text)
    return text
  }
}

/// Tells whether the findings of a text are still those that the client has.
enum FindingsID {
  /// The id of findings as they are written: the same for the same bytes.
  static func of(_ diagnostics: [UInt8]) -> String {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: diagnostics.count)
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
    }
    diagnostics.withUnsafeBytes { buffer in
      var offset = 0
      while offset + 8 <= buffer.count {
        mix(buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      while offset < buffer.count {
        mix(UInt64(buffer[offset]))
        offset += 1
      }
    }
    return String(hash, radix: 36)
  }
}
