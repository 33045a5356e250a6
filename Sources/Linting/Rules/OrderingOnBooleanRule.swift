import CriteriaSemantics
import SourceText

/// ## What it does
/// Reports `<`, `<=`, `>`, `>=` on a boolean field.
///
/// ## Why it matters
/// A boolean has two values; which of them is the greater one is nowhere documented.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// (isactive>false)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// (isactive==true)
/// ```
///
/// ## Fix safety
/// Where the comparison is true for one value only, it can be replaced by `==`: unsafe, because it rests on false
/// before true.
///
/// ## Basis and source
/// Decision C7: order comparisons on booleans are accepted, false before true.
package enum OrderingOnBooleanRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ108", name: "ordering-on-boolean", severity: .warning, group: .suspicion,
    summary: "`<` or `>` on a boolean")

  package static let traits: QueryTraits = .typeVerdict

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for fact in query.facts where fact.isJudged && fact.verdict == .orderingOnBoolean {
      let place = query.range(ofToken: fact.operatorToken)
      findings.report(
        in: query.text, at: place,
        "`\(query.fieldName(fact))` is a boolean, which has no order; compare it with `==`",
        basis: .decision(.orderingOffNumbers), fixes: fix(fact, query))
    }
  }

  private static func fix(_ fact: ConditionFact, _ query: QueryContext) -> [FixDraft] {
    guard fact.valueToken >= 0, query.isLiteral(fact.valueToken) else { return [] }
    let value: Bool
    switch BooleanLiteral(query.bytes, query.inner(fact.valueToken)) {
    case .exact(let written), .otherCase(let written): value = written
    case .invalid: return []
    }
    let wanted: Bool
    switch (fact.comparison, value) {
    case (.greater, false), (.greaterOrEqual, true): wanted = true
    case (.less, true), (.lessOrEqual, false): wanted = false
    default: return []
    }
    return [
      .unsafe(
        "compare with `==\(wanted)`",
        [
          query.replaceOperator(fact, with: "=="),
          TextEdit(range: query.range(ofToken: fact.valueToken), newText: "\(wanted)"),
        ])
    ]
  }
}
