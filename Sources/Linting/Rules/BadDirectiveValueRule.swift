import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Reports a directive of a criteria document whose value cannot be read.
///
/// ## Why it matters
/// The directive takes no effect.
///
/// ## Example
/// ```criteria
/// @api 3
/// (department==Sales)
/// ```
///
/// ## Use instead
/// ```criteria
/// @api v3
/// (department==Sales)
/// ```
///
/// ## Fix safety
/// There is no fix.
///
/// ## Basis and source
/// The form of criteria documents is cliquery's own. There are no comments at the end of a line: `@limit 5 # few` has
/// the value `5 # few`.
package enum BadDirectiveValueRule: FileRule {
  package static let info = RuleInfo(
    code: "CQ403", name: "bad-directive-value", severity: .error, group: .documents,
    summary: "a directive whose value cannot be read")

  package static func check(_ file: FileContext, _ findings: inout FindingSink) {
    for problem in file.file.documentProblems where problem.kind == .badDirectiveValue {
      guard let keyword = problem.keyword else { continue }
      let isMissing = file.bytes[problem.range].first == UInt8(ascii: "@")
      let start =
        isMissing
        ? "`@\(keyword.spelling)` has no value"
        : "\(file.quoted(problem.range)) is no value of `@\(keyword.spelling)`"
      findings.report(at: problem.range, "\(start); write \(expected(keyword))")
    }
  }

  private static func expected(_ keyword: DocumentDirective.Keyword) -> String {
    switch keyword {
    case .datastore: "the unique name of a datastore, such as `empdir`"
    case .api: "`v2` or `v3`"
    case .operation: "`list`, `update` or `delete`"
    case .orderBy: "fields with `asc` or `desc`, such as `empname desc, empid asc`"
    case .limit: "a number, such as `50`"
    case .ids: "ids separated by commas, such as `101,102`"
    case .let: "a name, `=` and a value, such as `@let dept = Sales`"
    case .expect: "`count 3`, `ids 101,102`, `ids in order 102,101` or `error CQ011`"
    }
  }
}
