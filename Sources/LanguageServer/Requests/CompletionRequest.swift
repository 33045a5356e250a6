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
    let client = session.client
    let completion = assistance.completion(at: offset, offersSnippets: client.completion.takesSnippets)
    return { writer in
      let list = CompletionWriter(document, client, offset: offset, datastore: completion.datastore) {
        topic in
        guard let (input, workspace) = session.input(document) else { return nil }
        return workspace.explanation(of: topic, in: input, datastore: completion.datastore)
      }
      list.write(completion, to: &writer)
    }
  }
}

/// Writes candidates as the client takes them (LSP 3.17, `CompletionList`).
private struct CompletionWriter {
  private let document: OpenDocument
  private let client: ClientProfile
  private let profile: CompletionProfile
  private let places: PlaceWriter
  private let offset: Int
  private let datastore: String?
  private let documentation: (CompletionTopic) -> String?

  init(
    _ document: OpenDocument, _ client: ClientProfile, offset: Int, datastore: String?,
    documentation: @escaping (CompletionTopic) -> String?
  ) {
    self.document = document
    self.client = client
    self.offset = offset
    self.datastore = datastore
    self.documentation = documentation
    profile = client.completion
    places = PlaceWriter(document, client)
  }

  /// Both parts of an edit stay on the line of the cursor (LSP 3.17, `InsertReplaceEdit`).
  private struct Span: Hashable {
    let insert: ByteRange
    let replace: ByteRange
  }

  private func span(of item: CompletionEdit, _ line: ByteRange) -> Span {
    let insert = item.edit.range
    return Span(insert: insert, replace: ByteRange(insert.start, min(max(item.end, insert.end), line.end)))
  }

  func write(_ completion: DocumentCompletion, to writer: inout JSONWriter) {
    let line = document.lines.range(ofLine: document.lines.line(at: offset))
    var items = completion.items.filter { $0.edit.range.start >= line.start }
    if client.isEarlyKate {
      let word = WordEdit(document.bytes, offset: offset, line: line)
      items = items.compactMap(word.edit)
    }
    let spans = items.map { span(of: $0, line) }
    let common = profile.takesDefaultRange ? mostFrequent(spans) : nil
    writer.object { writer in
      writer.member("isIncomplete", !completion.isComplete)
      if common != nil || profile.takesDefaultData, !items.isEmpty {
        writer.key("itemDefaults")
        writer.object { writer in
          if let common {
            writer.key("editRange")
            if profile.takesInsertReplace {
              writer.object { writeSpan(common, to: &$0) }
            } else {
              places.range(plain(common), to: &writer)
            }
          }
          if profile.takesDefaultData {
            writer.key("data")
            writeData(nil, to: &writer)
          }
        }
      }
      writer.key("items")
      writer.array { writer in
        for (index, item) in items.enumerated() {
          write(item, index, spans[index], isCommon: spans[index] == common, to: &writer)
        }
      }
    }
  }

  private func mostFrequent(_ spans: [Span]) -> Span? {
    var counts: [Span: Int] = [:]
    for span in spans { counts[span, default: 0] += 1 }
    let most = counts.values.max()
    return spans.first { counts[$0] == most }
  }

  private func write(
    _ item: CompletionEdit, _ index: Int, _ span: Span, isCommon: Bool, to writer: inout JSONWriter
  ) {
    let snippet = profile.takesSnippets ? item.snippet.map(SnippetText.of) : nil
    let text = snippet ?? String(decoding: item.edit.newText, as: UTF8.self)
    writer.object { writer in
      writer.member("label", item.candidate.label)
      if profile.takesLabelDetails, let detail = item.candidate.detail {
        writer.key("labelDetails")
        writer.object { $0.member("description", detail) }
      }
      writer.member("kind", item.candidate.kind.number(among: profile.kinds))
      if let detail = item.candidate.detail { writer.member("detail", detail) }
      writer.member("sortText", Self.sortText(index))
      writer.member("filterText", filterText(item))
      if snippet != nil { writer.member("insertTextFormat", 2) }
      if isCommon {
        if text != item.candidate.label { writer.member("textEditText", text) }
      } else {
        writer.key("textEdit")
        writer.object { writer in
          if profile.takesInsertReplace {
            writeSpan(span, to: &writer)
          } else {
            writer.key("range")
            places.range(plain(span), to: &writer)
          }
          writer.member("newText", text)
        }
      }
      guard let topic = item.candidate.topic else { return }
      if profile.resolvesDocumentation {
        writer.key("data")
        writeData(topic, to: &writer)
      } else if let page = documentation(topic) {
        writer.key("documentation")
        DocumentationWriter.write(page, client, to: &writer)
      }
    }
  }

