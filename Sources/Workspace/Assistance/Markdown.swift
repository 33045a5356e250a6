/// The little Markdown that is written, and what is left of it where none can be shown.
package enum Markdown {
  static func code(_ text: String) -> String { "`" + text.replacing("`", with: "'") + "`" }

  /// So that nothing of the user's is taken for markup.
  static func escaped(_ text: String) -> String {
    var isCode = false
    var result = ""
    for character in text {
      if character == "`" { isCode.toggle() }
      if !isCode, "*_<>[]#|\\".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }

  /// The text without its marks: headings, emphasis, fences and rules go, code keeps its backticks, which read well
  /// as quotes.
  package static func plain(_ markdown: String) -> String {
    var lines: [String] = []
    var isInFence = false
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInFence.toggle()
        continue
      }
      if isInFence {
        lines.append("  " + line)
        continue
      }
      if line == "---" {
        // The empty line before it is there already.
        if lines.last?.isEmpty == true { lines.removeLast() }
        continue
      }
      lines.append(plain(line: line))
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  private static func plain(line: Substring) -> String {
    var rest = line
    if rest.hasPrefix("#") {
      rest = rest.drop { $0 == "#" }
      if rest.first == " " { rest = rest.dropFirst() }
    }
    var result = ""
    var isCode = false
    var before: Character?
    while let character = rest.first {
      rest = rest.dropFirst()
      defer { before = character }
      if character == "`" { isCode.toggle() }
      if isCode || character == "`" {
        result.append(character)
      } else if character == "\\", let next = rest.first, "*_<>[]#|\\`".contains(next) {
        result.append(next)
        rest = rest.dropFirst()
      } else if character == "*", rest.first == "*" {
        rest = rest.dropFirst()
      } else if character == "_", before.map(isWordless) ?? true, !(rest.first.map(isWordless) ?? true) {
        // Emphasis begins before a word, and ends after one.
        continue
      } else if character == "_", !(before.map(isWordless) ?? true), rest.first.map(isWordless) ?? true {
        continue
      } else {
        result.append(character)
      }
    }
    return result
  }

  private static func isWordless(_ character: Character) -> Bool {
    !(character.isLetter || character.isNumber || character == "_" || character == ")" || character == "\"")
  }
}
