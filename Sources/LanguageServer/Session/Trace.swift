import JSONRPC
import JSONSyntax
import Workspace

/// How much the client wants to hear of what the server does (LSP 3.17, `TraceValue`).
enum TraceLevel: String, Sendable {
  case off
  case messages
  case verbose
}

/// `$/setTrace`.
enum TraceNotification {
  static func take(_ session: inout ServerSession, _ params: JSONValue?) throws(RPCError) {
    let text = try params.required().text("value")
    guard let level = TraceLevel(rawValue: text) else {
      throw .invalidParams("`value` should be `off`, `messages` or `verbose`, and is `\(text.prefix(40))`")
    }
    session.trace = level
  }
}

extension ServerSession {
  /// Tells a client that wants to know what became of a message (LSP 3.17, "LogTrace Notification"); never what
  /// stands in documents.
  package func traceHandled(_ handled: HandledMessage, nanoseconds: Int) {
    guard trace != .off, phase == .running, let method = handled.method else { return }
    notify("$/logTrace") { writer in
      writer.object { writer in
        let id = handled.id.map { " (\(String(decoding: $0.json, as: UTF8.self)))" } ?? ""
        writer.member("message", "\(method)\(id) took \(Self.milliseconds(nanoseconds))")
        if trace == .verbose {
          let documents = documents.count == 1 ? "1 document is" : "\(documents.count) documents are"
          let outcome = handled.error.map { "refused with \($0.code)" } ?? "done"
          writer.member("verbose", "\(outcome); \(documents) open, \(stale.count) to be checked")
        }
      }
    }
  }

  /// `1234567` as `1.235 ms`.
  package static func milliseconds(_ nanoseconds: Int) -> String {
    let micros = max(nanoseconds, 0) / 1000
    let rest = String(micros % 1000)
    return "\(micros / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest) ms"
  }
}

/// What became of a message that came in.
package struct HandledMessage: Sendable {
  package var method: String?
  package var id: RPCID?
  package var error: RPCError?
}
