import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Reports `like` and `not like` on a number or a boolean.
///
/// ## Why it matters
/// The documentation allows patterns for text only.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// (salary like 100%)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// (salary>=100) && (salary<200)
/// ```
///
/// ## Fix safety
/// Where the pattern has no wildcard, it can be replaced by `==` or `!=`: unsafe, because a pattern is a guess.
///
/// ## Basis and source
/// v3, "List records", criteria: `like` "Case-insensitive, only for CHAR fields". No operation names a code for it.
/// On `id`, `added_time` and `modified_time` it is a warning that rests on decision C6.
package enum OperatorTypeRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ012", name: "operator-type", severity: .error, group: .correctness,
    summary: "`like` on a number or boolean")

  package static let traits: QueryTraits = .typeVerdict

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for fact in query.facts where fact.isJudged && fact.verdict == .patternOnOther {
      let place = query.range(ofToken: fact.operatorToken)
      let message =
        "\(query.quoted(place)) is for text only, and `\(query.fieldName(fact))` is a \(fact.type.rawValue)"
      let fixes = fix(fact, query)
      if fact.field == .system {
        findings.report(
          in: query.text, at: place, message, severity: .warning, basis: .decision(.systemFields),
          fixes: fixes)
      } else {
        findings.report(.operatorType, in: query.text, at: place, message, fixes: fixes)
      }
    }
  }

  private static func fix(_ fact: ConditionFact, _ query: QueryContext) -> [FixDraft] {
    guard fact.valueToken >= 0, query.isLiteral(fact.valueToken) else { return [] }
    let value = query.inner(fact.valueToken)
    guard !query.bytes[value].contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "_") }),
      fact.type == .number
        ? NumberShape(query.bytes, value) != nil : BooleanLiteral(query.bytes, value) != .invalid
    else { return [] }
    let spelling = fact.comparison == .like ? "==" : "!="
    return [.unsafe("use `\(spelling)`", [query.replaceOperator(fact, with: spelling)])]
  }
}
