/// Parts of messages. A message is lower case, has no final stop, and shows the user's text in backticks.
package enum Message {
  /// Text in backticks: one line, at most 60 characters, control characters shown as blanks.
  package static func quoted(_ text: String) -> String {
    var shown = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == 60 {
        shown += "…"
        break
      }
      shown.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
      count += 1
    }
    return "`\(shown)`"
  }

  /// `` `a`, `b` or `c` ``.
  package static func list(_ items: [String], _ word: String = "or") -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(word) \(last)"
  }

  /// ``; did you mean `x`?``, or nothing.
  package static func suggestion(_ name: String?) -> String {
    name.map { "; did you mean `\($0)`?" } ?? ""
  }

  /// `11 conditions`, `1 condition`.
  package static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
