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
    let docsURL = report.docsURL
    return { writer in
      let edits = WorkspaceEditWriter(session)
      let diagnostics = DiagnosticWriter(document: document, client: client, docsURL: docsURL)
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
              writer.key("edit")
              edits.write(fix.edits, of: document, to: &writer)
            }
          }
        }
        if let all {
          writer.object { writer in
            writer.member("title", "Fix everything that is safe to fix")
            writer.member("kind", CodeActionKind.fixAll.rawValue)
            writer.key("edit")
            edits.write(all, of: document, to: &writer)
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
}
