import CLibEdit
import Workspace

/// A session's host at the process's terminal.
package final class TerminalHost: SessionHost {
  package let style: Style
  let editor: LineEditor
  private var pager = Pager()

  package init(editor: LineEditor, style: Style) {
    self.editor = editor
    self.style = style
  }

  package var columns: Int? { Terminal.size?.columns }
  package var isInteractive: Bool { true }
  package var isCancelled: @Sendable () -> Bool { { cliquery_is_interrupted() != 0 } }
  package var clock: Int { Terminal.clock }

  /// A new input is answered.
  func beginAnswer() {
    cliquery_clear_interrupt()
    pager.begin()
  }

  package func write(_ text: String) -> Bool { pager.write(text) { editor.write($0) } }

  package func say(_ text: String) { editor.write(text) }

  package func ask(_ question: String) -> Bool? {
    let prompt =
      "\u{1}\(style.isColored ? "\u{1B}[1m" : "")\u{1}\(question) [y/N] \u{1}\(style.isColored ? "\u{1B}[0m" : "")\u{1}"
    let completer = editor.completer
    editor.completer = { _, _ in Completion() }
    defer { editor.completer = completer }
    guard case .line(let answer) = editor.read(prompt: prompt) else { return false }
    return ["y", "yes"].contains(Session.trimmed(answer).lowercased())
  }

  package func sleep(milliseconds: Int) { Terminal.sleep(milliseconds: milliseconds) }
}

/// A session's host where nobody reads along: answers go to one stream, everything else to another.
package final class StreamHost: SessionHost {
  package let style: Style
  private let writeAnswer: (String) -> Bool
  private let sayWords: (String) -> Void

  /// `write` answers whether anybody still reads.
  package init(style: Style, write: @escaping (String) -> Bool, say: @escaping (String) -> Void) {
    self.style = style
    writeAnswer = write
    sayWords = say
  }

  package var columns: Int? { nil }
  package var isInteractive: Bool { false }
  package var isCancelled: @Sendable () -> Bool { { false } }
  package var clock: Int { Terminal.clock }
  package func write(_ text: String) -> Bool { writeAnswer(text) }
  package func say(_ text: String) { sayWords(text) }
  package func ask(_ question: String) -> Bool? { nil }
  package func sleep(milliseconds: Int) { Terminal.sleep(milliseconds: milliseconds) }
}
