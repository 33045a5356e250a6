import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/rename`: a new name for what stands at a place, wherever it stands.
enum RenameRequest {
  static func answer(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let newName = try params.required().text("newName")
    guard let named = try session.namedPlace(params) else {
      throw .requestFailed(
        "no name stands here that could be changed: put the cursor on a field, a datastore or a hole")
    }
    if let lost = session.documents.values.first(where: { $0.outOfSync != nil }) {
      throw .contentModified("the text of \(lost.uri.text) is not known; close and open it first")
    }
    let isPreview = session.client.previewsRenames && newName == named.place.name
    let title = "Renaming `\(named.place.name)`"
    let rename = try session.search(title, params, in: named.workspace) { workspace throws(RPCError) in
      do throws(RenameRefusal) {
        let rename = try workspace.rename(named.place, in: named.text, to: newName)
        return isPreview ? places(of: named, in: &workspace) : rename
      } catch {
        throw error.isAboutName ? .invalidParams(error.message) : .requestFailed(error.message)
      }
    }
    let client = session.client
    if let warning = rename.warning, !client.takesChangeAnnotations {
      session.show(.warning, warning.description)
    }
    if !rename.moves.isEmpty, !client.takesFileRenames {
      let files = rename.moves.map { move in
        "\(move.from.text) to \(String(decoding: move.to.lastComponent, as: UTF8.self))"
      }
      session.show(
        .warning, "this editor does not rename files; rename \(files.joined(separator: ", ")) yourself")
    }
    let snapshot = session
    return { WorkspaceEditWriter(snapshot).write(rename, to: &$0) }
  }
}

extension RenameRequest {
  /// Each place with the text that stands there.
  private static func places(
    of named: ServerSession.NamedPlace, in workspace: inout SymbolWorkspace
  ) -> SymbolRename {
    var rename = SymbolRename()
    let files = workspace.references(of: named.place, in: named.text, includingDeclaration: true)
    rename.files = files.map { file in
      let edits = file.places.map { TextEdit(range: $0.range, newText: Array(file.bytes[$0.range])) }
      return FileEdits(path: file.path, bytes: file.bytes, edits: edits)
    }
    return rename
  }
}

/// `textDocument/prepareRename`: what would be renamed, or why nothing can be.
enum PrepareRenameRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    guard let named = try session.namedPlace(params) else { return { $0.null() } }
    do throws(RenameRefusal) {
      try named.workspace.checkRename(of: named.place, in: named.text)
    } catch {
      throw .requestFailed(error.message)
    }
    let (document, place, client) = (named.document, named.place, session.client)
    return { writer in
      let places = PlaceWriter(document, client)
      // The range alone says as much where the name stands in it as it is; Qt Creator looks for it only there.
      if client.previewsRenames, document.bytes.text(place.range) == place.name {
        return places.range(place.range, to: &writer)
      }
      writer.object { writer in
        writer.key("range")
        places.range(place.range, to: &writer)
        writer.member("placeholder", place.name)
      }
    }
  }
}
