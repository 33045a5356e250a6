import CriteriaSemantics
import Embedding

/// ## What it does
/// Reports an update without a criteria, as an error, and a delete with neither a criteria nor ids, as a warning.
///
/// ## Why it matters
/// An update must say which records it changes. A delete that does not may be refused, or delete everything: the
/// documentation does not say.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// @operation delete
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// @operation delete
/// (isactive==false)
/// ```
///
/// ## Fix safety
/// There is no fix.
///
/// ## Basis and source
/// v3, payload for bulk updates: `criteria` is required. v3, "Delete records": `criteria` and `ids` are both
/// optional; an empty criteria selects everything by decision C4.
package enum MissingSelectionRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ024", name: "missing-selection", severity: .error, group: .correctness,
    summary: "an update without criteria, a delete with neither criteria nor ids")

  package static let traits: QueryTraits = .noSelection

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    switch query.operation {
    case .list: return
    case .update:
      findings.report(
        .nothingSelected, atFile: query.query.range,
        "an update needs a criteria that says which records change")
    case .delete:
      if query.parameter(.ids) != nil { return }
      findings.report(
        .nothingSelected, atFile: query.query.range,
        "a delete with neither a criteria nor ids may delete every record; say which")
    }
  }
}
