import Embedding
import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/documentSymbol`: the queries of a document.
enum DocumentSymbolRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    guard let assistance = session.assistance(document) else { return { $0.null() } }
    let queries = assistance.host.queries
    let client = session.client
    return { writer in
      let places = PlaceWriter(document, client)
      writer.array { writer in
        for query in queries {
          let text = query.criteria.map { $0.fileRange($0.range) } ?? query.range
          // Fragments may point outside of the query; a symbol's own place lies inside of it.
          let whole = ByteRange(min(query.range.start, text.start), max(query.range.end, text.end))
          writer.object { writer in
            writer.member("name", name(of: query))
            writer.member("detail", query.targets.first?.datastore ?? "")
            // A function: it is called with its values, and answers records.
            writer.member("kind", 12)
            if client.takesHierarchicalSymbols {
              writer.key("range")
              places.range(whole, to: &writer)
              writer.key("selectionRange")
              places.range(text, to: &writer)
            } else {
              writer.key("location")
              writer.object { writer in
                writer.member("uri", document.uri.text)
                writer.key("range")
                places.range(whole, to: &writer)
              }
            }
          }
        }
      }
    }
  }

  /// One line of the criteria.
  private static func name(of query: HostQuery) -> String {
    let text = query.criteria.map { $0.bytes.text($0.range) } ?? ""
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    if line.isEmpty { return "all records" }
    return line.count <= 80 ? line : String(line.prefix(79)) + "…"
  }
}
