import CriteriaSemantics
import Evaluation
import Foundation
import RecordStore
import StoreTestSupport
import Testing

private func text(_ count: Int) -> RecordInput.Value { .text(String(repeating: "é", count: count)) }

private let insertions: [([RecordInput.Member], String)] = [
  ([.init("empid", .number("1")), .init("empname", .text("A"))], "done"),
  ([.init("empid", .text("1.0")), .init("empname", .text("A"))], "datastore_unique_key_violation"),
  ([.init("empid", .text("123456789012345678901234567890"))] + [.init("empname", .text("A"))], "done"),
  (
    [.init("empid", .number("12345678901234567890123456789e1")), .init("empname", .text("A"))],
    "datastore_unique_key_violation"
  ),
  ([.init("empid", .number("1e400")), .init("empname", .text("A"))], "datastore_invalid_number_value"),
  ([.init("empid", .text("abc")), .init("empname", .text("A"))], "datastore_invalid_number_value"),
  ([.init("empid", .text("")), .init("empname", .text("A"))], "datastore_invalid_number_value"),
  ([.init("empid", .boolean(true)), .init("empname", .text("A"))], "datastore_invalid_number_value"),
  ([.init("empid", .other("a list")), .init("empname", .text("A"))], "datastore_invalid_number_value"),
  ([.init("empid", .number("2"))], "datastore_required_field_missing"),
  ([.init("empid", .number("2")), .init("empname", .null)], "datastore_required_field_missing"),
  ([.init("empid", .number("2")), .init("empname", .text(""))], "done"),
  ([.init("empid", .number("3")), .init("empname", .number("4"))], "rule text-value"),
  ([.init("empid", .number("3")), .init("empname", .text("A")), .init("isactive", .text("TRUE"))], "done"),
  (
    [.init("empid", .number("4")), .init("empname", .text("A")), .init("isactive", .text("yes"))],
    "rule boolean-value"
  ),
  (
    [.init("empid", .number("4")), .init("empname", .text("A")), .init("isactive", .number("1"))],
    "rule boolean-value"
  ),
  ([.init("empid", .number("4")), .init("empnaem", .text("A"))], "datastore_column_not_found"),
  (
    [.init("empid", .number("4")), .init("empname", .text("A")), .init("id", .text("7"))],
    "datastore_column_not_found"
  ),
  ([.init("empid", .number("4")), .init("empname", text(250))], "done"),
  ([.init("empid", .number("5")), .init("empname", text(251))], "rule text-length"),
  ([.init("empid", .number("5")), .init("empname", .text("A")), .init("notes", text(1000))], "done"),
  (
    [.init("empid", .number("6")), .init("empname", .text("A")), .init("notes", text(1001))],
    "datastore_data_limit_exceeded"
  ),
  (
    [
      .init("empid", .number("6")), .init("empname", text(250)),
      .init("notes", .text(String(repeating: "👩", count: 500))),
    ],
    "datastore_data_limit_exceeded"
  ),
  (
    [
      .init("empid", .number("6")), .init("empname", text(248)),
      .init("notes", .text(String(repeating: "👩", count: 499))),
    ]
      + [.init("isactive", .boolean(true))], "done"
  ),
  ((1...21).map { .init("f\($0)", .null) }, "datastore_data_limit_exceeded"),
]

@Test("records are added by the documented rules")
func insertion() throws {
  let scratch = try Scratch()
  let store = try scratch.open()
  _ = try store.createDatastore(Employees.definition)
  let records = try store.records(of: "empdir", for: .insertRecord)
  for (members, expected) in insertions {
    #expect(outcome { try records.insert(RecordInput(members)) } == expected, "\(members)")
  }
  #expect(outcome { try store.records(of: "nope", for: .insertRecord) } == "datastore_not_found")
}

@Test("a record has an id of 18 digits that grows, times, and defaults for what was left out")
func insertedRecord() throws {
  let scratch = try Scratch()
  let store = try scratch.open("test.store", .create, StoreOptions(now: { 1_777_360_402_254 }))
  _ = try store.createDatastore(Employees.definition)
  let records = try store.records(of: "empdir")
  #expect(
    records.layout.fields.map(\.name) == [
      "id", "notes", "empid", "empname", "isactive", "added_time", "modified_time",
    ])
  let first = try records.insert(Employees.record(1, "a\u{0}b"))
  let second = try records.insert(Employees.record(2))
  #expect(first.sketch.dropFirst(18) == ", '', 1, 'a\u{0}b', true, 1777360402254, 1777360402254")
  let ids = [first, second].map { String($0.sketch.prefix(18)) }
  #expect(ids[0] < ids[1] && ids.allSatisfy { $0.allSatisfy(\.isNumber) })
  try records.delete(id: ids[1])
  let third = try records.insert(Employees.record(3))
  #expect(String(third.sketch.prefix(18)) > ids[1])
  #expect(try records.get(id: "000" + ids[0]) == first)
}

