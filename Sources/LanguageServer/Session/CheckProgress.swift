import JSONRPC
import JSONSyntax
import Workspace

/// The checking of many open documents, as the client shows it (LSP 3.17, "Server Initiated Progress"): no request asked
/// for it, so the client is asked for a place first.
enum CheckProgress: Sendable {
  case none
  /// The client has not answered yet. While it does not, nothing is shown, and it is asked nothing more.
  case asked
  /// `of`: how many documents waited at most.
  case shown(WorkDoneProgress, of: Int)
}

extension ServerSession {
  /// Fewer documents, or shorter ones, are checked before anybody could read of it (ours).
  private static let manyDocuments = 20
  private static let manyBytes = 4 << 20

  /// Asks the client for a place to show that documents wait, where they will wait for long.
  mutating func offerCheckProgress() {
    guard client.showsProgress, isInitialized, !client.pullsFindings, case .none = checkProgress,
      stale.count >= Self.manyDocuments
        || stale.reduce(0, { $0 + (documents[$1]?.bytes.count ?? 0) }) >= Self.manyBytes
    else { return }
    checkProgress = .asked
    checkProgressCount += 1
    let token = RPCID(text: "cliquery-check-\(checkProgressCount)")
    request("window/workDoneProgress/create") { writer in
      writer.object { writer in
        writer.key("token")
        writer.raw(token.json)
      }
    } then: { session, _, error in
      session.checkProgress = .none
      // The client shows nothing, or all is done.
      guard error.map(\.isNull) ?? true, !session.stale.isEmpty else { return }
      var progress = WorkDoneProgress(session, token: token)
      progress.begin("checking documents", isCancellable: false)
      session.checkProgress = .shown(progress, of: session.stale.count)
    }
  }

  /// Tells the client how many documents are left.
  mutating func reportCheckProgress() {
    guard case .shown(var progress, let known) = checkProgress else { return }
    if stale.isEmpty {
      progress.end()
      checkProgress = .none
      return
    }
    let count = max(known, stale.count)
    progress.report(count - stale.count, of: count, "\(count - stale.count) of \(count)")
    checkProgress = .shown(progress, of: count)
  }
}
