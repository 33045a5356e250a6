import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/formatting` and `rangeFormatting`: what `cliquery format` would write. Inside other hosts the explicit
/// command of an editor is what `--embedded` is on the command line.
enum FormattingRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    return try answer(session, document: session.document(params), range: nil)
  }

  static func answerRange(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    let range = try document.range(params.member("range", .object), unit: session.client.encoding.unit)
    return try answer(session, document: document, range: range)
  }

  private static func answer(
    _ session: ServerSession, document: OpenDocument, range: ByteRange?
  ) throws(RPCError) -> Reply {
    guard let (input, workspace) = session.input(document) else { return { $0.null() } }
    var options = FormatRunOptions()
    options.embedded = true
    options.range = range
    let report = workspace.format(input, options: options)
    let edits = report.change.map { [TextDifference.edit(from: $0.before, to: $0.after)] } ?? []
    let client = session.client
    return { PlaceWriter(document, client).edits(edits, to: &$0) }
  }
}
