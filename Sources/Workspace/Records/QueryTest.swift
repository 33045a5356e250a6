import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import Linting
import SourceText

/// The expectations of one query of a document, held against the records of its datastore.
struct QueryTest {
  private(set) var outcomes: [TestOutcome] = []
  /// What is to be said about the records.
  private(set) var notes: [String] = []

  private let query: HostQuery
  private let findings: [Finding]
  private let criteria: String
  private let datastore: String?

  /// Why nothing was run.
  private struct Stop: Error {
    let status: TestOutcome.Status
    let message: String
  }

  /// What the query selects.
  private struct Selection {
    /// All that match.
    let count: Int
    /// Those of the answer, in its order; nil where the records have none.
    let ids: [String]?
    let undecidable: Int
  }

  /// `findings` are the query's, those that an `@expect error` names included.
  init(_ query: HostQuery, _ findings: [Finding], _ bytes: [UInt8], _ workspace: WorkspaceSnapshot) {
    self.query = query
    self.findings = findings
    criteria = query.criteria.map { Self.oneLine($0.bytes[$0.range]) } ?? ""
    datastore = query.targets.first?.datastore ?? workspace.onlyDatastore
    var selection: Result<Selection, Stop>?
    for expectation in query.expectations {
      if case .error(let code) = expectation.kind {
        outcomes.append(error(expectation, code))
        continue
      }
      let selected = selection ?? select(bytes, workspace)
      selection = selected
      switch selected {
      case .failure(let stop): outcomes.append(outcome(expectation, stop.status, stop.message))
      case .success(let found): outcomes.append(compare(expectation, found))
      }
    }
  }

  /// The text as it may be shown in a list.
  private static func oneLine(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func outcome(
    _ expectation: HostQuery.Expectation, _ status: TestOutcome.Status, _ message: String = ""
  ) -> TestOutcome {
    TestOutcome(
      status: status, expectation: expectation.kind, range: expectation.range, criteria: criteria,
      datastore: datastore, message: message)
  }
}

/// `@expect error`.
extension QueryTest {
  private func error(_ expectation: HostQuery.Expectation, _ code: String) -> TestOutcome {
    if findings.contains(where: { FileAnalyzer.isExpected($0, [expectation]) }) {
      return outcome(expectation, .passed)
    }
    let codes = findings.map { finding in
      finding.code + (finding.serverCode.map { " (`\($0)`)" } ?? "")
    }
    let known = code.contains("Q") && RuleRegistry.rule(code) == nil ? "; no rule has this code" : ""
    var result = outcome(
      expectation, .failed,
      codes.isEmpty
        ? "nothing is wrong with the query; `\(code)` was expected\(known)"
        : "found \(codes.joined(separator: ", ")), not `\(code)`\(known)")
    result.found = findings.map(\.code)
    return result
  }
}

/// `@expect count` and `@expect ids`.
extension QueryTest {
  private func compare(_ expectation: HostQuery.Expectation, _ found: Selection) -> TestOutcome {
    let undecidable =
      found.undecidable == 0
      ? ""
      : "; of \(Count.of(found.undecidable, "more record")) it cannot be said, because a masked value decides (C21)"
    switch expectation.kind {
    case .error: return outcome(expectation, .passed)
    case .count(let count):
      if count == found.count { return outcome(expectation, .passed) }
      var result = outcome(
        expectation, .failed,
        "\(Count.of(found.count, "record")) \(found.count == 1 ? "matches" : "match"), not \(count)\(undecidable)"
      )
      result.found = [String(found.count)]
      return result
    case .ids(let ids, let inOrder):
      guard let foundIDs = found.ids else {
        return outcome(
          expectation, .error,
          "the records of \(datastore.map { "`\($0)`" } ?? "the fixture") have no `id`; use `@expect count`")
      }
      let isSame = inOrder ? ids == foundIDs : Set(ids) == Set(foundIDs)
      if isSame { return outcome(expectation, .passed) }
      var result = outcome(expectation, .failed)
      let expected = Set(ids)
      let present = Set(foundIDs)
      result.found = foundIDs
      result.missing = ids.filter { !present.contains($0) }
      result.unexpected = foundIDs.filter { !expected.contains($0) }
      result.message = Self.difference(ids, foundIDs, result, inOrder: inOrder) + undecidable
      return result
    }
  }

  private static func difference(
    _ expected: [String], _ found: [String], _ result: TestOutcome, inOrder: Bool
  ) -> String {
    var parts = ["\(Count.of(found.count, "record")) found, \(expected.count) expected"]
    if !result.missing.isEmpty { parts.append("\(result.missing.count) missing") }
    if !result.unexpected.isEmpty { parts.append("\(result.unexpected.count) unexpected") }
    if inOrder {
      let place = zip(expected, found).prefix { $0 == $1 }.count
      let left = place < expected.count ? "`\(expected[place])`" : "no more"
      let right = place < found.count ? "`\(found[place])`" : "nothing"
      parts.append("they part at place \(place + 1), where \(left) is expected and \(right) is found")
    }
    return parts.joined(separator: ", ")
  }

