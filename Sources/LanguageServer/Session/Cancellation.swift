import JSONRPC
import Workspace

/// Tells work that has begun that nobody waits for it any more. Shared by the thread that reads and the one that works.
package final class Cancellation: @unchecked Sendable {
  private let lock = Lock()
  private var running: RPCID?
  private var isRunningCancelled = false
  /// Requests that are answered piece by piece, and whether they were cancelled.
  private var later: [RPCID: Bool] = [:]
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

  /// Whether that is the request that is being worked on, or one that is answered later.
  @discardableResult func cancel(_ id: RPCID) -> Bool {
    lock.withLock {
      if later[id] != nil {
        later[id] = true
        return true
      }
      guard running == id else { return false }
      isRunningCancelled = true
      return true
    }
  }

  /// The request is answered later, and may be cancelled until then.
  func postpone(_ id: RPCID) { lock.withLock { later[id] = false } }

  func isCancelled(postponed id: RPCID) -> Bool { lock.withLock { later[id] ?? false } }

  func forget(postponed id: RPCID) { lock.withLock { later[id] = nil } }

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
