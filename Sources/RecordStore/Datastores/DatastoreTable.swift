import CSQLite
import CriteriaSemantics

/// A datastore's rows in the tables that describe it, and the table of its records.
struct DatastoreTable {
  let database: Connection

  init(_ database: Connection) {
    self.database = database
  }

  /// Columns have no type: values stay what they are bound as.
  func create(_ table: String, columns: [String]) throws {
    let fields = columns.map { SQLName.quoted($0) + ", " }.joined()
    try database.execute(
      """
      CREATE TABLE \(SQLName.quoted(table)) (
        id INTEGER PRIMARY KEY, \(fields)added_time NOT NULL, modified_time NOT NULL, "#added" NOT NULL)
      """)
  }

  /// Describes a field; the name of its column.
  func add(_ field: FieldDefinition, position: Int, to number: Int64) throws -> String {
    let id = try Counters(database: database).nextID()
    let column = SQLName.isPlain(field.uniqueName) ? field.uniqueName : "#\(id)"
    try database.change(
      "INSERT INTO fields VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
      [
        .integer(id), .integer(number), .integer(Int64(position)), .text(field.uniqueName),
        .text(field.name ?? field.uniqueName), .text(field.type.rawValue),
        .integer(field.isMandatory ? 1 : 0), .integer(field.isMasked ? 1 : 0),
        field.defaultValue.map { .text($0) } ?? .null, .text(column),
      ])
    return column
  }

  /// `column` is one of ours.
  func set(_ column: String, _ value: SQLValue, of number: Int64) throws {
    try database.change("UPDATE datastores SET \(column) = ? WHERE number = ?", [value, .integer(number)])
  }

  func rename(_ datastore: StoredDatastore, to name: String, table: String) throws {
    if table != datastore.table {
      try database.execute(
        "ALTER TABLE \(datastore.quotedTable) RENAME TO \(SQLName.quoted(table))")
    }
    try set("unique_name", .text(name), of: datastore.number)
    try set("table_name", .text(table), of: datastore.number)
  }

  // MARK: - Unique keys

  /// The names have been checked.
  func setUniqueKeys(_ keys: [[String]], of number: Int64) throws {
    try database.change("DELETE FROM unique_keys WHERE datastore = ?", [.integer(number)])
    for (index, key) in keys.enumerated() {
      for (position, name) in key.enumerated() {
        try database.change(
          """
          INSERT INTO unique_keys SELECT ?, ?, ?, id FROM fields WHERE datastore = ? AND unique_name = ?
          """,
          [
            .integer(number), .integer(Int64(index)), .integer(Int64(position)), .integer(number),
            .text(name),
          ])
      }
    }
  }

  func dropIndexes(of datastore: StoredDatastore) throws {
    for index in 0..<DefinitionCheck.uniqueKeyLimit {
      try database.execute("DROP INDEX IF EXISTS \(Self.indexName(datastore, index))")
    }
  }

  /// One index for each unique key. Where records break one already, `operation` is refused.
  func rebuildIndexes(
    of datastore: StoredDatastore, for operation: StoreOperation = .editDatastore
  ) throws {
    try dropIndexes(of: datastore)
    for (index, key) in datastore.uniqueKeys.enumerated() {
      let fields = key.compactMap { datastore.field($0) }
      let columns = fields.map { SQLName.quoted($0.column) }
      // Two masked values are two unknown ones, not the same one.
      let known: [String] = fields.filter(\.isMasked).map { field -> String in
        let column = SQLName.quoted(field.column)
        return "(\(column) = '' OR ltrim(\(column), '*') <> '')"
      }
      let condition = known.isEmpty ? "" : " WHERE " + known.joined(separator: " AND ")
      do {
        try database.execute(
          """
          CREATE UNIQUE INDEX \(Self.indexName(datastore, index))
          ON \(datastore.quotedTable) (\(columns.joined(separator: ", ")))\(condition)
          """)
      } catch let error as SQLError where error.primaryCode == SQLITE_CONSTRAINT {
        throw StoreRefusal(
          operation, .uniqueKey,
          "records of `\(datastore.uniqueName)` have the same `\(key.joined(separator: ", "))`; change them first"
        )
      }
    }
  }

  private static func indexName(_ datastore: StoredDatastore, _ index: Int) -> String {
    SQLName.quoted("key_\(datastore.number)_\(index)")
  }
}
