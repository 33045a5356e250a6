import CriteriaSemantics
import Embedding
import SourceText

/// ## What it does
/// Reports a directive of a criteria document that stands after the text of its block.
///
/// ## Why it matters
/// Directives come first, so that a reader knows what the text is about. A line of the text that begins with `@` must
/// be indented.
///
/// ## Example
/// ```criteria
/// (department==Sales)
/// @limit 5
/// ```
///
/// ## Use instead
/// ```criteria
/// @limit 5
/// (department==Sales)
/// ```
///
/// ## Fix safety
/// Moving the line before the text is safe: it takes effect in either place.
///
/// ## Basis and source
/// The form of criteria documents is cliquery's own.
package enum MisplacedDirectiveRule: FileRule {
  package static let info = RuleInfo(
    code: "CQ401", name: "misplaced-directive", severity: .error, group: .documents,
    summary: "a directive after the text of its block")

  package static func check(_ file: FileContext, _ findings: inout FindingSink) {
    for problem in file.file.documentProblems where problem.kind == .misplacedDirective {
      findings.report(
        at: problem.range,
        "\(file.quoted(problem.range)) stands after the text of its block; move it before the text",
        fixes: fix(problem, file).map { [$0] } ?? [])
    }
  }

  private static func fix(_ problem: DocumentProblem, _ file: FileContext) -> Fix? {
    guard let query = file.query(around: problem.range),
      let text = query.criteria
    else { return nil }
    let start = text.fileRange(text.range).start
    let line = file.wholeLine(problem.range)
    guard start < line.start else { return nil }
    // The last line of a file may have no end of its own.
    var moved = Array(file.bytes[line])
    var removed = line
    if moved.last != UInt8(ascii: "\n"), moved.last != UInt8(ascii: "\r") {
      let end = file.lineEnd(before: line.start)
      moved += file.bytes[end]
      removed = ByteRange(end.start, line.end)
    }
    return Fix(
      title: "move it before the text", isSafe: true,
      edits: [TextEdit(range: ByteRange(at: start), newText: moved), .delete(removed)])
  }
}
