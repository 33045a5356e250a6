import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/diagnostic`: the findings of a document, or that they are the client's still.
enum DiagnosticRequest {
  static func answer(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let uri = DocumentURI(try params.member("textDocument", .object).text("uri"))
    let diagnostics: [UInt8]
    if let document = session.documents[uri] {
      session.openWorkspace(of: document)
      diagnostics = session.diagnostics(of: document)
    } else {
      // Clients ask for documents that they show before they have them open. Of what is neither open nor stored, such as
      // a file that is gone, nothing is found: they would show the user an error each time.
      diagnostics = session.storedDiagnostics(uri) ?? Array("[]".utf8)
    }
    session.showProblems()
    let report = FindingsReport(diagnostics, known: params["previousResultId"]?.string)
    return { writer in writer.object { report.write(to: &$0) } }
  }
}

/// One document's part of an answer (LSP 3.17, `DocumentDiagnosticReport`).
struct FindingsReport {
  private let diagnostics: [UInt8]
  let id: String
  private let isUnchanged: Bool

  /// `known` is the id that the client has.
  init(_ diagnostics: [UInt8], known: String?) {
    self.diagnostics = diagnostics
    id = FindingsID.of(diagnostics)
    isUnchanged = id == known
  }

  /// The report says the same that the client has under this id.
  static func unchanged(_ id: String) -> FindingsReport { FindingsReport(id: id) }

  private init(id: String) {
    diagnostics = []
    self.id = id
    isUnchanged = true
  }

  /// The members of the report.
  func write(to writer: inout JSONWriter) {
    writer.member("kind", isUnchanged ? "unchanged" : "full")
    writer.member("resultId", id)
    if isUnchanged { return }
    writer.key("items")
    writer.raw(diagnostics)
  }
}

extension ServerSession {
  /// The findings of a file that is not open; nil where it cannot be read.
  fileprivate mutating func storedDiagnostics(_ uri: DocumentURI) -> [UInt8]? {
    guard let path = uri.path, let bytes = try? FileSystem.read(path) else { return nil }
    let mark = bytes.starts(with: LineIndex.byteOrderMark) ? LineIndex.byteOrderMark.count : 0
    let text = String(decoding: bytes.dropFirst(mark), as: UTF8.self)
    let document = OpenDocument(uri: uri, languageID: "", version: 0, text: text)
    openWorkspace(of: document)
    return diagnostics(of: document)
  }
}
