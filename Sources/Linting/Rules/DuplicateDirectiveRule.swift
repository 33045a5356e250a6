import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Reports a directive that its block has already. Only `@let` with another name and `@expect` may stand more than
/// once.
///
/// ## Why it matters
/// The first one counts; the second takes no effect.
///
/// ## Example
/// ```criteria
/// @limit 5
/// @limit 50
/// (department==Sales)
/// ```
///
/// ## Use instead
/// ```criteria
/// @limit 50
/// (department==Sales)
/// ```
///
/// ## Fix safety
/// Removing the line is safe where both say the same, and unsafe where they differ: perhaps the second one was meant.
///
/// ## Basis and source
/// The form of criteria documents is cliquery's own.
package enum DuplicateDirectiveRule: FileRule {
  package static let info = RuleInfo(
    code: "CQ404", name: "duplicate-directive", severity: .error, group: .documents,
    summary: "a directive that the block has already")

  package static func check(_ file: FileContext, _ findings: inout FindingSink) {
    for problem in file.file.documentProblems {
      guard case .duplicateDirective(let first) = problem.kind, let keyword = problem.keyword else {
        continue
      }
      let isSame = file.bytes[first].elementsEqual(file.bytes[problem.range])
      let what =
        keyword == .let ? "this name has a value already" : "the block has `@\(keyword.spelling)` already"
      let fix = Fix(
        title: "remove the line", isSafe: isSame, edits: [.delete(file.wholeLine(problem.range))])
      findings.report(
        at: problem.range, "\(what), so this line takes no effect; remove one of them", fixes: [fix],
        related: [RelatedPlace(message: "the one that counts", range: first)], isUnnecessary: true)
    }
  }
}
