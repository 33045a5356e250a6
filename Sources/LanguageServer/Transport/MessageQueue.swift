import JSONRPC
import JSONSyntax
import Workspace

/// Messages that came in and wait for their turn; filled by the thread that reads, emptied by the one that answers.
///
/// A `$/cancelRequest` overtakes the others: it marks its request where that waits, and is nothing for one that was
/// answered. So each request is answered once, and in its place.
final class MessageQueue: @unchecked Sendable {
  struct Entry {
    let message: RPCMessage
    var isCancelled = false
  }

  private let lock = Lock()
  private var entries: [Entry] = []
  private var first = 0
  private var isClosed = false

  func put(_ message: RPCMessage) {
    lock.withLock {
      if case .notification("$/cancelRequest", let params) = message {
        if let id = params?["id"].flatMap({ RPCID($0) }) { cancel(id) }
      } else {
        entries.append(Entry(message: message))
      }
      lock.wakeAll()
    }
  }

  private func cancel(_ id: RPCID) {
    for index in first..<entries.count {
      if case .request(id, _, _) = entries[index].message { entries[index].isCancelled = true }
    }
  }

  /// No more messages will come.
  func close() {
    lock.withLock {
      isClosed = true
      lock.wakeAll()
    }
  }

  /// The next message, waiting for one if `waits`; nil where none waits, or none will come.
  func take(waiting waits: Bool) -> Entry? {
    lock.withLock {
      while first >= entries.count {
        guard waits, !isClosed else { return nil }
        lock.wait()
      }
      let entry = entries[first]
      first += 1
      if first > 256, first * 2 > entries.count {
        entries.removeFirst(first)
        first = 0
      }
      return entry
    }
  }

  var isAtEnd: Bool { lock.withLock { isClosed && first >= entries.count } }
}
