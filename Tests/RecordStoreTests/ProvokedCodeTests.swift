import CriteriaSemantics
import Evaluation
import RecordStore
import StoreTestSupport
import Testing

/// Codes that a file on somebody's disk has no reason to answer, and why.
private let unprovoked: [String: String] = [
  "datastore_access_denied": "a store has no users",
  "bulk_record_update_failed": "stands under \"List all datastores\", which updates nothing",
  "invalid_record_criteria": "stands under \"List all datastores\", which takes no criteria",
  "record_not_found": "stands under \"Get a datastore\", which gets no record",
  "datastore_export_password_missing": "exports are not protected by passwords",
  "datastore_invalid_criteria": "criteria are judged before they reach a store",
  "datastore_criteria_invalid_operator": "criteria are judged before they reach a store",
  "datastore_criteria_limit_exceeded": "criteria are judged before they reach a store",
  "datastore_in_query_limit_exceeded": "criteria are judged before they reach a store",
  "datastore_duplicate_sort_field": "sort fields are judged before they reach a store",
  "datastore_invalid_next_token": "a page token is refused as `invalidToken`, whoever is asked",
]

/// Codes of an operation that another one of its codes stands for here.
private let elsewhere: [StoreOperation: Set<String>] = [
  .createDatastore: ["datastore_invalid"],
  // Lists are never refused for a datastore, and a criteria's fields and numbers are judged before.
  .listDatastores: ["datastore_not_found"],
  .listRecords: ["datastore_column_not_found", "datastore_invalid_number_value"],
]

private struct Trial: Sendable {
  let operation: StoreOperation
  let code: String
  let run: @Sendable (RecordStore, _ id: String, _ field: String) throws -> Void
}

private func field(_ name: String, _ type: FieldType = .limitedText, masked: Bool = false) -> FieldDefinition
{
  FieldDefinition(uniqueName: name, name: "Title", type: type, isMasked: masked)
}

private func create(
  _ name: String = "new", _ fields: [FieldDefinition] = [field("x")], keys: [[String]] = [],
  in store: RecordStore
) throws {
  _ = try store.createDatastore(
    DatastoreDefinition(
      uniqueName: name, name: "Title", description: "Text", fields: fields, uniqueKeys: keys))
}

