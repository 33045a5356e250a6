/// A grammar in the notation of ISO/IEC 14977, without exceptions and repetition factors.
package struct Grammar: Sendable {
  package indirect enum Expression: Sendable {
    case terminal([UInt8])
    case rule(String)
    /// `? … ?`
    case special(String)
    case sequence([Expression])
    case choice([Expression])
    case optional(Expression)
    case repetition(Expression)
  }

  package struct Malformed: Error {
    package let message: String
  }

  package private(set) var rules: [String: Expression] = [:]

  package init(_ text: String) throws {
    var reader = GrammarReader(Array(text.unicodeScalars))
    while try reader.startsRule() {
      let (name, expression) = try reader.rule()
      guard rules.updateValue(expression, forKey: name) == nil else {
        throw Malformed(message: "`\(name)` is defined twice")
      }
    }
    for (name, expression) in rules { try check(expression, in: name) }
  }

  /// The rules that sentences of `start` can use.
  package func reachable(from start: String) -> Set<String> {
    var reached: Set<String> = []
    func reach(_ expression: Expression) {
      switch expression {
      case .terminal, .special: break
      case .rule(let name):
        guard reached.insert(name).inserted, let rule = rules[name] else { return }
        reach(rule)
      case .sequence(let parts), .choice(let parts): for part in parts { reach(part) }
      case .optional(let part), .repetition(let part): reach(part)
      }
    }
    reach(.rule(start))
    return reached
  }

  private func check(_ expression: Expression, in name: String) throws {
    switch expression {
    case .terminal, .special: break
    case .rule(let used):
      guard rules[used] != nil else {
        throw Malformed(message: "`\(name)` uses `\(used)`, which is not defined")
      }
    case .sequence(let parts), .choice(let parts): for part in parts { try check(part, in: name) }
    case .optional(let part), .repetition(let part): try check(part, in: name)
    }
  }
}

private struct GrammarReader {
  let text: [Unicode.Scalar]
  var position = 0

  init(_ text: [Unicode.Scalar]) {
    self.text = text
  }

  private var next: Unicode.Scalar? { position < text.count ? text[position] : nil }

  mutating func startsRule() throws -> Bool {
    try skipBlanks()
    return next != nil
  }

  mutating func rule() throws -> (String, Grammar.Expression) {
    let name = try identifier()
    try expect("=")
    let expression = try choice()
    try expect(";")
    return (name, expression)
  }

  private mutating func choice() throws -> Grammar.Expression {
    var parts = [try sequence()]
    while try take("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() throws -> Grammar.Expression {
    var parts = [try part()]
    while try take(",") { parts.append(try part()) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func part() throws -> Grammar.Expression {
    if try take("[") { return .optional(try closed("]")) }
    if try take("{") { return .repetition(try closed("}")) }
    if try take("(") { return try closed(")") }
    switch next {
    case "\"", "'": return .terminal(Array(try quoted().utf8))
    case "?": return .special(try quoted().trimmed)
    default: return .rule(try identifier())
    }
  }

  private mutating func closed(_ end: Unicode.Scalar) throws -> Grammar.Expression {
    let inner = try choice()
    try expect(end)
    return inner
  }

  /// What stands up to the next one of the present character.
  private mutating func quoted() throws -> String {
    let quote = next
    position += 1
    let start = position
    while let scalar = next, scalar != quote {
      _ = scalar
      position += 1
    }
    guard next != nil else { throw Grammar.Malformed(message: "not closed: \(string(start, position))") }
    position += 1
    return string(start, position - 1)
  }

  private mutating func identifier() throws -> String {
    try skipBlanks()
    let start = position
    while let scalar = next, scalar.properties.isAlphabetic || scalar == " " { position += 1 }
    let name = string(start, position).trimmed
    guard !name.isEmpty else {
      throw Grammar.Malformed(message: "a name expected: \(string(position, position + 20))")
    }
    return name
  }

  private func string(_ start: Int, _ end: Int) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: text[start..<min(end, text.count)])
    return String(result)
  }

  private mutating func take(_ scalar: Unicode.Scalar) throws -> Bool {
    try skipBlanks()
    guard next == scalar else { return false }
    position += 1
    try skipBlanks()
    return true
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws {
    guard try take(scalar) else {
      throw Grammar.Malformed(message: "`\(scalar)` expected: \(string(position, position + 20))")
    }
  }

  /// Skips white space and comments.
  private mutating func skipBlanks() throws {
    while let scalar = next {
      if scalar.properties.isWhitespace {
        position += 1
      } else if scalar == "(", position + 1 < text.count, text[position + 1] == "*" {
        while position + 1 < text.count, !(text[position] == "*" && text[position + 1] == ")") {
          position += 1
        }
        position += 2
      } else {
        return
      }
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }
}
