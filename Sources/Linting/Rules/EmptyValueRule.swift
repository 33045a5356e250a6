import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Reports an empty place in a list (`in (a,,b)`), and remarks on `""` as a value.
///
/// ## Why it matters
/// In a list the empty place is most often a value that was deleted. As the value of `==`, two quotes with nothing
/// between them are the empty text only if quotes are no part of a value, which is not documented; and a record that
/// never had a value is not the same as one with an empty text.
///
/// ## Example
/// ```criteria
/// department in (Sales,,Support)
/// ```
///
/// ## Use instead
/// ```criteria
/// department in (Sales,Support)
/// ```
///
/// ## Fix safety
/// Removing the comma is unsafe: the server may read the empty place as an empty text, and records with one would no
/// longer be selected.
///
/// ## Basis and source
/// Decisions C3 (quotes) and C9 (comparisons with a value that is not there).
package enum EmptyValueRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ116", name: "empty-value", severity: .warning, group: .suspicion,
    summary: "an empty place in a list, or `\"\"` as a value")

  package static let traits: QueryTraits = .emptyValue.union(.diagnostics)

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for diagnostic in query.diagnostics(.emptyListItem) {
      let place = diagnostic.range
      findings.report(
        in: query.text, at: place, "there is no value before this comma; remove it, or add the value",
        fixes: [.unsafe("remove the comma", [.delete(place)])])
    }
    guard query.traits.contains(.emptyValue) else { return }
    for fact in query.facts where fact.isJudged {
      // The other types have no empty value, and say so themselves.
      if fact.type == .number || fact.type == .boolean || fact.field == .system { continue }
      switch fact.comparison.operatorClass {
      case .equality, .membership: break
      case .ordering, .pattern, .foreign: continue
      }
      for token in query.values(fact) where query.tree.tokens[token].kind == .quotedValue {
        let place = query.range(ofToken: token)
        guard place.count == 2 else { continue }
        findings.report(
          in: query.text, at: place,
          "\(Assumption.clause(.quotedValues)), \(query.quoted(place)) is the empty text; records without a value"
            + " are not selected by it", severity: .hint, basis: .decision(.quotedValues))
      }
    }
  }
}
