import Linting
import SourceText
import Workspace

extension Session {
  /// Says what was found in a request; the findings.
  mutating func showFindings(of request: TypedRequest, _ text: String) -> [Finding] {
    mendable = nil
    guard let report = snapshot.report(on: request) else { return [] }
    let findings = report.findings
    let fixCount = findings.reduce(0) { $0 + $1.fixes.count }
    let before = before(text) ?? beforeBody(text)
    if fixCount > 0 {
      mendable = MendableInput(before: before ?? "", text: text, kind: .request, findings: findings)
    }
    let finder = FindingText(style: host.style, columns: host.columns, place: place, before: before)
    var number = 0
    for line in finder.lines(report, in: text, number: &number, fixCount: fixCount) {
      host.say(line + "\n")
    }
    if fixCount > 1, place.path == nil {
      host.say(host.style.paint("`.fix` alone applies what goes together", .dim) + "\n")
    }
    return findings
  }

  /// Where a body follows the request, what stands before both.
  private func beforeBody(_ text: String) -> String? { input.hasPrefix(text) ? "" : nil }

  /// Runs `body` on another thread, so that Ctrl-C ends the wait for it; nil where it did. What goes on behind is kept
  /// for the next time.
  func loading<Value: Sendable, Failure: Error>(
    _ body: @escaping @Sendable () throws(Failure) -> Value
  ) throws(Failure) -> Value? {
    let result = LoadResult<Value, Failure>()
    let threads = Threads.start(1) {
      do throws(Failure) {
        result.set(.success(try body()))
      } catch {
        result.set(.failure(error))
      }
    }
    // No thread was to be had.
    guard threads.count > 0 else { return try body() }
    while true {
      if let value = result.value(milliseconds: 20) {
        threads.join()
        return try value.get()
      }
      if host.isCancelled() {
        threads.detach()
        return nil
      }
    }
  }
}

/// What another thread comes to.
private final class LoadResult<Value: Sendable, Failure: Error>: @unchecked Sendable {
  private let lock = Lock()
  private var result: Result<Value, Failure>?

  func set(_ result: Result<Value, Failure>) {
    lock.withLock {
      self.result = result
      lock.wakeAll()
    }
  }

  /// Waits so long for it; nil where it is not there then.
  func value(milliseconds: Int) -> Result<Value, Failure>? {
    lock.withLock {
      if result == nil { lock.wait(milliseconds: milliseconds) }
      return result
    }
  }
}
