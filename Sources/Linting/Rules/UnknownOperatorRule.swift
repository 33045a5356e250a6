import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Reports operators of other languages: `<>`, `=>`, `=<`, `===`, `!==`, `=~`, `:=`, and words such as `contains`,
/// `starts with`, `between`, `is null`, `eq`.
///
/// ## Why it matters
/// The server refuses the whole request.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// (salary=>1000) && (empname contains John)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// (salary>=1000) && (empname like %John%)
/// ```
///
/// ## Fix safety
/// `=>`, `=<`, `<>`, `===`, `!==` can mean one thing only: safe. Words and patterns are unsafe, because what the
/// wildcards of `like` mean is not documented.
///
/// ## Basis and source
/// v3, "List records", criteria: "Supported Comparison Operators"; errors of listing and updating:
/// `datastore_criteria_invalid_operator`.
package enum UnknownOperatorRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ002", name: "unknown-operator", severity: .error, group: .correctness,
    summary: "an operator of another language, such as `<>` or `contains`")

  package static let traits: QueryTraits = .diagnostics

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for diagnostic in query.tree.diagnostics where diagnostic.kind == .unknownOperator {
      if findings.isFull { return }
      guard let condition = query.condition(diagnostic), let entry = condition.entry else { continue }
      let range = diagnostic.range
      let written = query.quoted(range)
      guard entry.status == .foreign else {
        let spelling = OperatorTable.standardSpelling(of: entry.comparison) ?? "=="
        findings.report(
          .unknownOperator, in: query.text, at: range, "\(written) is not an operator; write `\(spelling)`",
          fixes: [.safe("replace with `\(spelling)`", [TextEdit(range: range, newText: spelling)])])
        continue
      }
      let fixes = fix(condition, entry, query)
      findings.report(
        .unknownOperator, in: query.text, at: range,
        "\(written) is not an operator" + advice(entry, hasFix: !fixes.isEmpty), fixes: fixes)
    }
  }

  private static func advice(_ entry: OperatorEntry, hasFix: Bool) -> String {
    switch entry.spelling {
    case "is null", "is not null": "; nothing tests for a value that is not there"
    case "is empty": "; an empty text is `==\"\"`"
    case "between": "; write two conditions with `>=` and `<=`"
    case "=~", "matches": "; patterns are written with `like`"
    default:
      ForeignCondition.rewrite(entry.spelling, [UInt8(ascii: "x")])
        .map {
          $0.operator.hasSuffix("like") ? "; patterns are written with `like`" : "; write `\($0.operator)`"
        }
        ?? ""
    }
  }

  private static func fix(_ condition: CriteriaTree.Condition, _ entry: OperatorEntry, _ query: QueryContext)
    -> [FixDraft]
  {
    guard let field = condition.field, let token = condition.values.first, condition.values.count == 1 else {
      return []
    }
    let name = query.range(ofToken: field)
    let value = query.range(ofToken: token)
    let isOpaque = !query.isLiteral(token)
    if entry.spelling == "between" {
      guard !isOpaque, let bounds = ForeignCondition.bounds(Array(query.bytes[value])) else { return [] }
      let field = Array(query.bytes[name])
      let text =
        Array("(".utf8) + ForeignCondition.condition(field, ">=", bounds.low) + Array(" && ".utf8)
        + ForeignCondition.condition(field, "<=", bounds.high) + Array(")".utf8)
      return [
        .unsafe(
          "write two conditions", [TextEdit(range: ByteRange(name.start, value.end), newText: text)])
      ]
    }
    // A hole is not rewritten, only what stands around it.
    let sample = isOpaque ? [UInt8(ascii: "x")] : Array(query.bytes[value])
    guard entry.spelling != "=~", entry.spelling != "matches",
      let rewritten = ForeignCondition.rewrite(entry.spelling, sample)
    else { return [] }
    let isPattern = rewritten.operator.hasSuffix("like")
    if isPattern, let type = query.facts.first(where: { $0.node == condition.node })?.type,
      type == .number || type == .boolean
    {
      return []
    }
    let gap = TextEdit(
      range: ByteRange(name.end, value.start),
      newText: isPattern ? " \(rewritten.operator) " : rewritten.operator)
    var edits = [gap]
    if isOpaque, isPattern {
      let text = String(decoding: rewritten.value, as: UTF8.self)
      let isQuoted = query.tree.tokens[token].kind == .quotedValue
      let inner = isQuoted ? ByteRange(value.start + 1, value.end - 1) : value
      if text.hasPrefix("%") {
        if isQuoted {
          edits.append(.insert("%", at: inner.start))
        } else {
          edits = [TextEdit(range: gap.range, newText: " \(rewritten.operator) %")]
        }
      }
      if text.hasSuffix("%") { edits.append(.insert("%", at: inner.end)) }
    } else if isPattern {
      edits.append(TextEdit(range: value, newText: rewritten.value))
    }
    return [.unsafe("write `\(rewritten.operator)`", edits)]
  }
}
