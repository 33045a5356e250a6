import CriteriaSemantics
import Embedding
import Linting
import SourceText

/// Running the expectations of criteria documents.
extension WorkspaceSession {
  /// Runs every `@expect` of `files` on several threads. `report` gets one report a criteria document, in the order of
  /// the files, on the calling thread; files of other kinds hold no expectations and are passed over.
  package func test(_ files: [DiscoveredFile], report: (TestReport) -> Void) {
    let files = files.filter { $0.kind == .criteria }
    let workspaces = workspaces
    let currentDirectory = currentDirectory
    Parallel.run(
      count: files.count, threads: SystemCalls.coreCount,
      makeState: { DocumentTest(workspaces: workspaces, currentDirectory: currentDirectory) },
      work: { (test: inout DocumentTest, index: Int) in test.run(files[index]) }, emit: report)
  }
}

/// Runs the expectations of one document after the other.
private struct DocumentTest {
  private let workspaces: [WorkspaceSnapshot]
  private let currentDirectory: FilePath
  /// By workspace.
  private var analyzers: [Int: FileAnalyzer] = [:]

  init(workspaces: [WorkspaceSnapshot], currentDirectory: FilePath) {
    self.workspaces = workspaces
    self.currentDirectory = currentDirectory
  }

  mutating func run(_ file: DiscoveredFile) -> TestReport {
    let workspace = workspaces[file.workspace]
    var report = TestReport(
      path: workspace.reportPath(file.path.absolute(from: currentDirectory)), shownPath: file.path.text)
    let bytes: [UInt8]
    do {
      bytes = try file.read()
    } catch {
      report.problems = [Problem(.input, error.message, path: file.path.text)]
      return report
    }
    let document = CriteriaDocument.read(bytes, defaultAPI: workspace.settings.dialect.api)
    report.untestedCount = document.queries.count { $0.expectations.isEmpty }
    guard report.untestedCount < document.queries.count else { return report }
    let findings = findings(of: document, bytes, file.workspace)
    for (query, findings) in zip(document.queries, findings) where !query.expectations.isEmpty {
      let test = QueryTest(query, findings, bytes, workspace)
      report.outcomes += test.outcomes
      for note in test.notes where !report.notes.contains(note) { report.notes.append(note) }
    }
    let starts = report.outcomes.map(\.range.start)
    report.places = PlaceTable(
      offsets: starts + report.outcomes.map(\.range.end), lineOffsets: starts, in: bytes)
    return report
  }

  /// For each query what `check` would find in it if it had no `@expect error`; suppressed findings are left out.
  private mutating func findings(of document: HostFile, _ bytes: [UInt8], _ index: Int) -> [[Finding]] {
    let workspace = workspaces[index]
    var analyzer =
      analyzers[index]
      ?? FileAnalyzer(
        LintOptions(
          selection: workspace.selection, dialect: workspace.settings.dialect, catalog: workspace.catalog))
    var plain = document
    for index in plain.queries.indices {
      plain.queries[index].expectations.removeAll { expectation in
        if case .error = expectation.kind { return true } else { return false }
      }
    }
    let all = Set(analyzer.analyze(plain, host: .criteria, bytes: bytes))
    var result: [[Finding]] = []
    for query in plain.queries {
      var own: [Finding] = []
      analyzer.analyze(query, host: .criteria, datastoreUses: [:], into: &own)
      // What stands in the document's defaults is found with each query, and outside of it.
      own = own.filter(all.contains)
      for finding in all where query.range.contains(finding.range) && !own.contains(finding) {
        own.append(finding)
      }
      result.append(own.sorted { ($0.range.start, $0.code) < ($1.range.start, $1.code) })
    }
    analyzers[index] = analyzer
    return result
  }
}
