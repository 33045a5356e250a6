import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/semanticTokens/full`, `full/delta` and `range`.
enum SemanticTokensRequest {
  static func full(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let document = try session.document(params.required())
    guard let data = tokens(session, document) else { return { $0.null() } }
    let id = session.semanticTokens.keep(data, of: document.uri)
    return { writer in write(id, data, to: &writer) }
  }

  static func delta(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    let previous = try params.text("previousResultId")
    guard let data = tokens(session, document) else { return { $0.null() } }
    let old = session.semanticTokens.data(previous, of: document.uri)
    let id = session.semanticTokens.keep(data, of: document.uri)
    guard let old else { return { writer in write(id, data, to: &writer) } }
    let difference = SemanticTokenDifference(from: old, to: data)
    return { writer in
      writer.object { writer in
        writer.member("resultId", id)
        writer.key("edits")
        writer.array { writer in
          guard let difference else { return }
          writer.object { writer in
            writer.member("start", difference.start)
            writer.member("deleteCount", difference.deleteCount)
            writer.key("data")
            write(difference.data, to: &writer)
          }
        }
      }
    }
  }

  static func range(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    let range = try document.askedRange(params.member("range", .object), unit: session.client.encoding.unit)
    guard let data = tokens(session, document, range) else { return { $0.null() } }
    return { writer in write(nil, data, to: &writer) }
  }

  private static func tokens(
    _ session: ServerSession, _ document: OpenDocument, _ range: ByteRange? = nil
  ) -> [UInt32]? {
    guard let assistance = session.tokenAssistance(document) else { return nil }
    let encoder = SemanticTokenEncoder(lines: document.lines, unit: session.client.encoding.unit)
    return encoder.encode(
      assistance.tokens(in: range).filter { token in
        range.map { token.range.end > $0.start && token.range.start < $0.end } ?? true
      })
  }

  private static func write(_ id: String?, _ data: [UInt32], to writer: inout JSONWriter) {
    writer.object { writer in
      if let id { writer.member("resultId", id) }
      writer.key("data")
      write(data[...], to: &writer)
    }
  }

  private static func write(_ data: ArraySlice<UInt32>, to writer: inout JSONWriter) {
    // Documents have hundreds of thousands of them, most of one digit.
    var text: [UInt8] = []
    text.reserveCapacity(data.count * 2 + 2)
    text.append(UInt8(ascii: "["))
    for number in data {
      if text.count > 1 { text.append(UInt8(ascii: ",")) }
      if number < 10 {
        text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number))
      } else {
        text += String(number).utf8
      }
    }
    text.append(UInt8(ascii: "]"))
    writer.raw(text)
  }
}

extension ServerSession {
  /// Of a criteria document nothing but its text is needed.
  fileprivate func tokenAssistance(_ document: OpenDocument) -> DocumentAssistance? {
    let isCriteria = document.name.map { FileKind(name: $0.lastComponent).host == .criteria } ?? false
    return isCriteria ? assistance(document, at: 0) : assistance(document)
  }
}
