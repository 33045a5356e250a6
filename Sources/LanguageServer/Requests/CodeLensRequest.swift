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
    return { writer in
      let places = PlaceWriter(document, client)
      writer.array { writer in
        for query in queries {
          for command in QueryCommand.allCases {
            writer.object { writer in
              writer.key("range")
              places.range(ByteRange(at: query.range.start), to: &writer)
              // How many records match is asked only where the lens is looked at.
              if command == .run {
                writer.key("data")
                QueryPlace.write(query, in: document, places, to: &writer)
              } else {
                writer.key("command")
                Self.write(command, command.title, to: &writer) {
                  QueryPlace.write(query, in: document, places, to: &$0)
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
    let (assistance, query) = try QueryPlace.read(data, session)
    var runner = QueryRunner(assistance)
    let title: String
    do {
      title = "run (\(try runner.matches(of: query).sentence))"
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
    }
  }
}

extension QueryRunner.Matches {
  /// `1 of 40 records matches`.
  fileprivate var sentence: String {
    "\(matched) of \(Count.of(total, "record")) \(matched == 1 ? "matches" : "match")"
  }
}
