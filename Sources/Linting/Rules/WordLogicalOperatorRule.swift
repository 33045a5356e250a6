import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// ## What it does
/// Reports `AND`, `or`, a single `&` or `|` between two conditions. Inside a value these are text:
/// `Research and Development` is left alone.
///
/// ## Why it matters
/// The language knows `&&` and `||` only. Everything from the word on becomes part of the value before it, so the
/// request is refused or finds nothing.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// department==Sales AND isactive==true
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// department==Sales && isactive==true
/// ```
///
/// ## Fix safety
/// Safe where the right side is a condition on a field of the datastore's schema, else unsafe: the words might
/// belong to the value.
///
/// ## Basis and source
/// v3, "List records", criteria: "Logical Operators". Listing and updating answer `datastore_invalid_criteria`.
package enum WordLogicalOperatorRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ003", name: "word-logical-operator", severity: .error, group: .correctness,
    summary: "`AND`, `or`, `&`, `|` between conditions")

  package static let traits: QueryTraits = .diagnostics

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    for diagnostic in query.tree.diagnostics where diagnostic.kind == .wordLogicalOperator {
      if findings.isFull { return }
      let range = diagnostic.range
      let isOr = query.kind(query.token(at: range.start)) == .or
      let spelling = (isOr ? LogicalOperator.or : .and).spelling
      findings.report(
        .doesNotParse, in: query.text, at: range,
        "\(query.quoted(range)) joins no conditions; write `\(spelling)`",
        fixes: [
          FixDraft(
            title: "replace with `\(spelling)`", isSafe: diagnostic.isRepairSafe,
            edits: [TextEdit(range: range, newText: spelling)])
        ])
    }
  }
}
