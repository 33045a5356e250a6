import Embedding
import MakeQuery
import SourceText

/// What an encoded request says, and how much of a saved answer a request selects.
extension DocumentAssistance {
  /// At most this many characters are shown beside a request.
  private static let longestHint = 60

  /// The decoded parameters behind a request whose brackets or values are encoded.
  func requestHints(in range: ByteRange) -> [InlayHint] {
    host.requests.compactMap { request -> InlayHint? in
      let end = request.text.fileRange(request.text.range).end
      guard !request.isFragment, range.start <= end, end <= range.end,
        request.text.bytes[request.text.range].contains(UInt8(ascii: "%"))
      else { return nil }
      let read = ReadRequest(request, workspace.endpoints)
      let isEncoded = read.tree.parameters.contains {
        !$0.traits.isDisjoint(with: [.encodedBrackets, .escapeInName, .escapeInValue])
      }
      guard isEncoded else { return nil }
      let parameters = VisibleText.of(read.readableParameters)
      let label =
        parameters.count <= Self.longestHint
        ? parameters : String(parameters.prefix(Self.longestHint - 1)) + "…"
      return InlayHint(
        kind: .decoded, offset: end, label: label, tooltip: "decoded: \(VisibleText.of(read.readable))")
    }
  }

  /// How many items of a saved answer each request selects, behind it. Nothing where none is saved, or a variable has no
  /// value.
  func itemHints(in range: ByteRange) -> [InlayHint] {
    host.requests.compactMap { request in
      let end = request.text.fileRange(request.text.range).end
      guard !request.isFragment, range.start <= end, end <= range.end,
        let reply = try? reply(to: ReadRequest(request, workspace.endpoints))
      else { return nil }
      let (matched, total) = (reply.answer.matched, reply.answer.total)
      return InlayHint(
        kind: .records, offset: end, label: "\(matched) of \(total)",
        tooltip: "\(matched) of the \(Count.of(total, "item")) in `\(reply.origin)` "
          + (matched == 1 ? "matches" : "match"))
    }
  }
}