private let trials: [Trial] = [
  .init(operation: .createDatastore, code: "datastore_creation_limit_exceeded") { store, _, _ in
    try create("a", in: store)
    try create("b", in: store)
    try create("c", in: store)
  },
  .init(operation: .createDatastore, code: "datastore_name_already_exists") { store, _, _ in
    try create("empdir", in: store)
  },
  .init(operation: .createDatastore, code: "datastore_invalid_creation_data") { store, _, _ in
    try create("No", in: store)
  },
  .init(operation: .createDatastore, code: "datastore_fields_required") { store, _, _ in
    try create("a", [], in: store)
  },
  .init(operation: .createDatastore, code: "datastore_fields_invalid_value") { store, _, _ in
    try create("a", [field("X")], in: store)
  },
  .init(operation: .createDatastore, code: "datastore_fields_limit_exceeded") { store, _, _ in
    try create("a", (0..<20).map { field("f\($0)") }, in: store)
  },
  .init(operation: .createDatastore, code: "datastore_fields_duplicate_column") { store, _, _ in
    try create("a", [field("x"), field("x")], in: store)
  },
  .init(operation: .createDatastore, code: "datastore_unique_key_column_not_found") { store, _, _ in
    try create("a", keys: [["y"]], in: store)
  },
  .init(operation: .createDatastore, code: "datastore_field_name_reserved") { store, _, _ in
    try create("a", [field("id")], in: store)
  },
  .init(operation: .createDatastore, code: "datastore_field_unique_key_not_supported") { store, _, _ in
    try create("a", [field("x", .encryptedText)], keys: [["x"]], in: store)
  },
  .init(operation: .createDatastore, code: "datastore_field_mask_not_supported") { store, _, _ in
    try create("a", [field("x", .largeText, masked: true)], in: store)
  },
  .init(operation: .editDatastore, code: "datastore_not_found") { store, _, _ in
    _ = try store.editDatastore("no", DatastoreChange())
  },
  .init(operation: .editDatastore, code: "datastore_name_already_exists") { store, _, _ in
    try create("other", in: store)
    _ = try store.editDatastore("empdir", DatastoreChange(uniqueName: "other"))
  },
  .init(operation: .editDatastore, code: "datastore_unique_key_column_not_found") { store, _, _ in
    _ = try store.editDatastore("empdir", DatastoreChange(uniqueKeys: [["no"]]))
  },
  .init(operation: .editDatastore, code: "datastore_field_unique_key_not_supported") { store, _, _ in
    _ = try store.editDatastore("empdir", DatastoreChange(uniqueKeys: [["notes"]]))
  },
  .init(operation: .editDatastore, code: "datastore_invalid") { store, _, _ in
    _ = try store.editDatastore("empdir", DatastoreChange(name: ""))
  },
  .init(operation: .getDatastore, code: "datastore_not_found") { store, _, _ in
    _ = try store.datastore(id: "7")
  },
  .init(operation: .deleteDatastore, code: "datastore_not_found") { store, _, _ in
    try store.deleteDatastore("no")
  },
  .init(operation: .editFields, code: "datastore_not_found") { store, _, _ in
    _ = try store.editFields(of: "no", [])
  },
  .init(operation: .editFields, code: "datastore_field_not_found") { store, _, _ in
    _ = try store.editFields(of: "empdir", [FieldChange(id: "7")])
  },
  .init(operation: .editFields, code: "datastore_field_update_failed") { store, _, field in
    _ = try store.editFields(of: "empdir", [FieldChange(id: field, type: .number)])
  },
  .init(operation: .addFields, code: "datastore_not_found") { store, _, _ in
    _ = try store.addFields(to: "no", [field("x")])
  },
  .init(operation: .addFields, code: "datastore_fields_invalid_value") { store, _, _ in
    _ = try store.addFields(to: "empdir", [field("X")])
  },
  .init(operation: .addFields, code: "datastore_fields_limit_exceeded") { store, _, _ in
    _ = try store.addFields(to: "empdir", (0..<8).map { field("a\($0)") })
    _ = try store.addFields(to: "empdir", (0..<8).map { field("b\($0)") })
  },
  .init(operation: .addFields, code: "datastore_fields_duplicate_column") { store, _, _ in
    _ = try store.addFields(to: "empdir", [field("x"), field("x")])
  },
  .init(operation: .addFields, code: "datastore_field_name_already_exists") { store, _, _ in
    _ = try store.addFields(to: "empdir", [field("notes")])
  },
  .init(operation: .addFields, code: "datastore_field_name_reserved") { store, _, _ in
    _ = try store.addFields(to: "empdir", [field("id")])
  },
  .init(operation: .addFields, code: "datastore_field_mask_not_supported") { store, _, _ in
    _ = try store.addFields(to: "empdir", [field("x", .boolean, masked: true)])
  },
  .init(operation: .deleteFields, code: "datastore_not_found") { store, _, _ in
    _ = try store.deleteFields(of: "no", ids: ["7"])
  },
  .init(operation: .deleteFields, code: "datastore_column_not_found") { store, _, _ in
    _ = try store.deleteFields(of: "empdir", ids: ["7"])
  },
  .init(operation: .updateRecords, code: "datastore_not_found") { store, _, _ in
    _ = try store.records(of: "no", for: .updateRecords)
  },
  .init(operation: .updateRecords, code: "datastore_column_not_found") { store, _, _ in
    try bulk(store, "no", "1")
  },
  .init(operation: .updateRecords, code: "datastore_update_violates_unique_key") { store, _, _ in
    try bulk(store, "empid", "1")
  },
  .init(operation: .insertRecord, code: "datastore_not_found") { store, _, _ in
    _ = try store.records(of: "no", for: .insertRecord)
  },
  .init(operation: .insertRecord, code: "datastore_data_limit_exceeded") { store, _, _ in
    try insert(store, Employees.record(9, "x", .init("notes", .text(String(repeating: "x", count: 1001)))))
  },
  .init(operation: .insertRecord, code: "datastore_column_not_found") { store, _, _ in
    try insert(store, Employees.record(9, "x", .init("no", .null)))
  },
  .init(operation: .insertRecord, code: "datastore_invalid_number_value") { store, _, _ in
    try insert(store, RecordInput([.init("empid", .text("x")), .init("empname", .text("x"))]))
  },
  .init(operation: .insertRecord, code: "datastore_unique_key_violation") { store, _, _ in
    try insert(store, Employees.record(1))
  },
  .init(operation: .insertRecord, code: "datastore_required_field_missing") { store, _, _ in
    try insert(store, RecordInput())
  },
  .init(operation: .listRecords, code: "datastore_not_found") { store, _, _ in _ = try store.records(of: "no")
  },
  .init(operation: .updateRecord, code: "datastore_record_not_found") { store, _, _ in
    try update(store, "7", "empid", "9")
  },
  .init(operation: .updateRecord, code: "datastore_not_found") { store, _, _ in
    _ = try store.records(of: "no", for: .updateRecord)
  },
  .init(operation: .updateRecord, code: "datastore_column_not_found") { store, id, _ in
    try update(store, id, "no", "9")
  },
  .init(operation: .updateRecord, code: "datastore_update_violates_unique_key") { store, id, _ in
    try update(store, id, "empid", "2")
  },
  .init(operation: .updateRecord, code: "datastore_invalid_number_value") { store, id, _ in
    try update(store, id, "empid", "x")
  },
  .init(operation: .getRecord, code: "datastore_record_not_found") { store, _, _ in
    _ = try store.records(of: "empdir").get(id: "7")
  },
  .init(operation: .getRecord, code: "datastore_not_found") { store, _, _ in
    _ = try store.records(of: "no", for: .getRecord)
  },
  .init(operation: .deleteRecord, code: "datastore_record_not_found") { store, _, _ in
    try store.records(of: "empdir").delete(id: "7")
  },
  .init(operation: .deleteRecord, code: "datastore_not_found") { store, _, _ in
    _ = try store.records(of: "no", for: .deleteRecord)
  },
  .init(operation: .exportRecords, code: "datastore_not_found") { store, _, _ in
    _ = try store.records(of: "no", for: .exportRecords)
  },
]

