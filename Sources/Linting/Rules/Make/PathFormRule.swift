import MakeQuery
import SourceText

/// ## What it does
/// Reports a backslash or a blank in the path, a base `/api/v2` that is missing, and hints at a slash at its end and at
/// two in a row.
///
/// ## Why it matters
/// The path is another one then, and the server answers 404.
///
/// ## Example
/// ```make
/// GET /data-stores\?teamId=35
/// ```
///
/// ## Use instead
/// ```make
/// GET /data-stores?teamId=35
/// ```
///
/// ## Fix safety
/// Unsafe: the path changes.
///
/// ## Basis and source
/// Make API, "Troubleshooting": no empty or white spaces in the endpoint URL and no backslash at the end of it. About
/// slashes nothing is documented.
package enum PathFormRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ044", name: "path-form", severity: .warning, group: .requests,
    summary: "a backslash, blank, slash too many or base too few in the path")
  package static let traits: RequestTraits = .path

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    for problem in request.tree.problems {
      if findings.isFull { break }
      let removal = [FixDraft.unsafe("remove \(request.quoted(problem.range))", [.delete(problem.range)])]
      switch problem.kind {
      case .backslash:
        findings.report(
          in: request.text, at: problem.range, "a path has no backslash; take it out, or write `/`",
          basis: .documented, fixes: removal)
      case .blankInPath:
        findings.report(
          in: request.text, at: problem.range, "a path has no blank; take it out, or write `%20`",
          basis: .documented, fixes: removal)
      case .emptySegment:
        findings.report(
          in: request.text, at: problem.range, "the path has two slashes in a row; one is enough",
          severity: .hint, fixes: removal)
      default: break
      }
    }
    checkBase(request, &findings)
    let segments = request.tree.segments
    guard let last = segments.last, last.isEmpty, segments.count > 1, last.start > request.text.range.start
    else {
      return
    }
    let slash = ByteRange(last.start - 1, last.start)
    guard request.text.bytes[slash].first == UInt8(ascii: "/") else { return }
    findings.report(
      in: request.text, at: slash, "the path ends in a slash; no documented one does", severity: .hint,
      fixes: [.unsafe("remove `/`", [.delete(slash)])])
  }

  /// An endpoint right behind the host of a zone: `https://eu1.make.com/teams`.
  private static func checkBase(_ request: RequestContext, _ findings: inout FindingSink) {
    guard let host = request.tree.host, request.tree.base == nil, request.endpoint != nil,
      MakeZone.isHost(request.text.bytes, host)
    else { return }
    findings.report(
      in: request.text, at: request.path, "the paths of the API begin with `/api/v2`, and it is missing here",
      basis: .documented, fixes: [.unsafe("write `/api/v2`", [.insert("/api/v2", at: host.end)])])
  }
}
