import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/references`: every place of a name in the workspace.
enum ReferencesRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let includesDeclaration = try params.required().path("context", "includeDeclaration")?.bool ?? true
    guard let named = try session.namedPlace(params) else { return { $0.null() } }
    let title = "Places of `\(named.place.name)`"
    let files = try session.search(title, params, in: named.workspace) { workspace in
      workspace.references(of: named.place, in: named.text, includingDeclaration: includesDeclaration)
    }
    return { LocationWriter(session).write(files, to: &$0) }
  }
}

/// `textDocument/documentHighlight`: the places of a name in its document.
enum DocumentHighlightRequest {
  /// Of very many places, those around the cursor: no screen shows more.
  private static let limit = 2000

  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    guard let named = try session.namedPlace(params) else { return { $0.null() } }
    let all = named.text.places(of: NamedSymbol(named.place))
    let index = all.firstIndex { $0.range == named.place.range } ?? 0
    let start = max(0, min(index - limit / 2, all.count - limit))
    let found = all[start..<min(all.count, start + limit)]
    let document = named.document
    let client = session.client
    return { writer in
      let places = PlaceWriter(document, client)
      writer.array { writer in
        for place in found {
          writer.object { writer in
            writer.key("range")
            places.range(place.range, to: &writer)
            writer.member("kind", kind(of: place))
          }
        }
      }
    }
  }

  /// LSP 3.17, `DocumentHighlightKind`.
  private static func kind(of place: SymbolPlace) -> Int {
    switch place.role {
    case .read: place.kind == .datastore ? 1 : 2
    case .write, .declaration: 3
    }
  }
}

/// `textDocument/linkedEditingRange`: the name of a hole and its `@let`, which change together while one is typed.
enum LinkedEditingRangeRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    guard let named = try session.namedPlace(params), named.place.kind == .hole else { return { $0.null() } }
    let found = named.text.places(of: NamedSymbol(named.place)).filter(\.isEditable)
    guard found.count > 1 else { return { $0.null() } }
    let document = named.document
    let client = session.client
    return { writer in
      let places = PlaceWriter(document, client)
      writer.object { writer in
        writer.key("ranges")
        writer.array { writer in for place in found { places.range(place.range, to: &writer) } }
        // What neither ends a hole nor begins a value.
        writer.member("wordPattern", "[^\\s{}=<>\"'\\\\$]+")
      }
    }
  }
}
