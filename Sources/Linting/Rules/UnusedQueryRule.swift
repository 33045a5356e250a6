import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Reports a map that got a `criteria` and is used for nothing before it is assigned anew.
///
/// ## Why it matters
/// The criteria was written to select records, and the call that follows selects all of them.
///
/// ## Example
/// ```deluge
/// q = Map();
/// q.put("criteria", "department==Sales");
/// rows = zoho.cliq.getRecords("empdir");
/// ```
///
/// ## Use instead
/// ```deluge
/// q = Map();
/// q.put("criteria", "department==Sales");
/// rows = zoho.cliq.getRecords("empdir", q);
/// ```
///
/// ## Fix safety
/// There is no fix: which call was meant cannot be known.
///
/// ## Basis and source
/// Deluge help, "Get records": the criteria is a key of the map that is given as the second argument.
package enum UnusedQueryRule: FileRule {
  package static let info = RuleInfo(
    code: "HQ207", name: "unused-query", severity: .warning, group: .hosts,
    summary: "a map with a criteria that is used for nothing")

  package static func check(_ file: FileContext, _ findings: inout FindingSink) {
    for observation in file.file.observations {
      guard case .unusedQuery(let variable) = observation.kind else { continue }
      let fixes =
        observation.edits.isEmpty
        ? [] : [Fix(title: "use the map", isSafe: false, edits: observation.edits)]
      findings.report(
        at: observation.range,
        "\(Message.quoted(variable)) has a criteria and is used for nothing; give it to `zoho.cliq.getRecords`, or"
          + " remove it", fixes: fixes)
    }
  }
}
