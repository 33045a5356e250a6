import SourceText
import Workspace

/// Shows long answers a page at a time: after a page, Enter shows another line, Space another page, `q` stops.
struct Pager {
  /// Rows written since the last key.
  private var rows = 0
  /// Nothing more is to be shown of this answer.
  private(set) var isStopped = false
  private var isOpen = false

  /// A new answer begins.
  mutating func begin() {
    rows = 0
    isStopped = false
    isOpen = false
  }

  /// Writes whole lines; false: nobody wants to read more.
  mutating func write(_ text: String, _ write: (String) -> Void) -> Bool {
    guard !isStopped else { return false }
    if text.isEmpty { return true }
    guard let size = Terminal.size else {
      write(text)
      return true
    }
    var batch = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(
      text.hasSuffix("\n") ? 1 : 0)
    {
      let height = max(1, (Self.columns(of: line) + size.columns - 1) / size.columns)
      // The last row is the question's.
      if !isOpen, rows + height > size.rows - 1 {
        write(batch)
        batch = ""
        guard ask(write, size) else { return false }
      }
      rows += height
      batch += line + "\n"
    }
    write(batch)
    return true
  }

  private mutating func ask(_ write: (String) -> Void, _ size: Terminal.Size) -> Bool {
    let question = "-- more: Space page, Enter line, a all, q stop --"
    write("\u{1B}[7m" + TextColumns.cut(question, to: size.columns - 1) + "\u{1B}[0m")
    defer { write("\r\u{1B}[K") }
    while true {
      guard let key = Terminal.readKey() else {
        isStopped = true
        return false
      }
      switch key {
      case UInt8(ascii: " "), UInt8(ascii: "f"): rows = 0
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "j"): rows = size.rows - 2
      case UInt8(ascii: "a"), UInt8(ascii: "G"): isOpen = true
      case UInt8(ascii: "q"), UInt8(ascii: "Q"), 0x1B, 0x04:
        isStopped = true
        return false
      default: continue
      }
      return true
    }
  }

  /// Without the colours in it.
  private static func columns(of line: Substring) -> Int {
    guard line.contains("\u{1B}") else { return DisplayWidth.columns(of: line) }
    var plain = ""
    var isSequence = false
    for character in line.unicodeScalars {
      if isSequence {
        if character == "m" { isSequence = false }
      } else if character == "\u{1B}" {
        isSequence = true
      } else {
        plain.unicodeScalars.append(character)
      }
    }
    return DisplayWidth.columns(of: plain)
  }
}