  private mutating func select(_ bytes: [UInt8], _ workspace: WorkspaceSnapshot) -> Result<Selection, Stop> {
    do {
      return .success(try selection(bytes, workspace))
    } catch {
      return .failure(error)
    }
  }

  private mutating func selection(
    _ bytes: [UInt8], _ workspace: WorkspaceSnapshot
  ) throws(Stop) -> Selection {
    let refused = findings.first { finding in
      finding.severity == .error && !FileAnalyzer.isExpected(finding, query.expectations)
    }
    if let refused {
      throw Stop(status: .failed, message: "not run: \(refused.code): \(refused.message)")
    }
    guard let target = query.targets.first, let datastore else {
      throw Stop(
        status: .error, message: "it is not known whose records are meant; name them: `@datastore …`")
    }
    let records: DatastoreRecords
    switch workspace.records(of: datastore, api: target.api) {
    case .success(let found): records = found
    case .failure(let failure):
      throw Stop(status: .error, message: failure.problems.first?.line ?? "there are no records")
    }
    notes = records.notes
    let check = CriteriaCheck(query, bytes, layout: records.layout, workspace)
    let page: RecordPage
    var request: RecordQuery
    do {
      request = try check.query(for: records.layout)
    } catch {
      throw Stop(status: .failed, message: "not run: \(error.message)")
    }
    let isCount = !query.expectations.contains { if case .ids = $0.kind { true } else { false } }
    let chosen = try chosenIDs(check)
    if chosen == nil { request.limit = isCount ? 0 : try limit(check) }
    do {
      page = try records.table.page(request) { false }
    } catch {
      throw Stop(status: .error, message: "the records of `\(datastore)` could not be asked")
    }
    return try Self.selection(
      page, records.layout, chosen: chosen, limit: chosen == nil ? nil : try limit(check))
  }

  /// With `@ids` only the records that they name are selected.
  private static func selection(
    _ page: RecordPage, _ layout: RecordLayout, chosen: Set<String>?, limit: Int?
  ) throws(Stop) -> Selection {
    guard let field = layout.idField else {
      if chosen != nil { throw Stop(status: .error, message: "the records have no `id`, which `@ids` needs") }
      return Selection(count: page.matched, ids: nil, undecidable: page.undecidable)
    }
    var ids = page.records.map { $0.values.indices.contains(field) ? $0.values[field].text : "" }
    guard let chosen else {
      return Selection(count: page.matched, ids: ids, undecidable: page.undecidable)
    }
    ids = ids.filter(chosen.contains)
    let count = ids.count
    return Selection(
      count: count, ids: limit.map { Array(ids.prefix($0)) } ?? ids, undecidable: page.undecidable)
  }

  /// What `@limit` says; nil for all, also where a test says nothing: it names the records it means.
  private func limit(_ check: CriteriaCheck) throws(Stop) -> Int? {
    guard let value = check.value(of: .limit), !value.isEmpty else { return nil }
    switch QueryLimit(MappedText(bytes: value)) {
    case .number(let number) where number > 0: return number
    case .number, .notANumber, .unknown:
      throw Stop(
        status: .failed,
        message: "not run: `@limit` is `\(String(decoding: value, as: UTF8.self))`, no number from 1 on")
    }
  }

  private func chosenIDs(_ check: CriteriaCheck) throws(Stop) -> Set<String>? {
    guard let value = check.value(of: .ids) else { return nil }
    let isSeparator: (UInt8) -> Bool = { $0 == UInt8(ascii: ",") || $0 == 0x20 || $0 == 0x09 }
    return Set(value.split(whereSeparator: isSeparator).map { String(decoding: $0, as: UTF8.self) })
  }
}

extension CriteriaCheck {
  /// A query of a document that has been judged already.
  init(_ query: HostQuery, _ bytes: [UInt8], layout: RecordLayout, _ workspace: WorkspaceSnapshot) {
    let target = query.targets.first
    let text = query.criteria ?? MappedText(bytes: [])
    let schema = target.flatMap { workspace.catalog.schema(of: $0, host: .criteria) }
    var parser = CriteriaParser()
    parser.parse(
      text,
      knownFields: schema?.knownFields ?? KnownFields(layout.fields.map(\.name) + FieldTable.systemFields))
    self.init(
      text: text, tree: parser.tree,
      bindings: query.bindings.map {
        PlainEnglish.Binding(name: bytes.text($0.name), value: $0.value.bytes.text($0.value.range))
      }, datastore: target?.datastore, schema: schema, operation: target?.operation ?? .list,
      api: target?.api ?? .v3, dialect: workspace.settings.dialect, parameters: query.parameters, reports: [],
      openHoles: [], unknownBindings: [], holeNames: [], schemaNote: nil)
  }
}

extension RecordValue {
  /// For people, and for what is compared as text.
  package var text: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let value): String(decoding: value.text, as: UTF8.self)
    case .text(let bytes), .masked(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }
}

/// Numbers with their nouns.
package enum Count {
  /// `1 record`, `2 records`; nouns whose plural is made otherwise are given with it.
  package static func of(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }
}
