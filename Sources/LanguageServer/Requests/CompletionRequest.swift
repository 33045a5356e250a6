import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/completion`.
enum CompletionRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    let offset = try document.offset(params.place("position"), unit: session.client.encoding.unit)
    guard let assistance = session.assistance(document, at: offset) else { return { $0.null() } }
    let line = document.lines.line(at: offset)
    // An edit of a completion stays on its line (LSP 3.17, `CompletionItem.textEdit`).
    let candidates = assistance.completion(at: offset)
      .filter { document.lines.line(at: $0.edit.range.start) == line }
    let client = session.client
    return { writer in
      let places = PlaceWriter(document, client)
      writer.object { writer in
        // What is typed next may begin another part of the criteria.
        writer.member("isIncomplete", true)
        writer.key("items")
        writer.array { writer in
          for (index, item) in candidates.enumerated() {
            writer.object { writer in
              writer.member("label", item.candidate.label)
              writer.member("kind", item.candidate.kind.number)
              if let detail = item.candidate.detail { writer.member("detail", detail) }
              writer.member("sortText", Self.sortText(index))
              // What is filtered by is the text that is there, as it stands in the file.
              writer.member("filterText", Self.filterText(item, document))
              writer.key("textEdit")
              writer.object { writer in
                writer.key("range")
                places.range(item.edit.range, to: &writer)
                writer.key("newText")
                writer.string(item.edit.newText)
              }
            }
          }
        }
      }
    }
  }

  /// Clients sort by text: the order of the list in digits.
  private static func sortText(_ index: Int) -> String {
    let digits = String(index)
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  /// Clients show only what begins with what is typed; a candidate that mends it, or is found by another name, has to
  /// begin so too.
  private static func filterText(_ item: CompletionEdit, _ document: OpenDocument) -> String {
    let typed = document.bytes.text(item.edit.range)
    let text = String(decoding: item.edit.newText, as: UTF8.self)
    return text.lowercased().hasPrefix(typed.lowercased()) ? text : typed + text
  }
}

extension Completion.Candidate.Kind {
  /// LSP 3.17, `CompletionItemKind`.
  fileprivate var number: Int {
    switch self {
    case .field: 5
    case .comparison, .logical, .close: 24
    case .literal: 12
    case .value: 12
    case .hole: 6
    case .keyword: 14
    case .datastore: 9
    case .file: 17
    case .folder: 19
    }
  }
}
