import Evaluation
import RecordTestSupport
import TestSupport
import Testing

/// Columns answer as the plain list of records does, whatever is asked.
@Suite struct TablePropertyTests {
  @Test func columnsAnswerLikeThePlainList() throws {
    let seed = UInt64.random(in: 0..<1_000_000)
    print("seed of generated records: \(seed)")
    var cases = RecordCases(seed: seed)
    cases.mostRecords = 40
    var matched = 0
    for number in 0..<2000 {
      let one = cases.next()
      let query = try one.query(for: one.records.layout)
      let expected = one.records.rows(query)
      matched += expected.count
      let undecidable = one.records.undecidable(query.criteria)
      for sharesTexts in [true, false] {
        let problem = try Self.problem(
          one, query, expected, undecidable, one.records.table(sharingTexts: sharesTexts))
        #expect(
          problem == nil,
          "\(problem ?? "") in case \(number) of seed \(seed), texts shared: \(sharesTexts): \(one.criteria) by \(one.orderBy)"
        )
        if problem != nil { return }
      }
    }
    #expect(matched > 2000, "generated queries match next to nothing")
  }

  /// What is different; nil where nothing is.
  private static func problem(
    _ one: RecordCase, _ query: RecordQuery, _ expected: [Int], _ undecidable: Int, _ table: RecordTable
  ) throws -> String? {
    let records = one.records.records
    guard records.indices.allSatisfy({ table.record(at: $0) == records[$0] }) else { return "other records" }
    guard try table.rows(query) == expected else { return "\(try table.rows(query)) is not \(expected)" }
    // All pages together, each as the first one said.
    var paged = query
    paged.limit = max(1, expected.count / 3)
    var found: [Record] = []
    var pages = 0
    repeat {
      let page = try table.page(paged) { false }
      guard page.matched == expected.count else { return "\(page.matched) matched" }
      guard page.undecidable == undecidable else {
        return "\(page.undecidable) undecidable"
      }
      found += page.records
      paged.token = page.nextToken
      paged.limit = nil
      pages += 1
    } while paged.token != nil && pages < 100
    guard found == expected.map({ records[$0] }) else { return "pages differ" }
    return nil
  }
}
