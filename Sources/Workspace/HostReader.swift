import Embedding
import SourceText

/// From a file's bytes to the queries in it, by the file's kind.
enum HostReader {
  static func read(_ bytes: [UInt8], kind: HostKind, settings: Settings, isCriteriaFile: Bool) -> HostFile {
    switch kind {
    case .criteria: CriteriaDocument.read(bytes, defaultAPI: settings.dialect.api)
    case .deluge: DelugeHost.scan(bytes)
    case .json: HostFile()
    }
  }

  /// Whether anything in the file can be judged.
  static func needsAnalysis(_ file: HostFile) -> Bool {
    !file.queries.isEmpty || !file.observations.isEmpty || !file.comments.isEmpty
      || !file.documentProblems.isEmpty
  }
}
