import Embedding
import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/codeLens` and `codeLens/resolve`: what can be done with each query, above it.
enum CodeLensRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let document = try session.document(params.required())
    guard let assistance = session.assistance(document) else { return { $0.array { _ in } } }
    let client = session.client
    let queries = assistance.host.queries.filter { !$0.isFragment && $0.criteria != nil }
    let requests = assistance.host.requests.filter { !$0.isFragment }
    let asked =
      queries.map { (AskedText.query($0), QueryCommand.ofQueries) }
      + requests.map { (AskedText.request($0), QueryCommand.ofRequests) }
    return { writer in
      let places = PlaceWriter(document, client)
      writer.array { writer in
        for (asked, commands) in asked {
          for command in commands {
            writer.object { writer in
              writer.key("range")
              places.range(ByteRange(at: asked.range.start), to: &writer)
              // How many records match is asked only where the lens is looked at.
              if command == .run {
                writer.key("data")
                QueryPlace.write(asked, in: document, places, to: &writer)
              } else {
                writer.key("command")
                Self.write(command, command.title, to: &writer) {
                  QueryPlace.write(asked, in: document, places, to: &$0)
                }
              }
            }
          }
        }
      }
    }
  }

  static func resolve(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let lens = try params.required()
    // One that is whole already.
    if lens["data"] == nil, lens["command"] != nil { return { $0.raw(lens.source) } }
    let data = try lens.member("data", .object)
    let range = try lens.member("range", .object)
    let (assistance, asked) = try QueryPlace.read(data, session)
    let title: String
    do {
      switch asked {
      case .query(let query):
        var runner = QueryRunner(assistance)
        title = "run (\(try runner.matches(of: query).sentence))"
      case .request(let request): title = "run (\(try assistance.matches(of: request)))"
      }
    } catch {
      title = "run (\(error.short))"
    }
    return { writer in
      writer.object { writer in
        writer.key("range")
        writer.raw(range.source)
        writer.key("command")
        write(.run, title, to: &writer) { $0.raw(data.source) }
        writer.key("data")
        writer.raw(data.source)
      }
    }
  }

  private static func write(
    _ command: QueryCommand, _ title: String, to writer: inout JSONWriter,
    argument: (inout JSONWriter) -> Void
  ) {
    writer.object { writer in
      writer.member("title", title)
      writer.member("command", command.rawValue)
      writer.key("arguments")
      writer.array { argument(&$0) }
    }
  }
}

extension QueryCommand {
  fileprivate var title: String {
    switch self {
    case .run: "run"
    case .explain: "explain"
    case .copyURL: "copy as URL"
    case .copyDeluge: "copy as Deluge"
    case .copyCurl: "copy as curl"
    }
  }
}

extension QueryRunner.Matches {
  /// `1 of 40 records matches`.
  fileprivate var sentence: String {
    "\(matched) of \(Count.of(total, "record")) \(matched == 1 ? "matches" : "match")"
  }
}
