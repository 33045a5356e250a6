import Evaluation

/// Holds columns to the plain list, on generated records and queries.
package struct TableCheck {
  private var cases: RecordCases
  /// How many records matched so far.
  package private(set) var matched = 0
  private var number = 0

  package init(seed: UInt64) {
    cases = RecordCases(seed: seed)
    cases.mostRecords = 40
  }

  /// What does not hold for the next case, in words; nil where all does.
  package mutating func next() throws -> String? {
    number += 1
    let one = cases.next()
    let query = try one.query(for: one.records.layout)
    let expected = one.records.rows(query)
    let undecidable = one.records.undecidable(query.criteria)
    matched += expected.count
    for sharesTexts in [true, false] {
      let table = one.records.table(sharingTexts: sharesTexts)
      if let problem = try Self.problem(one, query, expected, undecidable, table) {
        return
          "case \(number), texts shared: \(sharesTexts): \(problem)\n\(one.criteria)\norder \(one.orderBy)"
      }
    }
    return nil
  }

  private static func problem(
    _ one: RecordCase, _ query: RecordQuery, _ expected: [Int], _ undecidable: Int, _ table: RecordTable
  ) throws -> String? {
    let records = one.records.records
    guard records.indices.allSatisfy({ table.record(at: $0) == records[$0] }) else { return "other records" }
    let found = try table.rows(query)
    guard found == expected else { return "\(found) is not \(expected)" }
    // All pages together, each after the first as its token says.
    var paged = query
    paged.limit = max(1, expected.count / 3)
    var answered: [Record] = []
    var pages = 0
    repeat {
      let page = try table.page(paged) { false }
      guard page.matched == expected.count else { return "\(page.matched) matched" }
      guard page.undecidable == undecidable else { return "\(page.undecidable) undecidable" }
      answered += page.records
      paged.token = page.nextToken
      paged.limit = nil
      pages += 1
    } while paged.token != nil && pages < 100
    return answered == expected.map { records[$0] } ? nil : "pages differ"
  }
}
