import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Reports a field that `order_by` names twice.
///
/// ## Why it matters
/// The server refuses the whole request.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// @order_by empname desc, empname
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
/// Removing the second one is unsafe: the first may be the mistake.
///
/// ## Basis and source
/// v3, "List records", errors: `datastore_duplicate_sort_field`. For v2 the rule is v3's.
package enum DuplicateSortFieldRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ020", name: "duplicate-sort-field", severity: .error, group: .correctness,
    summary: "a field twice in `order_by`")

  package static let traits: QueryTraits = .orderBy

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    guard let text = query.parameter(.orderBy)?.text else { return }
    var first: [[UInt8]: OrderBy.Item] = [:]
    var previousEnd = text.range.start
    for item in OrderBy(text).items {
      defer { previousEnd = item.range.end }
      guard item.form == .worded || item.form == .signed else { continue }
      let name = Array(text.bytes[item.field])
      guard let known = first[name] else {
        first[name] = item
        continue
      }
      findings.report(
        .duplicateSortField, in: text, at: item.field,
        "`\(text.bytes.text(item.field))` is in `order_by` twice",
        fixes: [.unsafe("remove it", [.delete(ByteRange(previousEnd, item.range.end))])],
        related: [RelatedPlace(message: "the first one", range: text.fileRange(known.field))])
    }
  }
}
