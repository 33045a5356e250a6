import JSONRPC
import JSONSyntax
import SourceText
import Workspace

/// `textDocument/foldingRange`: queries of more than one line.
enum FoldingRangeRequest {
  static func answer(_ session: ServerSession, _ params: JSONValue?) throws(RPCError) -> Reply {
    let params = try params.required()
    let document = try session.document(params)
    guard let assistance = session.assistance(document) else { return { $0.null() } }
    let ranges = assistance.host.queries.map(\.range)
    return { writer in
      writer.array { writer in
        for range in ranges {
          let first = document.lines.line(at: range.start)
          let last = document.lines.line(at: range.end)
          guard last > first else { continue }
          writer.object { writer in
            writer.member("startLine", first)
            writer.member("endLine", last)
          }
        }
      }
    }
  }
}
