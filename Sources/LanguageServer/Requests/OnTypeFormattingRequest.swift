import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/onTypeFormatting`.
enum OnTypeFormattingRequest {
  /// After the first: `)`, and the second sign of `&&` and `||`.
  static let triggers = ["\n", ")", "&", "|"]

  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    let offset = try document.offset(params.place("position"), unit: session.client.encoding.unit)
    let typed = try params.text("ch")
    let options = try params.member("options", .object)
    guard
      let assistance = session.assistance(document, at: typed == "\n" ? lineBefore(offset, document) : offset)
    else { return { $0.null() } }
    let edits = assistance.edits(
      afterTyping: typed, at: offset, trimsBlanks: options["trimTrailingWhitespace"]?.bool ?? true)
    let client = session.client
    return { PlaceWriter(document, client).edits(edits, to: &$0) }
  }

  /// The line that was finished: its query is the one that is asked about.
  private static func lineBefore(_ offset: Int, _ document: OpenDocument) -> Int {
    let line = document.lines.line(at: offset)
    return line > 0 ? document.lines.range(ofLine: line - 1).start : offset
  }
}
