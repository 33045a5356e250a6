import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Reports what is no criteria: an operator or a value that is missing, parentheses that do not match, a negation, a
/// field in quotes, a list in brackets, the forms of other query languages. There is at most one such finding in a
/// condition.
///
/// ## Why it matters
/// The server refuses the whole request.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// !(department==Sales || department==Support)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// (department!=Sales && department!=Support)
/// ```
///
/// ## Fix safety
/// Writing a plain blank for another kind of white space is safe. All other fixes are unsafe: they say what was most
/// likely meant.
///
/// ## Basis and source
/// v3, "List records" and "Update records", errors: `datastore_invalid_criteria`. Deleting and v2 refuse such a text
/// too, but no list of codes names it.
package enum SyntaxRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ001", name: "syntax", severity: .error, group: .correctness, summary: "does not parse")

  package static let traits: QueryTraits = .diagnostics

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for diagnostic in query.tree.diagnostics {
      if findings.isFull { return }
      guard let message = message(diagnostic, query) else { continue }
      findings.report(
        .doesNotParse, in: query.text, at: diagnostic.range, message,
        fixes: SyntaxFixes.fixes(diagnostic, query))
    }
  }

  /// Nil for what other rules report.
  private static func message(_ diagnostic: SyntaxDiagnostic, _ query: QueryContext) -> String? {
    let text = query.quoted(diagnostic.range)
    switch diagnostic.kind {
    case .conditionExpected: return conditionExpected(diagnostic, query)
    case .operatorExpected: return OperatorAdvice(diagnostic, query).message
    case .logicalOperatorExpected: return "`&&`, `||` or the end is expected after a condition, not \(text)"
    case .valueExpected: return valueExpected(diagnostic, query)
    case .unclosedGroup: return "this `(` is never closed"
    case .unopenedGroup: return "this `)` closes nothing"
    case .missingLogicalOperator: return "`&&` or `||` is missing between two conditions"
    case .unclosedValueParenthesis:
      return
        "this `(` in a value is never closed; alternatives are written with `in`, or as conditions with `||`"
    case .negation: return "there is no negation; negate each condition instead"
    case .delimitedField: return "a field is written without quotes or brackets, not \(text)"
    case .strangeBlank: return "this white space is not a plain blank"
    case .fullWidth: return "\(text) is written in full-width characters"
    case .bracketedList: return "a list is written in parentheses, not in brackets"
    case .emptyList: return "the list is empty; write at least one value"
    case .trailingComma: return "a value is expected after the last comma"
    case .missingComma: return "a comma is missing between two values"
    case .colonCondition: return "`field:operator:value` is another Zoho product's form; write `field==value`"
    case .methodCall:
      return "there are no functions; write `\(ZohoDialects.form(ofCall: diagnostic.range, query))`"
    case .percentEncoded: return "the text is percent-encoded; write it plainly and encode the whole URL once"
    case .unclosedHole: return "this `${` has no `}` on its line"
    case .unclosedList: return "this list is never closed"
    case .unknownOperator, .wordLogicalOperator, .tooDeep, .operatorStartsValue, .parenthesesInValue,
      .conditionInValue, .keywordCase, .emptyListItem, .smartQuotes, .strayQuote:
      return nil
    }
  }

  private static func conditionExpected(_ diagnostic: SyntaxDiagnostic, _ query: QueryContext) -> String {
    let range = diagnostic.range
    if range.isEmpty { return "a condition is expected here" }
    switch query.kind(query.token(at: range.start)) {
    case .and, .or: return "a condition is expected before \(query.quoted(range))"
    case .closeParenthesis: return "a condition is expected before `)`"
    default: break
    }
    if let advice = SyntaxFixes.bareNegation(range, query) ?? OperatorAdvice.alternative(range, query) {
      return advice.message
    }
    let expected = "a condition is expected, which begins with a field, not \(query.quoted(range))"
    return query.bytes[range.start] == UInt8(ascii: "{")
      ? "\(expected); a criteria is no JSON, but a text such as `field==value`" : expected
  }

  private static func valueExpected(_ diagnostic: SyntaxDiagnostic, _ query: QueryContext) -> String {
    guard let token = query.condition(diagnostic)?.operatorToken else { return "a value is expected here" }
    return "a value is expected after \(query.quoted(query.range(ofToken: token)))"
  }
}
