import CriteriaSemantics
import RecordStore
import StoreTestSupport
import Testing

private func definition(
  _ name: String = "team", fields: [FieldDefinition]? = nil, keys: [[String]] = [], title: String? = "Team",
  about: String? = "People"
) -> DatastoreDefinition {
  DatastoreDefinition(
    uniqueName: name, name: title, description: about,
    fields: fields ?? [FieldDefinition(uniqueName: "status", name: "Status", type: .limitedText)],
    uniqueKeys: keys)
}

private func field(
  _ name: String, _ type: FieldType = .limitedText, masked: Bool = false, default value: String? = nil,
  title: String? = "Title", mandatory: Bool = false
) -> FieldDefinition {
  FieldDefinition(
    uniqueName: name, name: title, type: type, isMandatory: mandatory, isMasked: masked, defaultValue: value)
}

private let x20 = String(repeating: "x", count: 20)

private let creations: [(DatastoreDefinition, String)] = [
  (definition(x20), "done"),
  (definition(x20 + "x"), "datastore_invalid_creation_data"),
  (definition("Team"), "datastore_invalid_creation_data"),
  (definition("1team"), "datastore_invalid_creation_data"),
  (definition(""), "datastore_invalid_creation_data"),
  (definition("te-am"), "datastore_invalid_creation_data"),
  (definition("taken"), "datastore_name_already_exists"),
  (definition("a", title: nil), "datastore_invalid_creation_data"),
  (definition("a", title: x20 + "x"), "datastore_invalid_creation_data"),
  (definition("a1", title: String(repeating: "é", count: 20)), "done"),
  (definition("b", about: nil), "datastore_invalid_creation_data"),
  (definition("b1", about: String(repeating: "x", count: 250)), "done"),
  (definition("b2", about: String(repeating: "x", count: 251)), "datastore_invalid_creation_data"),
  (definition("c", fields: []), "datastore_fields_required"),
  (definition("c19", fields: (1...19).map { field("f\($0)") }), "done"),
  (definition("c20", fields: (1...20).map { field("f\($0)") }), "datastore_fields_limit_exceeded"),
  (definition("d", fields: [field("x"), field("x")]), "datastore_fields_duplicate_column"),
  (definition("d", fields: [field("Bad")]), "datastore_fields_invalid_value"),
  (definition("d", fields: [field(x20 + "x")]), "datastore_fields_invalid_value"),
  (definition("d", fields: [field("x", title: nil)]), "datastore_fields_invalid_value"),
  (definition("d", fields: [field("x", .unknown)]), "datastore_fields_invalid_value"),
  (definition("d", fields: [field("id")]), "datastore_field_name_reserved"),
  (definition("d", fields: [field("added_time")]), "datastore_field_name_reserved"),
  (definition("d", fields: [field("modified_time")]), "datastore_field_name_reserved"),
  (definition("m1", fields: [field("x", .number, masked: true), field("y", masked: true)]), "done"),
  (definition("m", fields: [field("x", .boolean, masked: true)]), "datastore_field_mask_not_supported"),
  (definition("m", fields: [field("x", .largeText, masked: true)]), "datastore_field_mask_not_supported"),
  (definition("m", fields: [field("x", .encryptedText, masked: true)]), "datastore_field_mask_not_supported"),
  (definition("v", fields: [field("x", .number, default: "abc")]), "datastore_fields_invalid_value"),
  (definition("v", fields: [field("x", .boolean, default: "yes")]), "datastore_fields_invalid_value"),
  (
    definition("v", fields: [field("x", default: String(repeating: "x", count: 101))]),
    "datastore_fields_invalid_value"
  ),
  (
    definition(
      "v1",
      fields: [
        field("x", .number, default: "-1.50"), field("y", .boolean, default: "false"),
        field("z", default: ""),
      ]),
    "done"
  ),
  (definition("k", keys: [["status"], ["missing"]]), "datastore_unique_key_column_not_found"),
  (definition("k", keys: [[]]), "datastore_invalid_creation_data"),
  (definition("k", keys: Array(repeating: ["status"], count: 5)), "datastore_invalid_creation_data"),
  (definition("k1", keys: Array(repeating: ["status"], count: 4)), "done"),
  (
    definition("k", fields: [field("x", .largeText)], keys: [["x"]]),
    "datastore_field_unique_key_not_supported"
  ),
  (
    definition("k", fields: [field("x", .encryptedText)], keys: [["x"]]),
    "datastore_field_unique_key_not_supported"
  ),
  (definition("order"), "done"),
  (definition("datastores", fields: [field("select"), field("rowid"), field("group", .number)]), "done"),
]

