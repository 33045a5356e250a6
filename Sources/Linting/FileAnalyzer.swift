import CriteriaSemantics
import CriteriaSyntax
import Embedding
import SourceText

/// Checks whole host files: queries, file rules, suppressions, expectations.
package struct FileAnalyzer: Sendable {
  package let options: LintOptions
  private var queries: QueryAnalyzer
  /// Made when a first request is met.
  private var requests: RequestAnalyzer?

  package init(_ options: LintOptions) {
    self.options = options
    queries = QueryAnalyzer(options)
  }

  /// The path of the file at hand, relative to the workspace, for the user's own rules.
  package var file: String {
    get { queries.file }
    set { queries.file = newValue }
  }

  /// Everything that is found in `file`, hints included, sorted by start and code. What a suppression silences
  /// or an `@expect error` names is left out.
  ///
  /// - Parameter usesElsewhere: how often other files of the workspace name each datastore that no schema describes.
  package mutating func analyze(
    _ file: HostFile, host: HostKind, bytes: [UInt8], usesElsewhere: NameCounts = [:]
  ) -> [Finding] {
    var findings: [Finding] = []
    var uses = usesElsewhere
    for mention in file.datastoreMentions { uses.add(mention.name) }
    for query in file.queries {
      analyze(query, host: host, datastoreUses: uses, into: &findings)
    }
    analyze(file.requests, host, bytes, &findings)
    return finish(findings, of: file, host: host, bytes: bytes)
  }

  private mutating func analyze(
    _ list: [HostRequest], _ host: HostKind, _ bytes: [UInt8], _ findings: inout [Finding]
  ) {
    if list.isEmpty { return }
    // Taken out while it works: an analyzer that stands in two places would be copied.
    var analyzer = requests ?? RequestAnalyzer(options)
    requests = nil
    for request in list { analyzer.analyze(request, host: host, fileBytes: bytes, into: &findings) }
    requests = analyzer
  }

  /// Appends what is found in one query of a file that is not held as a whole; ``finish(_:of:host:bytes:)`` has to
  /// follow once.
  package mutating func analyze(
    _ query: HostQuery, host: HostKind, datastoreUses: NameCounts, into findings: inout [Finding]
  ) {
    let first = findings.count
    queries.analyze(query, host: host, datastoreUses: datastoreUses, into: &findings)
    if !query.expectations.isEmpty, findings.count > first {
      let kept = findings[first...].filter { !Self.isExpected($0, query.expectations) }
      findings.replaceSubrange(first..., with: kept)
    }
  }

  /// Whether ``analyze(_:host:datastoreUses:into:)`` would find nothing in a query without expectations.
  package mutating func isClean(
    _ query: PlainQuery, in bytes: [UInt8], target: HostQuery.Target, schema: PreparedSchema?
  ) -> Bool {
    queries.isClean(query, in: bytes, target: target, schema: schema)
  }

  /// The schema that queries of a target are judged by.
  package mutating func schema(of target: HostQuery.Target, host: HostKind) -> PreparedSchema? {
    queries.schema(of: target, host)
  }

  /// What is found in a file, given what is found in its queries: the findings of file rules join, suppressed ones
  /// go, the rest is sorted.
  package func finish(_ findings: [Finding], of file: HostFile, host: HostKind, bytes: [UInt8]) -> [Finding] {
    var findings = findings
    applyFileRules(file, host, bytes, &findings)
    Self.dropReadings(ofUninterpolated: file, &findings)
    if file.comments.isEmpty { return Self.sorted(findings) }
    var suppressions = Suppressions(
      file, host: host, bytes: bytes, customRules: options.customRules.map(\.info.name))
    findings = suppressions.apply(to: findings)
    findings += suppressions.remarks(options.selection, bytes: bytes)
    return Self.sorted(findings)
  }

  private func applyFileRules(
    _ file: HostFile, _ host: HostKind, _ bytes: [UInt8], _ findings: inout [Finding]
  ) {
    let context = FileContext(
      file: file, host: host, bytes: bytes, catalog: options.catalog, dialect: options.dialect)
    var sink = FindingSink()
    for (index, rule) in RuleRegistry.rules.enumerated() where options.selection.isEnabled[index] {
      guard case .file(let check) = rule.check else { continue }
      sink.begin(rule.info, severity: options.selection.severities[index], target: nil, datastore: nil)
      check(context, &sink)
    }
    findings += sink.findings.filter { finding in
      guard let query = context.query(around: finding.range) else { return true }
      return !Self.isExpected(finding, query.expectations)
    }
  }

  /// Where a `${x}` is reported as text that was meant as a value (`HQ210`), what that text is no field, number or
  /// boolean for is the same mistake, and not said again.
  private static func dropReadings(ofUninterpolated file: HostFile, _ findings: inout [Finding]) {
    let places = findings.filter { $0.code == NoInterpolationRule.info.code }.map(\.range).sorted()
    if places.isEmpty { return }
    findings.removeAll { finding in
      guard readings.contains(finding.code) else { return false }
      let place = places.partitioningIndex { $0.end > finding.range.start }
      return place < places.count && places[place].start < finding.range.end
    }
  }

  private static let readings: Set<String> = [
    "CQ001", "CQ011", "CQ013", "CQ014", "CQ020", "CQ021", "CQ022", "CQ023", "CQ025", "CQ107", "CQ113",
    "CQ114", "CQ118",
  ]

  /// Whether an `@expect error` names the finding: by its code, its name, or the code that the server answers with.
  package static func isExpected(_ finding: Finding, _ expectations: [HostQuery.Expectation]) -> Bool {
    expectations.contains {
      guard case .error(let code) = $0.kind else { return false }
      return code == finding.code || code == finding.name || code == finding.serverCode
    }
  }

  /// Sorted by start, code, end and message, equal neighbours once.
  package static func sorted(_ findings: [Finding]) -> [Finding] {
    if findings.count < 2 { return findings }
    let sorted = findings.sorted {
      ($0.range.start, $0.code, $0.range.end, $0.message) < (
        $1.range.start, $1.code, $1.range.end, $1.message
      )
    }
    // What a document's defaults say wrong is found again in each of its blocks.
    var result: [Finding] = []
    for finding in sorted where result.last != finding { result.append(finding) }
    return result
  }
}
