import Evaluation

/// New values for some fields of some records.
struct RecordChange {
  let datastore: StoredDatastore
  let operation: StoreOperation
  let values: RecordCheck.Values

  init(_ input: RecordInput, _ datastore: StoredDatastore, _ operation: StoreOperation) throws(StoreRefusal) {
    self.datastore = datastore
    self.operation = operation
    let check = RecordCheck(datastore: datastore, operation: operation)
    values = try check.read(input)
    if values.isEmpty { throw check.refusal(.noValues, "`values` names no field to change") }
    for (field, value) in values { try check.checkMandatory(datastore.fields[field], value) }
  }

  /// Changes the records for which `condition` holds; how many they are.
  @discardableResult
  func apply(_ condition: SQLText, now: Int64, in database: Connection) throws -> Int {
    try checkSizes(condition, in: database)
    _ = try TableWriter.newRevision(datastore, in: database)
    var assignments = values.map { field, value in
      SQLName.quoted(datastore.fields[field].column) + " = " + SQLText.value(FieldValue.sql(value))
    }
    assignments.append("modified_time = " + .value(.integer(now)))
    let statement =
      "UPDATE \(datastore.quotedTable) SET " + SQLText.joined(assignments, by: ", ") + " WHERE " + condition
    let count = try database.change(statement.statement, statement.values)
    for (field, value) in values where FieldValue.isWide(value) {
      try FieldValue.markWide(datastore.fields[field].column, datastore.number, in: database)
    }
    return count
  }

  /// A value may be short enough and make a record too large all the same.
  private func checkSizes(_ condition: SQLText, in database: Connection) throws {
    var size = values.reduce(0) { $0 + RecordCheck.size($1.value) }
    let kept: [String] = datastore.fields.indices.filter { index in
      !values.contains { $0.field == index }
    }.map { index -> String in
      let column = SQLName.quoted(datastore.fields[index].column)
      return datastore.fields[index].type == .boolean
        ? "CASE \(column) WHEN 1 THEN 4 WHEN 0 THEN 5 ELSE 0 END"
        : "ifnull(length(CAST(\(column) AS BLOB)), 0)"
    }
    let rest = kept.isEmpty ? "0" : kept.joined(separator: " + ")
    let statement = "SELECT max(\(rest)) FROM \(datastore.quotedTable) WHERE " + condition
    let largest = try database.first(statement.statement, statement.values) { $0.integer(0) }
    size += Int(clamping: largest ?? 0)
    if size > RecordCheck.byteLimit {
      throw RecordCheck(datastore: datastore, operation: operation).tooLarge(size)
    }
  }
}
