import REPL
import Workspace

/// A host that writes down everything that is said to it.
final class TestHost: SessionHost {
  var columns: Int?
  var style: Style { .plain }
  let isInteractive: Bool
  private(set) var transcript = ""
  /// What is answered to the questions, in their order.
  var answers: [Bool] = []
  /// Asked before each look; true ends a query.
  nonisolated(unsafe) var cancels = false
  var clock: Int { 0 }

  init(columns: Int? = 80, isInteractive: Bool = true) {
    self.columns = columns
    self.isInteractive = isInteractive
  }

  var isCancelled: @Sendable () -> Bool {
    let cancels = cancels
    return { cancels }
  }

  func write(_ text: String) -> Bool {
    transcript += text
    return true
  }

  func say(_ text: String) { transcript += text }

  func ask(_ question: String) -> Bool? {
    guard !answers.isEmpty else { return nil }
    let answer = answers.removeFirst()
    transcript += "\(question) [y/N] \(answer ? "y" : "n")\n"
    return answer
  }

  func sleep(milliseconds: Int) {}

  func note(_ line: String) { transcript += line + "\n" }
}
