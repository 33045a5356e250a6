import CriteriaSemantics
import SourceText

/// ## What it does
/// Checks each value that is compared with a boolean field: it is `true` or `false`. Capitals are another rule's
/// matter (CQ112).
///
/// ## Why it matters
/// A boolean is neither `yes` nor `1`: at best nothing is equal to it.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// (isactive==yes)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// (isactive==true)
/// ```
///
/// ## Fix safety
/// Unsafe: it changes which records are selected.
///
/// ## Basis and source
/// v3, "Create a datastore", field types: a boolean holds `true` or `false`. No operation names a code for it.
package enum InvalidBooleanRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ014", name: "invalid-boolean", severity: .warning, group: .correctness,
    summary: "`yes`, `1`, `on` for a boolean field")

  package static let traits: QueryTraits = .invalidBoolean

  private static let words: [String: String] = [
    "yes": "true", "y": "true", "1": "true", "on": "true", "t": "true", "no": "false", "n": "false",
    "0": "false", "off": "false", "f": "false",
  ]

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for fact in query.facts
    where fact.isJudged && fact.type == .boolean && fact.comparison.operatorClass != .pattern {
      for token in query.values(fact) where query.isLiteral(token) {
        let inner = query.inner(token)
        guard BooleanLiteral(query.bytes, inner) == .invalid else { continue }
        var fixes: [FixDraft] = []
        if let word = words[query.string(inner).lowercased()] {
          fixes = [
            .unsafe(
              "replace with `\(word)`", [TextEdit(range: query.range(ofToken: token), newText: word)])
          ]
        }
        let place = query.range(ofToken: token)
        findings.reportImplied(
          in: query.text, at: place,
          "\(query.quoted(place)) is neither `true` nor `false`, and `\(query.fieldName(fact))` is a boolean",
          fixes: fixes)
      }
    }
  }
}
