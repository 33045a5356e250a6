import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Reports a value without quotes that most likely holds more than a value: it begins with an operator (`a> =5`), has
/// parentheses in it (`a==x (y)`), or holds what reads like the next condition (`a==x b==y`).
///
/// ## Why it matters
/// A value without quotes runs to the next `&&` or `||`. What was meant as an operator or a condition becomes a part of
/// the text that is compared, and nothing matches.
///
/// ## Example
/// ```criteria
/// department==Sales isactive==true
/// ```
///
/// ## Use instead
/// ```criteria
/// (department==Sales) && (isactive==true)
/// ```
/// Where the text is meant as it stands, quotes around the value say so.
///
/// ## Fix safety
/// All fixes are unsafe: they select other records.
///
/// ## Basis and source
/// Decision C2: where a value without quotes ends. The documentation gives neither quotes nor an end of values.
package enum SwallowedOperatorRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ114", name: "swallowed-operator", severity: .warning, group: .suspicion,
    summary: "a value that seems to hold an operator, parentheses or the next condition")

  package static let traits: QueryTraits = .diagnostics

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for diagnostic in query.tree.diagnostics {
      switch diagnostic.kind {
      case .operatorStartsValue: reportOperator(diagnostic, query, &findings)
      case .parenthesesInValue: reportParentheses(diagnostic, query, &findings)
      case .conditionInValue: reportCondition(diagnostic, query, &findings)
      default: break
      }
    }
  }

  private static func reportOperator(
    _ diagnostic: SyntaxDiagnostic, _ query: QueryContext, _ findings: inout FindingSink
  ) {
    let place = diagnostic.range
    let start = "the value begins with \(query.quoted(place))"
    guard let value = query.token(at: place.start), let token = operatorToken(before: value, query.tree),
      let joined = joined(query.range(ofToken: token), place, query),
      query.range(ofToken: value).end > place.end
    else {
      findings.report(
        in: query.text, at: place,
        "\(start), which is read as text; put the value in quotes if that is meant",
        basis: .decision(.bareValues))
      return
    }
    let whole = ByteRange(query.range(ofToken: token).start, place.end)
    findings.report(
      in: query.text, at: place, "\(start), which is read as text; did you mean `\(joined)`?",
      basis: .decision(.bareValues),
      fixes: [.unsafe("write `\(joined)`", [TextEdit(range: whole, newText: joined)])])
  }

  /// The documented operator that the two make when they are joined; nil where there is none.
  private static func joined(_ first: ByteRange, _ second: ByteRange, _ query: QueryContext) -> String? {
    let spelling = query.string(first) + query.string(second)
    guard let entry = OperatorTable.entries.first(where: { $0.spelling == spelling }) else { return nil }
    switch entry.status {
    case .standard: return entry.spelling
    case .misspelt: return OperatorTable.standardSpelling(of: entry.comparison)
    case .foreign: return nil
    }
  }

  private static func reportParentheses(
    _ diagnostic: SyntaxDiagnostic, _ query: QueryContext, _ findings: inout FindingSink
  ) {
    let place = diagnostic.range
    let inside = query.bytes[place]
    let mayBeCondition = inside.contains {
      $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">")
    }
    if mayBeCondition {
      findings.report(
        in: query.text, at: place,
        "\(query.quoted(place)) is read as a part of the value; is `&&` or `||` missing before it?",
        basis: .decision(.bareValues))
      return
    }
    var fixes: [FixDraft] = []
    if let token = query.token(at: place.start), query.isLiteral(token) {
      let value = query.range(ofToken: token)
      let needsEscape = query.bytes[value].contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
      if !needsEscape {
        let edits = [TextEdit.insert("\"", at: value.start), TextEdit.insert("\"", at: value.end)]
        fixes = [.unsafe("put the value in quotes", edits)]
      }
    }
    findings.report(
      in: query.text, at: place,
      "\(query.quoted(place)) is read as a part of the value; put the value in quotes if that is meant",
      basis: .decision(.bareValues), fixes: fixes)
  }

  private static func reportCondition(
    _ diagnostic: SyntaxDiagnostic, _ query: QueryContext, _ findings: inout FindingSink
  ) {
    let place = diagnostic.range
    var fixes: [FixDraft] = []
    if canSplit(diagnostic, query), !endsWithWord(place.start, query) {
      let comma = place.start - 1
      let hasComma =
        comma > query.text.range.start
        && (query.bytes[comma] == UInt8(ascii: ",") || query.bytes[comma] == UInt8(ascii: ";"))
      fixes = [
        hasComma
          ? .unsafe("write `&&`", [TextEdit(range: ByteRange(comma, place.end), newText: " && ")])
          : .unsafe("insert `&&`", [TextEdit(range: place, newText: " && ")])
      ]
    }
    findings.report(
      in: query.text, at: place,
      "what follows reads like a condition but is a part of the value; is `&&` missing here?",
      basis: .decision(.bareValues), fixes: fixes)
  }

  /// Whether a word of another language's stands before `end` that `&&` cannot follow: `and not`, `xor`.
  private static func endsWithWord(_ end: Int, _ query: QueryContext) -> Bool {
    var start = end
    while start > query.text.range.start, end - start < 4, query.bytes[start - 1] | 0x20 >= 0x61,
      query.bytes[start - 1] | 0x20 <= 0x7A
    {
      start -= 1
    }
    guard start > query.text.range.start, query.bytes[start - 1] == UInt8(ascii: " ") else { return false }
    return ["not", "and", "or", "xor"].contains(query.string(ByteRange(start, end)).lowercased())
  }

  /// Whether `&&` can stand in the gap: not in a list, and not before a field that the datastore does not have.
  private static func canSplit(_ diagnostic: SyntaxDiagnostic, _ query: QueryContext) -> Bool {
    let node = Int(diagnostic.node)
    guard node < query.tree.nodes.count, !query.tree.nodes[node].flags.contains(.list) else { return false }
    guard let schema = query.schema else { return true }
    let start = diagnostic.range.end
    let name = query.bytes[ByteRange(start, query.text.range.end)].prefix {
      $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
        || ($0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z"))
    }
    return schema.resolve(query.bytes, ByteRange(start, start + name.count)) != .unknown
  }

  /// The operator that stands right before a value; nil for values of a list but the first.
  private static func operatorToken(before value: CriteriaTree.TokenIndex, _ tree: CriteriaTree)
    -> CriteriaTree.TokenIndex?
  {
    var token = value - 1
    while token >= 0, tree.tokens[token].kind == .blank { token -= 1 }
    return token >= 0 && tree.tokens[token].kind == .comparisonOperator ? token : nil
  }
}
