import Embedding
import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// The commands that make something of a query. Each takes one argument, the place of the query as
/// `TextDocumentPositionParams` of the protocol; a `version` beside it is held against the document's.
enum QueryCommand: String, Sendable, CaseIterable {
  case run = "cliquery.runQuery"
  case explain = "cliquery.explain"
  case copyURL = "cliquery.copyURL"
  case copyDeluge = "cliquery.copyDeluge"
  case copyCurl = "cliquery.copyCurl"

  /// Those for a criteria.
  static let ofQueries: [QueryCommand] = [.run, .explain, .copyURL, .copyDeluge]
  /// Those for a request of the Make API.
  static let ofRequests: [QueryCommand] = [.run, .explain, .copyCurl]

  fileprivate var answer: QueryAnswer {
    switch self {
    case .run: .run
    case .explain: .explain
    case .copyURL: .url
    case .copyDeluge: .deluge
    case .copyCurl: .curl
    }
  }

  /// The name and the suffix of the file that the answer is shown in.
  fileprivate var file: (name: String, suffix: String) {
    switch self {
    case .run: ("answer", ".txt")
    case .explain: ("explained", ".txt")
    case .copyURL: ("url", ".txt")
    case .copyDeluge: ("script", ".dg")
    case .copyCurl: ("curl", ".sh")
    }
  }
}

/// `workspace/executeCommand`.
///
/// The result is the text itself. A server cannot reach the clipboard, so the text is shown too: as a document where
/// the client shows documents, else its beginning as a message.
enum ExecuteCommandRequest {
  static let commands = QueryCommand.allCases.map(\.rawValue) + [ApplyActionCommand.name]

  static func answer(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let name = try params.text("command")
    if name == ApplyActionCommand.name {
      try ApplyActionCommand.run(&session, params["arguments"]?.elements ?? [])
      return { $0.null() }
    }
    guard let command = QueryCommand(rawValue: name) else {
      let known = commands.map { "`\($0)`" }.joined(separator: ", ")
      throw .invalidParams("there is no command `\(name)`; there are \(known)")
    }
    guard let arguments = params["arguments"]?.elements, arguments.count == 1 else {
      throw .invalidParams("`\(name)` takes one argument: an object with `textDocument` and `position`")
    }
    let (assistance, asked) = try QueryPlace.read(arguments[0], session)
    let text: String
    do {
      switch asked {
      case .query(let query): text = try assistance.answer(command.answer, to: query)
      case .request(let request): text = try assistance.answer(command.answer, to: request)
      }
    } catch {
      throw .requestFailed(error.message)
    }
    session.showText(text, name: command.file.name, suffix: command.file.suffix)
    return { $0.string(text) }
  }
}

/// What a command is about.
enum AskedText {
  case query(HostQuery)
  case request(HostRequest)

  /// Where it is found again.
  fileprivate var anchor: Int {
    switch self {
    case .query(let query): query.criteria.map { $0.fileRange($0.range).start } ?? query.range.start
    case .request(let request): request.text.fileRange(request.text.range).start
    }
  }

  /// In the file.
  var range: ByteRange {
    switch self {
    case .query(let query): query.range
    case .request(let request): request.range
    }
  }
}

/// The place of a query or a request in what clients carry back and forth.
enum QueryPlace {
  /// The document, and what stands at the place.
  static func read(
    _ value: JSONValue, _ session: ServerSession
  ) throws(RPCError) -> (DocumentAssistance, AskedText) {
    guard value.kind == .object else {
      throw .invalidParams("the argument should be an object with `textDocument` and `position`")
    }
    let place = try value.place("position")
    let document = try session.document(value)
    if let version = value["version"], version.int64 != Int64(document.version) {
      throw .contentModified("the document has changed since; ask again")
    }
    let offset = try document.offset(place, unit: session.client.encoding.unit)
    guard let assistance = session.assistance(document, at: offset) else {
      throw .requestFailed("no query stands there")
    }
    if let query = assistance.wholeQuery(at: offset) { return (assistance, .query(query)) }
    if let request = assistance.wholeRequest(at: offset) { return (assistance, .request(request)) }
    throw .requestFailed("no query stands there")
  }

  static func write(
    _ asked: AskedText, in document: OpenDocument, _ places: PlaceWriter, to writer: inout JSONWriter
  ) {
    let anchor = asked.anchor
    writer.object { writer in
      writer.key("textDocument")
      writer.object { $0.member("uri", document.uri.text) }
      writer.key("position")
      places.place(anchor, to: &writer)
      writer.member("version", document.version)
    }
  }
}
