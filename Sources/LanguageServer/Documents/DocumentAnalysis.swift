import Embedding
import Linting
import SourceText
import Workspace

/// What is asked of the workspace about an open document.
extension ServerSession {
  /// The document as the workspace takes texts; nil for a kind of document that holds no queries.
  func input(_ document: OpenDocument) -> (input: StandardInput, workspace: WorkspaceSession)? {
    guard let name = document.name else { return nil }
    var workspace = workspace
    let input = workspace.standardInput(document.bytes, name: name)
    return input.problem == nil ? (input, workspace) : nil
  }

  /// Reads the settings that hold for a document, so that they are there when it is asked about.
  mutating func openWorkspace(of document: OpenDocument) {
    guard let name = document.name else { return }
    _ = workspace.standardInput([], name: name)
  }

  /// What the document's queries are, for questions about all of it; nil for a document that holds none. Read once for
  /// each version.
  func assistance(_ document: OpenDocument) -> DocumentAssistance? {
    guard let (input, workspace) = input(document) else { return nil }
    return workspace.assistance(input, of: document.live)
  }

  /// The same for a question about one place. Of a criteria document only the query that `offset` lies in or behind
  /// is known then, with what belongs to it: the costs do not depend on the document's length.
  func assistance(_ document: OpenDocument, at offset: Int) -> DocumentAssistance? {
    guard let (input, workspace) = input(document) else { return nil }
    return workspace.assistance(input, of: document.live, at: offset)
  }

  /// What the document's queries are, with all names that stand beside them.
  func names(_ document: OpenDocument) -> HostFile? {
    guard let (input, workspace) = input(document) else { return nil }
    return workspace.names(input, of: document.live)
  }

  /// What is found in a document, by the settings that hold for it. The findings' places are to be asked of the
  /// document's lines; the report has none, and no fingerprints.
  func report(_ document: OpenDocument) -> FileReport? {
    guard let (input, workspace) = input(document) else { return nil }
    return workspace.report(input, of: document.live)
  }
}
