import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Reports a line of a criteria document that begins with `@` and a word that is no directive.
///
/// ## Why it matters
/// Nothing of what it says takes effect. If the line is meant as text, it must be indented.
///
/// ## Example
/// ```criteria
/// @datstore empdir
/// (department==Sales)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// (department==Sales)
/// ```
///
/// ## Fix safety
/// Replacing the word with the directive that was most likely meant is unsafe: it may make the query another one.
///
/// ## Basis and source
/// The form of criteria documents is cliquery's own. Directives are `@datastore`, `@api`, `@operation`, `@order_by`,
/// `@limit`, `@ids`, `@let` and `@expect`, in lower case.
package enum UnknownDirectiveRule: FileRule {
  package static let info = RuleInfo(
    code: "CQ402", name: "unknown-directive", severity: .error, group: .documents,
    summary: "a word after `@` that is no directive")

  private static let names = DocumentDirective.Keyword.allCases.map { "\($0.spelling)" }

  package static func check(_ file: FileContext, _ findings: inout FindingSink) {
    for problem in file.file.documentProblems where problem.kind == .unknownDirective {
      let word = file.string(problem.range)
      let meant = Suggestions.nearest(to: String(word.dropFirst()), in: names)
      let advice =
        meant.map { "; did you mean `@\($0)`?" }
        ?? "; write one of \(Message.list(names.map { "`@\($0)`" })), or indent the line if it is text"
      let fixes = meant.map {
        [
          Fix(
            title: "write `@\($0)`", isSafe: false, edits: [TextEdit(range: problem.range, newText: "@\($0)")]
          )
        ]
      }
      findings.report(
        at: problem.range, "\(Message.quoted(word)) is no directive" + advice, fixes: fixes ?? [])
    }
  }
}
