import Embedding
import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// What is asked of the workspace about names and all their places.
extension ServerSession {
  /// The folders of the client are searched; a file that was opened alone leads to no more than the folder of its
  /// settings.
  var symbolWorkspace: SymbolWorkspace {
    SymbolWorkspace(
      workspace, open: documents.values.map(openText), folders: folders, cache: symbolCache)
  }

  /// Runs what looks into many files; the client sees how far it is, and may cancel it.
  func search<Answer>(
    _ title: String, _ params: JSONValue?, in workspace: SymbolWorkspace,
    _ work: (inout SymbolWorkspace) throws(RPCError) -> Answer
  ) throws(RPCError) -> Answer {
    var progress = WorkDoneProgress(self, of: params)
    let watched = progress
    var workspace = workspace
    workspace.isCancelled = { watched.isCancelled }
    workspace.report = { progress.report($0, of: $1) }
    progress.begin(title)
    defer { progress.end() }
    let answer = try work(&workspace)
    try progress.checkCancellation()
    return answer
  }

  /// A document whose text is not known holds nothing, rather than what is stored of it.
  func openText(_ document: OpenDocument) -> OpenText {
    OpenText(
      path: path(of: document), bytes: document.outOfSync == nil ? document.bytes : [],
      kind: input(document)?.input.kind)
  }

  /// The lines of a file's text, as the client counts them or would.
  func lines(of path: FilePath, _ bytes: [UInt8]) -> LineIndex {
    documents[uri(of: path)] == nil ? LineIndex(stored: bytes) : LineIndex(bytes)
  }

  /// Where a document lies; one that is no file has a path of its own.
  func path(of document: OpenDocument) -> FilePath {
    if let path = document.uri.path { return path.absolute(from: workspace.currentDirectory) }
    let name = document.uri.text.utf8.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0 }
    return workspace.currentDirectory.appending(name)
  }

  /// A name at the place of a request, with what is known of its text.
  struct NamedPlace {
    var workspace: SymbolWorkspace
    let document: OpenDocument
    let text: SymbolText
    let place: SymbolPlace
  }

  /// Nil where no name stands.
  func namedPlace(_ params: JSONValue?) throws(RPCError) -> NamedPlace? {
    let params = try params.required()
    let document = try document(params)
    let offset = try document.offset(params.place("position"), unit: client.encoding.unit)
    var workspace = symbolWorkspace
    guard let text = workspace.text(openText(document)) else { return nil }
    // Mostly the query around the place is enough, and on a word that is no name nothing more is looked at.
    let near = assistance(document, at: offset)?.host
    let isNear = near?.queries.contains { $0.range.start <= offset && offset <= $0.range.end } ?? false
    let known = near?.knowsFields == true ? near : names(document)
    let inQuery = isNear ? text.with(known).place(at: offset) : nil
    if isNear, inQuery == nil { return nil }
    let whole = text.with(names(document))
    guard let place = inQuery ?? whole.place(at: offset) else { return nil }
    return NamedPlace(workspace: workspace, document: document, text: whole, place: place)
  }
}

/// Writes places of several files as `Location`s (LSP 3.17).
struct LocationWriter {
  private let session: ServerSession

  init(_ session: ServerSession) {
    self.session = session
  }

  func write(_ files: [FilePlaces], to writer: inout JSONWriter) {
    writer.array { writer in
      for file in files {
        let places = PlaceWriter(
          lines: session.lines(of: file.path, file.bytes), unit: session.client.encoding.unit)
        let uri = session.uri(of: file.path).text
        for place in file.places {
          writer.object { writer in
            writer.member("uri", uri)
            writer.key("range")
            places.range(place.range, to: &writer)
          }
        }
      }
    }
  }

  /// With `origin`, in the document of `from`, as `LocationLink`s.
  func write(
    _ targets: [SymbolTarget], from document: OpenDocument, origin: ByteRange?, to writer: inout JSONWriter
  ) {
    let client = session.client
    writer.array { writer in
      for target in targets {
        let places = PlaceWriter(
          lines: session.lines(of: target.path, target.bytes), unit: client.encoding.unit)
        writer.object { writer in
          if let origin {
            writer.key("originSelectionRange")
            PlaceWriter(document, client).range(origin, to: &writer)
            writer.member("targetUri", session.uri(of: target.path).text)
            writer.key("targetRange")
            places.range(target.container, to: &writer)
            writer.key("targetSelectionRange")
          } else {
            writer.member("uri", session.uri(of: target.path).text)
            writer.key("range")
          }
          places.range(target.range, to: &writer)
        }
      }
    }
  }
}
