import CriteriaSemantics
import Evaluation
import RecordStore
import RecordTestSupport
import TestSupport

/// Puts generated records into a store, asks it generated queries, and holds the answers to those of a plain list.
package struct StoreCheck {
  private let store: RecordStore
  private var cases: RecordCases
  private var random: SeededGenerator
  private var number = 0

  /// The store at `path` must not exist yet.
  package init(seed: UInt64, path: String) throws {
    store = try RecordStore.open(path, mode: .create, options: StoreOptions(isDurable: false))
    cases = RecordCases(seed: seed)
    cases.mostRecords = 30
    random = SeededGenerator(seed: seed ^ 1)
  }

  /// What does not hold for the next case, in words; nil where all does.
  package mutating func next() throws -> String? {
    number += 1
    let made = cases.next()
    guard let query = try? made.query(for: made.records.layout) else { return nil }
    _ = try store.createDatastore(DatastoreDefinition(made.schema))
    defer { try? store.deleteDatastore(made.schema.uniqueName) }
    let records = try store.records(of: made.schema.uniqueName)
    let expected = made.records
    let rows = expected.records.map { Self.storable($0, expected.layout) }
    let plain = PlainRecords(layout: expected.layout, records: rows)
    _ = try records.importRecords(rows, layout: expected.layout)
    let problem = try problem(records, plain, query)
    return problem.map {
      "case \(number): \($0)\n\(made.criteria)\norder \(made.orderBy)\n\(records.sql(query))"
    }
  }

  /// A record as a store has it: times are never null, and asterisks in a masked field are a masked value
  /// [decision C21].
  private static func storable(_ record: Record, _ layout: RecordLayout) -> Record {
    var record = record
    for (place, field) in layout.fields.enumerated() {
      if field.name.hasSuffix("_time"), record.values[place] == .null {
        record.values[place] = .number(NumberLiteral(mantissa: 5, scale: 0))
      }
      if field.isMasked, case .text(let text) = record.values[place], !text.isEmpty,
        text.allSatisfy({ $0 == UInt8(ascii: "*") })
      {
        record.values[place] = .masked(text)
      }
    }
    return record
  }

  private mutating func problem(
    _ records: StoredRecords, _ plain: PlainRecords, _ query: RecordQuery
  ) throws -> String? {
    let wanted = plain.rows(query).map { plain.records[$0] }
    let all = try records.page(query, isCancelled: { false })
    if all.records != wanted {
      let place = zip(all.records, wanted).prefix { $0 == $1 }.count
      return "\(all.records.count) answered, \(wanted.count) expected; at place \(place) "
        + "\(all.records.dropFirst(place).first?.sketch ?? "none"), expected "
        + "\(wanted.dropFirst(place).first?.sketch ?? "none")"
    }
    if all.matched != wanted.count { return "\(all.matched) matched, expected \(wanted.count)" }
    let undecidable = plain.undecidable(query.criteria)
    if all.undecidable != undecidable { return "\(all.undecidable) undecidable, expected \(undecidable)" }
    return number % 4 == 0 ? try pagingProblem(records, query, wanted) : nil
  }

  /// Pages, one after the other, are the whole, also while records are added.
  private mutating func pagingProblem(
    _ records: StoredRecords, _ query: RecordQuery, _ wanted: [Record]
  ) throws -> String? {
    var asked = query
    asked.limit = Int.random(in: 1...20, using: &random)
    asked.offset = Int.random(in: 0...2, using: &random)
    var found: [Record] = []
    for turn in 0...wanted.count {
      let page = try records.page(asked, isCancelled: { false })
      if page.matched != wanted.count {
        return "page \(turn): \(page.matched) matched, expected \(wanted.count)"
      }
      found += page.records
      guard let token = page.nextToken else { break }
      asked.token = token
      asked.limit = nil
      if turn == 0 { _ = try records.insert(RecordInput()) }
    }
    let expected = Array(wanted.dropFirst(query.offset + asked.offset))
    return found == expected ? nil : "pages gave \(found.count) records, expected \(expected.count)"
  }
}
