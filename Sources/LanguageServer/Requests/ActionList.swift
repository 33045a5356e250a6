import Embedding
import JSONRPC
import JSONSyntax
import Linting
import SourceText
import Workspace

/// What can be done at a range of a document, gathered in the order in which it is shown.
struct ActionList {
  let session: ServerSession
  let document: OpenDocument
  let range: ByteRange
  /// What the client says that it wants to be mended.
  var named = ClientFindings()

  /// Those of the kinds that are wanted.
  func actions(_ isWanted: (CodeActionKind) -> Bool) -> [OfferedAction] {
    var actions: [OfferedAction] = []
    let needsReport = isWanted(.quickFix) || isWanted(.fixAll)
    let findings = needsReport ? session.report(document)?.findings ?? [] : []
    if isWanted(.quickFix) {
      // A cursor beside of a finding on its line is near enough for clients that name the findings of the line.
      let touched = findings.filter { touches($0.range) || named.holds($0) }
      for finding in touched { actions += fixes(of: finding) }
      actions += schemaAdditions(touched) + suppressions(touched)
    }
    actions += refactorings().filter { isWanted($0.kind) }
    if isWanted(.rewrite), let action = encoded() { actions.append(action) }
    if isWanted(.refactor), let action = schemaCreation() { actions.append(action) }
    if isWanted(.fixAll), let action = fixAll(findings) { actions.append(action) }
    return actions
  }

  /// The fix that an editor makes at a key press, without asking which.
  func fix(of finding: Finding) -> [OfferedAction] {
    let fixes = fixes(of: finding)
    return Array((fixes.first { $0.isPreferred } ?? fixes.first).map { [$0] } ?? [])
  }

  func touches(_ finding: ByteRange) -> Bool {
    finding.start <= range.end && range.start <= finding.end
  }

  private func fixes(of finding: Finding) -> [OfferedAction] {
    finding.fixes.enumerated().map { index, fix in
      OfferedAction(
        id: "fix \(finding.code) \(finding.range.start) \(index)",
        title: Self.capitalized(fix.title) + (fix.isSafe ? "" : " (may change what is selected)"),
        kind: .quickFix, finding: finding,
        // Only what changes nothing but the spelling is offered for a key press.
        isPreferred: fix.isSafe && index == 0, edit: { .text(fix.edits) })
    }
  }

  private func refactorings() -> [OfferedAction] {
    guard let assistance = session.assistance(document, at: range.start) else { return [] }
    return assistance.refactorings(in: range).map { refactoring in
      let title = Self.capitalized(refactoring.title)
      let kind = CodeActionKind(refactoring.kind)
      switch refactoring.outcome {
      case .edits(let edits):
        return OfferedAction(id: refactoring.id, title: title, kind: kind, edit: { .text(edits) })
      case .refused(let reason):
        return OfferedAction(id: refactoring.id, title: title, kind: kind, disabled: reason)
      }
    }
  }

  /// In a criteria document the encoded form would be no criteria: it is shown, and not written.
  private func encoded() -> OfferedAction? {
    guard let assistance = session.assistance(document, at: range.start), assistance.kind == .criteria,
      let query = assistance.wholeQuery(at: range.start), query.targets.first?.operation != .update
    else { return nil }
    return OfferedAction(
      id: "encode", title: "Encode for a URL (shown, not written here)", kind: .rewrite,
      command: (.copyURL, query))
  }

  /// What `check --fix` would make of the document.
  private func fixAll(_ findings: [Finding]) -> OfferedAction? {
    guard findings.contains(where: { $0.fixes.contains(where: \.isSafe) }) else { return nil }
    let (session, document) = (session, document)
    return OfferedAction(id: "fixAll", title: "Fix everything that is safe to fix", kind: .fixAll) {
      guard let (input, workspace) = session.input(document) else { return nil }
      var options = CheckOptions()
      options.fixing = .safe
      options.writesFiles = false
      guard let fixed = workspace.check(input, options: options).report.fixes?.after,
        fixed != document.bytes
      else { return nil }
      return .text([TextDifference.edit(from: document.bytes, to: fixed)])
    }
  }

  static func capitalized(_ title: String) -> String { title.prefix(1).uppercased() + title.dropFirst() }
}
