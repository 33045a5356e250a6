import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Reports a value that stands twice in the list of an `in` or `not in`. Numbers of a number field are compared by
/// value.
///
/// ## Why it matters
/// The second one has no effect, counts towards the ten that are allowed, and was often meant to be another value.
///
/// ## Example
/// ```criteria
/// department in (Sales,Support,Sales)
/// ```
///
/// ## Use instead
/// ```criteria
/// department in (Sales,Support)
/// ```
///
/// ## Fix safety
/// Removing the repetition is safe where both values are the same byte for byte, and unsafe where they are equal by
/// value only, such as `7` and `007`.
///
/// ## Basis and source
/// v3, "List records", criteria: `in` asks whether the field is one of the values. Values that are the same only if
/// quotes are no part of a value (decision C3) or if equality ignores case (decision C10) are a hint, unless the
/// settings say that equality does.
package enum DuplicateValueRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ105", name: "duplicate-value", severity: .warning, group: .suspicion,
    summary: "a value that stands twice in a list")

  package static let traits: QueryTraits = .repeatedValue

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    let canFix = query.parses
    for fact in query.facts where fact.isJudged && fact.comparison.operatorClass == .membership {
      check(fact, canFix, query, &findings)
    }
  }

  private static func check(
    _ fact: ConditionFact, _ canFix: Bool, _ query: QueryContext, _ findings: inout FindingSink
  ) {
    let values = query.values(fact)
    guard values.count > 1 else { return }
    var first: [[UInt8]: CriteriaTree.TokenIndex] = [:]
    for token in values where query.isLiteral(token) {
      if query.tree.tokens[token].flags.contains(.nonstandard) { continue }
      let key = query.sharedKey(token, fact.type, fact.comparison)
      guard let earlier = first[key] else {
        first[key] = token
        continue
      }
      let sameness = query.sameness(earlier, token, fact.type, fact.comparison)
      report(token, after: earlier, sameness, canFix: canFix, query, &findings)
    }
  }

  private static func report(
    _ token: CriteriaTree.TokenIndex, after earlier: CriteriaTree.TokenIndex, _ sameness: ValueSameness,
    canFix: Bool, _ query: QueryContext, _ findings: inout FindingSink
  ) {
    let place = query.range(ofToken: token)
    findings.reportRepetition(
      in: query.text, at: place, of: query.range(ofToken: earlier), "value",
      "\(query.quoted(place)) stands in the list already; remove it", sameness,
      removal: canFix ? removal(of: token, query) : nil)
  }

  /// The value with the comma before it; nil where no value stands before that.
  private static func removal(of token: CriteriaTree.TokenIndex, _ query: QueryContext) -> ByteRange? {
    let tokens = query.tree.tokens
    guard let comma = previous(of: token, tokens), tokens[comma].kind == .comma,
      let value = previous(of: comma, tokens),
      tokens[value].kind == .bareValue || tokens[value].kind == .quotedValue
    else { return nil }
    return ByteRange(query.range(ofToken: value).end, query.range(ofToken: token).end)
  }

  private static func previous(of token: CriteriaTree.TokenIndex, _ tokens: [CriteriaTree.Token])
    -> CriteriaTree.TokenIndex?
  {
    var index = token - 1
    while index >= 0, tokens[index].kind == .blank { index -= 1 }
    return index >= 0 ? index : nil
  }
}
