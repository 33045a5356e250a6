import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Remarks on `TRUE`, `False` and other spellings of `true` and `false`.
///
/// ## Why it matters
/// The documentation writes both in lower case. Extensions in use write `TRUE`, so the server seems to take it, but
/// nothing promises that.
///
/// ## Example
/// ```criteria
/// isactive==TRUE
/// ```
///
/// ## Use instead
/// ```criteria
/// isactive==true
/// ```
///
/// ## Fix safety
/// Writing it in lower case is unsafe: in a text field, `TRUE` and `true` may be different values.
///
/// ## Basis and source
/// v3, "List records", criteria: the examples write `isactive=true`. Without a schema, or for a field of unknown type,
/// the words themselves are taken for booleans.
package enum BooleanCaseRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ112", name: "boolean-case", severity: .hint, group: .suspicion, summary: "`TRUE` for `true`")

  package static let traits: QueryTraits = .booleanCase

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for fact in query.facts where fact.isJudged {
      guard fact.type == .boolean || fact.type == .unknown, fact.field != .system,
        fact.comparison.operatorClass != .pattern
      else { continue }
      for token in query.values(fact) where query.isLiteral(token) {
        let place = query.inner(token)
        guard case .otherCase(let value) = BooleanLiteral(query.bytes, place) else { continue }
        findings.report(
          in: query.text, at: place, "\(query.quoted(place)) is documented as `\(value)`; write that",
          fixes: [.unsafe("write `\(value)`", [TextEdit(range: place, newText: "\(value)")])])
      }
    }
  }
}
