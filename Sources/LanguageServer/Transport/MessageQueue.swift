import JSONRPC
import JSONSyntax
import Workspace

/// Messages that came in and wait for their turn; filled by the thread that reads, emptied by the one that answers.
///
/// A `$/cancelRequest` overtakes the others: it marks its request where that waits, tells the one that is being worked
/// on, and is nothing for one that was answered. So each request is answered once, and in its place. A
/// `window/workDoneProgress/cancel` overtakes them, too.
final class MessageQueue: @unchecked Sendable {
  struct Entry {
    let message: RPCMessage
    /// Bytes of its body.
    let size: Int
    var isCancelled = false
  }

  private let cancellation: Cancellation
  private let lock = Lock()
  private var entries: [Entry] = []
  private var first = 0
  private var isClosed = false

  init(_ cancellation: Cancellation) {
    self.cancellation = cancellation
  }

  func put(_ message: RPCMessage, size: Int) {
    lock.withLock {
      switch message {
      case .notification("$/cancelRequest", let params):
        if let id = params?["id"].flatMap({ RPCID($0) }) { cancel(id) }
      case .notification("window/workDoneProgress/cancel", let params):
        if let token = params?["token"].flatMap({ RPCID($0) }) { cancellation.cancel(token: token) }
      default: entries.append(Entry(message: message, size: size))
      }
      lock.wakeAll()
    }
  }

  private func cancel(_ id: RPCID) {
    if cancellation.cancel(id) { return }
    for index in first..<entries.count {
      if case .request(id, _, _) = entries[index].message { entries[index].isCancelled = true }
    }
  }

  /// No more messages will come. `dropping`: nobody waits for those that are here.
  func close(dropping: Bool = false) {
    lock.withLock {
      if dropping {
        entries = []
        first = 0
      }
      isClosed = true
      lock.wakeAll()
    }
  }

  /// The next message, waiting for one if `waits`; nil where none waits, or none will come.
  func take(waiting waits: Bool) -> Entry? {
    lock.withLock {
      while first >= entries.count {
        cancellation.begin(nil)
        guard waits, !isClosed else { return nil }
        lock.wait()
      }
      let entry = entries[first]
      first += 1
      // In one step with taking it, so that a cancellation meets it either here or there.
      if case .request(let id, _, _) = entry.message {
        cancellation.begin(id)
      } else {
        cancellation.begin(nil)
      }
      if first > 256, first * 2 > entries.count {
        entries.removeFirst(first)
        first = 0
      }
      return entry
    }
  }

  var isAtEnd: Bool { lock.withLock { isClosed && first >= entries.count } }
}
