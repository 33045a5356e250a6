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
    }
  }

  /// Whether anything in the file can be judged.
  static func needsAnalysis(_ file: HostFile, _ bytes: [UInt8]) -> Bool {
    !file.queries.isEmpty || !file.observations.isEmpty || !file.documentProblems.isEmpty
      || file.comments.contains { bytes[$0.text].starts(with: "cliquery:".utf8) }
  }
}
