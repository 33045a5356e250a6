import Embedding
import Linting
import SourceText

extension WorkspaceSession {
  /// The comment that silences a finding of `input`, with room for a reason; nil where the host has no comments, or one
  /// there would not be seen.
  package func suppression(
    of finding: Finding, code: String, isFile: Bool, in input: StandardInput
  ) -> TextEdit? {
    guard
      let edit = IgnoreWriter.edit(
        silencing: finding, code: code, isFile: isFile, in: input.bytes, kind: input.kind),
      let changed = TextEdit.apply([edit], to: input.bytes)
    else { return nil }
    let workspace = workspaces[input.workspace]
    let host = HostReader.read(changed, path: input.path, kind: input.kind, workspace: workspace)
    var suppressions = Suppressions(
      host, host: input.kind, bytes: changed, customRules: workspace.customRules.map(\.info.name))
    let distance = edit.range.start <= finding.range.start ? edit.newText.count : 0
    let moved = Finding(
      code: finding.code, name: finding.name, severity: finding.severity, message: finding.message,
      range: finding.range.shifted(by: distance))
    return suppressions.apply(to: [moved]).isEmpty ? edit : nil
  }
}
