import CriteriaSemantics
import SourceText

/// ## What it does
/// Reports a value that is compared for equality with a text field and is longer than the field can hold: 250
/// characters in limited-text, 65,535 in large-text (v2: 1,000), 1,000 in encrypted-text (v2: 250).
///
/// ## Why it matters
/// No record's value is equal to it.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// empname==Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// empname like Aaaaaaaaaa%
/// ```
///
/// ## Fix safety
/// There is no fix.
///
/// ## Basis and source
/// v3, "Create a datastore", field types; v2 help, data types. Decision C26 says what a character is.
package enum ValueTooLongRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ106", name: "value-too-long", severity: .warning, group: .suspicion,
    summary: "a value longer than its field can hold")

  package static let traits: QueryTraits = .longValue

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for fact in query.facts where fact.isJudged {
      guard fact.comparison.operatorClass == .equality || fact.comparison.operatorClass == .membership,
        let most = Limits.characters(of: fact.type, api: query.api)
      else { continue }
      for token in query.values(fact) where !query.tree.tokens[token].flags.contains(.isHole) {
        let count = length(of: token, query)
        guard count > most else { continue }
        findings.reportImplied(
          in: query.text, at: query.range(ofToken: token),
          "\(count) characters, and `\(query.fieldName(fact))` holds at most \(most): nothing is equal to it")
      }
    }
  }

  /// Scalars of the literal part; an escape in quotes is one.
  private static func length(of token: Int, _ query: QueryContext) -> Int {
    let flags = query.tree.tokens[token].flags
    if flags.contains(.hasHole) || !flags.contains(.hasEscape) {
      return TextLength.scalars(in: query.bytes, query.inner(token), holes: query.text.holes)
    }
    return TextLength.scalars(in: query.decoded(token)[...])
  }
}
