import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import Foundation
import RecordStore
import SourceText
import StoreTestSupport
import Testing

private func query(_ criteria: String, order: String = "", _ layout: RecordLayout) throws -> RecordQuery {
  let text = MappedText(bytes: Array(criteria.utf8))
  var parser = CriteriaParser()
  parser.parse(text)
  let sort = MappedText(bytes: Array(order.utf8))
  return RecordQuery(
    criteria: try CompiledCriteria(compiling: parser.tree, of: text, for: layout),
    order: try OrderBy(sort).sortKeys(of: sort, for: layout))
}

/// A criteria ready to run.
func compiled(_ criteria: String, _ layout: RecordLayout) throws -> CompiledCriteria {
  try query(criteria, layout).criteria
}

private func people(_ scratch: Scratch) throws -> StoredRecords {
  let store = try scratch.open("test.store", .create, StoreOptions(now: { 7 }))
  _ = try store.createDatastore(Employees.definition)
  let records = try store.records(of: "empdir")
  for (id, name, active) in [(1, "Ann", true), (2, "bob", false), (3, "Cee", true), (4, "dan", true)] {
    _ = try records.insert(Employees.record(id, name, .init("isactive", .boolean(active))))
  }
  return records
}

private let readable: [(criteria: String, order: String, sql: String)] = [
  ("", "", "ORDER BY id;"),
  ("empid>1.5", "", "WHERE \"empid\" > 1\nORDER BY id;"),
  ("empid<=-1.5", "", "WHERE \"empid\" <= -2\nORDER BY id;"),
  ("empid<99999999999999999999", "", "WHERE \"empid\" <= 9223372036854775807\nORDER BY id;"),
  ("empid==12.50", "", "WHERE \"empid\" = '12.5'\nORDER BY id;"),
  (
    "(empname==O'Brien) && (isactive==true)", "empname desc, empid",
    "WHERE (\"empname\" = 'O''Brien' AND \"isactive\" = 1)\nORDER BY \"empname\" DESC, \"empid\", id;"
  ),
  ("empname not like %DOE_", "", "WHERE NOT (matches(\"empname\", '%doe_'))\nORDER BY id;"),
  ("empid in 3,1,2.0", "", "WHERE \"empid\" IN (1, 2, 3)\nORDER BY id;"),
]

@Test("the SQL of a criteria can be read")
func readableSQL() throws {
  let scratch = try Scratch()
  let records = try people(scratch)
  for row in readable {
    let sql = records.sql(try query(row.criteria, order: row.order, records.layout))
    #expect(sql.hasPrefix("SELECT id, \"notes\", \"empid\""), "\(sql)")
    #expect(sql.hasSuffix("FROM \"records_empdir\"\n" + row.sql), "\(row.criteria): \(sql)")
  }
}

private let bulkUpdates: [(criteria: String, values: [RecordInput.Member], expected: String)] = [
  ("isactive==true", [.init("notes", .text("x"))], "3"),
  ("empid>100", [.init("notes", .text("y"))], "0"),
  ("empid==2", [.init("empid", .number("20"))], "1"),
  ("isactive==true", [.init("empid", .number("50"))], "datastore_update_violates_unique_key"),
  ("empid==1", [.init("empid", .number("20"))], "datastore_update_violates_unique_key"),
  ("empid==1", [.init("salary", .number("20"))], "datastore_column_not_found"),
  ("empid==1", [.init("id", .text("20"))], "datastore_column_not_found"),
  ("empid==1", [.init("empid", .text("x"))], "rule number-value"),
  ("empid==1", [.init("empname", .null)], "rule mandatory-field"),
  ("empid==1", [], "rule no-values"),
  ("", [.init("notes", .text("x"))], "rule nothing-selected"),
]

@Test("many records are updated and deleted at once, or none")
func bulkChanges() throws {
  let scratch = try Scratch()
  let records = try people(scratch)
  for row in bulkUpdates {
    let criteria = try query(row.criteria, records.layout).criteria
    var count = -1
    let found = outcome { count = try records.update(criteria, RecordInput(row.values)) }
    #expect(found == (row.expected.first?.isNumber == true ? "done" : row.expected), "\(row)")
    if found == "done" { #expect("\(count)" == row.expected, "\(row)") }
  }
  let notes = try records.page(RecordQuery(), isCancelled: { false }).records.map { $0.values[1] }
  #expect(notes == ["x", "", "x", "x"].map { .text(Array($0.utf8)) })
  #expect(outcome { try records.store(named: "nope", .updateRecords) } == "datastore_not_found")
  #expect(outcome { try records.store(named: "nope", .deleteRecords) } == "rule datastore-not-found")
  #expect(try records.delete(query("empname like %A%", records.layout).criteria) == 2)
  #expect(try records.delete(.everything) == 2)
  #expect(try records.count() == 0)
}

extension StoredRecords {
  fileprivate func store(named name: String, _ operation: StoreOperation) throws -> StoredRecords {
    try RecordStore.inMemory().records(of: name, for: operation)
  }
}

@Test("a page token resumes where the last page ended, whatever changed since [decision C15]")
func paging() throws {
  let scratch = try Scratch()
  let records = try people(scratch)
  var asked = try query("isactive==true", order: "empname", records.layout)
  asked.limit = 1
  let first = try records.page(asked, isCancelled: { false })
  #expect(first.records.count == 1 && first.matched == 3)
  asked.token = first.nextToken
  asked.limit = nil
  _ = try records.insert(Employees.record(5, "Bea", .init("isactive", .boolean(true))))
  let second = try records.page(asked, isCancelled: { false })
  #expect(second.records.first?.sketch.contains("'Cee'") == true && second.records.count == 1)
  #expect(second.matched == 3)

  var other = asked
  other.order = []
  for (token, query) in [("MTB8MTc3N3w=", asked), ("", asked), (first.nextToken ?? "", other)] {
    var query = query
    query.token = token
    #expect(throws: RecordSourceError.self) { try records.page(query, isCancelled: { false }) }
  }
}

@Test("values that stand in records, for completion")
func seenValues() throws {
  let scratch = try Scratch()
  let records = try people(scratch)
  _ = try records.insert(Employees.record(5, "Ann"))
  func seen(_ field: String, _ prefix: String) throws -> [String] {
    try records.seenValues(field: records.layout.index(of: field) ?? 0, prefix: Array(prefix.utf8), limit: 3)
      .map { "\(Record(values: [$0.value]).sketch) \($0.count)" }
  }
  #expect(try seen("empname", "") == ["'Ann' 2", "'Cee' 1", "'bob' 1"])
  #expect(try seen("empname", "A") == ["'Ann' 2"])
  #expect(try seen("empname", "B") == ["'bob' 1"])
  #expect(try seen("isactive", "T") == ["true 4"])
  #expect(try seen("empid", "3") == ["3 1"])
}
