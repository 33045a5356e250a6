import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/hover`.
enum HoverRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    let offset = try document.offset(params.place("position"), unit: session.client.encoding.unit)
    guard let hover = session.assistance(document, at: offset)?.hover(at: offset)
    else { return { $0.null() } }
    let client = session.client
    return { writer in
      writer.object { writer in
        writer.key("contents")
        writer.object { writer in
          writer.member("kind", client.takesMarkdown ? "markdown" : "plaintext")
          writer.member("value", client.takesMarkdown ? hover.markdown : Markdown.plain(hover.markdown))
        }
        writer.key("range")
        PlaceWriter(document, client).range(hover.range, to: &writer)
      }
    }
  }
}
