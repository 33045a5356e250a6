import JSONSyntax
import SourceText

/// `name=value, name="a, b"`: the values of `.insert` and `.update`. Values are written as in criteria: bare, or in
/// quotes where a comma stands in them.
struct Assignments {
  struct Problem: Error {
    let message: String
  }

  private(set) var values: [(name: String, value: String, isQuoted: Bool)] = []

  init(_ text: String) throws(Problem) {
    for part in Self.parts(of: text) {
      let part = Session.trimmed(part)
      guard !part.isEmpty else { throw Problem(message: "a `name=value` is missing beside a comma") }
      guard let equals = part.firstIndex(of: "=") else {
        throw Problem(message: "`\(part)` is no `name=value`")
      }
      let name = Session.trimmed(String(part[..<equals]))
      var value = part[part.index(after: equals)...]
      // `==` is what people type after a day of criteria.
      if value.first == "=" { value = value.dropFirst() }
      let written = Session.trimmed(String(value))
      guard !name.isEmpty else { throw Problem(message: "`\(part)` has no name before its `=`") }
      guard !values.contains(where: { $0.name == name }) else {
        throw Problem(message: "`\(name)` is given twice")
      }
      let isQuoted =
        written.count >= 2 && (written.first == "\"" || written.first == "'") && written.last == written.first
      values.append((name, isQuoted ? Self.unquoted(written) : written, isQuoted))
    }
  }

  /// The parts between the commas that stand outside quotes. A quote counts where a value begins.
  static func parts(of text: String) -> [String] {
    var parts: [String] = []
    var current = ""
    walk(text) { character, isInQuotes in
      if character == ",", !isInQuotes {
        parts.append(current)
        current = ""
      } else {
        current.append(character)
      }
    }
    return parts + [current]
  }

  /// The last word `where` outside quotes, with the blanks around it.
  static func placeOfWhere(in text: String) -> Range<String.Index>? {
    var isInQuotes: [Bool] = []
    walk(text) { isInQuotes.append($1) }
    var found: Range<String.Index>?
    var search = text.startIndex
    while let range = text.range(ofWord: "where", from: search) {
      let offset = text.distance(from: text.startIndex, to: range.lowerBound)
      if found == nil, offset < isInQuotes.count, !isInQuotes[offset] { found = range }
      search = range.upperBound
    }
    return found
  }

  private static func walk(_ text: String, _ body: (Character, Bool) -> Void) {
    var quote: Character?
    var isEscaped = false
    var lastSolid: Character = ","
    for character in text {
      body(character, quote != nil)
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == open {
          quote = nil
        }
      } else if character == "\"" || character == "'", lastSolid == "=" {
        quote = character
      }
      if !character.isWhitespace { lastSolid = character }
    }
  }

  private static func unquoted(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for character in text.dropFirst().dropLast() {
      if isEscaped {
        if character != "\"", character != "'", character != "\\" { result.append("\\") }
        result.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return isEscaped ? result + "\\" : result
  }
}

extension String {
  /// A word between blanks, in any case, with the blanks.
  fileprivate func range(ofWord word: String, from start: Index) -> Range<Index>? {
    var index = start
    while index < endIndex {
      if self[index].isWhitespace || index == startIndex {
        let first = self[index].isWhitespace ? self.index(after: index) : index
        if self[first...].prefix(word.count).lowercased() == word {
          let end = self.index(first, offsetBy: word.count)
          if end == endIndex || self[end].isWhitespace {
            return index..<(end == endIndex ? end : self.index(after: end))
          }
        }
      }
      index = self.index(after: index)
    }
    return nil
  }
}
