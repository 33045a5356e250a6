import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// What is said, and mended, where a field has no operator: the habits of other languages are named.
struct OperatorAdvice {
  let message: String
  let fixes: [FixDraft]

  private init(_ message: String, _ fixes: [FixDraft] = []) {
    self.message = message
    self.fixes = fixes
  }

  init(_ diagnostic: SyntaxDiagnostic, _ query: QueryContext) {
    let place = diagnostic.range
    let expected = "an operator such as `==` is expected"
    guard let condition = query.condition(diagnostic), let token = condition.field else {
      self.init(place.isEmpty ? expected : "\(expected), not \(query.quoted(place))")
      return
    }
    let field = query.range(ofToken: token)
    let after = "\(expected) after \(query.quoted(field))"
    if place.isEmpty {
      self = Self.nothing(after, field, query)
    } else if let advice = Self.attached(place, field, query) ?? Self.sql(place, token, field, query)
      ?? Self.negation(place, field, diagnostic, query)
    {
      self = advice
    } else {
      self = Self.foreign(after, place, field, diagnostic, query)
    }
  }

  /// `done && …`: nothing follows the field.
  private static func nothing(_ message: String, _ field: ByteRange, _ query: QueryContext) -> OperatorAdvice
  {
    guard query.isBoolean(field) else {
      guard let suggestion = alternativeForm(field, query) else { return OperatorAdvice(message) }
      return OperatorAdvice(
        message + Message.suggestion(suggestion),
        [.unsafe("write `\(suggestion)`", [TextEdit(range: field, newText: suggestion)])])
    }
    let suggestion = "\(query.string(field))==true"
    return OperatorAdvice(
      message + Message.suggestion(suggestion),
      [.unsafe("write `\(suggestion)`", [.insert("==true", at: field.end)])])
  }

  /// `status=="open" || "closed"`: a value where a condition is expected; nil for anything else.
  static func alternative(_ value: ByteRange, _ query: QueryContext) -> OperatorAdvice? {
    guard value.count > 2, let quote = query.bytes[value].first, quote == query.bytes[value.end - 1],
      quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let suggestion = alternativeForm(value, query)
    else { return nil }
    return OperatorAdvice(
      "a condition is expected, which begins with a field, not \(query.quoted(value))"
        + Message.suggestion(suggestion),
      [.unsafe("write `\(suggestion)`", [TextEdit(range: value, newText: suggestion)])])
  }

  /// The condition that `value` was meant as, where it stands after `field==other ||` or `field!=other &&`.
  private static func alternativeForm(_ value: ByteRange, _ query: QueryContext) -> String? {
    let tree = query.tree
    guard value.count <= longestAlternative, tree.tokens.count <= SyntaxFixes.tokensOfACriteria,
      let joint = query.significantToken(beforeOffset: value.start),
      let last = query.significantToken(before: joint),
      let node = tree.nodes.firstIndex(where: { $0.kind == .condition && Int($0.tokenEnd) == last + 1 })
    else { return nil }
    let before = tree.condition(node)
    guard !tree.nodes[node].flags.contains(.broken), let field = before.field,
      let token = before.operatorToken,
      before.comparison == .equal && query.kind(joint) == .or
        || before.comparison == .notEqual && query.kind(joint) == .and,
      tree.tokens[field].flags.isEmpty
    else { return nil }
    return query.string(query.range(ofToken: field)) + query.string(query.range(ofToken: token))
      + query.string(value)
  }

  private static let longestAlternative = 64

  /// What stands at the field without a blank: `UPPER(title)`, `AND(…)`, `títle`.
  private static func attached(_ place: ByteRange, _ field: ByteRange, _ query: QueryContext)
    -> OperatorAdvice?
  {
    guard place.start == field.end else { return nil }
    let name = query.string(field)
    if query.bytes[place.start] == UInt8(ascii: "(") {
      let shown = Message.quoted("\(name)(…)")
      return switch name.lowercased() {
      case "and": OperatorAdvice("\(shown) joins no conditions; write `&&` between them")
      case "or": OperatorAdvice("\(shown) joins no conditions; write `||` between them")
      default: OperatorAdvice("there are no functions such as \(shown); compare the field itself")
      }
    }
    guard query.bytes[place.start] >= 0x80, let character = query.string(place).unicodeScalars.first else {
      return nil
    }
    return OperatorAdvice(
      "`\(character)` cannot stand in the name of a field, which has the letters `a` to `z`, digits and `_`")
  }

  /// `WHERE status=…`, `SELECT * FROM …`
  private static func sql(
    _ place: ByteRange, _ token: CriteriaTree.TokenIndex, _ field: ByteRange, _ query: QueryContext
  ) -> OperatorAdvice? {
    guard query.significantToken(before: token) == nil else { return nil }
    if let schema = query.schema, schema.resolve(query.bytes, field) != .unknown { return nil }
    switch query.string(field).lowercased() {
    case "where":
      return OperatorAdvice(
        "a criteria is what follows \(query.quoted(field)); leave the word out",
        [.unsafe("remove \(query.quoted(field))", [.delete(ByteRange(field.start, place.start))])])
    case "select": return OperatorAdvice("a criteria is no SQL; write only what follows `WHERE`")
    default: return nil
    }
  }

