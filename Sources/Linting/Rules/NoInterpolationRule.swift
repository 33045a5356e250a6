import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Reports `${x}` in a Deluge string that is a criteria.
///
/// ## Why it matters
/// Deluge does not interpolate: the server gets the dollar sign, the braces and the name, and finds nothing.
///
/// ## Example
/// ```deluge
/// zoho.cliq.deleteRecords("empdir", "department==${dept}");
/// ```
///
/// ## Use instead
/// ```deluge
/// zoho.cliq.deleteRecords("empdir", "department==" + dept);
/// ```
///
/// ## Fix safety
/// Joining with `+` is unsafe: it selects other records.
///
/// ## Basis and source
/// Deluge help, "String operators": texts are joined with `+`; no form of interpolation is described.
package enum NoInterpolationRule: FileRule {
  package static let info = RuleInfo(
    code: "HQ210", name: "no-interpolation", severity: .warning, group: .hosts,
    summary: "`${x}` in a Deluge string")

  package static func check(_ file: FileContext, _ findings: inout FindingSink) {
    for observation in file.file.observations {
      guard case .noInterpolation(let expression) = observation.kind else { continue }
      let fixes =
        observation.edits.isEmpty
        ? [] : [Fix(title: "join it with `+`", isSafe: false, edits: observation.edits)]
      findings.report(
        at: observation.range,
        "\(Message.quoted("${\(expression)}")) is sent as it stands, because Deluge does not interpolate; join"
          + " \(Message.quoted(expression)) with `+`", fixes: fixes)
    }
  }
}
