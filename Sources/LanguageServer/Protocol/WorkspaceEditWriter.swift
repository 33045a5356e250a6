import JSONSyntax
import SourceText
import Workspace

/// Writes a `WorkspaceEdit` (LSP 3.17) as the client takes it: changes of open documents carry their versions, so
/// that a client that has typed on refuses them.
struct WorkspaceEditWriter {
  private let session: ServerSession

  init(_ session: ServerSession) {
    self.session = session
  }

  /// The edits of one open document.
  func write(_ edits: [TextEdit], of document: OpenDocument, to writer: inout JSONWriter) {
    write(
      [Change(uri: document.uri, version: document.version, lines: document.lines, edits: edits)], to: &writer
    )
  }

  /// What an action changes; a file is made with `CreateFile`, which the client takes then.
  func write(_ edit: OfferedAction.Edit, of document: OpenDocument, to writer: inout JSONWriter) {
    switch edit {
    case .text(let edits): write(edits, of: document, to: &writer)
    case .files(let files): write(files, to: &writer)
    case .create(let path, let bytes): write(creating: path, bytes, to: &writer)
    }
  }

  private func write(creating path: FilePath, _ bytes: [UInt8], to writer: inout JSONWriter) {
    let uri = session.uri(of: path).text
    writer.object { writer in
      writer.key("documentChanges")
      writer.array { writer in
        writer.object { writer in
          writer.member("kind", "create")
          writer.member("uri", uri)
          writer.key("options")
          writer.object { $0.member("ignoreIfExists", false) }
        }
        writer.object { writer in
          writer.key("textDocument")
          writer.object { writer in
            writer.member("uri", uri)
            writer.key("version")
            writer.null()
          }
          writer.key("edits")
          PlaceWriter(lines: LineIndex([]), unit: session.client.encoding.unit).edits(
            [TextEdit(range: ByteRange(at: 0), newText: bytes)], to: &writer)
        }
      }
    }
  }

  /// The edits of files, those that are open among them; each file once.
  func write(_ files: [FileEdits], to writer: inout JSONWriter) {
    write(changes(files), to: &writer)
  }

  /// With the names of files, and what the user is to confirm, where the client takes that.
  func write(_ rename: SymbolRename, to writer: inout JSONWriter) {
    write(
      changes(rename.files), moves: session.client.takesFileRenames ? rename.moves : [],
      warning: session.client.takesChangeAnnotations ? rename.warning : nil, to: &writer)
  }

  private func changes(_ files: [FileEdits]) -> [Change] {
    files.map { file in
      let uri = session.uri(of: file.path)
      return Change(
        uri: uri, version: session.documents[uri]?.version, lines: session.lines(of: file.path, file.bytes),
        edits: file.edits)
    }
  }

  private struct Change {
    let uri: DocumentURI
    let version: Int?
    let lines: LineIndex
    let edits: [TextEdit]
  }

  private static let annotation = "confirm"

  private func write(
    _ changes: [Change], moves: [SymbolRename.Move] = [], warning: SymbolRename.Warning? = nil,
    to writer: inout JSONWriter
  ) {
    let annotation = warning == nil ? nil : Self.annotation
    let unit = session.client.encoding.unit
    writer.object { writer in
      guard session.client.takesDocumentChanges else {
        writer.key("changes")
        writer.object { writer in
          for change in changes {
            writer.key(change.uri.text)
            PlaceWriter(lines: change.lines, unit: unit).edits(change.edits, to: &writer)
          }
        }
        return
      }
      writer.key("documentChanges")
      writer.array { writer in
        for change in changes {
          writer.object { writer in
            writer.key("textDocument")
            writer.object { writer in
              writer.member("uri", change.uri.text)
              writer.key("version")
              if let version = change.version { writer.int(version) } else { writer.null() }
            }
            writer.key("edits")
            PlaceWriter(lines: change.lines, unit: unit).edits(
              change.edits, annotation: annotation, to: &writer)
          }
        }
        for move in moves { write(move, annotation, to: &writer) }
      }
      if let warning { write(warning, to: &writer) }
    }
  }

  /// A `RenameFile`, after the edits of what the file holds.
  private func write(_ move: SymbolRename.Move, _ annotation: String?, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("kind", "rename")
      writer.member("oldUri", session.uri(of: move.from).text)
      writer.member("newUri", DocumentURI(move.to).text)
      writer.key("options")
      writer.object { $0.member("overwrite", false) }
      if let annotation { writer.member("annotationId", annotation) }
    }
  }

  private func write(_ warning: SymbolRename.Warning, to writer: inout JSONWriter) {
    writer.key("changeAnnotations")
    writer.object { writer in
      writer.key(Self.annotation)
      writer.object { writer in
        writer.member("label", warning.title)
        writer.member("needsConfirmation", true)
        writer.member("description", warning.description)
      }
    }
  }
}