  /// A word that is being changed is replaced as a whole; nothing is lost where nothing of it is typed yet.
  private func plain(_ span: Span) -> ByteRange { span.insert.isEmpty ? span.insert : span.replace }

  private func writeSpan(_ span: Span, to writer: inout JSONWriter) {
    writer.key("insert")
    places.range(span.insert, to: &writer)
    writer.key("replace")
    places.range(span.replace, to: &writer)
  }

  /// What `completionItem/resolve` needs to know: the document, the datastore, and what is asked about.
  private func writeData(_ topic: CompletionTopic?, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("uri", document.uri.text)
      if let datastore { writer.member("datastore", datastore) }
      if let topic {
        let (kind, name) = topic.parts
        writer.member("topic", kind)
        writer.member("name", name)
      }
    }
  }

  /// Clients sort by text: the order of the list in digits.
  private static func sortText(_ index: Int) -> String {
    let digits = String(index)
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  /// Clients show only what begins with what is typed (Neovim), or what has its letters in it (VS Code, Helix): a
  /// candidate that mends what is typed, or is found by another name, has to begin so too.
  private func filterText(_ item: CompletionEdit) -> String {
    let typed = document.bytes.text(ByteRange(item.edit.range.start, min(item.edit.range.end, offset)))
    let text = String(decoding: item.edit.newText, as: UTF8.self)
    let line = text.prefix { $0 != "\n" }
    return line.lowercased().hasPrefix(typed.lowercased()) ? String(line) : typed + line
  }
}

/// Writes pages as the client shows them (LSP 3.17, `MarkupContent`).
enum DocumentationWriter {
  static func write(_ page: String, _ client: ClientProfile, to writer: inout JSONWriter) {
    // A text alone is understood by clients that name no form.
    guard client.completion.takesMarkdown else { return writer.string(Markdown.plain(page)) }
    writer.object { writer in
      writer.member("kind", "markdown")
      writer.member("value", page)
    }
  }
}

/// The grammar of snippets (LSP 3.17, "Snippet Syntax").
package enum SnippetText {
  package static func of(_ snippet: CompletionSnippet) -> String {
    var result = ""
    for part in snippet.parts {
      switch part {
      case .text(let text): result += escaped(text)
      case .stop(let number, ""): result += "$\(number)"
      case .stop(let number, let text): result += "${\(number):\(escaped(text))}"
      }
    }
    return result
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      if character == "\\" || character == "$" || character == "}" { result.append("\\") }
      result.unicodeScalars.append(character)
    }
    return result
  }
}

extension CompletionTopic {
  /// As it goes to the client and comes back.
  var parts: (kind: String, name: String) {
    switch self {
    case .field(let name): ("field", name)
    case .comparison(let name): ("operator", name)
    case .logical(let name): ("logical", name)
    case .directive(let name): ("directive", name)
    case .datastore(let name): ("datastore", name)
    case .rule(let name): ("rule", name)
    case .key(let name): ("key", name)
    case .task(let name): ("task", name)
    case .endpoint(let topic): ("endpoint", topic.text)
    case .parameter(let topic): ("parameter", topic.text)
    case .column(let topic): ("column", topic.text)
    case .sortProperty(let topic): ("sortProperty", topic.text)
    }
  }

  init?(kind: String, name: String) {
    switch kind {
    case "field": self = .field(name)
    case "operator": self = .comparison(name)
    case "logical": self = .logical(name)
    case "directive": self = .directive(name)
    case "datastore": self = .datastore(name)
    case "rule": self = .rule(name)
    case "key": self = .key(name)
    case "task": self = .task(name)
    default:
      guard let topic = RequestTopic(name) else { return nil }
      switch kind {
      case "endpoint": self = .endpoint(topic)
      case "parameter": self = .parameter(topic)
      case "column": self = .column(topic)
      case "sortProperty": self = .sortProperty(topic)
      default: return nil
      }
    }
  }
}

extension Completion.Candidate.Kind {
  /// LSP 3.17, `CompletionItemKind`; one that the client does not know is a keyword.
  fileprivate func number(among known: Set<Int>) -> Int {
    let number =
      switch self {
      case .field: 5
      case .comparison, .logical, .close: 24
      case .literal, .value: 12
      case .hole: 6
      case .keyword: 14
      case .datastore: 9
      case .key: 10
      case .task: 3
      case .rule: 20
      case .block: 15
      case .file: 17
      case .folder: 19
      case .segment: 9
      // `Method` is for what is called: editors put parentheses behind it.
      case .method: 14
      case .address: 18
      }
    return known.contains(number) ? number : 14
  }
}
