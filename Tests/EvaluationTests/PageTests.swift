import CriteriaSemantics
import Evaluation
import RecordTestSupport
import SourceText
import TestSupport
import Testing

/// Pages, tokens, values seen, and an end on demand.
@Suite struct PageTests {
  private let table = EmployeeDirectory.records.table()

  private func ids(_ page: RecordPage) -> [String] {
    page.records.map { record in
      if case .number(let number) = record.values[1] {
        String(decoding: number.text, as: UTF8.self)
      } else {
        ""
      }
    }
  }

  private func query(_ criteria: String, limit: Int?, offset: Int = 0, token: String? = nil) throws
    -> RecordQuery
  {
    RecordQuery(
      criteria: try EmployeeDirectory.compiled(criteria), order: [.init(field: 4)], limit: limit,
      offset: offset,
      token: token)
  }

  @Test func limitAndOffset() throws {
    let cases: [(limit: Int?, offset: Int, ids: [String], hasMore: Bool)] = [
      (nil, 0, ["1004", "1002", "7", "1001", "1003"], false), (2, 0, ["1004", "1002"], true),
      (2, 3, ["1001", "1003"], false), (5, 0, ["1004", "1002", "7", "1001", "1003"], false),
      (0, 0, [], false),
      (1, 4, ["1003"], false), (1, 5, [], false), (.max, .max, [], false), (-1, -1, [], false),
    ]
    for (limit, offset, expected, hasMore) in cases {
      let page = try table.page(query("", limit: limit, offset: offset)) { false }
      #expect(ids(page) == expected, "\(String(describing: limit)) \(offset)")
      #expect(page.matched == 5)
      #expect((page.nextToken != nil) == hasMore)
    }
  }

  @Test func aTokenResumesExactlyAndOnlyWhatItWasMadeFor() throws {
    let first = try table.page(query("empid>0", limit: 2)) { false }
    let token = try #require(first.nextToken)
    #expect(PageToken.isBase64(token.utf8))
    #expect(PageToken.milliseconds(token.utf8) == nil)
    // The same query in other words, without its limit.
    let second = try table.page(query("(empid > 00)", limit: nil, token: token)) { false }
    #expect(ids(second) == ["7", "1001"])
    let last = try table.page(query("empid>0", limit: 9, token: second.nextToken)) { false }
    #expect(ids(last) == ["1003"])
    #expect(last.nextToken == nil)
    let others: [(RecordTable, RecordQuery, String)] = [
      (table, try query("empid>1", limit: 2, token: token), "another criteria or order"),
      (
        table, RecordQuery(criteria: try EmployeeDirectory.compiled("empid>0"), token: token),
        "another criteria or order"
      ),
      (table, try query("empid>0", limit: 2, token: "MTB8MTc3NzM2MDQwMzQ1NXw="), "not one of cliquery's"),
      (table, try query("empid>0", limit: 2, token: String(token.dropFirst(4))), "not one of cliquery's"),
      (table, try query("empid>0", limit: 2, token: "page 2"), "not one of cliquery's"),
      (table, try query("empid>0", limit: 2, token: ""), "not one of cliquery's"),
      (
        PlainRecords(layout: table.layout, records: EmployeeDirectory.records.records.dropLast()).table(),
        try query("empid>0", limit: 2, token: token), "no longer those"
      ),
    ]
    for (table, query, reason) in others {
      do throws(RecordSourceError) {
        _ = try table.page(query) { false }
        Issue.record("accepted: \(reason)")
      } catch {
        guard case .invalidToken(let sentence) = error else {
          Issue.record("\(error)")
          continue
        }
        #expect(sentence.contains(reason), "\(sentence)")
      }
    }
  }

  @Test func theCursorComesBackFromItsToken() {
    for limit in [nil, 0, 1, 1000] {
      let cursor = PageCursor(limit: limit, query: 1 << 63, snapshot: 7, key: Array("k\0é".utf8))
      #expect(PageCursor(token: cursor.token) == cursor)
      for index in cursor.token.indices {
        var token = cursor.token
        token.replaceSubrange(index...index, with: token[index] == "A" ? "B" : "A")
        #expect(PageCursor(token: token) != cursor || token.hasSuffix("="), "\(index)")
      }
    }
  }

