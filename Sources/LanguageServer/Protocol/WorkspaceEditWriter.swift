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

  /// The edits of files, those that are open among them; each file once.
  func write(_ files: [FileEdits], to writer: inout JSONWriter) {
    let changes = files.map { file in
      let uri = session.uri(of: file.path)
      return Change(
        uri: uri, version: session.documents[uri]?.version, lines: LineIndex(file.bytes), edits: file.edits)
    }
    write(changes, to: &writer)
  }

  private struct Change {
    let uri: DocumentURI
    let version: Int?
    let lines: LineIndex
    let edits: [TextEdit]
  }

  private func write(_ changes: [Change], to writer: inout JSONWriter) {
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
            PlaceWriter(lines: change.lines, unit: unit).edits(change.edits, to: &writer)
          }
        }
      }
    }
  }
}
