import CriteriaSemantics
import Embedding
import Linting
import SourceText

/// Checks files one after the other, each with its workspace's settings; one for each thread, because it keeps its
/// buffers.
struct FileCheck {
  private let workspaces: [WorkspaceSnapshot]
  /// By workspace.
  private var analyzers: [FileAnalyzer?]

  init(_ workspaces: [WorkspaceSnapshot]) {
    self.workspaces = workspaces
    analyzers = Array(repeating: nil, count: workspaces.count)
  }

  /// For one workspace, with the analyzer of an earlier check of it.
  init(_ workspace: WorkspaceSnapshot, analyzer: FileAnalyzer?) {
    workspaces = [workspace]
    analyzers = [analyzer]
  }

  /// The analyzer of the first workspace, for later checks; this one is not to be used any more.
  mutating func takeAnalyzer() -> FileAnalyzer? {
    defer { analyzers[0] = nil }
    return analyzers[0]
  }

  /// A file's bytes and what is known of it before it is looked into.
  struct Input {
    var bytes: [UInt8]
    let kind: HostKind
    /// Absolute.
    let path: FilePath
    let shownPath: String
    let workspace: Int
    /// How often other files of the workspace name each datastore that no schema describes.
    var usesElsewhere = NameCounts()
  }

  /// What is found before settings hide anything.
  struct Analysis {
    var findings: [Finding] = []
    var queryCount = 0
    var datastoresWithoutSchema = NameCounts()
    /// How often datastores are named; of a document only where one of them has no schema and others have.
    var datastoreUses = NameCounts()
    /// Queries of no known datastore.
    var unnamedCount = 0
    /// The host's own syntax, where something in it is broken.
    var problems: [Problem] = []
    /// Where tokens stand, which no line that is shown may repeat.
    var secrets: [ByteRange] = []
  }

  func workspace(_ index: Int) -> WorkspaceSnapshot { workspaces[index] }

  mutating func report(_ input: Input) -> FileReport {
    let analysis = analyze(input)
    return report(input, analysis)
  }

  func report(_ input: Input, _ analysis: Analysis) -> FileReport {
    let workspace = workspaces[input.workspace]
    var report = FileReport(
      path: workspace.reportPath(input.path), shownPath: input.shownPath, kind: input.kind,
      docsURL: workspace.settings.docsURL)
    report.failOn = workspace.settings.lint.failOn
    report.queryCount = analysis.queryCount
    report.unnamedQueryCount = analysis.unnamedCount
    report.datastoresWithoutSchema = analysis.datastoresWithoutSchema.names
    report.problems = analysis.problems
    if !analysis.findings.isEmpty {
      let isShown = shownFilter(input)
      let findings = analysis.findings.filter(isShown)
      if !findings.isEmpty {
        report.locate(
          findings, in: Self.hiding(analysis.secrets, in: input.bytes), schemas: workspace.schemas.loaded)
      }
    }
    return report
  }

  /// A text with an asterisk for each byte of the places that are not to be shown.
  private static func hiding(_ secrets: [ByteRange], in bytes: [UInt8]) -> [UInt8] {
    if secrets.isEmpty { return bytes }
    var shown = bytes
    for secret in secrets {
      let inside = secret.clamped(to: ByteRange(0, bytes.count))
      for offset in inside.start..<inside.end { shown[offset] = UInt8(ascii: "*") }
    }
    return shown
  }

  /// Whether the settings let a finding of the file be seen.
  func shownFilter(_ input: Input) -> (Finding) -> Bool {
    workspaces[input.workspace].shownFilter(input.path)
  }

  /// `host` is what was read of the file already, if it is no criteria document.
  mutating func analyze(_ input: Input, host known: HostFile? = nil) -> Analysis {
    if input.kind == .criteria { return analyzeDocument(input) }
    let workspace = workspaces[input.workspace]
    let host =
      known
      ?? HostReader.read(
        input.bytes, path: input.path, kind: input.kind, workspace: workspace, collectsFields: false)
    var analysis = Analysis()
    analysis.queryCount = host.queries.count + host.requests.count
    for mention in host.datastoreMentions { analysis.datastoreUses.add(mention.name) }
    for observation in host.observations {
      if case .tokenInSource = observation.kind { analysis.secrets.append(observation.range) }
    }
    guard HostReader.needsAnalysis(host, input.bytes) else { return analysis }
    let catalog = workspace.catalog
    if analyzers[input.workspace] == nil { analyzers[input.workspace] = workspace.makeAnalyzer() }
    analyzers[input.workspace]?.file = workspace.reportPath(input.path)
    analysis.findings =
      analyzers[input.workspace]?.analyze(
        host, host: input.kind, bytes: input.bytes, usesElsewhere: input.usesElsewhere) ?? []
    for query in host.queries where !query.isFragment {
      for target in query.targets {
        if let name = target.datastore {
          if catalog.index(of: name, api: target.api) == nil { analysis.datastoresWithoutSchema.add(name) }
        } else if catalog.schema(of: target, host: input.kind) == nil {
          analysis.unnamedCount += 1
        }
      }
    }
    return analysis
  }

  private mutating func analyzeDocument(_ input: Input) -> Analysis {
    let workspace = workspaces[input.workspace]
    let file = workspace.customRules.isEmpty ? "" : workspace.reportPath(input.path)
    var document = DocumentCheck(
      input.bytes, defaultAPI: workspace.settings.dialect.api, usesElsewhere: input.usesElsewhere)
    // Taken out while it works: an analyzer that stands in two places would be copied.
    var analyzer = analyzers[input.workspace]
    analyzers[input.workspace] = nil
    analyzer?.file = file
    var analysis = Analysis()
    analysis.findings = document.run(&analyzer) {
      var made = workspace.makeAnalyzer()
      made.file = file
      return made
    }
    analyzers[input.workspace] = analyzer
    analysis.queryCount = document.queryCount
    analysis.unnamedCount = document.unnamedCount
    analysis.datastoresWithoutSchema = document.datastoresWithoutSchema
    analysis.datastoreUses = document.ownUses
    return analysis
  }
}

extension WorkspaceSnapshot {
  /// An analyzer of files of this workspace.
  func makeAnalyzer() -> FileAnalyzer {
    FileAnalyzer(lintOptions(catalog: catalog))
  }

  /// Whether the settings let a finding of the file at `path`, absolute, be seen.
  func shownFilter(_ path: FilePath) -> (Finding) -> Bool {
    let showsHints = settings.lint.hints
    let ignored = Self.ignoredCodes(patterns.ignoredRules(path))
    return { ($0.severity > .hint || showsHints) && !ignored.contains($0.code) }
  }

  private static func ignoredCodes(_ selectors: [String]) -> Set<String> {
    var codes: Set<String> = []
    for selector in selectors {
      if [CustomRule.code, "all"].contains(selector.lowercased()) { codes.insert(CustomRule.code) }
      for index in RuleRegistry.indexes(selectedBy: selector) {
        codes.insert(RuleRegistry.rules[index].info.code)
      }
    }
    return codes
  }
}