  @Test func aCancelledRunEnds() throws {
    #expect(throws: RecordSourceError.cancelled) { try table.page(query("", limit: nil)) { true } }
  }

  @Test func recordsByTheirId() throws {
    for (id, name) in [
      ("9007199254740993", "John Doe"), ("9007199254740992", "Jane Roe"), ("010", "Zoë O'Brien"), ("11", nil),
      ("x", nil),
      ("", nil),
    ] {
      let found = try table.record(id: id)
      #expect(found?.values[2] == name.map { .text(Array($0.utf8)) }, "\(id)")
    }
  }

  @Test func valuesSeenInRecords() throws {
    let cases: [(field: String, prefix: String, limit: Int, seen: String)] = [
      ("department", "", 9, "Engineering 2, Sales 1, engineering 1"),
      ("department", "ENG", 9, "Engineering 2, engineering 1"),
      ("department", "", 1, "Engineering 2"), ("department", "x", 9, ""),
      ("salary", "", 2, "50000 2, 48000.5 1"),
      ("salary", "6", 9, "60000 1"), ("isactive", "", 9, "true 3, false 2"), ("isactive", "F", 9, "false 2"),
      ("phone", "", 9, "555 1, 777 1"), ("empname", "ANDRÉ", 9, "andré 1"), ("notes", "", 1, " 1"),
    ]
    for sharesTexts in [true, false] {
      let table = EmployeeDirectory.records.table(sharingTexts: sharesTexts)
      for (field, prefix, limit, seen) in cases {
        let index = try #require(table.layout.index(of: field))
        let values = try table.seenValues(field: index, prefix: Array(prefix.utf8), limit: limit)
        let shown = values.map { seen in
          switch seen.value {
          case .text(let text): "\(String(decoding: text, as: UTF8.self)) \(seen.count)"
          case .number(let number): "\(String(decoding: number.text, as: UTF8.self)) \(seen.count)"
          case .boolean(let flag): "\(flag) \(seen.count)"
          case .null, .masked: "? \(seen.count)"
          }
        }
        #expect(shown.joined(separator: ", ") == seen, "\(field) \(prefix)")
      }
    }
  }

  /// More rows than a block has, texts and numbers of every shape.
  @Test func rowsOfManyBlocks() throws {
    let layout = RecordLayout(fields: [
      .init(name: "id", type: .number), .init(name: "n", type: .number),
      .init(name: "few", type: .limitedText),
      .init(name: "many", type: .limitedText), .init(name: "b", type: .boolean),
    ])
    var random = SeededGenerator(seed: 7)
    var records: [Record] = []
    for row in 0..<33_000 {
      let number = NumberLiteral(mantissa: Int64.random(in: 0..<500, using: &random), scale: 1)
      let values: [RecordValue] = [
        .number(NumberLiteral(mantissa: Int64(row), scale: 0)), row % 11 == 0 ? .null : .number(number),
        .text(Array("d\(row % 300)".utf8)), .text(Array("note \(row % 997) Kilo \(row)".utf8)),
        row % 5 == 0 ? .null : .boolean(row % 2 == 0),
      ]
      records.append(Record(values: values))
    }
    let plain = PlainRecords(layout: layout, records: records)
    let table = plain.table()
    for criteria in [
      "n>10 && n<20", "n>10 && n<20 && n!=15", "few==d7", "few in d1,d2,d299", "many like %99 kilo%",
      "many like %7",
      "many like \"note 5%\"", "b==true || n>40", "few!=d7 && b==false", "many==\"note 1 Kilo 998\"",
      "n in 1.5,2.5",
    ] {
      let query = RecordQuery(criteria: try EmployeeDirectory.compiled(criteria, layout: layout))
      let expected = plain.rows(query)
      #expect(try table.rows(query) == expected, "\(criteria)")
      let sorted = RecordQuery(
        criteria: query.criteria, order: [.init(field: 1, isDescending: true), .init(field: 3)], limit: 20)
      let page = try table.page(sorted) { false }
      #expect(page.records == plain.rows(sorted).prefix(20).map { records[$0] }, "\(criteria)")
    }
  }
}
