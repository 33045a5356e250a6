import CriteriaSemantics
import CriteriaSyntax
import Embedding
import SourceText

/// ## What it does
/// Reports an `order_by` in the other api's dialect: `+field` and `-field` belong to v2, `field desc` to v3, and v2
/// sorts by one column. Reports what is no field with `asc` or `desc` at all; in v2, whose grammar is not published,
/// what is no field with a sign is a hint. A signed number, which the v3 page shows, is only a hint.
///
/// ## Why it matters
/// The other dialect is not documented, and a sort that does nothing is easily overlooked.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// @order_by -empname
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
/// Unsafe: it rests on what the author meant.
///
/// ## Basis and source
/// v3, "List records", order_by; v2 help, "Get records", order_by. A signed number is accepted without effect by
/// decision C16.
package enum SortDialectRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ118", name: "sort-dialect", severity: .warning, group: .suspicion,
    summary: "`order_by` in the other api's dialect")

  package static let traits: QueryTraits = .orderBy

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    guard query.operation == .list, let text = query.parameter(.orderBy)?.text else { return }
    let items = OrderBy(text).items
    for item in items {
      switch (item.form, query.api) {
      case (.timestamp, _):
        findings.report(
          in: text, at: item.range,
          "a time in `order_by` is shown on the v3 page, but sorts by nothing and has no known effect",
          severity: .hint, basis: .decision(.sortByTimestamp))
      case (.signed, .v3): reportSigned(item, text, &findings)
      case (.worded, .v2): if item.direction != nil { reportWorded(item, text, &findings) }
      case (.malformed, .v3): reportMalformed(item, text, &findings)
      case (.malformed, .v2): reportUnsigned(item, text, &findings)
      case (.empty, .v3):
        let place = ByteRange(max(text.range.start, item.range.start - 1), item.range.end)
        findings.reportImplied(in: text, at: place, "a field to sort by is missing here")
      case (.hole, _), (.worded, .v3), (.signed, .v2), (.empty, .v2): break
      }
    }
    if query.api == .v2, items.count > 1, let last = items.last {
      findings.report(
        in: text, at: ByteRange(items[1].range.start, last.range.end), "v2 sorts by one column",
        severity: .hint, basis: .decision(.deluge))
    }
  }

  private static func reportSigned(_ item: OrderBy.Item, _ text: MappedText, _ findings: inout FindingSink) {
    let name = text.bytes.text(item.field)
    let direction = item.direction == .descending ? "desc" : "asc"
    findings.reportImplied(
      in: text, at: item.range,
      "\(Message.quoted(text.bytes.text(item.range))) is v2's dialect; v3 sorts by `\(name) \(direction)`",
      fixes: [
        .unsafe(
          "write `\(name) \(direction)`", [TextEdit(range: item.range, newText: "\(name) \(direction)")])
      ])
  }

  private static func reportWorded(_ item: OrderBy.Item, _ text: MappedText, _ findings: inout FindingSink) {
    let name = text.bytes.text(item.field)
    let sign = item.direction == .descending ? "-" : "+"
    findings.report(
      in: text, at: item.range,
      "\(Message.quoted(text.bytes.text(item.range))) is v3's dialect; v2 sorts by `\(sign)\(name)`",
      severity: .hint, basis: .decision(.deluge),
      fixes: [.unsafe("write `\(sign)\(name)`", [TextEdit(range: item.range, newText: "\(sign)\(name)")])])
  }

  private static func reportMalformed(_ item: OrderBy.Item, _ text: MappedText, _ findings: inout FindingSink)
  {
    let word = text.bytes.text(item.directionRange)
    let suggestion = directionMeant(item, word)
    var fixes: [FixDraft] = []
    if let suggestion {
      fixes = [.unsafe("write `\(suggestion)`", [TextEdit(range: item.directionRange, newText: suggestion)])]
    }
    findings.reportImplied(
      in: text, at: item.range,
      "\(Message.quoted(text.bytes.text(item.range))) is not a field with `asc` or `desc`"
        + Message.suggestion(suggestion), fixes: fixes)
  }

  private static func reportUnsigned(_ item: OrderBy.Item, _ text: MappedText, _ findings: inout FindingSink)
  {
    let sorting = directionMeant(item, text.bytes.text(item.directionRange)).map { direction in
      (direction == "desc" ? "-" : "+") + text.bytes.text(item.field)
    }
    findings.report(
      in: text, at: item.range,
      "\(Message.quoted(text.bytes.text(item.range))) is not `+` or `-` and a field, by which v2 sorts"
        + Message.suggestion(sorting),
      severity: .hint, basis: .decision(.deluge),
      fixes: sorting.map { [.unsafe("write `\($0)`", [TextEdit(range: item.range, newText: $0)])] } ?? [])
  }

  /// `asc` or `desc`, where a word after a field is surely meant to be it.
  private static func directionMeant(_ item: OrderBy.Item, _ word: String) -> String? {
    guard !item.directionRange.isEmpty, item.direction == nil else { return nil }
    return ["ascending": "asc", "descending": "desc"][word.lowercased()]
      ?? Suggestions.nearest(to: word, in: ["asc", "desc"])
  }
}
