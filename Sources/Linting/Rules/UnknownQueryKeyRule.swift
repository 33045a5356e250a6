import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Reports a key of the map given to `zoho.cliq.getRecords` that is none of its parameters: `criteria`, `order_by`,
/// `limit`, `from_index`, `start_token`.
///
/// ## Why it matters
/// Records are selected by `criteria` only. A field's name as a key, or a misspelt parameter, selects nothing out: the
/// call answers with all records, or fails.
///
/// ## Example
/// ```deluge
/// rows = zoho.cliq.getRecords("empdir", {"department": "Sales"});
/// ```
///
/// ## Use instead
/// ```deluge
/// rows = zoho.cliq.getRecords("empdir", {"criteria": "department==Sales"});
/// ```
///
/// ## Fix safety
/// Correcting a misspelt parameter is unsafe: the call then selects other records.
///
/// ## Basis and source
/// Cliq help, "Get records": the parameters of the query map.
package enum UnknownQueryKeyRule: FileRule {
  package static let info = RuleInfo(
    code: "HQ212", name: "unknown-query-key", severity: .warning, group: .hosts,
    summary: "a key of a query map that is no parameter")

  package static func check(_ file: FileContext, _ findings: inout FindingSink) {
    for observation in file.file.observations {
      guard case .unknownKey(let name, let function) = observation.kind else { continue }
      let start = "`\(function)` has no parameter \(Message.quoted(name))"
      if let meant = parameter(name) {
        findings.report(
          at: observation.range, start + Message.suggestion(meant),
          fixes: [
            Fix(
              title: "write `\(meant)`", isSafe: false,
              edits: [TextEdit(range: observation.range, newText: meant)])
          ])
      } else {
        findings.report(at: observation.range, "\(start); what selects records goes into `criteria`")
      }
    }
  }

  private static let parameters = ["criteria", "order_by", "limit", "from_index", "start_token"]

  /// What other interfaces call them.
  private static let otherNames = [
    "sort": "order_by", "sortby": "order_by", "order": "order_by", "perpage": "limit", "pagesize": "limit",
    "size": "limit", "maxresults": "limit", "offset": "from_index", "startindex": "from_index",
    "page": "from_index", "query": "criteria", "where": "criteria", "filter": "criteria",
    "condition": "criteria", "conditions": "criteria",
  ]

  private static func parameter(_ name: String) -> String? {
    let plain = name.lowercased().filter { $0.isLetter }
    if let meant = otherNames[plain] { return meant }
    return parameters.first { $0.filter { $0.isLetter } == plain }
      ?? (name.utf8.count > 4 ? Suggestions.nearest(to: name, in: parameters) : nil)
  }
}
