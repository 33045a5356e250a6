import CriteriaSemantics

/// ## What it does
package enum WordLogicalOperatorRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ003", name: "word-logical-operator", severity: .error, group: .correctness,
    summary: "`AND`, `or`, `&`, `|` between conditions")
  package static let traits: QueryTraits = .diagnostics
  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
  }
}
