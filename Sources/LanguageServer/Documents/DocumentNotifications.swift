import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// What the client says about its documents (LSP 3.17, "Text Document Synchronization").
enum DocumentNotifications {
  static func didOpen(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) {
    let item = try params.required().member("textDocument", .object)
    let uri = DocumentURI(try item.text("uri"))
    let document = OpenDocument(
      uri: uri, languageID: item["languageId"]?.string ?? "", version: (try? item.integer("version")) ?? 0,
      text: try item.text("text"), isBroken: item["text"]?.holdsLoneSurrogate ?? false)
    session.documents[uri] = document
    if let reason = document.outOfSync { session.showLoss(of: uri, reason) }
    if !session.watching.isWatched { session.reloadChangedFiles() }
    session.openWorkspace(of: document)
    session.updateWatching()
    session.markStale(uri)
  }

  static func didChange(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) {
    let params = try params.required()
    let item = try params.member("textDocument", .object)
    let uri = DocumentURI(try item.text("uri"))
    let changes = try params.member("contentChanges", .array).elements
    // Taken out while it changes: a text that stands in two places would be copied.
    guard var document = session.documents.removeValue(forKey: uri) else {
      throw .invalidParams("`\(uri.text)` is not open")
    }
    let wasKnown = document.outOfSync == nil
    let version = (try? item.integer("version")) ?? document.version
    document.apply(changes, version: version, unit: session.client.encoding.unit)
    session.documents[uri] = document
    if wasKnown, let reason = document.outOfSync { session.showLoss(of: uri, reason) }
    session.lookForChangedFiles()
    session.markStale(uri)
  }

  /// A saved schema or settings file holds for other documents too. A client that does not watch files tells of no
  /// other changes, so all are looked at.
  static func didSave(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) {
    let uri = DocumentURI(try params.required().member("textDocument", .object).text("uri"))
    let concerns = uri.path.map { session.workspace.concerns($0) } ?? false
    if concerns || !session.watching.isWatched { session.reloadChangedFiles() }
  }

  static func didClose(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) {
    let uri = DocumentURI(try params.required().member("textDocument", .object).text("uri"))
    guard session.documents.removeValue(forKey: uri) != nil else { return }
    session.stale.removeAll { $0 == uri }
    session.semanticTokens.forget(uri)
    session.withdrawFindings(of: uri)
  }
}

extension ServerSession {
  /// Tells the user that a document is not known any more.
  fileprivate func showLoss(of uri: DocumentURI, _ reason: String) {
    show(
      .error,
      "cliquery lost the text of \(uri.text): \(reason); close and open the document to have it checked again"
    )
  }
}
