import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/formatting`, `rangeFormatting` and `rangesFormatting`: what `cliquery format` would write. Inside other hosts the explicit
/// command of an editor is what `--embedded` is on the command line.
enum FormattingRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    return try answer(session, params, document: session.document(params), ranges: [nil])
  }

  static func answerRange(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    let range = try document.askedRange(params.member("range", .object), unit: session.client.encoding.unit)
    return try answer(session, params, document: document, ranges: [range])
  }

  static func answerRanges(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    var ranges: [ByteRange] = []
    for range in try params.member("ranges", .array).elements {
      ranges.append(try document.askedRange(range, unit: session.client.encoding.unit))
    }
    return try answer(session, params, document: document, ranges: ranges)
  }

  private static func answer(
    _ session: ServerSession, _ params: JSONValue, document: OpenDocument, ranges: [ByteRange?]
  ) throws(RPCError) -> Reply {
    guard let (input, workspace) = session.input(document) else { return { $0.null() } }
    var options = FormatRunOptions()
    options.embedded = true
    let keepsEnd = params.path("options", "insertFinalNewline")?.bool == false
    var edits: [TextEdit] = []
    for range in ranges {
      options.range = range
      guard let change = workspace.format(input, options: options).change else { continue }
      let after = keepsEnd ? withoutFinalNewline(change) : change.after
      if after == change.before { continue }
      let edit = TextDifference.edit(from: change.before, to: after)
      // Two ranges in one query ask for the same.
      let isApart = edits.allSatisfy { $0.range.end < edit.range.start || edit.range.end < $0.range.start }
      if isApart { edits.append(edit) }
    }
    edits.sort { $0.range < $1.range }
    let client = session.client
    return { PlaceWriter(document, client).edits(edits, to: &$0) }
  }

  /// The canonical form ends its last line; a client may want it to stay without an end (LSP 3.17,
  /// `FormattingOptions.insertFinalNewline`). Tabs, and blanks at line ends, are none in the canonical form.
  private static func withoutFinalNewline(_ change: FormatChange) -> [UInt8] {
    guard let last = change.before.last, last != 0x0A, last != 0x0D else { return change.after }
    var after = change.after
    while let last = after.last, last == 0x0A || last == 0x0D { after.removeLast() }
    return after
  }
}
