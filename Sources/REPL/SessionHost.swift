import Workspace

/// Where a session's words go, and who answers its questions: a terminal, a script's streams, a test.
package protocol SessionHost: AnyObject {
  /// The width to keep to; nil: lines may be as long as they are.
  var columns: Int? { get }
  var style: Style { get }
  /// Whether a person reads along and can be asked.
  var isInteractive: Bool { get }
  /// Asked every few milliseconds while a query runs; may be called from any thread.
  var isCancelled: @Sendable () -> Bool { get }
  /// Nanoseconds of a clock that only goes forward.
  var clock: Int { get }

  /// Writes what was asked for, whole lines. False: nobody wants to read more of it.
  func write(_ text: String) -> Bool

  /// Says something about it: a finding, an error, what was done. Whole lines.
  func say(_ text: String)

  /// Asks a question that is answered with yes or no; nil where nobody answers.
  func ask(_ question: String) -> Bool?

  /// Waits for a moment, or less where it is cancelled.
  func sleep(milliseconds: Int)
}

/// Where a line of input comes from, for messages.
package struct InputPlace: Sendable, Equatable {
  /// As a person names it; nil: the prompt.
  package var path: String?
  /// From 1.
  package var line: Int
  /// The columns before the text on the screen, where its line can be pointed at; nil where it cannot.
  package var promptWidth: Int?

  package init(path: String? = nil, line: Int = 1, promptWidth: Int? = nil) {
    self.path = path
    self.line = line
    self.promptWidth = promptWidth
  }
}

/// How a line of input ended.
package enum SessionOutcome: Sendable, Equatable {
  case done
  /// Something was wrong, and it was said.
  case failed
  case cancelled
  case quit
}
