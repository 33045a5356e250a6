import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Reports `LIKE`, `In`, `NOT LIKE` and other spellings of the word operators.
///
/// ## Why it matters
/// The documentation writes them in lower case, and whether the server takes others is not documented.
///
/// ## Example
/// ```criteria
/// empname LIKE %John%
/// ```
///
/// ## Use instead
/// ```criteria
/// empname like %John%
/// ```
///
/// ## Fix safety
/// Writing it in lower case is safe: nothing else can have been meant.
///
/// ## Basis and source
/// v3, "List records", criteria: the table of operators; decision C1.
package enum KeywordCaseRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ115", name: "keyword-case", severity: .warning, group: .suspicion,
    summary: "`LIKE` for `like`")

  package static let traits: QueryTraits = .diagnostics

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for diagnostic in query.diagnostics(.keywordCase) {
      guard diagnostic.node < query.tree.nodes.count,
        let entry = query.tree.condition(Int(diagnostic.node)).entry
      else { continue }
      let place = diagnostic.range
      findings.report(
        in: query.text, at: place,
        "\(query.quoted(place)) is documented in lower case; write `\(entry.spelling)`",
        basis: .decision(.keywordCase),
        fixes: [.safe("write `\(entry.spelling)`", [TextEdit(range: place, newText: entry.spelling)])])
    }
  }
}
