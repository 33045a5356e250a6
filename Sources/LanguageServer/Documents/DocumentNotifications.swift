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
      text: try item.text("text"))
    session.documents[uri] = document
    session.openWorkspace(of: document)
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
    if wasKnown, let reason = document.outOfSync {
      session.show(
        .error,
        "cliquery lost the text of \(uri.text): \(reason); close and open the document to have it checked again"
      )
    }
    session.markStale(uri)
  }

  /// A saved schema or settings file holds for other documents too.
  static func didSave(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) {
    let uri = DocumentURI(try params.required().member("textDocument", .object).text("uri"))
    if let path = uri.path, WorkspaceNotifications.holdsForOthers(path) { session.reloadWorkspace() }
  }

  static func didClose(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) {
    let uri = DocumentURI(try params.required().member("textDocument", .object).text("uri"))
    guard session.documents.removeValue(forKey: uri) != nil else { return }
    session.stale.removeAll { $0 == uri }
    session.publish(nil, of: uri, version: nil, in: nil)
  }
}

/// What the client says about files and folders.
enum WorkspaceNotifications {
  /// Whether a change of the file may change what is found in documents.
  static func holdsForOthers(_ path: FilePath) -> Bool {
    let name = String(decoding: path.lastComponent, as: UTF8.self)
    return name == ".cliquery.yml" || [".json", ".ndjson", ".csv"].contains { name.hasSuffix($0) }
  }

  static func didChangeWatchedFiles(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) {
    let changes = try params.required().member("changes", .array).elements
    let paths = changes.compactMap { $0["uri"]?.string }.compactMap { DocumentURI($0).path }
    if paths.contains(where: holdsForOthers) { session.reloadWorkspace() }
  }

  static func didChangeConfiguration(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) {
    session.reloadWorkspace()
  }

  static func didChangeWorkspaceFolders(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError)
  {
    let event = try params.required().member("event", .object)
    let added = event["added"]?.elements.compactMap { $0["uri"]?.string } ?? []
    session.reloadWorkspace(at: added.lazy.compactMap { DocumentURI($0).path }.first)
  }
}
