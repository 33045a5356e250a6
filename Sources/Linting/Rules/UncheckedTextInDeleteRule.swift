import CriteriaSemantics
import CriteriaSyntax
import Embedding
import SourceText

/// ## What it does
/// Reports a criteria that takes in text which a person typed, where the records that it selects are deleted or
/// updated.
///
/// ## Why it matters
/// What is typed becomes a part of the criteria. `x || id>0` deletes every record.
///
/// ## Example
/// ```deluge
/// zoho.cliq.deleteRecords("empdir", "department==" + message);
/// ```
///
/// ## Use instead
/// ```deluge
/// allowed = {"Sales", "Support"};
/// if(allowed.contains(message))
/// {
/// 	zoho.cliq.deleteRecords("empdir", "department==" + message);
/// }
/// ```
/// A number is safe after `.toLong()`, and so is a value of `user.get(…)`. The documentation gives no quoting that makes
/// a text safe.
///
/// ## Fix safety
/// There is no fix: what is allowed only its author knows.
///
/// ## Basis and source
/// Texts are followed as in `unchecked-text` (HQ201).
package enum UncheckedTextInDeleteRule: QueryRule {
  package static let info = RuleInfo(
    code: "HQ202", name: "unchecked-text-in-delete", severity: .warning, group: .hosts,
    summary: "text that a person typed decides which records are deleted or updated")

  package static let traits: QueryTraits = .freeText

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    guard query.operation != .list else { return }
    let deletes = query.targets.contains { $0.target.operation == .delete }
    let verb = deletes ? "deleted" : "updated"
    FreeText.report(query, &findings) { source in
      "\(source) decides unchecked which records are \(verb), and can make it all of them; check it against a list of"
        + " allowed values first"
    }
  }
}