private func insert(_ store: RecordStore, _ input: RecordInput) throws {
  _ = try store.records(of: "empdir").insert(input)
}

private func update(_ store: RecordStore, _ id: String, _ field: String, _ value: String) throws {
  _ = try store.records(of: "empdir").update(id: id, RecordInput([.init(field, .text(value))]))
}

/// Of both records there are.
private func bulk(_ store: RecordStore, _ field: String, _ value: String) throws {
  let records = try store.records(of: "empdir")
  _ = try records.update(compiled("empid>0", records.layout), RecordInput([.init(field, .text(value))]))
}

@Test("every documented code is answered by each operation that documents it, and changes nothing")
func provokedCodes() throws {
  for trial in trials {
    let store = try RecordStore.inMemory(options: StoreOptions(datastoreLimit: 3))
    let made = try store.createDatastore(Employees.definition)
    let first = try store.records(of: "empdir").insert(Employees.record(1))
    _ = try store.records(of: "empdir").insert(Employees.record(2))
    let id = try #require(first.values.first.map { "\(Record(values: [$0]).sketch)" })
    let found = outcome { try trial.run(store, id, made.fields[0].id) }
    #expect(found == trial.code, "\(trial.operation)")
    #expect(try store.records(of: "empdir").count() == 2, "\(trial.operation) \(trial.code)")
  }
  for operation in StoreOperation.allCases {
    let answered = Set(trials.filter { $0.operation == operation }.map(\.code))
    let expected = operation.codes.subtracting(unprovoked.keys).subtracting(elsewhere[operation] ?? [])
    #expect(answered == expected, "\(operation)")
  }
}

@Test("what the checker says about criteria is what the operations document")
func criteriaCodes() {
  for refusal in Refusal.allCases {
    for (column, operation) in [
      (ServerResponseTable.Column.listV3, StoreOperation.listRecords), (.updateV3, .updateRecords),
      (.deleteV3, .deleteRecords),
    ] {
      if let code = ServerResponseTable.response(to: refusal, in: column).serverCode {
        #expect(operation.codes.contains(code), "\(refusal) \(operation)")
      }
    }
  }
}
