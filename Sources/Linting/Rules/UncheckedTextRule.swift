import CriteriaSemantics
import CriteriaSyntax
import Embedding
import SourceText

/// ## What it does
/// Reports a criteria that takes in text which a person typed: a bot's `message`, a command's `arguments`, a text input
/// of a form, the parameters or the body of a request.
///
/// ## Why it matters
/// What is typed becomes a part of the criteria. `x || id>0` in a search for a name selects every record.
///
/// ## Example
/// ```deluge
/// q = Map();
/// q.put("criteria", "department==" + message);
/// rows = zoho.cliq.getRecords("empdir", q);
/// ```
///
/// ## Use instead
/// ```deluge
/// allowed = {"Sales", "Support"};
/// if(allowed.contains(message))
/// {
/// 	q = Map();
/// 	q.put("criteria", "department==" + message);
/// 	rows = zoho.cliq.getRecords("empdir", q);
/// }
/// ```
/// A number is safe after `.toLong()`, and so is a value of `user.get(…)`. The documentation gives no quoting that makes
/// a text safe.
///
/// ## Fix safety
/// There is no fix: what is allowed only its author knows.
///
/// ## Basis and source
/// Texts are followed through sole assignments and `trim`, `toString`, `toLowerCase`, `toUpperCase`, `get(n)`, `toList`,
/// `subString` and `ifnull`; where anything else comes in between, nothing is reported.
package enum UncheckedTextRule: QueryRule {
  package static let info = RuleInfo(
    code: "HQ201", name: "unchecked-text", severity: .warning, group: .hosts,
    summary: "text that a person typed in a criteria")

  package static let traits: QueryTraits = .freeText

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    // Where the same text also deletes or updates, HQ202 says it once and for all.
    guard query.targets.allSatisfy({ $0.target.operation == .list }) else { return }
    FreeText.report(query, &findings) { source in
      "\(source) becomes a part of the criteria unchecked, and can make it select other records; check it against a"
        + " list of allowed values first"
    }
  }
}
