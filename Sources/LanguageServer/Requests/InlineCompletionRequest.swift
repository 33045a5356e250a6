import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/inlineCompletion` (LSP 3.18).
enum InlineCompletionRequest {
  /// LSP 3.18, `InlineCompletionTriggerKind.Automatic`.
  private static let automatic: Int64 = 2
  private static let mostItems = 5

  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    let unit = session.client.encoding.unit
    let offset = try document.offset(params.place("position"), unit: unit)
    let context = try params.member("context", .object)
    // While somebody types, one is enough; who asks may go through more.
    let limit = context["triggerKind"]?.int64 == automatic ? 1 : mostItems
    var selected: (range: ByteRange, text: [UInt8])?
    if let info = context["selectedCompletionInfo"], !info.isNull {
      selected = (
        try document.range(info.member("range", .object), unit: unit), Array(try info.text("text").utf8)
      )
    }
    guard let assistance = session.assistance(document) else { return { $0.null() } }
    let items =
      selected.map { assistance.inlineCompletions(afterSelecting: $0.text, in: $0.range, limit: limit) }
      ?? assistance.inlineCompletions(at: offset, limit: limit)
    let client = session.client
    return { writer in
      let places = PlaceWriter(document, client)
      writer.object { writer in
        writer.key("items")
        writer.array { writer in
          for item in items {
            writer.object { writer in
              writer.key("insertText")
              writer.string(item.newText)
              writer.key("range")
              places.range(item.range, to: &writer)
            }
          }
        }
      }
    }
  }
}
