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
  private(set) var datastoresWithoutSchema = NameCounts()
  /// What file rules and suppressions have to see.
  private var kept = HostFile()
  private var findings: [Finding] = []
  /// How often datastores are named, here and in other files.
  private var uses: NameCounts
  /// How often this document names datastores, where that matters.
  private(set) var ownUses = NameCounts()
  private var areUsesCounted = false
  private var plain: PlainBlocks
  /// What the last plain block asked, and where its datastore is named: blocks that ask the same are looked at where
  /// they stand.
  private var last: (datastore: ByteRange, target: HostQuery.Target, schema: PreparedSchema?)?
  /// Whether a comment of its own waits for the next query.
  private var isAwaited = false

  init(_ bytes: [UInt8], defaultAPI: APIVersion, usesElsewhere: NameCounts) {
    self.bytes = bytes
    uses = usesElsewhere
    self.defaultAPI = defaultAPI
    scanner = CriteriaDocumentScanner(bytes)
    plain = PlainBlocks(bytes)
  }

  /// Everything that is found. `makeAnalyzer` is asked only if the document holds something to judge.
  mutating func run(_ analyzer: inout FileAnalyzer?, makeAnalyzer: () -> FileAnalyzer) -> [Finding] {
    let bytes = self.bytes
    bytes.withUnsafeBufferPointer { buffer in
      while scanner.next(in: buffer) { judgeBlock(&analyzer, makeAnalyzer) }
    }
    guard let analyzer else { return [] }
    return analyzer.finish(findings, of: kept, host: .criteria, bytes: bytes)
  }

  private mutating func judgeBlock(_ analyzer: inout FileAnalyzer?, _ makeAnalyzer: () -> FileAnalyzer) {
    if case .defaults = scanner.block.kind { plain.readDefaults(of: scanner) }
    let isJudged = isQuery || !scanner.problems.isEmpty || hasOwnComment
    guard isJudged else { return }
    if analyzer == nil { analyzer = makeAnalyzer() }
    look(&analyzer)
  }

  private var isQuery: Bool {
    if case .query = scanner.block.kind { return true }
    return false
  }

  /// Whether the block has a comment that may silence rules.
  private var hasOwnComment: Bool {
    for line in scanner.block.comments {
      let text = CriteriaDocument.comment(bytes, line).text
      if !text.isEmpty, bytes[text.start] == UInt8(ascii: "c"),
        bytes[text].starts(with: "cliquery:".utf8)
      {
        return true
      }
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
    guard isQuery else {
      if hasOwnComment { isAwaited = true }
      return
    }
    queryCount += 1
    let block = plain.read(&scanner)
    if !hasOwnComment, !isAwaited, isClean(block, &analyzer) { return }
    let query = scanner.query(defaultAPI: defaultAPI)
    if let block, let target = query.targets.first {
      last = (block.datastore, target, analyzer?.schema(of: target, host: .criteria))
    }
    noteSchema(of: query, analyzer)
    let before = findings.count
    analyzer?.analyze(query, host: .criteria, datastoreUses: uses, into: &findings)
    let isNeeded =
      findings.count > before || hasOwnComment || isAwaited || !scanner.problems.isEmpty
      || !query.bindings.isEmpty || !query.expectations.isEmpty
    if isNeeded { kept.queries.append(query) }
    isAwaited = false
  }

  /// Whether nothing is to be said about the block, and nothing of it to be remembered; no `HostQuery` is made of it.
  private func isClean(_ block: PlainBlocks.Block?, _ analyzer: inout FileAnalyzer?) -> Bool {
    guard let block, let last,
      last.datastore.count == block.datastore.count,
      bytes[last.datastore].elementsEqual(bytes[block.datastore])
    else { return false }
    return analyzer?.isClean(block.query, in: bytes, target: last.target, schema: last.schema) ?? false
  }

  /// Remembers a datastore without a schema, and how often it is named once that matters.
  private mutating func noteSchema(of query: HostQuery, _ analyzer: FileAnalyzer?) {
    guard let catalog = analyzer?.options.catalog, let target = query.targets.first else { return }
    guard let name = target.datastore else {
      if catalog.onlyIndex(api: target.api) == nil { unnamedCount += 1 }
      return
    }
    if catalog.index(of: name, api: target.api) != nil { return }
    datastoresWithoutSchema.add(name)
    if !areUsesCounted, !catalog.schemas.isEmpty { countUses() }
  }

  private mutating func countUses() {
    areUsesCounted = true
    var other = CriteriaDocumentScanner(bytes)
    while other.next() {
      for directive in other.block.directives where directive.keyword == .datastore && directive.isEffective {
        ownUses.add(bytes.text(directive.value))
      }
    }
    uses.add(ownUses)
  }
}
