import JSONSyntax
import Linting
import SourceText
import Workspace

/// Publishing findings (LSP 3.17, "PublishDiagnostics Notification").
extension ServerSession {
  mutating func publishFindings(of uri: DocumentURI) {
    guard let document = documents[uri] else { return }
    if document.outOfSync != nil {
      publish(nil, of: uri, version: document.version, in: document)
      return
    }
    openWorkspace(of: document)
    publish(findings(document), of: uri, version: document.version, in: document)
    showProblems()
  }

  /// What is wrong with settings and schemas, each thing once.
  private mutating func showProblems() {
    for problem in workspace.problems where shownProblems.insert(problem).inserted {
      let place = problem.path.map { path in
        path + (problem.place.map { ":\($0.line):\($0.column)" } ?? "") + ": "
      }
      let type = problem.severity == .error ? MessageType.error : .warning
      if problem.severity == .error { show(type, (place ?? "") + problem.message) }
      log(type, (place ?? "") + problem.message)
    }
  }

  mutating func publish(
    _ findings: DocumentFindings?, of uri: DocumentURI, version: Int?, in document: OpenDocument?
  ) {
    let client = client
    notify("textDocument/publishDiagnostics") { writer in
      writer.object { writer in
        writer.member("uri", uri.text)
        if let version { writer.member("version", version) }
        writer.key("diagnostics")
        writer.array { writer in
          guard let document else { return }
          let diagnostics = DiagnosticWriter(
            document: document, client: client, docsURL: findings?.docsURL)
          if let reason = document.outOfSync { diagnostics.writeOutOfSync(reason, to: &writer) }
          for group in findings?.groups ?? [] {
            for finding in group.findings { diagnostics.write(finding, in: group, to: &writer) }
          }
        }
      }
    }
  }
}

/// Writes findings as the client takes them (LSP 3.17, `Diagnostic`).
struct DiagnosticWriter {
  private let document: OpenDocument
  private let client: ClientProfile
  private let docsURL: String?
  private let places: PlaceWriter

  init(document: OpenDocument, client: ClientProfile, docsURL: String?) {
    self.document = document
    self.client = client
    self.docsURL = docsURL
    places = PlaceWriter(document, client)
  }

  /// A finding whose places are those of the document.
  func write(_ finding: Finding, to writer: inout JSONWriter) {
    write(finding, in: .inPlace, to: &writer)
  }

  func write(_ finding: Finding, in group: DocumentFindings.Group, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("range")
      places.range(group.place(finding.range), to: &writer)
      writer.member("severity", finding.severity.number)
      writer.member("code", finding.code == CustomRule.code ? finding.name : finding.code)
      if client.takesCodeDescription, let docsURL, finding.code != CustomRule.code {
        writer.key("codeDescription")
        writer.object { $0.member("href", "\(docsURL)/\(finding.code)") }
      }
      writer.member("source", "cliquery")
      writer.member("message", finding.message)
      if client.takesDiagnosticTags, finding.isUnnecessary {
        writer.key("tags")
        // Unnecessary.
        writer.array { $0.int(1) }
      }
      let related = finding.related.filter { $0.path == nil }
      if client.takesRelatedInformation, !related.isEmpty {
        writer.key("relatedInformation")
        writer.array { writer in
          for place in related {
            writer.object { writer in
              writer.key("location")
              writer.object { writer in
                writer.member("uri", document.uri.text)
                writer.key("range")
                places.range(group.place(place.range), to: &writer)
              }
              writer.member("message", place.message)
            }
          }
        }
      }
    }
  }

  /// On the first line, whatever the text is.
  func writeOutOfSync(_ reason: String, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("range")
      places.range(document.lines.range(ofLine: 0), to: &writer)
      writer.member("severity", Severity.error.number)
      writer.member("source", "cliquery")
      writer.member(
        "message",
        "cliquery does not know this text any more (\(reason)); close and open the document to have it checked again"
      )
    }
  }
}

extension Severity {
  /// LSP 3.17, `DiagnosticSeverity`.
  var number: Int {
    switch self {
    case .error: 1
    case .warning: 2
    case .hint: 4
    }
  }
}
