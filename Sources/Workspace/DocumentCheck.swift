import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Linting
import SourceText

/// Checks a criteria document block by block: a clean block is forgotten once it was looked at, so that memory does
/// not grow with the document and the commonest block costs no allocation.
struct DocumentCheck {
  private var scanner: CriteriaDocumentScanner
  private let bytes: [UInt8]
  private let defaultAPI: APIVersion
  private(set) var queryCount = 0
  private(set) var unnamedCount = 0
  private(set) var datastoresWithoutSchema: Set<String> = []
  /// What file rules and suppressions have to see.
  private var kept = HostFile()
  private var findings: [Finding] = []
  private var uses: [String: Int] = [:]
  private var areUsesCounted = false
  /// The query of the block, kept where the next one differs in its text only.
  private var query = HostQuery(criteria: nil, targets: [], range: ByteRange(at: 0))
  private var isQueryPlain = false
  /// Whether a comment of its own waits for the next query.
  private var isAwaited = false

  init(_ bytes: [UInt8], defaultAPI: APIVersion) {
    self.bytes = bytes
    self.defaultAPI = defaultAPI
    scanner = CriteriaDocumentScanner(bytes)
  }

  /// Everything that is found. `makeAnalyzer` is asked only if the document holds something to judge.
  mutating func run(_ analyzer: inout FileAnalyzer?, makeAnalyzer: () -> FileAnalyzer) -> [Finding] {
    while scanner.next() {
      let isJudged = scanner.block.kind == .query || !scanner.problems.isEmpty || hasOwnComment
      guard isJudged else { continue }
      if analyzer == nil { analyzer = makeAnalyzer() }
      look(&analyzer)
    }
    guard let analyzer else { return [] }
    return analyzer.finish(findings, of: kept, host: .criteria, bytes: bytes)
  }

  /// Whether the block has a comment that may silence rules.
  private var hasOwnComment: Bool {
    for line in scanner.block.comments {
      if bytes[CriteriaDocument.comment(bytes, line).text].starts(with: "cliquery:".utf8) { return true }
    }
    return false
  }

  private mutating func look(_ analyzer: inout FileAnalyzer?) {
    guard analyzer != nil else { return }
    let hasOwnComment = hasOwnComment
    if hasOwnComment {
      for line in scanner.block.comments { kept.comments.append(CriteriaDocument.comment(bytes, line)) }
    }
    if !scanner.problems.isEmpty { kept.documentProblems += scanner.problems }
    guard scanner.block.kind == .query else {
      if hasOwnComment { isAwaited = true }
      return
    }
    queryCount += 1
    readQuery()
    noteSchema(analyzer)
    let before = findings.count
    analyzer?.analyze(query, host: .criteria, datastoreUses: uses, into: &findings)
    let isNeeded =
      findings.count > before || hasOwnComment || isAwaited || !scanner.problems.isEmpty
      || !query.bindings.isEmpty || !query.expectations.isEmpty
    if isNeeded { kept.queries.append(query) }
    isAwaited = false
  }

  /// A block whose only directive names the datastore of the last one differs from it in its text only.
  private mutating func readQuery() {
    let directives = scanner.block.directives
    if isQueryPlain, directives.count == 1, scanner.defaults.isEmpty, let only = directives.first,
      only.keyword == .datastore, only.isEffective, let last = query.targets.first?.datastoreRange,
      bytes[last].elementsEqual(bytes[only.value])
    {
      query.criteria = scanner.text()
      query.range = scanner.block.range
      let target = query.targets[0]
      query.targets[0] = HostQuery.Target(
        datastore: target.datastore, datastoreRange: only.value, operation: target.operation, api: target.api)
      return
    }
    query = scanner.query(defaultAPI: defaultAPI)
    isQueryPlain =
      directives.count == 1 && scanner.defaults.isEmpty && query.parameters.isEmpty
      && query.targets.first?.datastore != nil
  }

  /// Remembers a datastore without a schema, and how often it is named once that matters.
  private mutating func noteSchema(_ analyzer: FileAnalyzer?) {
    guard let catalog = analyzer?.options.catalog, let target = query.targets.first else { return }
    guard let name = target.datastore else {
      if catalog.onlyIndex(api: target.api) == nil { unnamedCount += 1 }
      return
    }
    if catalog.index(of: name, api: target.api) != nil { return }
    datastoresWithoutSchema.insert(name)
    if !areUsesCounted, !catalog.schemas.isEmpty { countUses() }
  }

  private mutating func countUses() {
    areUsesCounted = true
    var other = CriteriaDocumentScanner(bytes)
    while other.next() {
      for directive in other.block.directives where directive.keyword == .datastore && directive.isEffective {
        uses[bytes.text(directive.value), default: 0] += 1
      }
    }
  }
}
