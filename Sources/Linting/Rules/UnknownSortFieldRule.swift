import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Looks up each field of `order_by` in the schema of the datastore. Without a schema nothing is checked.
///
/// ## Why it matters
/// There is nothing to sort by.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// @order_by empnam desc
/// (isactive==true)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// @order_by empname desc
/// (isactive==true)
/// ```
///
/// ## Fix safety
/// Unsafe: the suggestion is a guess.
///
/// ## Basis and source
/// v3, "List records", order_by: a "list of fields". No operation names a code for a field that does not exist
/// there.
package enum UnknownSortFieldRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ021", name: "unknown-sort-field", severity: .error, group: .correctness,
    summary: "a field in `order_by` that the datastore does not have")

  package static let traits: QueryTraits = .orderBy

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    guard let text = query.parameter(.orderBy)?.text, let schema = query.schema else { return }
    for item in OrderBy(text).items where item.form == .worded || item.form == .signed {
      guard schema.resolve(text.bytes, item.field) == .unknown else { continue }
      let name = text.bytes.text(item.field)
      let suggestion = Suggestions.field(for: name, in: schema.schema)
      var fixes: [FixDraft] = []
      if let suggestion {
        fixes = [
          .unsafe("replace with `\(suggestion)`", [TextEdit(range: item.field, newText: suggestion)])
        ]
      }
      findings.report(
        .unknownSortField, in: text, at: item.field,
        "\(Message.quoted(name)) is not a field of `\(schema.schema.uniqueName)`"
          + Message.suggestion(suggestion), fixes: fixes)
    }
  }
}
