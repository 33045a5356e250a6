import Embedding
import Linting
import SourceText

/// What a script holds and what is found in it, kept while somebody types inside of its criteria: of all queries only the
/// one that has changed is judged again.
struct ScriptFindings {
  /// Without fields.
  private(set) var host: HostFile
  /// By query; nil for one that has changed.
  private var ofQueries: [[Finding]?]
  /// What is found beside the queries.
  private var others: [Finding]
  private var uses = NameCounts()

  /// Nil where the script has to be looked at as a whole with each change: a comment may silence rules.
  init?(_ host: HostFile, _ bytes: [UInt8], _ analyzer: inout FileAnalyzer) {
    guard DelugeHost.isEditable(host),
      !host.comments.contains(where: { bytes[$0.text].starts(with: "cliquery:".utf8) })
    else { return nil }
    self.host = host
    ofQueries = Array(repeating: nil, count: host.queries.count)
    var rest = host
    rest.queries = []
    others =
      HostReader.needsAnalysis(rest, bytes) ? analyzer.analyze(rest, host: .deluge, bytes: bytes) : []
    for mention in host.datastoreMentions { uses.add(mention.name) }
  }

  /// Takes a change in; false where the script has to be read again.
  mutating func change(_ range: ByteRange, to count: Int, in bytes: [UInt8]) -> Bool {
    guard let (moved, query, move) = DelugeHost.edit(host, range, to: count, in: bytes) else { return false }
    host = moved
    ofQueries[query] = nil
    for index in ofQueries.indices {
      guard let findings = ofQueries[index], !findings.isEmpty else { continue }
      guard let moved = Self.moved(findings, move) else { return false }
      ofQueries[index] = moved
    }
    guard let moved = Self.moved(others, move) else { return false }
    others = moved
    return true
  }

  /// Nil where one of them lies in what has changed.
  private static func moved(_ findings: [Finding], _ move: OffsetMove) -> [Finding]? {
    var isWhole = true
    let moved = findings.map { finding in
      finding.moved { offset in
        if let offset = move.offset(offset) { return offset }
        isWhole = false
        return offset
      }
    }
    return isWhole ? moved : nil
  }

  /// Everything that is found, sorted, before settings hide anything.
  mutating func findings(_ analyzer: inout FileAnalyzer) -> [Finding] {
    var all = others
    for index in host.queries.indices {
      if let known = ofQueries[index] {
        all += known
        continue
      }
      var found: [Finding] = []
      analyzer.analyze(host.queries[index], host: .deluge, datastoreUses: uses, into: &found)
      ofQueries[index] = found
      all += found
    }
    return FileAnalyzer.sorted(all)
  }
}
