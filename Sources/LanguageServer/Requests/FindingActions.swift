import Embedding
import JSONSyntax
import Linting
import SourceText
import Workspace

/// What can be done about a finding beside its own fixes.
extension ActionList {
  /// More findings are not offered to be silenced one by one.
  private static let mostSilenced = 8

  /// A field that the schema lacks can be given to it.
  func schemaAdditions(_ findings: [Finding]) -> [OfferedAction] {
    var known: Set<String> = []
    return findings.compactMap { finding in
      guard let assistance = session.assistance(document, at: finding.range.start),
        let addition = assistance.schemaAddition(for: finding, read: text(of:)),
        known.insert(addition.title).inserted
      else { return nil }
      return OfferedAction(
        id: "field \(finding.code) \(finding.range.start)", title: Self.capitalized(addition.title),
        kind: .quickFix, finding: finding, edit: { .files([addition.file]) })
    }
  }

  /// As the client has it, where it is open.
  private func text(of path: FilePath) -> [UInt8]? {
    if let open = session.documents[session.uri(of: path)] { return open.outOfSync == nil ? open.bytes : nil }
    return try? FileSystem.read(path)
  }

  /// A schema for a datastore that has records and none.
  func schemaCreation() -> OfferedAction? {
    guard session.client.takesFileCreations,
      let assistance = session.assistance(document, at: range.start),
      let query = assistance.wholeQuery(at: range.start),
      let name = assistance.undescribedDatastore(of: query)
    else { return nil }
    return OfferedAction(
      id: "schema \(name)", title: "Create a schema of `\(name)` from its records", kind: .refactor
    ) {
      assistance.workspace.draft(of: name).map { .create($0.path, $0.text) }
    }
  }

  /// A comment that silences a finding here, or in all of the file.
  func suppressions(_ findings: [Finding]) -> [OfferedAction] {
    guard findings.count <= Self.mostSilenced else { return [] }
    let remarks = [UnusedSuppressionRule.info.code, UnknownSuppressedRuleRule.info.code]
    var known: Set<[String]> = []
    var actions: [OfferedAction] = []
    for isFile in [false, true] {
      for finding in findings where !remarks.contains(finding.code) {
        let code = finding.code == CustomRule.code ? finding.name : finding.code
        let edit = suppression(of: finding, code, isFile: isFile)
        guard let edit, known.insert([code, "\(isFile) \(edit.range.start)"]).inserted else { continue }
        actions.append(
          OfferedAction(
            id: "ignore \(isFile ? "file" : "here") \(code) \(finding.range.start)",
            title: isFile
              ? "Ignore \(code) in this file, with a reason" : "Ignore \(code) here, with a reason",
            kind: .quickFix, finding: finding, edit: { .text([edit]) }))
      }
    }
    return actions
  }

  /// Nil where no comment can silence it.
  private func suppression(of finding: Finding, _ code: String, isFile: Bool) -> TextEdit? {
    guard let (input, workspace) = session.input(document),
      let edit = workspace.suppression(of: finding, code: code, isFile: isFile, in: input)
    else { return nil }
    return edit
  }
}
