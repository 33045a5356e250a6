import SourceText

/// A variable of a script, with all its places in its function.
package struct DelugeVariable: Sendable {
  /// One of the places where the name stands.
  package struct Place: Sendable, Hashable {
    package let range: ByteRange
    /// Whether it gets a value there: an assignment, a parameter, the variable of a loop.
    package let isAssigned: Bool
  }

  package let name: String
  /// In the order of the file.
  package let places: [Place]
  /// Where the value at the place that was asked for may come from; empty where nothing in the script says it.
  package let origins: [ByteRange]

  /// The variable whose name `offset` lies in, or at the end of; nil where none stands there.
  package init?(at offset: Int, in bytes: [UInt8]) {
    guard bytes.count < Int(Int32.max) else { return nil }
    let scanner = DelugeScanner(DelugeScript(bytes))
    let script = scanner.script
    guard let token = Self.token(at: offset, in: script), Self.isName(token, in: script) else { return nil }
    let block = Self.block(of: token, scanner)
    let variable = scanner.flow.variable(token, in: block)
    let assigned = Set(
      scanner.flow.events(of: variable).compactMap { index -> Int32? in
        let event = scanner.flow.events[Int(index)]
        switch event.kind {
        case .assign, .append, .given: return event.token
        case .put, .remove: return nil
        }
      })
    var places: [Place] = []
    for statement in script.statements {
      for index in statement.tokens.start..<max(statement.tokens.start, statement.tokens.end) {
        guard script.kind(index) == .word, script.name(index) == variable.name,
          Self.isName(index, in: script),
          scanner.flow.variable(index, in: Self.block(of: index, in: statement, scanner)) == variable
        else { continue }
        places.append(
          Place(range: script.tokens[Int(index)].range, isAssigned: assigned.contains(index)))
      }
    }
    self.name = String(decoding: script.text(token), as: UTF8.self)
    self.places = places
    let events = scanner.flow.reaching(token, key: nil, at: token, in: block) ?? []
    var origins = events.filter { $0.kind == .assign || $0.kind == .append || $0.kind == .given }
      .map { script.tokens[Int($0.token)].range }
    if assigned.contains(token) { origins = [script.tokens[Int(token)].range] }
    self.origins = origins
  }

  private static func token(at offset: Int, in script: DelugeScript) -> Int32? {
    let first = script.tokens.partitioningIndex { Int($0.end) >= offset }
    // At a seam the word after it counts as much as the one before.
    for index in first..<min(first + 2, script.tokens.count) {
      let token = script.tokens[index]
      if token.kind == .word, Int(token.start) <= offset, offset <= Int(token.end) { return Int32(index) }
    }
    return nil
  }

  /// Whether the word is a variable's name: no method, function, keyword or name of a request's part.
  private static func isName(_ index: Int32, in script: DelugeScript) -> Bool {
    guard script.isVariable(index), script.kind(index + 1) != .colon else { return false }
    if keywords.contains(where: { script.isWord(index, $0) }) { return false }
    // Names of types are words like others, unless a name follows.
    if types.contains(where: { script.isWord(index, $0) }), script.kind(index + 1) == .word {
      return script.isWord(index + 1, "in")
    }
    return !(script.isWord(index, "index") && script.isWord(index - 1, "each"))
  }

  private static let keywords: [StaticString] = [
    "if", "else", "for", "each", "in", "while", "return", "info", "true", "false", "null", "try", "catch",
    "invokeurl", "zoho", "thisapp", "break", "continue", "and", "or", "not",
  ]
  private static let types: [StaticString] = ["void", "map", "list", "string", "int", "bool", "date"]

  private static func block(of token: Int32, _ scanner: DelugeScanner) -> Int32 {
    guard let statement = scanner.statement(at: token) else { return 0 }
    return block(of: token, in: statement, scanner)
  }

  /// The names in a function's header are its own: its parameters.
  private static func block(
    of token: Int32, in statement: DelugeScript.Statement, _ scanner: DelugeScanner
  ) -> Int32 {
    guard statement.opened >= 0, scanner.script.blocks[Int(statement.opened)].kind == .function else {
      return statement.block
    }
    return statement.opened
  }
}
