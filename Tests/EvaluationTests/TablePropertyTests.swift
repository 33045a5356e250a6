import RecordTestSupport
import Testing

/// INVARIANT (one meaning): columns answer as the plain list of records does, whatever is asked.
@Suite struct TablePropertyTests {
  @Test func columnsAnswerLikeThePlainList() throws {
    let seed = UInt64.random(in: 0..<1_000_000)
    print("seed of generated records: \(seed)")
    var check = TableCheck(seed: seed)
    var problem: String?
    for _ in 0..<2000 where problem == nil { problem = try check.next() }
    #expect(problem == nil, "seed \(seed)")
    #expect(check.matched > 2000, "generated queries match next to nothing")
  }
}
