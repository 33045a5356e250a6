import CriteriaSemantics

/// ## What it does
package enum SyntaxRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ001", name: "syntax", severity: .error, group: .correctness, summary: "does not parse")
  package static let traits: QueryTraits = .diagnostics
  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
  }
}
