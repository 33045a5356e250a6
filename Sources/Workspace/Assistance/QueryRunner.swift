import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import Linting
import SourceText

/// Runs queries of a document over the fixtures, one after the other: the answers are those of `cliquery query`.
package struct QueryRunner {
  /// How much of the records a query selects.
  package struct Matches: Sendable, Hashable {
    package let matched: Int
    package let total: Int
    /// Records of which it cannot be said, because a masked value decides [decision C21].
    package let undecidable: Int
    /// The fixture, as a person in the current directory names it.
    package let shownPath: String
  }

  /// Why a query is not run.
  package struct Obstacle: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      /// It is not known whose records are meant, or there are none.
      case noRecords
      /// A hole has no value.
      case openHole
      /// The server would refuse it, or it cannot be read.
      case refused
    }
    package let kind: Kind
    /// A few words for a title.
    package let short: String
    /// Lower case, no final stop: what, and what to do.
    package let message: String
  }

  /// A query that is ready to be run.
  struct Prepared {
    let check: CriteriaCheck
    let records: DatastoreRecords
    let request: RecordQuery
    /// With `@ids` only the records that they name are meant.
    let chosen: Set<String>?
  }

  private let document: DocumentAssistance
  private var analyzer: QueryAnalyzer

  package init(_ document: DocumentAssistance) {
    self.document = document
    let workspace = document.workspace
    analyzer = QueryAnalyzer(
      LintOptions(
        selection: workspace.selection, dialect: workspace.settings.dialect, catalog: workspace.catalog))
  }

  /// How many records a query selects.
  package mutating func matches(of query: HostQuery) throws(Obstacle) -> Matches {
    let prepared = try prepare(query)
    let table = prepared.records.table
    let counts: (matched: Int, undecidable: Int)
    if prepared.chosen != nil {
      let page = try page(of: prepared, limit: nil)
      counts = (page.matched, page.undecidable)
    } else {
      do {
        counts = try table.count(prepared.request.criteria)
      } catch {
        throw Self.unreadable(prepared.records)
      }
    }
    return Matches(
      matched: counts.matched, total: table.recordCount, undecidable: counts.undecidable,
      shownPath: prepared.records.shownPath)
  }

  /// The first `limit` records that a query selects, in its order; all of them with nil.
  func page(of prepared: Prepared, limit: Int?) throws(Obstacle) -> RecordPage {
    var request = prepared.request
    request.limit = prepared.chosen == nil ? limit : nil
    var page: RecordPage
    do {
      page = try prepared.records.table.page(request) { false }
    } catch {
      throw Self.unreadable(prepared.records)
    }
    guard let chosen = prepared.chosen, let field = prepared.records.layout.idField else { return page }
    page.records.removeAll { !$0.values.indices.contains(field) || !chosen.contains($0.values[field].text) }
    page.matched = page.records.count
    page.nextToken = nil
    if let limit { page.records.removeLast(max(0, page.records.count - limit)) }
    return page
  }

  private static func unreadable(_ records: DatastoreRecords) -> Obstacle {
    Obstacle(
      kind: .noRecords, short: "records not readable",
      message: "the records of `\(records.name)` could not be asked")
  }
}

/// From a query to what can be run.
extension QueryRunner {
  /// Judges a query, finds its records, and makes it ready.
  mutating func prepare(_ query: HostQuery) throws(Obstacle) -> Prepared {
    guard !query.isFragment else {
      throw Obstacle(
        kind: .refused, short: "a part of a criteria",
        message: "only a part of the criteria stands here; the script joins it with others")
    }
    try judge(query)
    let records = try records(of: query)
    let check = CriteriaCheck(query, document.bytes, layout: records.layout, document.workspace)
    if let name = Self.openHole(check) {
      throw Obstacle(
        kind: .openHole, short: "`\(name)` has no value",
        message: "the hole `\(name)` has no value"
          + (document.kind == .criteria ? "; give it one: `@let \(name) = …`" : ""))
    }
    let request: RecordQuery
    do {
      request = try check.query(for: records.layout)
    } catch {
      throw Obstacle(kind: .refused, short: "cannot be run", message: error.message)
    }
    let chosen = check.value(of: .ids).map { value in
      let isSeparator: (UInt8) -> Bool = { $0 == UInt8(ascii: ",") || $0 == 0x20 || $0 == 0x09 }
      return Set(value.split(whereSeparator: isSeparator).map { String(decoding: $0, as: UTF8.self) })
    }
    if chosen != nil, records.layout.idField == nil {
      throw Obstacle(
        kind: .noRecords, short: "no ids", message: "the records have no `id`, which `@ids` needs")
    }
    return Prepared(check: check, records: records, request: request, chosen: chosen)
  }

  /// An error keeps a query from being run, as on the command line.
  private mutating func judge(_ query: HostQuery) throws(Obstacle) {
    var findings: [Finding] = []
    analyzer.analyze(query, host: document.kind, into: &findings)
    guard let refused = findings.first(where: { $0.severity == .error }) else { return }
    throw Obstacle(
      kind: .refused, short: refused.code, message: "not run: \(refused.code): \(refused.message)")
  }

  private func records(of query: HostQuery) throws(Obstacle) -> DatastoreRecords {
    guard let name = document.datastore(of: query) else {
      throw Obstacle(
        kind: .noRecords, short: "no datastore named",
        message: "it is not known whose records are meant"
          + (document.kind == .criteria ? "; name them: `@datastore …`" : ""))
    }
    switch document.workspace.records(of: name, api: query.targets.first?.api) {
    case .success(let records): return records
    case .failure(let failure):
      throw Obstacle(
        kind: .noRecords, short: failure.isMissing ? "no fixture of `\(name)`" : "fixture not readable",
        message: failure.problems.first?.line ?? "there are no records of `\(name)`")
    }
  }

  private static func openHole(_ check: CriteriaCheck) -> String? {
    let values = check.values
    let holes = QueryHoles(check.text, check.tree).holes.map { String(decoding: $0.name, as: UTF8.self) }
    let others = check.parameters.flatMap { parameter in
      parameter.text.holes.map { parameter.text.bytes.text($0.name) }
    }
    return (holes + others).first { values[$0] == nil }
  }
}

extension DocumentAssistance {
  /// The datastore whose records a query asks for, as far as it is known.
  func datastore(of query: HostQuery) -> String? {
    query.targets.lazy.compactMap(\.datastore).first
      ?? (kind == .criteria ? workspace.onlyDatastore : nil)
  }

  /// The query whose criteria stands at an offset, or else the one that the offset lies in: a directive or a comment of
  /// its block.
  package func wholeQuery(at offset: Int) -> HostQuery? {
    if let (query, _, _) = query(at: offset) { return query }
    return host.queries.first { $0.range.start <= offset && offset <= $0.range.end }
  }
}
