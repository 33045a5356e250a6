import CriteriaSemantics

/// ## What it does
package enum UnknownOperatorRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ002", name: "unknown-operator", severity: .error, group: .correctness,
    summary: "an operator of another language")
  package static let traits: QueryTraits = .diagnostics
  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
  }
}
