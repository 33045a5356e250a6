import CriteriaSyntax
import SourceText

/// Finds the queries of one Deluge script.
///
/// A literal is a query only with evidence (workspace, "Evidence"): it reaches a call that takes a criteria, or a
/// comment says so. What it finds is collected by literal, because one text may reach many calls.
struct DelugeScanner {
  let script: DelugeScript
  let flow: DelugeFlow
  var file = HostFile()
  /// Names of variables that settings call free text.
  var freeText: [[UInt8]] = []
  var make = MakeEvidence()

  /// A query under way.
  struct Draft {
    /// Nil for a request without a criteria.
    var text: MappedText?
    var range: ByteRange
    var isFragment: Bool
    var targets: [HostQuery.Target] = []
    var parameters: [HostQuery.Parameter] = []
    /// The literals that the text stands in, where more may be said of them.
    var pieces: DelugePieces?
    /// What `targets` and `parameters` hold, to add each once.
    var targetKeys: Set<TargetKey> = []
    var parameterPlaces: Set<Int> = []
  }

  /// A text is checked once for each of these.
  struct TargetKey: Hashable {
    let datastore: String?
    let operation: Operation
    let api: APIVersion
  }

  var drafts: [Draft] = []
  /// Drafts by the token that their text begins with.
  var draftOfText: [Int32: Int] = [:]
  /// The first tokens of URLs that were read.
  var readURLs: Set<Int32> = []
  /// Of addresses of Make's, where in `file.requests` they are.
  var requestsOfText: [MakeKey: Int] = [:]
  /// Keys of maps that were told.
  var unknownKeys: Set<Int32> = []
  /// Literals in which a `${x}` was told.
  var interpolatedLiterals: Set<Int32> = []
  /// Where tokens are that were told.
  var tokenPlaces: Set<ByteRange> = []
  /// The places of the names in `file.datastoreMentions`.
  var mentionedStores: Set<ByteRange> = []
  /// The entries of map literals that concern a query, by the literal's `{`.
  var entriesOfMap: [Int32: [MapEntry]] = [:]
  /// Of literals beside a comment that names a criteria, the text that they are a part of; of statements, theirs.
  var markedTexts: [Int32: DelugeRange?] = [:]
  var statementTexts: [Int32: DelugeRange?] = [:]
  /// The datastores of calls, by their `(`.
  var datastoresOfCall: [Int32: [Datastore]] = [:]
  /// Expressions that were split into pieces, and those that are no text.
  var splitTexts: [DelugeRange: SplitText?] = [:]
  /// Where a variable is compared with a literal or looked for in a list.
  var comparisons: [DelugeFlow.Variable: [Comparison]] = [:]
  /// Inputs that the script declares as text or text area.
  var textInputs: Set<[UInt8]> = []

  /// The keys of parameters that stand in the script somewhere.
  let writtenParameters: [(key: StaticString, kind: HostQuery.Parameter.Kind)]

  init(_ script: DelugeScript) {
    self.script = script
    flow = DelugeFlow(script)
    writtenParameters = Self.parameterKeys(in: script)
  }

  mutating func run(calls: [DelugeCall]) {
    let mayHoldMake = Self.mayHoldMake(script.bytes)
    collectComparisons()
    for call in calls { read(call) }
    readLooseURLs()
    readMarkers()
    if mayHoldMake {
      readURLTasks()
      readLooseMake()
    }
    findUnusedQueries(calls)
    collectMentions(calls)
    findTokens()
    finish()
  }

  /// The innermost block that holds the token at `place`.
  func block(at place: Int32) -> Int32 { statement(at: place)?.block ?? 0 }

  /// The statement that holds the token at `place`.
  func statement(at place: Int32) -> DelugeScript.Statement? {
    let index = script.statements.partitioningIndex { $0.tokens.end > place }
    guard index < script.statements.count, script.statements[index].tokens.start <= place else { return nil }
    return script.statements[index]
  }

  private mutating func finish() {
    for draft in drafts {
      // What a fragment becomes is not known.
      if !draft.isFragment, let pieces = draft.pieces { findInterpolation(pieces) }
      file.queries.append(
        HostQuery(
          criteria: draft.text, parameters: draft.parameters, targets: draft.targets,
          isFragment: draft.isFragment, range: draft.range))
    }
    file.queries.sort { $0.range < $1.range }
    file.requests.sort { $0.range < $1.range }
    file.observations.sort { $0.range < $1.range }
  }
}
