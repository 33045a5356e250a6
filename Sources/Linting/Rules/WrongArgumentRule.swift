import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Reports a text where a function takes a map, such as the second argument of `zoho.cliq.getRecords`.
///
/// ## Why it matters
/// The criteria is not a criteria there: the call fails, or answers with all records.
///
/// ## Example
/// ```deluge
/// rows = zoho.cliq.getRecords("empdir", "department==Sales");
/// ```
///
/// ## Use instead
/// ```deluge
/// rows = zoho.cliq.getRecords("empdir", {"criteria": "department==Sales"});
/// ```
///
/// ## Fix safety
/// Writing the map is unsafe: the call then selects records by the criteria.
///
/// ## Basis and source
/// Deluge help, "Get records": `zoho.cliq.getRecords(<database>, <query_value>, <connection>)`, where the query value is
/// a map.
package enum WrongArgumentRule: FileRule {
  package static let info = RuleInfo(
    code: "HQ206", name: "wrong-argument", severity: .error, group: .hosts,
    summary: "a text where a function takes a map")

  package static func check(_ file: FileContext, _ findings: inout FindingSink) {
    for observation in file.file.observations {
      guard case .stringInsteadOfMap(let function) = observation.kind else { continue }
      let fixes =
        observation.edits.isEmpty
        ? [] : [Fix(title: "put the criteria in a map", isSafe: false, edits: observation.edits)]
      let advice = fixes.isEmpty ? "`Map()` for all records, or `{\"criteria\": …}`" : "`{\"criteria\": …}`"
      findings.report(
        at: observation.range, "`\(function)` takes a map here, not a text; write \(advice)", fixes: fixes)
    }
  }
}
