import JSONRPC
import JSONSyntax

/// Work that takes long, as the client shows it (LSP 3.17, "Work Done Progress"). Nothing is sent where the client
/// gave no token, so that a request begins one without asking.
struct WorkDoneProgress: Sendable {
  private let outbox: Outbox
  private let cancellation: Cancellation
  private let token: RPCID?
  private var lastPercentage = -1

  /// The progress of a request, whose `params` may carry a token.
  init(_ session: ServerSession, of params: JSONValue?) {
    outbox = session.outbox
    cancellation = session.cancellation
    token = params?["workDoneToken"].flatMap { RPCID($0) }
  }

  /// One that the client has made a place for.
  init(_ session: ServerSession, token: RPCID) {
    outbox = session.outbox
    cancellation = session.cancellation
    self.token = token
  }

  /// Whether the work should end: its request was cancelled, or its progress.
  var isCancelled: Bool {
    cancellation.isCancelled || token.map { cancellation.isCancelled(token: $0) } ?? false
  }

  /// Throws where the work should end.
  func checkCancellation() throws(RPCError) {
    if isCancelled { throw .cancelled }
  }

  mutating func begin(_ title: String, isCancellable: Bool = true) {
    send("begin") { writer in
      writer.member("title", title)
      writer.member("cancellable", isCancellable)
      writer.member("percentage", 0)
    }
  }

  /// `done` of `count` parts; sent when the percentage changes.
  mutating func report(_ done: Int, of count: Int, _ message: String? = nil) {
    let percentage = count > 0 ? Int(min(max(Double(done) / Double(count), 0), 1) * 100) : 100
    guard percentage > lastPercentage else { return }
    lastPercentage = percentage
    send("report") { writer in
      if let message { writer.member("message", message) }
      writer.member("percentage", percentage)
    }
  }

  func end(_ message: String? = nil) {
    send("end") { writer in
      if let message { writer.member("message", message) }
    }
    if let token { cancellation.forget(token: token) }
  }

  private func send(_ kind: String, _ members: (inout JSONWriter) -> Void) {
    guard let token else { return }
    let method = "$/progress"
    let bytes = RPCWriter.notification(method) { writer in
      writer.object { writer in
        writer.key("token")
        writer.raw(token.json)
        writer.key("value")
        writer.object { writer in
          writer.member("kind", kind)
          members(&writer)
        }
      }
    }
    outbox.put(OutgoingMessage(kind: .notification(method: method), bytes: bytes))
    outbox.flush()
  }
}
