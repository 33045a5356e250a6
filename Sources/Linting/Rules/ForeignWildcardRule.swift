import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Remarks on `*` and `?` in a pattern of `like`.
///
/// ## Why it matters
/// If `like` works as in SQL, its wildcards are `%` (any run of characters) and `_` (one character); `*` and `?` stand
/// for themselves, and the pattern finds next to nothing.
///
/// ## Example
/// ```criteria
/// empname like J*
/// ```
///
/// ## Use instead
/// ```criteria
/// empname like J%
/// ```
/// Where the star itself is meant, `\*` says so.
///
/// ## Fix safety
/// Writing `%` for `*` and `_` for `?` is unsafe: it selects other records.
///
/// ## Basis and source
/// The wildcards of `like` are not documented: decision C11, option `dialect.like`. Under `glob`, `%` is the foreign
/// one; under `contains`, `%` and `*` are.
package enum ForeignWildcardRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ110", name: "foreign-wildcard", severity: .hint, group: .suspicion,
    summary: "`*` or `?` in a pattern")

  package static let traits: QueryTraits = .foreignWildcard

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    let wildcards = PatternWildcards(query.dialect.like)
    for fact in query.facts where fact.isJudged && fact.comparison.operatorClass == .pattern {
      guard fact.verdict != .patternOnOther, fact.valueToken >= 0, query.isLiteral(fact.valueToken) else {
        continue
      }
      let places = wildcards.foreign(query.bytes, query.inner(fact.valueToken))
      guard let first = places.first, first < query.bytes.count else { continue }
      let replacements = places.compactMap { place in
        wildcards.own(for: query.bytes[place]).map {
          TextEdit(range: ByteRange(place, place + 1), newText: $0)
        }
      }
      let character = query.string(ByteRange(first, first + 1))
      let own = wildcards.own(for: query.bytes[first])
      let advice = own.map { "; write `\($0)`" } ?? ""
      let fixes: [FixDraft] =
        replacements.count == places.count && !replacements.isEmpty
        ? [.unsafe("write the wildcards of `like`", replacements)] : []
      findings.report(
        in: query.text, at: query.range(ofToken: fact.valueToken),
        "\(wildcards.assumption(query.dialect)) `\(character)` is no wildcard" + advice,
        basis: .decision(.likeWildcards), fixes: fixes)
    }
  }
}
