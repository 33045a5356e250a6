import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/inlayHint`: the grouping that `&&` and `||` imply, how many records a query selects, and what an encoded
/// request says.
enum InlayHintRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    let range = try document.askedRange(params.member("range", .object), unit: session.client.encoding.unit)
    guard let hints = session.assistance(document)?.hints(in: range) else { return { $0.array { _ in } } }
    let client = session.client
    return { writer in
      let places = PlaceWriter(document, client)
      writer.array { writer in
        for hint in hints {
          writer.object { writer in
            writer.key("position")
            places.place(hint.offset, to: &writer)
            writer.member("label", hint.label)
            writer.member("tooltip", hint.tooltip)
            if hint.kind == .records || hint.kind == .decoded { writer.member("paddingLeft", true) }
          }
        }
      }
    }
  }
}
