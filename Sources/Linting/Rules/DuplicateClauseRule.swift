import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Reports a condition that stands twice in one chain of `&&` or of `||`: the same field, the same operator (`=` and
/// `==` are one), the same value. Numbers of a number field are compared by value, patterns without regard to case.
///
/// ## Why it matters
/// The second one has no effect, counts towards the ten that are allowed, and was often meant to name another field
/// or another value.
///
/// ## Example
/// ```criteria
/// (department==Sales) || (department==Sales)
/// ```
///
/// ## Use instead
/// ```criteria
/// (department==Sales) || (department==Support)
/// ```
///
/// ## Fix safety
/// Removing the repetition is safe where both are the same byte for byte. It is unsafe where they are equal by value
/// only, such as `7` and `007`.
///
/// ## Basis and source
/// `x && x` and `x || x` are `x` in two-valued and in three-valued logic. Values that are the same only if quotes are
/// no part of a value (decision C3) or if equality ignores case (decision C10) are a hint, unless the settings say
/// that equality does. v3, "List records", criteria: "`==` is an alias of `=`", `like` is case-insensitive.
package enum DuplicateClauseRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ104", name: "duplicate-clause", severity: .warning, group: .suspicion,
    summary: "a condition that stands twice")

  package static let traits: QueryTraits = .repeatedCondition

  /// What two conditions have in common if they may be the same.
  private struct Key: Hashable {
    let chain: Int
    let field: [UInt8]
    let comparison: Comparison
    let values: [[UInt8]]
  }

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    var facts: [CriteriaTree.NodeIndex: ConditionFact] = [:]
    for fact in query.facts { facts[fact.node] = fact }
    var first: [Key: (fact: ConditionFact, values: [CriteriaTree.TokenIndex])] = [:]
    let canFix = query.parses
    for operand in query.tree.operands() {
      guard let fact = facts[operand.condition], let values = comparable(fact, query) else { continue }
      let key = key(operand.chain, fact, values, query)
      guard let earlier = first[key] else {
        first[key] = (fact, values)
        continue
      }
      let sameness = sameness(earlier.values, values, fact, query)
      report(operand, fact, after: earlier.fact, sameness, canFix: canFix, query, &findings)
    }
  }

  /// The values of a condition that can be compared: a plain field, no holes, nothing that does not parse.
  private static func comparable(_ fact: ConditionFact, _ query: QueryContext) -> [CriteriaTree.TokenIndex]? {
    guard fact.isJudged, fact.fieldToken >= 0, fact.comparison != .foreign,
      query.tree.tokens[fact.fieldToken].flags.isEmpty
    else { return nil }
    let values = query.values(fact)
    guard !values.isEmpty, values.allSatisfy({ query.tree.tokens[$0].flags.isDisjoint(with: opaque) }) else {
      return nil
    }
    return values
  }

  private static let opaque: CriteriaTree.Token.Flags = [.hasHole, .isHole, .placeholder, .nonstandard]

  private static func key(
    _ chain: Int, _ fact: ConditionFact, _ values: [CriteriaTree.TokenIndex], _ query: QueryContext
  ) -> Key {
    let keys = values.map { query.sharedKey($0, fact.type, fact.comparison) }
    return Key(
      chain: chain, field: Array(query.bytes[query.range(ofToken: fact.fieldToken)]),
      comparison: fact.comparison,
      values: keys.count == 1 ? keys : Set(keys).sorted { $0.lexicographicallyPrecedes($1) })
  }

  /// How sure it is that two conditions with one key are the same: as sure as of the least sure value.
  private static func sameness(
    _ first: [CriteriaTree.TokenIndex], _ second: [CriteriaTree.TokenIndex], _ fact: ConditionFact,
    _ query: QueryContext
  ) -> ValueSameness {
    var tokens: [[UInt8]: [CriteriaTree.TokenIndex]] = [:]
    for token in first {
      tokens[query.sharedKey(token, fact.type, fact.comparison), default: []].append(token)
    }
    var result = ValueSameness.identical
    for token in second {
      let known = tokens[query.sharedKey(token, fact.type, fact.comparison)] ?? []
      let all = known.prefix(Limits.values).map { query.sameness($0, token, fact.type, fact.comparison) }
      if all.contains(.identical) { continue }
      if let best = all.first(where: { $0 == .equal }) ?? all.first { result = result.weakened(by: best) }
    }
    return result
  }

  private static func report(
    _ operand: Operand, _ fact: ConditionFact, after earlier: ConditionFact, _ sameness: ValueSameness,
    canFix: Bool, _ query: QueryContext, _ findings: inout FindingSink
  ) {
    let name = query.quoted(query.range(ofToken: fact.fieldToken))
    findings.reportRepetition(
      in: query.text, at: query.tree.range(ofNode: fact.node), of: query.tree.range(ofNode: earlier.node),
      "condition",
      "this repeats the condition on \(name) before it; remove it, or correct the one that was meant",
      sameness, removal: canFix ? query.tree.removal(of: operand) : nil)
  }
}
