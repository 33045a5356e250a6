import MakeQuery
import SourceText

/// ## What it does
/// Reports what is no request: a bracket that is missing, text behind a bracket, a second `?`, parameters without a `?`
/// before them, a parameter without a name.
///
/// ## Why it matters
/// Such a parameter is another one than it looks like, or none: the server ignores it or answers with a bare 400.
///
/// ## Example
/// ```make
/// GET /data-stores?teamId=35&pg[limit=10
/// ```
///
/// ## Use instead
/// ```make
/// GET /data-stores?teamId=35&pg[limit]=10
/// ```
///
/// ## Fix safety
/// Taking out a mark that joins nothing is safe. All other fixes are unsafe: they say what was most likely meant.
///
/// ## Basis and source
/// Make API, "Troubleshooting": the first parameter starts with a question mark, others with an ampersand. "Pagination,
/// sorting and filtering": the names with brackets. Marks that join nothing are a hint.
package enum RequestSyntaxRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ001", name: "syntax", severity: .error, group: .requests,
    summary: "a request that cannot be read: brackets, `?`, `&`")
  package static let traits: RequestTraits = .problems

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    for problem in request.tree.problems {
      if findings.isFull { break }
      guard let finding = describe(problem, request) else { continue }
      findings.report(
        in: request.text, at: problem.range, finding.message,
        severity: problem.kind == .emptyParameter ? .hint : nil, basis: .documented,
        fixes: finding.fix.map { [$0] } ?? [])
    }
  }

  private static func describe(_ problem: RequestProblem, _ request: RequestContext) -> (
    message: String, fix: FixDraft?
  )? {
    let range = problem.range
    switch problem.kind {
    case .unclosedBracket:
      let close = request.text.bytes[range].first == UInt8(ascii: "%") ? "%5D" : "]"
      let name = name(around: range, request)
      return (
        "\(request.quoted(name)) has no closing bracket; write `\(request.string(name))\(close)`",
        .unsafe("add `\(close)`", [.insert(close, at: range.end)])
      )
    case .unopenedBracket:
      let name = name(around: range, request)
      if let meant = UnknownName.barePaging(request.string(ByteRange(name.start, range.start))) {
        return (
          "\(request.quoted(name)) closes a bracket that is not open; write `\(meant)`",
          .unsafe("write `\(meant)`", [TextEdit(range: name, newText: request.spelled(meant))])
        )
      }
      return (
        "\(request.quoted(range)) closes no bracket; take it out, or write `[` before the word",
        .unsafe("remove \(request.quoted(range))", [.delete(range)])
      )
    case .textAfterBracket:
      return (
        "\(request.quoted(range)) stands behind the bracket; a name ends with its bracket",
        .unsafe("remove \(request.quoted(range))", [.delete(range)])
      )
    case .secondQuestion:
      let isDoubled = request.tree.question.map { $0.end == range.start } ?? false
      return (
        isDoubled
          ? "`?` stands twice; one is enough"
          : "`?` stands again; parameters after the first are joined with `&`",
        .unsafe(
          isDoubled ? "remove `?`" : "write `&`",
          [TextEdit(range: range, newText: isDoubled ? "" : "&")])
      )
    case .missingQuestion:
      return (
        "the first parameter follows a `?`, not \(request.quoted(range))",
        .unsafe("write `?`", [TextEdit(range: range, newText: "?")])
      )
    case .emptyParameter:
      return (
        "\(request.quoted(range)) joins nothing; take it out", .safe("remove the mark", [.delete(range)])
      )
    case .emptyName: return ("\(request.quoted(range)) has no name before it", nil)
    case .notARequest:
      return (
        "\(request.quoted(range)) is neither an address nor a path; write a request such as"
          + " `/data-stores?teamId=35`", nil
      )
    case .backslash, .blankInPath, .emptySegment, .brokenEscape: return nil
    }
  }

  /// The name that a bracket stands in.
  private static func name(around range: ByteRange, _ request: RequestContext) -> ByteRange {
    request.tree.parameters.first { $0.name.contains(range) }?.name ?? range
  }
}