@Test("one record is updated and deleted by the documented rules")
func singleRecords() throws {
  let scratch = try Scratch()
  let store = try scratch.open("test.store", .create, StoreOptions(now: { 5 }))
  _ = try store.createDatastore(Employees.definition)
  let records = try store.records(of: "empdir")
  let id = String(try records.insert(Employees.record(1)).sketch.prefix(18))
  _ = try records.insert(Employees.record(2))
  let updates: [([RecordInput.Member], String)] = [
    ([.init("empname", .text("Jane")), .init("isactive", .boolean(false))], "done"),
    ([.init("empid", .number("2"))], "datastore_update_violates_unique_key"),
    ([.init("empid", .text("two"))], "datastore_invalid_number_value"),
    ([.init("salary", .number("2"))], "datastore_column_not_found"),
    ([.init("empname", .null)], "rule mandatory-field"),
    ([.init("notes", .null)], "done"),
    ([.init("notes", text(1001))], "rule record-limits"),
    ([], "rule no-values"),
  ]
  for (members, expected) in updates {
    #expect(outcome { try records.update(id: id, RecordInput(members)) } == expected, "\(members)")
  }
  #expect(try records.get(id: id).sketch == "\(id), null, 1, 'Jane', false, 5, 5")
  for missing in ["1", "abc", "", "99999999999999999999999"] {
    #expect(outcome { try records.get(id: missing) } == "datastore_record_not_found")
    #expect(outcome { try records.update(id: missing, Employees.record(9)) } == "datastore_record_not_found")
    #expect(outcome { try records.delete(id: missing) } == "datastore_record_not_found")
  }
  let deleted = try records.delete(ids: [id, id, "17"])
  #expect(deleted.deleted == 1 && deleted.missing == ["17"])
  #expect(outcome { try records.get(id: id) } == "datastore_record_not_found")
}

@Test("compound keys, nulls and masked values in keys")
func uniqueKeys() throws {
  let scratch = try Scratch()
  let store = try scratch.open()
  _ = try store.createDatastore(
    DatastoreDefinition(
      uniqueName: "seats", name: "Seats", description: "Who sits where",
      fields: [
        FieldDefinition(uniqueName: "row", name: "Row", type: .number),
        FieldDefinition(uniqueName: "seat", name: "Seat", type: .limitedText),
        FieldDefinition(uniqueName: "phone", name: "Phone", type: .limitedText, isMasked: true),
      ], uniqueKeys: [["row", "seat"], ["phone"]]))
  let records = try store.records(of: "seats")
  let rows: [(String?, String?, String?, String)] = [
    ("1", "A", "1", "done"), ("1", "B", "2", "done"), ("1.00", "A", "3", "datastore_unique_key_violation"),
    (nil, "A", "4", "done"), (nil, "A", "5", "done"), ("1", "a", "6", "done"),
    ("2", "A", "1", "datastore_unique_key_violation"), ("2", "A", "***", "done"), ("3", "A", "***", "done"),
    ("4", "A", "", "done"), ("5", "A", "", "datastore_unique_key_violation"),
  ]
  for (row, seat, phone, expected) in rows {
    let input = RecordInput([
      .init("row", row.map { .text($0) } ?? .null), .init("seat", seat.map { .text($0) } ?? .null),
      .init("phone", phone.map { .text($0) } ?? .null),
    ])
    #expect(outcome { try records.insert(input) } == expected, "\(input)")
  }
  #expect(
    outcome { try store.editDatastore("seats", DatastoreChange(uniqueKeys: [["seat"]])) } == "rule unique-key"
  )
  #expect(try store.datastore(named: "seats").uniqueKeys == [["row", "seat"], ["phone"]])
}

@Test("an import keeps ids and times, and all of it goes in or nothing")
func importing() throws {
  let scratch = try Scratch()
  let store = try scratch.open("test.store", .create, StoreOptions(now: { 9 }))
  _ = try store.createDatastore(Employees.definition)
  let records = try store.records(of: "empdir")
  let layout = RecordLayout(fields: [
    .init(name: "id", type: .number), .init(name: "empid", type: .number),
    .init(name: "empname", type: .limitedText), .init(name: "colour", type: .limitedText),
    .init(name: "added_time", type: .number),
  ])
  func number(_ text: String) -> RecordValue { NumberLiteral(text.utf8).map { .number($0) } ?? .null }
  func row(_ id: String?, _ empid: String, _ name: String?, _ time: String? = nil) -> Record {
    Record(values: [
      id.map(number) ?? .null, number(empid), name.map { .text(Array($0.utf8)) } ?? .null, .text([]),
      time.map(number) ?? .null,
    ])
  }
  let report = try records.importRecords(
    [row("227828000000128010", "1", "A", "7"), row(nil, "2", "B"), row("12", "3", "C")], layout: layout)
  #expect(report.records == 3 && report.ignoredFields == ["colour"])
  #expect(try records.get(id: "227828000000128010").sketch == "227828000000128010, null, 1, 'A', null, 7, 7")
  #expect(try records.get(id: "227828000000128011").sketch.hasSuffix("'B', null, 9, 9"))
  let after = try records.insert(Employees.record(4))
  #expect(after.sketch.hasPrefix("227828000000128012, "))

  let bad: [([Record], String)] = [
    ([row(nil, "8", "A"), row("12", "9", "B")], "rule record-id"),
    ([row(nil, "8", "A"), row(nil, "8", "B")], "datastore_unique_key_violation"),
    ([row(nil, "8", "A"), row(nil, "9", nil)], "datastore_required_field_missing"),
    ([row(nil, "8", "A"), row("-3", "9", "B")], "rule record-id"),
    ([row(nil, "8", "A"), row("1.5", "9", "B")], "rule record-id"),
    ([row(nil, "8", "A"), row(nil, "9", String(repeating: "x", count: 251))], "rule text-length"),
  ]
  for (rows, expected) in bad {
    #expect(outcome { try records.importRecords(rows, layout: layout) } == expected, "\(rows.map(\.sketch))")
  }
  do {
    _ = try records.importRecords(bad[0].0, layout: layout, place: { "f.csv:\($0 + 2):1" })
  } catch {
    #expect(error.message == "f.csv:3:1: there is a record with the id `12` in `empdir` already")
  }
  _ = try records.importRecords([row("12", "3", "C")], layout: layout, replacing: true)
  #expect(outcome { try records.get(id: "227828000000128010") } == "datastore_record_not_found")
  #expect(outcome { try records.get(id: "12") } == "done")
}