  /// `not done`, `not team in (a,b)`
  private static func negation(
    _ place: ByteRange, _ field: ByteRange, _ diagnostic: SyntaxDiagnostic, _ query: QueryContext
  ) -> OperatorAdvice? {
    guard query.string(field).lowercased() == "not" else { return nil }
    let end = end(of: diagnostic, query)
    let next = blanksEnd(place.end, to: end, query)
    if next >= end { return negation(of: place, from: field.start, query) }
    let word = query.string(ByteRange(next, end)).prefix { $0.isLetter }.lowercased()
    guard word == "in" || word == "like", ForeignCondition.isField(Array(query.bytes[place])) else {
      return nil
    }
    return OperatorAdvice(
      "there is no negation of a condition; write `not \(word)` after the field",
      [
        .unsafe(
          "write `not \(word)`",
          [.delete(ByteRange(field.start, place.start)), .insert("not ", at: next)])
      ])
  }

  /// A field that is negated without being compared; nil where no field stands at `name`.
  static func negation(of name: ByteRange, from start: Int, _ query: QueryContext) -> OperatorAdvice? {
    guard ForeignCondition.isField(Array(query.bytes[name])) else { return nil }
    let message = "there is no negation; compare \(query.quoted(name)) with an operator"
    guard query.isBoolean(name) else { return OperatorAdvice(message) }
    let suggestion = "\(query.string(name))==false"
    return OperatorAdvice(
      message + Message.suggestion(suggestion),
      [
        .unsafe(
          "write `\(suggestion)`", [TextEdit(range: ByteRange(start, name.end), newText: suggestion)])
      ])
  }

  /// Words that another language uses as an operator, or nearly one of ours.
  private static func foreign(
    _ after: String, _ place: ByteRange, _ field: ByteRange, _ diagnostic: SyntaxDiagnostic,
    _ query: QueryContext
  ) -> OperatorAdvice {
    let end = end(of: diagnostic, query)
    let hasHole = query.text.holes.contains { $0.range.overlaps(place) }
    if !hasHole, let (phrase, rewritten) = rewritten(place, to: end, query) {
      let edit = TextEdit(
        range: ByteRange(field.end, end),
        newText: ForeignCondition.condition([], rewritten.operator, rewritten.value))
      return OperatorAdvice(
        "\(after), not \(query.quoted(phrase))" + Message.suggestion(rewritten.operator),
        [.unsafe("write `\(rewritten.operator)`", [edit])])
    }
    let message = "\(after), not \(query.quoted(place))"
    if !hasHole, place.count > 1, query.bytes[place.start] == UInt8(ascii: "!"),
      ForeignCondition.isField(Array(query.bytes[ByteRange(place.start + 1, place.end)]))
    {
      return OperatorAdvice(
        message + Message.suggestion("!="), [.unsafe("write `!=`", [.insert("=", at: place.start + 1)])])
    }
    let near = hasHole || end <= place.end ? nil : operatorSuggestion(query.string(place).lowercased())
    guard let near else { return OperatorAdvice(message) }
    return OperatorAdvice(
      message + Message.suggestion(near),
      [.unsafe("write `\(near)`", [TextEdit(range: place, newText: near)])])
  }

  /// No operator of another language has more words: `does not start with`.
  private static let mostWords = 4

  /// The longest run of words from `place` on that says an operator, and what criteria write for it.
  private static func rewritten(_ place: ByteRange, to end: Int, _ query: QueryContext)
    -> (ByteRange, (operator: String, value: [UInt8]))?
  {
    var ends = [place.end]
    while ends.count < mostWords, let last = ends.last {
      let start = blanksEnd(last, to: end, query)
      var wordEnd = start
      while wordEnd < end, query.bytes[wordEnd] | 0x20 >= 0x61, query.bytes[wordEnd] | 0x20 <= 0x7A {
        wordEnd += 1
      }
      guard start > last, wordEnd > start, wordEnd < end, query.bytes[wordEnd] == UInt8(ascii: " ") else {
        break
      }
      ends.append(wordEnd)
    }
    for phraseEnd in ends.reversed() {
      let phrase = ByteRange(place.start, phraseEnd)
      let value = Array(query.bytes[ByteRange(blanksEnd(phraseEnd, to: end, query), end)])
      if value.isEmpty { continue }
      if let rewritten = ForeignCondition.rewrite(query.string(phrase).lowercased(), value) {
        return (phrase, rewritten)
      }
    }
    return nil
  }

  /// Where the condition that has no operator ends, blanks left out.
  private static func end(of diagnostic: SyntaxDiagnostic, _ query: QueryContext) -> Int {
    let place = diagnostic.range
    guard let node = query.node(diagnostic) else { return place.end }
    var end = query.tree.range(ofNode: node).end
    while end > place.end, query.bytes[end - 1] <= 0x20 { end -= 1 }
    return end
  }

  private static func blanksEnd(_ start: Int, to end: Int, _ query: QueryContext) -> Int {
    var start = start
    while start < end, query.bytes[start] == UInt8(ascii: " ") { start += 1 }
    return start
  }

  /// The word operator that a misspelt one meant.
  private static func operatorSuggestion(_ word: String) -> String? {
    guard word.utf8.count >= 3, word.utf8.allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") })
    else { return nil }
    return Suggestions.nearest(to: word, in: ["like"])
  }
}

extension QueryContext {
  /// Whether the schema has a boolean field of this name.
  fileprivate func isBoolean(_ name: ByteRange) -> Bool {
    guard let schema, case .field(let index) = schema.resolve(bytes, name) else { return false }
    return schema.type(of: index) == .boolean
  }
}
