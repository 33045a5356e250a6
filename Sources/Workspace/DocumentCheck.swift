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
  /// How often datastores are named, here and in other files.
  private var uses: [String: Int]
  /// How often this document names datastores, where that matters.
  private(set) var ownUses: [String: Int] = [:]
  private var areUsesCounted = false
  /// The query of the block, kept where the next one differs in its text only.
  private var query = HostQuery(criteria: nil, targets: [], range: ByteRange(at: 0))
  private var isQueryPlain = false
  private var isSameDatastore = false
  /// Whether a comment of its own waits for the next query.
  private var isAwaited = false

  init(_ bytes: [UInt8], defaultAPI: APIVersion, usesElsewhere: [String: Int]) {
    self.bytes = bytes
    uses = usesElsewhere
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
    if !isSameDatastore { noteSchema(analyzer) }
    let before = findings.count
    analyzer?.analyze(query, host: .criteria, datastoreUses: uses, into: &findings)
    let isNeeded =
      findings.count > before || hasOwnComment || isAwaited || !scanner.problems.isEmpty
      || !query.bindings.isEmpty || !query.expectations.isEmpty
    if isNeeded { kept.queries.append(query) }
    isAwaited = false
  }

  /// A block of the last one's datastore, with nothing but texts beside it, is read into the last query, whose
  /// buffers serve again.
  private mutating func readQuery() {
    isSameDatastore = false
    if isQueryPlain, scanner.defaults.isEmpty, let place = plainDatastore(),
      let last = query.targets.first, let lastPlace = last.datastoreRange,
      bytes[lastPlace].elementsEqual(bytes[place])
    {
      isSameDatastore = true
      query.criteria = scanner.text()
      query.range = scanner.block.range
      query.targets[0] = HostQuery.Target(
        datastore: last.datastore, datastoreRange: place, operation: last.operation, api: last.api)
      query.parameters.removeAll(keepingCapacity: true)
      for directive in scanner.block.directives where directive.isEffective {
        let kind: HostQuery.Parameter.Kind
        switch directive.keyword {
        case .orderBy: kind = .orderBy
        case .limit: kind = .limit
        default: continue
        }
        let text = MappedText(bytes: bytes, range: directive.value, encoding: Self.oneLine)
        query.parameters.append(HostQuery.Parameter(kind: kind, text: text))
      }
      return
    }
    query = scanner.query(defaultAPI: defaultAPI)
    isQueryPlain =
      scanner.defaults.isEmpty && plainDatastore() != nil && query.targets.first?.datastore != nil
  }

  private static let oneLine = HostEncoding([.singleLine])

  /// The datastore's name where the block says nothing but it, an order and a limit, all without holes.
  private func plainDatastore() -> ByteRange? {
    var place: ByteRange?
    for directive in scanner.block.directives {
      switch directive.keyword {
      case .datastore: place = directive.value
      case .orderBy, .limit: break
      default: return nil
      }
      if !directive.isEffective || bytes[directive.value].contains(where: { $0 == 0x24 || $0 == 0x7B }) {
        return nil
      }
    }
    return place
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
        ownUses[bytes.text(directive.value), default: 0] += 1
      }
    }
    uses.merge(ownUses, uniquingKeysWith: +)
  }
}
