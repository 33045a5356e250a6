import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/definition` and `textDocument/declaration`, which mean the same here: where it is said what a name
/// stands for.
enum DefinitionRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    try answer(session, params, takesLinks: session.client.takesDefinitionLinks)
  }

  static func answerDeclaration(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    try answer(session, params, takesLinks: session.client.takesDeclarationLinks)
  }

  private static func answer(
    _ session: ServerSession, _ params: JSONValue?, takesLinks: Bool
  ) throws(RPCError) -> Reply {
    guard var named = try session.namedPlace(params) else { return { $0.null() } }
    let targets = named.workspace.definition(of: named.place, in: named.text)
    if targets.isEmpty { return { $0.null() } }
    let (document, place) = (named.document, named.place)
    return { writer in
      LocationWriter(session).write(
        targets, from: document, origin: takesLinks ? place.range : nil, to: &writer)
    }
  }
}