@Test("datastores are created by the documented rules")
func creation() throws {
  let scratch = try Scratch()
  let store = try scratch.open()
  _ = try store.createDatastore(definition("taken"))
  for (definition, expected) in creations {
    let found = outcome { try store.createDatastore(definition) }
    #expect(found == expected, "\(definition)")
  }
  let names = try store.allDatastores().map(\.uniqueName)
  #expect(names == ["taken"] + creations.filter { $0.1 == "done" }.map(\.0.uniqueName))
  let reopened = try scratch.open("test.store", .read).allDatastores()
  #expect(reopened == (try store.allDatastores()))
}

@Test("an organisation's limit on datastores, where one is set")
func creationLimit() throws {
  let scratch = try Scratch()
  let store = try scratch.open("test.store", .create, StoreOptions(datastoreLimit: 1))
  #expect(outcome { try store.createDatastore(definition("a")) } == "done")
  #expect(outcome { try store.createDatastore(definition("b")) } == "datastore_creation_limit_exceeded")
}

@Test("a field that states no default is answered with one")
func answeredDefaults() throws {
  let scratch = try Scratch()
  let store = try scratch.open()
  let created = try store.createDatastore(Employees.definition)
  #expect(created.fields.map(\.answeredDefault) == ["", "0", "", "true"])
  #expect(created.id.count == 18)
  #expect(created.uniqueKeys == [["empid"]])
  #expect(try store.datastore(id: created.id) == created)
}

@Test("datastores are listed page by page, edited and deleted")
func editing() throws {
  let scratch = try Scratch()
  let store = try scratch.open()
  for index in 0..<25 { _ = try store.createDatastore(definition("d\(index)")) }
  let first = try store.datastores()
  #expect(first.datastores.count == 20)
  let second = try store.datastores(token: first.nextToken)
  #expect(second.datastores.map(\.uniqueName) == (20..<25).map { "d\($0)" })
  #expect(second.nextToken == nil)
  #expect(outcome { try store.datastores(limit: 101) } == "rule list-limit")
  #expect(outcome { try store.datastores(token: "MTB8MTc3N3w=") } == "rule next-token")

  let cases: [(String, DatastoreChange, String)] = [
    ("d1", DatastoreChange(name: "New", description: "Newer"), "done"),
    ("nope", DatastoreChange(name: "New"), "datastore_not_found"),
    ("d1", DatastoreChange(uniqueName: "d2"), "datastore_name_already_exists"),
    ("d1", DatastoreChange(uniqueName: "d1"), "done"),
    ("d1", DatastoreChange(uniqueName: "Bad Name"), "datastore_invalid"),
    ("d1", DatastoreChange(name: x20 + "x"), "datastore_invalid"),
    ("d1", DatastoreChange(uniqueKeys: [["nope"]]), "datastore_unique_key_column_not_found"),
    ("d1", DatastoreChange(uniqueKeys: [["status"]]), "done"),
    ("d3", DatastoreChange(uniqueName: "renamed"), "done"),
  ]
  for (name, change, expected) in cases {
    #expect(outcome { try store.editDatastore(name, change) } == expected, "\(change)")
  }
  let edited = try store.datastore(named: "d1")
  #expect(edited.name == "New" && edited.description == "Newer" && edited.uniqueKeys == [["status"]])
  #expect(outcome { try store.datastore(named: "d3") } == "datastore_not_found")
  #expect(outcome { try store.records(of: "renamed").insert(RecordInput()) } == "done")

  #expect(outcome { try store.deleteDatastore("d1") } == "done")
  #expect(outcome { try store.deleteDatastore("d1") } == "datastore_not_found")
  #expect(outcome { try store.datastore(id: edited.id) } == "datastore_not_found")
  #expect(outcome { try store.createDatastore(definition("d1")) } == "done")
}

