import CriteriaSyntax
import SourceText

/// The fixes of `CQ001`, by what the parser found.
enum SyntaxFixes {
  /// In a larger text no fix looks further than its own condition: a criteria holds ten conditions, and looking
  /// through a large text for each of its findings would take long.
  static let tokensOfACriteria = 4096

  static func fixes(_ diagnostic: SyntaxDiagnostic, _ query: QueryContext) -> [FixDraft] {
    let isLarge = query.tree.tokens.count > tokensOfACriteria
    switch diagnostic.kind {
    case .negation, .fullWidth, .missingLogicalOperator: if isLarge { return [] }
    default: break
    }
    return switch diagnostic.kind {
    case .conditionExpected: conditionExpected(diagnostic.range, query)
    case .operatorExpected: OperatorAdvice(diagnostic, query).fixes
    case .unclosedGroup: unclosedGroups(query)
    case .unopenedGroup: [.unsafe("remove it", [.delete(diagnostic.range)])]
    case .missingLogicalOperator: missingLogicalOperator(diagnostic.range, query)
    case .unclosedValueParenthesis: alternatives(diagnostic, query)
    case .negation:
      query.node(diagnostic).flatMap { NegationFix.edits($0, query.tree) }
        .map { [.unsafe("push the negation inwards", $0)] } ?? []
    case .delimitedField: delimitedField(diagnostic.range, query)
    case .strangeBlank: strangeBlanks(diagnostic, query)
    case .fullWidth: fullWidth(query)
    case .bracketedList: bracketedList(diagnostic.range, query)
    case .trailingComma: [.unsafe("remove the comma", [.delete(diagnostic.range)])]
    case .missingComma: [.unsafe("write a comma", [.insert(",", at: diagnostic.range.start)])]
    case .colonCondition: ZohoDialects.colonCondition(diagnostic.range, query)
    case .methodCall: ZohoDialects.methodCall(diagnostic.range, query)
    case .percentEncoded: percentDecoded(diagnostic.range, query)
    case .unclosedList: unclosedList(diagnostic, query)
    default: []
    }
  }

  /// Removes a logical operator that has no condition on one side.
  private static func conditionExpected(_ range: ByteRange, _ query: QueryContext) -> [FixDraft] {
    func isLogical(_ token: Int?) -> Bool { query.kind(token) == .and || query.kind(token) == .or }
    if let advice = bareNegation(range, query) ?? OperatorAdvice.alternative(range, query) {
      return advice.fixes
    }
    let here = range.isEmpty ? nil : query.token(at: range.start)
    let before = query.significantToken(beforeOffset: range.isEmpty ? range.start + 1 : range.start)
    let isOperator = isLogical(here) || isStrayCharacter(range, query)
    if here != nil, isOperator, before == nil || isLogical(before) || query.kind(before) == .openParenthesis {
      // What follows a stray character may belong to the same token.
      var end = range.end
      let isAttached =
        range.start > query.text.range.start
        && (query.bytes[range.start - 1] == UInt8(ascii: "&")
          || query.bytes[range.start - 1] == UInt8(ascii: "|"))
      while !isAttached, end < query.text.range.end, query.bytes[end] <= 0x20 { end += 1 }
      return [.unsafe("remove \(query.quoted(range))", [.delete(ByteRange(range.start, end))])]
    }
    guard let before, isLogical(before), here == nil || query.kind(here) == .closeParenthesis else {
      return []
    }
    let removed = query.range(ofToken: before)
    let start = query.significantToken(before: before).map { query.range(ofToken: $0).end }
    let end = here == nil ? removed.end : range.start
    return [
      .unsafe("remove \(query.quoted(removed))", [.delete(ByteRange(start ?? removed.start, end))])
    ]
  }

