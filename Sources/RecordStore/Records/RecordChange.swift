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
  func apply(
    _ condition: String, _ bound: [SQLValue], now: Int64, in database: Connection
  ) throws -> Int {
    let revision = try RecordWriter.newRevision(datastore, in: database)
    var assignments: [String] = values.map { "\(SQLName.quoted(datastore.fields[$0.field].column)) = ?" }
    assignments += ["modified_time = ?", "\"#revision\" = ?"]
    let new = values.map { FieldValue.sql($0.value) } + [.integer(now), .integer(revision)]
    let count = try database.change(
      "UPDATE \(datastore.quotedTable) SET \(assignments.joined(separator: ", ")) WHERE \(condition)",
      new + bound)
    for (field, value) in values where FieldValue.isWide(value) {
      try FieldValue.markWide(datastore.fields[field].column, datastore.number, in: database)
    }
    try checkSizes(revision, in: database)
    return count
  }

  /// A value may be short enough and make a record too large all the same.
  private func checkSizes(_ revision: Int64, in database: Connection) throws {
    let size: String = datastore.fields.map { field -> String in
      let column = SQLName.quoted(field.column)
      return field.type == .boolean
        ? "CASE \(column) WHEN 1 THEN 4 WHEN 0 THEN 5 ELSE 0 END"
        : "ifnull(length(CAST(\(column) AS BLOB)), 0)"
    }.joined(separator: " + ")
    let largest = try database.first(
      "SELECT max(\(size)) FROM \(datastore.quotedTable) WHERE \"#revision\" = ?", [.integer(revision)]
    ) { $0.integer(0) }
    guard let largest, largest > Int64(RecordCheck.byteLimit) else { return }
    throw RecordCheck(datastore: datastore, operation: operation).tooLarge(Int(clamping: largest))
  }
}
