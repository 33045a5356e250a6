import Embedding
import Linting
import SourceText
import Workspace

/// What is asked of the workspace about an open document.
extension ServerSession {
  /// The document as the workspace takes texts; nil for a kind of document that holds no queries.
  func input(_ document: OpenDocument) -> (input: StandardInput, workspace: WorkspaceSession)? {
    guard let name = name(of: document) else { return nil }
    var workspace = workspace
    let input = workspace.standardInput(document.bytes, name: name)
    return input.problem == nil ? (input, workspace) : nil
  }

  /// A document that is no file, or whose name tells nothing, is what the client calls its language.
  private func name(of document: OpenDocument) -> FilePath? {
    if let path = document.uri.path {
      switch FileKind(name: path.lastComponent) {
      case .document, .deluge, .json: return path
      case .later: return nil
      case .other: break
      }
    }
    switch document.languageID {
    case "criteria", "cliquery": return FilePath("untitled.criteria")
    case "deluge": return FilePath("untitled.dg")
    case "json", "jsonc": return FilePath("untitled.json")
    default: return nil
    }
  }

  /// Reads the settings that hold for a document, so that they are there when it is asked about.
  mutating func openWorkspace(of document: OpenDocument) {
    guard let name = name(of: document) else { return }
    _ = workspace.standardInput([], name: name)
  }

  /// What the document's queries are, for questions about all of it; nil for a document that holds none.
  func assistance(_ document: OpenDocument) -> DocumentAssistance? {
    guard let (input, workspace) = input(document) else { return nil }
    return workspace.assistance(input)
  }

  /// The same for a question about one place: only queries that `offset` lies in, or next to, need be known.
  func assistance(_ document: OpenDocument, at offset: Int) -> DocumentAssistance? {
    assistance(document)
  }

  /// What is found in a document, by the settings that hold for it.
  func report(_ document: OpenDocument) -> FileReport? {
    guard let (input, workspace) = input(document) else { return nil }
    return workspace.check(input).report
  }
}
