import Embedding
import SourceText

/// From a file's bytes to the queries in it, by the file's kind.
enum HostReader {
  /// As the settings of a workspace want it; `path` is absolute.
  static func read(_ bytes: [UInt8], path: FilePath, kind: HostKind, workspace: WorkspaceSnapshot) -> HostFile
  {
    read(bytes, kind: kind, workspace: workspace, isCriteriaFile: isCriteriaFile(path, kind, workspace))
  }

  static func read(
    _ bytes: [UInt8], kind: HostKind, workspace: WorkspaceSnapshot, isCriteriaFile: Bool
  ) -> HostFile {
    let settings = workspace.settings
    let make = workspace.makeEvidence
    let json = JSONHost.Options(
      everyCriteriaKey: isCriteriaFile, defaultAPI: settings.dialect.api, make: make)
    return switch kind {
    case .criteria: CriteriaDocument.read(bytes, defaultAPI: settings.dialect.api)
    case .deluge: DelugeHost.scan(bytes, freeText: settings.embedding.freeText, make: make)
    case .json: JSONHost.read(bytes, options: json)
    case .request:
      RequestFileHost.read(bytes, options: RequestFileHost.Options(json: json, make: make))
    }
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
