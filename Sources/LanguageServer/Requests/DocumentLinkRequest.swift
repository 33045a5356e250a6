import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/documentLink`: from names of datastores to their schemas, from rules in comments to their pages.
enum DocumentLinkRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    var workspace = session.symbolWorkspace
    guard let text = workspace.text(session.openText(document)) else { return { $0.null() } }
    let links = text.links()
    let client = session.client
    return { writer in
      let places = PlaceWriter(document, client)
      writer.array { writer in
        for link in links {
          writer.object { writer in
            writer.key("range")
            places.range(link.range, to: &writer)
            switch link.target {
            case .file(let path): writer.member("target", session.uri(of: path).text)
            case .address(let address): writer.member("target", address)
            }
            if client.takesLinkTooltips { writer.member("tooltip", link.tooltip) }
          }
        }
      }
    }
  }
}
