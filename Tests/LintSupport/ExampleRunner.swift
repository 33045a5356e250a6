import CriteriaSemantics
import Embedding
import Linting

/// Runs the examples of rule pages.
package enum ExampleRunner {
  /// What all rules, those that are off included, find in an example; nil for a language that no host reads.
  package static func findings(in example: RulePage.Example) -> [Finding]? {
    let bytes = Array(example.text.utf8)
    let file: HostFile
    let host: HostKind
    switch example.language {
    case "criteria":
      file = CriteriaDocument.read(bytes)
      host = .criteria
    case "deluge":
      file = DelugeHost.scan(bytes)
      host = .deluge
    case "json":
      file = JSONHost.read(bytes)
      host = .json
    case "http":
      file = RequestFileHost.read(bytes)
      host = .request
    case "make": return RequestSetting(select: ["ALL"]).findings(in: bytes)
    default: return nil
    }
    var analyzer = FileAnalyzer(LintOptions(selection: .all, catalog: Examples.catalog))
    return analyzer.analyze(file, host: host, bytes: bytes)
  }
}
