import CLibEdit
import SourceText
import Workspace

/// A line with editing, history and completion on the process's terminal, by libedit.
///
/// Only one can be at work at a time: the terminal is one.
package final class LineEditor {
  /// What ended the reading of a line.
  package enum Input: Sendable, Equatable {
    case line(String)
    /// Ctrl-D in an empty line, or the terminal has gone.
    case endOfInput
    /// Ctrl-C.
    case interrupted
  }

  /// What may stand at a cursor of a line, an offset into its bytes.
  package typealias Completer = (_ line: [UInt8], _ cursor: Int) -> Completion

  package var completer: Completer = { _, _ in Completion() }
  /// Shows a list under the line; nil: candidates are not shown.
  package var listing: (([Completion.Candidate]) -> String)?

  let line: OpaquePointer
  private let history: OpaquePointer
  private(set) var entries: [String] = []
  /// What stands before the line.
  private var prompt = ""
  /// What stands before the line now: the prompt, or that of a search, for libedit and for us.
  private var shownPrompt: UnsafeMutablePointer<CChar>?
  private var shownPromptText = ""
  private var wasInterrupted = false
  private var isPasting = false
  /// Whether the terminal is asked to say where a text that is pasted begins and ends.
  private let marksPastes = Terminal.environment("TERM").map { $0 != "dumb" && !$0.isEmpty } ?? false
  var search: HistorySearch?
  /// What the next call of the search's command has to do.
  var searchStep: HistorySearch.Step?

  private static let mostEntries: Int32 = 10_000
  /// Stands around colours in a prompt, which move no cursor.
  private static let invisible: Character = "\u{1}"

  /// Nil where there is no terminal that can be edited on.
  package init?(program: String = "cliquery") {
    cliquery_use_utf8()
    guard let line = cliquery_el_open(program) else { return nil }
    guard let history = history_init() else {
      el_end(line)
      return nil
    }
    self.line = line
    self.history = history
    cliquery_history_set_size(history, Self.mostEntries)
    cliquery_el_set_client_data(line, Unmanaged.passUnretained(self).toOpaque())
    cliquery_el_set_prompt(line, { LineEditor.of($0)?.shownPrompt }, 1)
    cliquery_el_set_editor(line, "emacs")
    cliquery_el_keep_keys(line)
    cliquery_el_set_history(line, history)
    cliquery_el_read_keys(line) { LineEditor.of($0)?.take(key: $1) ?? $1 }
    bindKeys()
  }

  deinit {
    history_end(history)
    el_end(line)
    cliquery_restore_terminal()
    shownPrompt?.deallocate()
  }

  /// Gives the terminal back; nothing is read any more.
  package func close() { cliquery_restore_terminal() }

  /// The editor that a call from libedit is for.
  static func of(_ line: OpaquePointer?) -> LineEditor? {
    guard let line, let data = cliquery_el_client_data(line) else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(data).takeUnretainedValue()
  }

  private func bindKeys() {
    cliquery_el_add_function(line, "cliquery-complete", "completes the word") { line, _ in
      LineEditor.of(line)?.complete() ?? UInt8(CC_ERROR)
    }
    cliquery_el_add_function(line, "cliquery-search", "searches the history") { line, _ in
      LineEditor.of(line)?.takeSearchStep() ?? UInt8(CC_ERROR)
    }
    cliquery_el_add_function(line, "cliquery-interrupt", "clears the input") { line, _ in
      LineEditor.of(line)?.interrupt() ?? UInt8(CC_EOF)
    }
    cliquery_el_add_function(line, "cliquery-paste", "a text is pasted") { line, _ in
      LineEditor.of(line)?.isPasting = true
      return UInt8(CC_NORM)
    }
    cliquery_el_add_function(line, "cliquery-pasted", "the end of a text that is pasted") { line, _ in
      LineEditor.of(line)?.isPasting = false
      return UInt8(CC_NORM)
    }
    for (key, command) in [
      ("\\e[200~", "cliquery-paste"), ("\\e[201~", "cliquery-pasted"),
      ("^I", "cliquery-complete"), ("^R", "cliquery-search"), ("^C", "cliquery-interrupt"),
      ("\\e[3~", "ed-delete-next-char"), ("\\e[1;5C", "em-next-word"), ("\\e[1;5D", "ed-prev-word"),
      ("\\e[1~", "ed-move-to-beg"), ("\\e[4~", "ed-move-to-end"), ("^W", "ed-delete-prev-word"),
    ] {
      cliquery_el_bind(line, key, command)
    }
  }

  /// Reads a line after `prompt`, whose colours stand between U+0001.
  package func read(prompt: String) -> Input {
    self.prompt = prompt
    show(prompt: prompt)
    wasInterrupted = false
    search = nil
    cliquery_catch_stop(1)
    if marksPastes { write("\u{1B}[?2004h") }
    var count: Int32 = 0
    let text = el_gets(line, &count)
    cliquery_catch_stop(0)
    if marksPastes { write("\u{1B}[?2004l") }
    if wasInterrupted {
      write("^C\n")
      return .interrupted
    }
    guard let text, count > 0 else { return .endOfInput }
    var line = String(cString: text)
    while line.last?.isNewline ?? false { line.removeLast() }
    return .line(line)
  }

  func show(prompt: String) {
    shownPrompt?.deallocate()
    shownPromptText = prompt
    let bytes = prompt.utf8.filter { $0 != 0 }
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
    for (index, byte) in bytes.enumerated() { copy[index] = CChar(bitPattern: byte) }
    copy[bytes.count] = 0
    shownPrompt = copy
  }

  /// Takes the prompt of the line back.
  func showOwnPrompt() { show(prompt: prompt) }

  /// The entries of the history from the oldest on, in place of those there were.
  package func setHistory(_ entries: [String]) {
    self.entries = entries
    cliquery_history_clear(history)
    for entry in entries { cliquery_history_enter(history, entry) }
  }

  package func write(_ text: String) {
    var text = text
    text.withUTF8 { buffer in
      buffer.withMemoryRebound(to: CChar.self) { cliquery_write($0.baseAddress, $0.count) }
    }
  }

  // MARK: The text

  /// The line's bytes, and where in them the cursor stands.
  var current: (bytes: [UInt8], cursor: Int) {
    guard let info = el_line(line), let start = info.pointee.buffer else { return ([], 0) }
    let count = info.pointee.lastchar - start
    let bytes = UnsafeRawBufferPointer(start: start, count: max(0, count))
    return (Array(bytes), min(max(0, info.pointee.cursor - start), max(0, count)))
  }

  /// Puts `text` in place of the line, the cursor at its end.
  func replace(with text: String) {
    moveToEnd()
    let count = String(decoding: current.bytes, as: UTF8.self).unicodeScalars.count
    if count > 0 { el_deletestr(line, Int32(clamping: count)) }
    if !text.isEmpty { el_insertstr(line, text) }
  }

  private func moveToEnd() {
    let (bytes, cursor) = current
    let rest = bytes[ByteRange(cursor, bytes.count)]
    let count = String(decoding: rest, as: UTF8.self).unicodeScalars.count
    if count > 0 { el_cursor(line, Int32(clamping: count)) }
  }

  private func interrupt() -> UInt8 {
    let (bytes, cursor) = current
    if cursor < bytes.count {
      // What follows is written below the whole line, so the cursor goes to its end first.
      moveToEnd()
      el_push(line, "\u{3}")
      return UInt8(CC_REFRESH)
    }
    wasInterrupted = true
    return UInt8(CC_EOF)
  }

  /// Ctrl-C, as a signal: the line stays on the screen as it is, and what comes next is written below the whole of it.
  func endLine() {
    wasInterrupted = true
    search = nil
    showOwnPrompt()
    moveToEnd()
  }

  // MARK: Completion

  private func complete() -> UInt8 {
    // Tabs of a text that is pasted are blanks.
    if isPasting {
      el_insertstr(line, " ")
      return UInt8(CC_REFRESH)
    }
    let (bytes, cursor) = current
    let completion = completer(bytes, cursor)
    guard let (range, candidates) = completion.unified(in: bytes), let first = candidates.first else {
      return UInt8(CC_ERROR)
    }
    let typed = bytes.text(range)
    let common = Completion.commonStart(of: candidates.map(\.text))
    let isProgress =
      candidates.count == 1
      || (common != typed && common.utf8.count >= typed.utf8.count
        && common.lowercased().hasPrefix(typed.lowercased()))
    if isProgress {
      let text = candidates.count == 1 ? first.text : common
      if !typed.isEmpty { el_deletestr(line, Int32(clamping: typed.unicodeScalars.count)) }
      return el_insertstr(line, text) == 0 ? UInt8(CC_REFRESH) : UInt8(CC_ERROR)
    }
    guard let listing else { return UInt8(CC_ERROR) }
    showBelow(listing(candidates), bytes, cursor)
    return UInt8(CC_NORM)
  }

  /// Writes `text` under the line, and the line again under it.
  private func showBelow(_ text: String, _ bytes: [UInt8], _ cursor: Int) {
    let columns = max(2, Terminal.size?.columns ?? 80)
    let start = DisplayWidth.columns(of: Self.visible(prompt))
    let before = start + DisplayWidth.columns(of: bytes.text(ByteRange(0, cursor)))
    let all = start + DisplayWidth.columns(of: String(decoding: bytes, as: UTF8.self))
    let rowsBelow = max(0, all / columns - before / columns)
    write(String(repeating: "\n", count: rowsBelow + 1) + text)
    cliquery_el_refresh(line)
  }

  /// How many rows of the line stand above the cursor, where the terminal has broken it anew for its width.
  var rowsAboveCursor: Int32 {
    let (bytes, cursor) = current
    let columns = DisplayWidth.columns(of: Self.visible(shownPromptText) + bytes.text(ByteRange(0, cursor)))
    return Int32(clamping: columns / max(2, Terminal.size?.columns ?? 80))
  }

  /// A prompt without its colours.
  package static func visible(_ prompt: String) -> String {
    var result = ""
    for (index, part) in prompt.split(separator: invisible, omittingEmptySubsequences: false).enumerated()
    where index % 2 == 0 {
      result += part
    }
    return result
  }
}
