import CriteriaSemantics
import Evaluation

/// One record at a time: insert, get, update, delete.
extension StoredRecords {
  /// v3, "Add records to a datastore". A field that is left out has its default, also where none is stated.
  package func insert(_ input: RecordInput) throws(StoreError) -> Record {
    try insert([input]).first ?? Record(values: [])
  }

  /// Adds several records, all of them or none.
  package func insert(_ inputs: [RecordInput]) throws(StoreError) -> [Record] {
    try store.write { database in
      let datastore = try self.current(.insertRecord, in: database)
      return try inputs.map { try self.insert($0, datastore, in: database) }
    }
  }

  /// v3, "Get a record from a datastore".
  package func get(id text: String) throws(StoreError) -> Record {
    try store.read { database in
      let datastore = try self.current(.getRecord, in: database)
      guard let id = Self.id(text), let record = try self.find(id, datastore, in: database) else {
        throw self.notFound(text, .getRecord)
      }
      return record
    }
  }

  /// v3, "Update a record in a datastore": the fields that are named, and no others.
  package func update(id text: String, _ input: RecordInput) throws(StoreError) -> Record {
    try store.write { database in
      let operation = StoreOperation.updateRecord
      let datastore = try self.current(operation, in: database)
      guard let id = Self.id(text), let old = try self.find(id, datastore, in: database) else {
        throw self.notFound(text, operation)
      }
      let change = try RecordChange(input, datastore, operation)
      do {
        try change.apply("id = " + .value(.integer(id)), now: store.options.now(), in: database)
      } catch let error as SQLError {
        var values: [Int: RecordValue] = [:]
        for index in datastore.fields.indices where index + 1 < old.values.count {
          values[index] = old.values[index + 1]
        }
        for (field, value) in change.values { values[field] = value }
        let conflict = UniqueKeyConflict(datastore: datastore, operation: operation)
        throw try conflict.refusal(error, values: values, id: id, in: database) ?? error
      }
      return try self.find(id, datastore, in: database) ?? old
    }
  }

  /// v3, "Delete a record from a datastore".
  package func delete(id text: String) throws(StoreError) {
    try store.write { database in
      let datastore = try self.current(.deleteRecord, in: database)
      guard let id = Self.id(text),
        try database.change("DELETE FROM \(datastore.quotedTable) WHERE id = ?", [.integer(id)]) > 0
      else { throw self.notFound(text, .deleteRecord) }
      _ = try TableWriter.newRevision(datastore, in: database)
    }
  }

  /// v3, "Delete records from a datastore", `ids`. The page does not say what becomes of ids that are none; they are
  /// handed back, and the others are deleted.
  package func delete(ids: [String]) throws(StoreError) -> (deleted: Int, missing: [String]) {
    try store.write { database in
      let datastore = try self.current(.deleteRecords, in: database)
      var missing: [String] = []
      var seen: Set<String> = []
      var deleted = 0
      for text in ids where seen.insert(text).inserted {
        guard let id = Self.id(text),
          try database.change("DELETE FROM \(datastore.quotedTable) WHERE id = ?", [.integer(id)]) > 0
        else {
          missing.append(text)
          continue
        }
        deleted += 1
      }
      if deleted > 0 { _ = try TableWriter.newRevision(datastore, in: database) }
      return (deleted, missing)
    }
  }

  // MARK: - Parts

  private func insert(
    _ input: RecordInput, _ datastore: StoredDatastore, in database: Connection
  ) throws -> Record {
    let check = RecordCheck(datastore: datastore, operation: .insertRecord)
    var values: [Int: RecordValue] = [:]
    for (field, value) in try check.read(input) { values[field] = value }
    for (index, field) in datastore.fields.enumerated() {
      try check.checkMandatory(field, values[index])
      if values[index] == nil {
        values[index] = FieldValue.statedDefault(field.answeredDefault, field.type) ?? .null
      }
    }
    try check.checkSize(values.values)
    let id = try Counters(database: database).nextID()
    let now = store.options.now()
    var writer = try TableWriter(datastore, in: database)
    try writer.insert(id: id, addedTime: now, modifiedTime: now, operation: .insertRecord) {
      values[$0] ?? .null
    }
    try writer.finish()
    return try find(id, datastore, in: database) ?? Record(values: [])
  }

  /// An id as it is written: digits, equal by value [decision C6].
  static func id(_ text: String) -> Int64? {
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    return Int64(text)
  }

  func find(_ id: Int64, _ datastore: StoredDatastore, in database: Connection) throws -> Record? {
    let columns = datastore.columns.joined(separator: ", ")
    return try database.first(
      "SELECT \(columns) FROM \(datastore.quotedTable) WHERE id = ?", [.integer(id)], record)
  }

  /// The record of a row that begins with the columns of the layout.
  func record(_ row: SQLStatement) -> Record {
    var values: [RecordValue] = []
    values.reserveCapacity(layout.fields.count)
    for (index, field) in layout.fields.enumerated() {
      values.append(FieldValue.value(row.value(index), field.type, isMasked: field.isMasked))
    }
    return Record(values: values)
  }

  private func notFound(_ id: String, _ operation: StoreOperation) -> StoreRefusal {
    StoreRefusal(operation, .recordNotFound, "there is no record with the id `\(id)` in `\(name)`")
  }
}