@Test("fields are added, edited and deleted by the documented rules")
func fields() throws {
  let scratch = try Scratch()
  let store = try scratch.open()
  let created = try store.createDatastore(Employees.definition)
  let records = try store.records(of: "empdir")
  let old = try records.insert(Employees.record(1))
  let additions: [([FieldDefinition], String)] = [
    (
      [field("salary", .number), field("level", .number, default: "3"), field("tag", default: "new")], "done"
    ),
    ([field("salary")], "datastore_field_name_already_exists"),
    ([field("x"), field("x")], "datastore_fields_duplicate_column"),
    ([field("id")], "datastore_field_name_reserved"),
    ([field("x", .boolean, masked: true)], "datastore_field_mask_not_supported"),
    ([field("X")], "datastore_fields_invalid_value"),
    ((1...11).map { field("f\($0)") }, "rule change-limit"),
    ((1...10).map { field("f\($0)") }, "done"),
    ((11...13).map { field("f\($0)") }, "datastore_fields_limit_exceeded"),
  ]
  for (fields, expected) in additions {
    #expect(outcome { try store.addFields(to: "empdir", fields) } == expected, "\(fields.map(\.uniqueName))")
  }
  #expect(outcome { try store.addFields(to: "nope", [field("x")]) } == "datastore_not_found")
  #expect(
    outcome { try records.insert(Employees.record(2)) }.hasPrefix("unusable: the fields of `empdir` have"))

  // A stated default reaches records that are there; without one they have null, and new records the answered one.
  let now = try store.records(of: "empdir")
  let id = old.sketch.prefix { $0 != "," }
  let reread = try now.get(id: String(id)).sketch.split(separator: ", ").map(String.init)
  #expect(reread[1...7].joined(separator: " ") == "'' 1 'John Doe' true null 3 'new'")
  let fresh = try now.insert(Employees.record(2)).sketch.split(separator: ", ").map(String.init)
  #expect(fresh[1...7].joined(separator: " ") == "'' 2 'John Doe' true 0 3 'new'")

  let notes = created.fields[0].id
  let active = created.fields[3].id
  let edits: [([FieldChange], String)] = [
    ([FieldChange(id: notes, name: "Employee Notes"), FieldChange(id: active, isMandatory: true)], "done"),
    ([FieldChange(id: "17", name: "x")], "datastore_field_not_found"),
    ([FieldChange(id: notes, uniqueName: "notes", defaultValue: "-")], "done"),
    ([FieldChange(id: notes, uniqueName: "other")], "datastore_field_update_failed"),
    ([FieldChange(id: notes, type: .number)], "datastore_field_update_failed"),
    ([FieldChange(id: notes, isMasked: true)], "datastore_field_update_failed"),
    ([FieldChange(id: active, defaultValue: "yes")], "datastore_field_update_failed"),
    ([FieldChange](repeating: FieldChange(id: notes), count: 11), "rule change-limit"),
    ([], "rule fields-required"),
  ]
  for (changes, expected) in edits {
    #expect(outcome { try store.editFields(of: "empdir", changes) } == expected, "\(changes)")
  }
  #expect(outcome { try store.editFields(of: "nope", []) } == "datastore_not_found")
  let edited = try store.datastore(named: "empdir")
  #expect(edited.fields[0].name == "Employee Notes" && edited.fields[0].statedDefault == "-")
  #expect(edited.fields[3].isMandatory)

  let key = created.fields[1].id
  let deletions: [([String], String)] = [
    ([notes, "1"], "datastore_column_not_found"), ([key], "rule field-in-unique-key"),
    (edited.fields.prefix(11).map(\.id), "rule change-limit"), ([notes], "done"),
    ([notes], "datastore_column_not_found"),
  ]
  for (ids, expected) in deletions {
    #expect(outcome { try store.deleteFields(of: "empdir", ids: ids) } == expected, "\(ids)")
  }
  #expect(outcome { try store.deleteFields(of: "nope", ids: []) } == "datastore_not_found")
  let last = try store.records(of: "empdir")
  #expect(last.layout.fields.map(\.name).prefix(3) == ["id", "empid", "empname"])
  #expect(try last.get(id: String(id)).sketch.contains("1, 'John Doe', true, null, 3, 'new'"))
}
