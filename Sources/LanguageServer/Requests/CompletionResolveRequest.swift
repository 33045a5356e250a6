import JSONRPC
import JSONSyntax
import Workspace

/// `completionItem/resolve`: the item as it came, with its documentation.
enum CompletionResolveRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let item = try params.required()
    _ = try item.text("label")
    let page = page(item["data"], session)
    let client = session.client
    return { writer in
      writer.object { writer in
        for member in item.members where page == nil || !member.key.isString("documentation") {
          writer.key(member.key.string ?? "")
          writer.raw(member.value.source)
        }
        guard let page else { return }
        writer.key("documentation")
        DocumentationWriter.write(page, client, to: &writer)
      }
    }
  }

  /// Nil for an item of another server, of a document that is closed, or that there is nothing to say about.
  private static func page(_ data: JSONValue?, _ session: ServerSession) -> String? {
    guard let data, let uri = data["uri"]?.string, let kind = data["topic"]?.string,
      let name = data["name"]?.string, let topic = CompletionTopic(kind: kind, name: name),
      let document = session.documents[DocumentURI(uri)], let (input, workspace) = session.input(document)
    else { return nil }
    return workspace.explanation(of: topic, in: input, datastore: data["datastore"]?.string)
  }
}
