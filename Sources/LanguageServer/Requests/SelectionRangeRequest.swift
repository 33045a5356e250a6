import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/selectionRange`: what lies around each place, from the value to the document.
enum SelectionRangeRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    var offsets: [Int] = []
    for place in try params.member("positions", .array).elements {
      guard place.kind == .object else { throw .invalidParams("`positions` should hold places") }
      let position = LineIndex.Position(
        line: try place.integer("line"), column: try place.integer("character"))
      offsets.append(try document.offset(position, unit: session.client.encoding.unit))
    }
    guard let assistance = session.assistance(document) else { return { $0.null() } }
    let chains = offsets.map { assistance.selections(at: $0) }
    let client = session.client
    return { writer in
      let places = PlaceWriter(document, client)
      writer.array { writer in for chain in chains { write(chain, places, to: &writer) } }
    }
  }

  /// Each range with the next one as its parent; a loop, because a text may nest deeply.
  private static func write(_ chain: [ByteRange], _ places: PlaceWriter, to writer: inout JSONWriter) {
    for (index, range) in chain.enumerated() {
      if index > 0 { writer.key("parent") }
      writer.beginObject()
      writer.key("range")
      places.range(range, to: &writer)
    }
    for _ in chain { writer.endObject() }
  }
}
