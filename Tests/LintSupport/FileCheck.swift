import CriteriaSemantics
import Embedding
import Linting
import SourceText

/// How a whole file is checked.
package struct FileSetting: Sendable {
  package var host: HostKind
  package var options: LintOptions

  package init(
    _ host: HostKind = .criteria, catalog: SchemaCatalog = Examples.catalog, select: [String] = [],
    extend: [String] = [], ignore: [String] = [], dialect: DialectOptions = DialectOptions()
  ) {
    self.host = host
    options = LintOptions(
      selection: RuleSelection(select: select, extend: extend, ignore: ignore), dialect: dialect,
      catalog: catalog)
  }

  func read(_ bytes: [UInt8]) -> HostFile {
    switch host {
    case .criteria: CriteriaDocument.read(bytes, defaultAPI: options.dialect.api)
    case .deluge: DelugeHost.scan(bytes)
    case .json: JSONHost.read(bytes)
    case .request: RequestFileHost.read(bytes)
    }
  }

  /// All findings in a file, hints included.
  package func findings(in bytes: [UInt8]) -> [Finding] {
    var analyzer = FileAnalyzer(options)
    return analyzer.analyze(read(bytes), host: host, bytes: bytes)
  }
}

/// Checks a whole file and answers with what is wrong, one line each; nothing is right.
///
/// - The findings stand at the markers (see ``MarkedText``), and there are no others.
/// - Safe fixes lead to `fixed` (nil: they change nothing), all fixes to `unsafelyFixed` (nil: the same as the safe
///   ones); neither makes a finding that was not there, and a second run changes nothing.
package func checkFile(
  _ marked: String, _ setting: FileSetting = FileSetting(), fixed: String? = nil, unsafelyFixed: String? = nil
) -> [String] {
  checkMarked(MarkedText(marked), fixed: fixed, unsafelyFixed: unsafelyFixed) { setting.findings(in: $0) }
}
