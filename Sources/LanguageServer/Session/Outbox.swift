import JSONRPC
import JSONSyntax
import Workspace

/// A message on its way to the client, with what a log says of it.
package struct OutgoingMessage: Sendable {
  package enum Kind: Sendable {
    case result(RPCID)
    case error(RPCID?, RPCError)
    case notification(method: String)
    case request(RPCID, method: String)
  }

  package let kind: Kind
  /// With its header.
  package let bytes: [UInt8]
}

/// What is to be sent, in order. Copies of a session share it, so that a request that takes long can tell of its
/// progress before it has an answer.
final class Outbox: @unchecked Sendable {
  private let lock = Lock()
  private var waiting: [OutgoingMessage] = []
  private var deliver: (@Sendable ([OutgoingMessage]) -> Void)?

  func put(_ message: OutgoingMessage) { lock.withLock { waiting.append(message) } }

  func take() -> [OutgoingMessage] {
    lock.withLock {
      defer { waiting = [] }
      return waiting
    }
  }

  /// How ``flush()`` sends.
  func setDelivery(_ deliver: @escaping @Sendable ([OutgoingMessage]) -> Void) {
    lock.withLock { self.deliver = deliver }
  }

  /// Sends now what waits, where there is a transport.
  func flush() {
    guard let deliver = lock.withLock({ deliver }) else { return }
    let messages = take()
    if !messages.isEmpty { deliver(messages) }
  }
}
