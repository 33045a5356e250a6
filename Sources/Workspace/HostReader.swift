import Embedding
import SourceText

/// From a file's bytes to the queries in it, by the file's kind.
enum HostReader {
  /// As the settings of a workspace want it; `path` is absolute.
  static func read(
    _ bytes: [UInt8], path: FilePath, kind: HostKind, workspace: WorkspaceSnapshot,
    collectsFields: Bool = true
  ) -> HostFile {
    read(
      bytes, kind: kind, workspace: workspace, isCriteriaFile: isCriteriaFile(path, kind, workspace),
      collectsFields: collectsFields)
  }

  /// - Parameter collectsFields: whether the fields of a script are wanted that stand outside of its queries.
  static func read(
    _ bytes: [UInt8], kind: HostKind, workspace: WorkspaceSnapshot, isCriteriaFile: Bool,
    collectsFields: Bool = true
  ) -> HostFile {
    let settings = workspace.settings
    switch kind {
    case .criteria: return CriteriaDocument.read(bytes, defaultAPI: settings.dialect.api)
    case .deluge:
      return DelugeHost.scan(
        bytes, freeText: settings.embedding.freeText, make: workspace.makeEvidence,
        collectsFields: collectsFields)
    case .json: return JSONHost.read(bytes, options: jsonOptions(workspace, isCriteriaFile))
    case .request:
      return RequestFileHost.read(bytes, options: requestOptions(workspace, isCriteriaFile))
    }
  }

  private static func jsonOptions(_ workspace: WorkspaceSnapshot, _ isCriteriaFile: Bool) -> JSONHost.Options
  {
    JSONHost.Options(
      everyCriteriaKey: isCriteriaFile, defaultAPI: workspace.settings.dialect.api,
      make: workspace.makeEvidence)
  }

  private static func requestOptions(
    _ workspace: WorkspaceSnapshot, _ isCriteriaFile: Bool
  ) -> RequestFileHost.Options {
    RequestFileHost.Options(json: jsonOptions(workspace, isCriteriaFile), make: workspace.makeEvidence)
  }

  /// What the settings say about a request file.
  static func requestOptions(of path: FilePath, _ workspace: WorkspaceSnapshot) -> RequestFileHost.Options {
    requestOptions(workspace, isCriteriaFile(path, .request, workspace))
  }

  /// Whether each key `criteria` in the file is one (`embedding.criteria-files`).
  static func isCriteriaFile(_ path: FilePath, _ kind: HostKind, _ workspace: WorkspaceSnapshot) -> Bool {
    (kind == .json || kind == .request) && workspace.patterns.isCriteriaFile(path)
  }

  /// Whether anything in the file can be judged.
  static func needsAnalysis(_ file: HostFile, _ bytes: [UInt8]) -> Bool {
    !file.queries.isEmpty || !file.requests.isEmpty || !file.observations.isEmpty
      || !file.documentProblems.isEmpty
      || file.comments.contains { bytes[$0.text].starts(with: "cliquery:".utf8) }
  }
}
