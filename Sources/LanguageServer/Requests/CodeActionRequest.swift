import JSONRPC
import JSONSyntax
import Linting
import SourceText
import Workspace

enum CodeActionKind: String, CaseIterable, Sendable {
  case quickFix = "quickfix"
  case fixAll = "source.fixAll.cliquery"
}

/// `textDocument/codeAction`: the fixes of the findings in a range, and all safe fixes of the document.
enum CodeActionRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    let range = try document.range(params.member("range", .object), unit: session.client.encoding.unit)
    let only = params.path("context", "only")?.elements.compactMap(\.string)
    func isWanted(_ kind: CodeActionKind) -> Bool {
      // A client asks for a kind and for all below it.
      only?.contains { kind.rawValue == $0 || kind.rawValue.hasPrefix($0 + ".") } ?? true
    }
    guard let report = session.report(document) else { return { $0.array { _ in } } }
    let findings = isWanted(.quickFix) ? report.findings.filter { touches($0.range, range) } : []
    let all = isWanted(.fixAll) ? fixAll(document, session) : nil
    let client = session.client
    let isDocsURL = report.docsURL
    return { writer in
      let places = PlaceWriter(document, client)
      let diagnostics = DiagnosticWriter(document: document, client: client, docsURL: isDocsURL)
      writer.array { writer in
        for finding in findings {
          for (index, fix) in finding.fixes.enumerated() {
            writer.object { writer in
              writer.member(
                "title", capitalized(fix.title) + (fix.isSafe ? "" : " (may change what is selected)"))
              writer.member("kind", CodeActionKind.quickFix.rawValue)
              writer.key("diagnostics")
              writer.array { diagnostics.write(finding, to: &$0) }
              // Only what changes nothing but the spelling is offered for a key press.
              if fix.isSafe, index == 0 { writer.member("isPreferred", true) }
              writeEdit(fix.edits, of: document, places, client, to: &writer)
            }
          }
        }
        if let all {
          writer.object { writer in
            writer.member("title", "Fix everything that is safe to fix")
            writer.member("kind", CodeActionKind.fixAll.rawValue)
            writeEdit(all, of: document, places, client, to: &writer)
          }
        }
      }
    }
  }

  private static func touches(_ finding: ByteRange, _ range: ByteRange) -> Bool {
    finding.start <= range.end && range.start <= finding.end
  }

  /// What `check --fix` would make of the document; nil where nothing is to be fixed.
  private static func fixAll(_ document: OpenDocument, _ session: ServerSession) -> [TextEdit]? {
    guard let (input, workspace) = session.input(document) else { return nil }
    var options = CheckOptions()
    options.fixing = .safe
    options.writesFiles = false
    guard let fixed = workspace.check(input, options: options).report.fixes?.after, fixed != document.bytes
    else {
      return nil
    }
    return [TextDifference.edit(from: document.bytes, to: fixed)]
  }

  private static func capitalized(_ title: String) -> String {
    title.prefix(1).uppercased() + title.dropFirst()
  }

  private static func writeEdit(
    _ edits: [TextEdit], of document: OpenDocument, _ places: PlaceWriter, _ client: ClientProfile,
    to writer: inout JSONWriter
  ) {
    writer.key("edit")
    writer.object { writer in
      guard client.takesDocumentChanges else {
        writer.key("changes")
        writer.object { writer in
          writer.key(document.uri.text)
          places.edits(edits, to: &writer)
        }
        return
      }
      writer.key("documentChanges")
      writer.array { writer in
        writer.object { writer in
          writer.key("textDocument")
          writer.object { writer in
            writer.member("uri", document.uri.text)
            writer.member("version", document.version)
          }
          writer.key("edits")
          places.edits(edits, to: &writer)
        }
      }
    }
  }
}
