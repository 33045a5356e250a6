import CriteriaSemantics
import SourceText

/// ## What it does
/// Counts the characters of a criteria and reports more than 500. Characters are Unicode scalars of the text as the
/// server gets it; what a host inserts at run time is not counted.
///
/// ## Why it matters
/// A bulk update with a longer criteria breaks the documented limit. For listing and deleting no limit is
/// documented, so there it is only a hint.
///
/// ## Example
/// ```criteria
/// @operation update
/// (empname==Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) ||
/// (empname==Bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) ||
/// (empname==Ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc) ||
/// (empname==Ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd) ||
/// (empname==Eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee)
/// ```
///
/// ## Use instead
/// ```criteria
/// @operation update
/// (department==Engineering) && (isactive==true)
/// ```
///
/// ## Fix safety
/// There is no fix.
///
/// ## Basis and source
/// v3, payload for bulk updates, criteria: "Maximum length: 500 characters". Decision C26 says what a character is.
package enum CriteriaTooLongRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ005", name: "criteria-too-long", severity: .error, group: .correctness,
    summary: "more than 500 characters")

  package static let traits: QueryTraits = .long

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    let text = query.text
    let count = TextLength.scalars(of: text)
    guard count > Limits.criteriaLength else { return }
    let place = ByteRange(TextLength.offset(ofScalar: Limits.criteriaLength, in: text), text.range.end)
    let message =
      query.response(to: .criteriaTooLong).isRefusal
      ? "\(count) characters, at most \(Limits.criteriaLength) are allowed in a bulk update"
      : "\(count) characters; \(Limits.criteriaLength) is the limit of a bulk update, for this request none is"
        + " documented"
    findings.report(.criteriaTooLong, in: text, at: place, message)
  }
}
