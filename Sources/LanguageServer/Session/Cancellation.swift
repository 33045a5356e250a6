import JSONRPC
import Workspace

/// Tells work that has begun that nobody waits for it any more. Shared by the thread that reads and the one that works.
package final class Cancellation: @unchecked Sendable {
  private let lock = Lock()
  private var running: RPCID?
  private var isRunningCancelled = false
  /// Of `window/workDoneProgress/cancel`; forgotten when the work ends.
  private var tokens: Set<RPCID> = []
  private static let mostTokens = 1000

  package init() {}

  func begin(_ id: RPCID?) {
    lock.withLock {
      running = id
      isRunningCancelled = false
    }
  }

  /// Whether that is the request that is being worked on.
  @discardableResult func cancel(_ id: RPCID) -> Bool {
    lock.withLock {
      guard running == id else { return false }
      isRunningCancelled = true
      return true
    }
  }

  func cancel(token: RPCID) {
    lock.withLock {
      // A client that cancels what was never begun does not fill the memory.
      if tokens.count >= Self.mostTokens { tokens = [] }
      tokens.insert(token)
    }
  }

  func isCancelled(token: RPCID) -> Bool { lock.withLock { tokens.contains(token) } }

  func forget(token: RPCID) { lock.withLock { _ = tokens.remove(token) } }

  /// Whether the request that is being worked on was cancelled.
  var isCancelled: Bool { lock.withLock { isRunningCancelled } }
}