  private static func isStrayCharacter(_ range: ByteRange, _ query: QueryContext) -> Bool {
    range.count == 1 && query.bytes[range].allSatisfy { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "|") }
  }

  /// What is said of `!done`; nil for anything else.
  static func bareNegation(_ range: ByteRange, _ query: QueryContext) -> OperatorAdvice? {
    guard range.count > 1, query.bytes[range.start] == UInt8(ascii: "!") else { return nil }
    return OperatorAdvice.negation(of: ByteRange(range.start + 1, range.end), from: range.start, query)
  }

  private static func unclosedGroups(_ query: QueryContext) -> [FixDraft] {
    let count = query.tree.nodes.lazy.filter { $0.kind == .group && !$0.flags.contains(.closed) }.count
    guard count > 0, count <= 256, let last = query.significantToken(beforeOffset: query.text.range.end + 1)
    else { return [] }
    let close = String(repeating: ")", count: count)
    return [.unsafe("write `\(close)` at the end", [.insert(close, at: query.range(ofToken: last).end)])]
  }

  private static func missingLogicalOperator(_ gap: ByteRange, _ query: QueryContext) -> [FixDraft] {
    guard let next = query.token(at: gap.end),
      query.kind(next) == .openParenthesis || beginsWhole(next, query)
    else { return [] }
    // The blanks that are there stay, line ends above all.
    return [.unsafe("write `&&`", [.insert(gap.isEmpty ? " && " : " &&", at: gap.start)])]
  }

  /// Whether a condition that parses begins at `token`.
  private static func beginsWhole(_ token: Int, _ query: QueryContext) -> Bool {
    query.tree.nodes.contains {
      $0.kind == .condition && Int($0.firstToken) == token && !$0.flags.contains(.broken)
    }
  }

  /// `f==(a || b)` as `f in (a,b)`.
  private static func alternatives(_ diagnostic: SyntaxDiagnostic, _ query: QueryContext) -> [FixDraft] {
    guard let condition = query.condition(diagnostic), let field = condition.field,
      condition.comparison == .equal || condition.comparison == .notEqual
    else { return [] }
    let open = diagnostic.range.start
    var end = open
    while end < query.text.range.end, query.bytes[end] != UInt8(ascii: ")"), query.bytes[end] != 0x0A {
      end += 1
    }
    guard end < query.text.range.end, query.bytes[end] == UInt8(ascii: ")") else { return [] }
    let inner = query.string(ByteRange(open + 1, end))
    let joint = condition.comparison == .equal ? "||" : "&&"
    let parts = split(inner, at: joint).map {
      String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty && !$0.contains { "(),&|=<>".contains($0) } })
    else {
      return []
    }
    let word = condition.comparison == .equal ? "in" : "not in"
    return [
      .unsafe(
        "write `\(word) (\(parts.joined(separator: ",")))`",
        [
          TextEdit(
            range: ByteRange(query.range(ofToken: field).end, end + 1),
            newText: " \(word) (\(parts.joined(separator: ",")))")
        ])
    ]
  }

  private static func split(_ text: String, at joint: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = text[...]
    while let start = rest.indices.first(where: { rest[$0...].hasPrefix(joint) }) {
      parts.append(rest[..<start])
      rest = rest[start...].dropFirst(2)
    }
    return parts + [rest]
  }

  private static func delimitedField(_ range: ByteRange, _ query: QueryContext) -> [FixDraft] {
    let inner = Array(query.bytes[ByteRange(range.start + 1, range.end - 1)])
    let name = ForeignCondition.fieldName(inner, query)
    guard ForeignCondition.isField(name) else { return [] }
    return [
      .unsafe("write `\(String(decoding: name, as: UTF8.self))`", [TextEdit(range: range, newText: name)])
    ]
  }

  private static func bracketedList(_ range: ByteRange, _ query: QueryContext) -> [FixDraft] {
    let inner = query.bytes[ByteRange(range.start + 1, range.end - 1)]
    guard !inner.allSatisfy({ $0 == UInt8(ascii: " ") }) else { return [] }
    return [
      .unsafe(
        "write parentheses",
        [
          TextEdit(range: ByteRange(range.start, range.start + 1), newText: "("),
          TextEdit(range: ByteRange(range.end - 1, range.end), newText: ")"),
        ])
    ]
  }

  private static func unclosedList(_ diagnostic: SyntaxDiagnostic, _ query: QueryContext) -> [FixDraft] {
    guard let node = query.node(diagnostic) else { return [] }
    return [.unsafe("write `)` after the list", [.insert(")", at: query.tree.range(ofNode: node).end)])]
  }

  private static func percentDecoded(_ range: ByteRange, _ query: QueryContext) -> [FixDraft] {
    guard let decoded = PercentEncoding.decodedForm(query.bytes, range) else { return [] }
    return [.unsafe("decode it", [TextEdit(range: range, newText: decoded)])]
  }
}
