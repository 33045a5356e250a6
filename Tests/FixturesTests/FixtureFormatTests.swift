import Fixtures
import Testing

@Suite struct FixtureFormatTests {
  @Test func theNameTells() {
    let expected: [(String, FixtureFormat?)] = [
      ("empdir.json", .json), ("empdir.NDJSON", .ndjson), ("a.b.jsonl", .ndjson), ("x.csv", .csv),
      ("x.csv.gz", nil), ("json", nil),
    ]
    for (name, format) in expected { #expect(FixtureFormat(fileName: name) == format, "\(name)") }
  }
}
