import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Remarks on a pattern of `like` or `not like` in which no wildcard stands.
///
/// ## Why it matters
/// If `like` works as in SQL, such a pattern is found only where it is the whole value: `like John` does not find
/// `Johnson`.
///
/// ## Example
/// ```criteria
/// empname like John
/// ```
///
/// ## Use instead
/// ```criteria
/// empname like %John%
/// ```
///
/// ## Fix safety
/// Adding `%` on both sides is unsafe: it selects more records.
///
/// ## Basis and source
/// The wildcards of `like` are not documented: decision C11, option `dialect.like`. Under `glob` the wildcards are `*`
/// and `?`; under `contains` every pattern is searched anywhere, and the rule is silent.
package enum LikeWithoutWildcardRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ109", name: "like-without-wildcard", severity: .hint, group: .suspicion,
    summary: "a pattern without `%` or `_`")

  package static let traits: QueryTraits = .plainPattern

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    let wildcards = PatternWildcards(query.dialect.like)
    guard let any = wildcards.anyRun else { return }
    for fact in query.facts where fact.isJudged && fact.comparison.operatorClass == .pattern {
      guard fact.verdict != .patternOnOther, fact.valueToken >= 0, query.isLiteral(fact.valueToken) else {
        continue
      }
      let value = query.inner(fact.valueToken)
      // A wildcard of another language is what CQ110 speaks about.
      guard !wildcards.hasOwn(query.bytes, value), wildcards.foreign(query.bytes, value).isEmpty else {
        continue
      }
      let place = query.range(ofToken: fact.valueToken)
      let pattern = any + query.string(value) + any
      var fixes: [FixDraft] = []
      var advice = ""
      if !value.isEmpty, !query.bytes[value].contains(UInt8(ascii: "\\")) {
        advice = "; write \(Message.quoted(pattern)) to search inside"
        fixes = [
          .unsafe(
            "search inside: `\(pattern)`", [.insert(any, at: value.start), .insert(any, at: value.end)])
        ]
      }
      findings.report(
        in: query.text, at: place,
        "no wildcard in \(query.quoted(place)): \(wildcards.assumption(query.dialect))"
          + " only the whole value matches" + advice,
        basis: .decision(.likeWildcards), fixes: fixes)
    }
  }
}
