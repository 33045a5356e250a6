import CLibEdit
import SourceText
import Workspace

/// Reads inputs from the terminal and has the session answer them, until Ctrl-D or `.quit`.
package final class InteractiveLoop {
  private let host: TerminalHost
  private var session: Session
  private var history: LineHistory
  /// The lines of the input that is being typed, but for the last.
  private var earlier = ""

  package init(host: TerminalHost, session: Session, history: LineHistory) {
    self.host = host
    self.session = session
    self.history = history
  }

  package func run() {
    cliquery_catch_signals()
    let editor = host.editor
    editor.setHistory(history.entries)
    editor.completer = { [weak self] line, cursor in
      guard let self else { return Completion() }
      return self.session.complete(line, cursor: cursor, earlier: self.earlier)
    }
    editor.listing = { [style = host.style] candidates in
      let size = Terminal.size
      return CandidateList.text(
        candidates, columns: size?.columns ?? 80, rows: size?.rows ?? 24, style: style)
    }
    while readInput() {}
  }

  /// False: the session ends.
  private func readInput() -> Bool {
    let name = session.current ?? "cliquery"
    let isFirst = earlier.isEmpty
    let lead = isFirst ? "\(name)> " : String(repeating: " ", count: max(0, name.count - 3)) + "...> "
    switch host.editor.read(prompt: painted(lead)) {
    case .endOfInput:
      host.editor.write("\n")
      return false
    case .interrupted:
      cliquery_clear_interrupt()
      earlier = ""
      return true
    case .line(let line):
      let isBlank = line.allSatisfy(\.isWhitespace)
      if isFirst, isBlank { return true }
      let input = isFirst ? line : isBlank ? earlier : earlier + "\n" + line
      if !isBlank, session.missing(in: input) != nil {
        earlier = input
        return true
      }
      earlier = ""
      remember(input)
      host.beginAnswer()
      let width = isFirst ? DisplayWidth.columns(of: lead) : nil
      let outcome = session.run(input, at: InputPlace(line: 1, promptWidth: width))
      cliquery_clear_interrupt()
      return outcome != .quit
    }
  }

  private func painted(_ prompt: String) -> String {
    guard host.style.isColored else { return prompt }
    return "\u{1}\u{1B}[1;34m\u{1}\(prompt)\u{1}\u{1B}[0m\u{1}"
  }

  private func remember(_ input: String) {
    if history.add(input) { host.editor.setHistory(history.entries) }
  }
}
