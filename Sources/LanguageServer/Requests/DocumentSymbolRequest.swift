import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/documentSymbol`: the queries of a document by their datastore, the fields of a schema.
enum DocumentSymbolRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    guard let outline = outline(document, session) else { return { $0.null() } }
    let client = session.client
    return { writer in
      let symbols = OutlineWriter(places: PlaceWriter(document, client), uri: document.uri.text)
      writer.array { writer in
        for symbol in outline {
          if client.takesHierarchicalSymbols {
            symbols.write(symbol, to: &writer)
          } else {
            symbols.writeFlat(symbol, container: nil, to: &writer)
          }
        }
      }
    }
  }

  private static func outline(_ document: OpenDocument, _ session: ServerSession) -> [OutlineSymbol]? {
    var workspace = session.symbolWorkspace
    if let outline = workspace.text(session.openText(document))?.schemaOutline() { return outline }
    return session.assistance(document)?.outline()
  }
}

/// Writes the entries of an outline.
private struct OutlineWriter {
  let places: PlaceWriter
  let uri: String

  /// `DocumentSymbol`s (LSP 3.17). Their depth is that of datastore, query and condition.
  func write(_ symbol: OutlineSymbol, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("name", symbol.name)
      if let detail = symbol.detail { writer.member("detail", detail) }
      writer.member("kind", symbol.kind.number)
      writer.key("range")
      places.range(symbol.range, to: &writer)
      writer.key("selectionRange")
      places.range(symbol.selection, to: &writer)
      guard !symbol.children.isEmpty else { return }
      writer.key("children")
      writer.array { writer in for child in symbol.children { write(child, to: &writer) } }
    }
  }

  /// `SymbolInformation`s: queries and fields with the datastore that they belong to.
  func writeFlat(_ symbol: OutlineSymbol, container: String?, to writer: inout JSONWriter) {
    if symbol.kind == .datastore {
      for child in symbol.children { writeFlat(child, container: symbol.name, to: &writer) }
      return
    }
    writer.object { writer in
      writer.member("name", symbol.name)
      writer.member("kind", symbol.kind.number)
      writer.key("location")
      writer.object { writer in
        writer.member("uri", uri)
        writer.key("range")
        places.range(symbol.range, to: &writer)
      }
      if let container { writer.member("containerName", container) }
    }
  }
}

extension OutlineSymbol.Kind {
  /// LSP 3.17, `SymbolKind`; all of them are of the set that every client knows.
  var number: Int {
    switch self {
    // Class.
    case .datastore: 5
    // Field.
    case .field: 8
    // Function: it is called with its values, and answers records.
    case .query: 12
    // Method.
    case .request: 6
    // Boolean.
    case .condition: 17
    }
  }
}
