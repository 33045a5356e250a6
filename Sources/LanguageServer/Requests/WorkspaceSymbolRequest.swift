import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `workspace/symbol`: datastores, fields and queries by their names.
enum WorkspaceSymbolRequest {
  /// More help nobody; clients ask again with each letter.
  private static let limit = 200

  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let query = try params.required().text("query")
    let found = try session.search("Symbols", params, in: session.symbolWorkspace) {
      $0.search(query, limit: limit)
    }
    return { writer in
      var lines: [FilePath: LineIndex] = [:]
      writer.array { writer in
        for symbol in found {
          let index = lines[symbol.path] ?? session.lines(of: symbol.path, symbol.bytes)
          lines[symbol.path] = index
          write(symbol, PlaceWriter(lines: index, unit: session.client.encoding.unit), session, to: &writer)
        }
      }
    }
  }

  /// A `SymbolInformation` (LSP 3.17).
  private static func write(
    _ symbol: FoundSymbol, _ places: PlaceWriter, _ session: ServerSession, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("name", symbol.name)
      writer.member("kind", symbol.kind.number)
      writer.key("location")
      writer.object { writer in
        writer.member("uri", session.uri(of: symbol.path).text)
        writer.key("range")
        places.range(symbol.range, to: &writer)
      }
      if let container = symbol.container { writer.member("containerName", container) }
    }
  }
}
