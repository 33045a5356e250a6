import Embedding
import SourceText

/// From a file's bytes to the queries in it, by the file's kind.
enum HostReader {
  static func read(_ bytes: [UInt8], kind: HostKind, settings: Settings, isCriteriaFile: Bool) -> HostFile {
    switch kind {
    case .criteria: CriteriaDocument.read(bytes, defaultAPI: settings.dialect.api)
    case .deluge: DelugeHost.scan(bytes, freeText: settings.embedding.freeText)
    case .json:
      JSONHost.read(
        bytes,
        options: JSONHost.Options(everyCriteriaKey: isCriteriaFile, defaultAPI: settings.dialect.api))
    case .request:
      RequestFileHost.read(
        bytes,
        options: RequestFileHost.Options(
          json: JSONHost.Options(everyCriteriaKey: isCriteriaFile, defaultAPI: settings.dialect.api)))
    }
  }

  /// As the settings of a workspace want it; `path` is absolute.
  static func read(_ bytes: [UInt8], path: FilePath, kind: HostKind, workspace: WorkspaceSnapshot) -> HostFile
  {
    read(
      bytes, kind: kind, settings: workspace.settings,
      isCriteriaFile: (kind == .json || kind == .request) && workspace.patterns.isCriteriaFile(path))
  }

  /// Whether anything in the file can be judged.
  static func needsAnalysis(_ file: HostFile, _ bytes: [UInt8]) -> Bool {
    !file.queries.isEmpty || !file.requests.isEmpty || !file.observations.isEmpty
      || !file.documentProblems.isEmpty
      || file.comments.contains { bytes[$0.text].starts(with: "cliquery:".utf8) }
  }
}
