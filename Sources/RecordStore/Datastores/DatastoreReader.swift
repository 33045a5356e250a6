import CriteriaSemantics
import CriteriaSyntax

/// Datastores as the file describes them.
struct DatastoreReader {
  let database: Connection

  private static let columns = """
    number, id, unique_name, name, description, api, table_name, definition, revision, added_time, modified_time
    """

  func datastore(named name: String) throws -> StoredDatastore? {
    try database.first(
      "SELECT \(Self.columns) FROM datastores WHERE unique_name = ?", [.text(name)], read)
  }

  func datastore(id: String) throws -> StoredDatastore? {
    guard let id = Int64(id) else { return nil }
    return try database.first("SELECT \(Self.columns) FROM datastores WHERE id = ?", [.integer(id)], read)
  }

  /// In the order of creation, from after `number`.
  func datastores(after number: Int64, limit: Int) throws -> [StoredDatastore] {
    var result: [StoredDatastore] = []
    // What they hold is read when this statement has ended: statements are cached, and one cannot run within itself.
    var numbers: [Int64] = []
    try database.rows(
      "SELECT number FROM datastores WHERE number > ? ORDER BY number LIMIT ?",
      [.integer(number), .integer(Int64(limit))]
    ) { numbers.append($0.integer(0)) }
    for number in numbers {
      if let datastore = try database.first(
        "SELECT \(Self.columns) FROM datastores WHERE number = ?", [.integer(number)], read)
      {
        result.append(datastore)
      }
    }
    return result
  }

  private func read(_ row: SQLStatement) throws -> StoredDatastore {
    let number = row.integer(0)
    let fields = try readFields(number)
    return StoredDatastore(
      id: String(row.integer(1)), uniqueName: row.string(2), name: row.string(3), description: row.string(4),
      api: APIVersion(rawValue: row.string(5)) ?? .v3, fields: fields, uniqueKeys: try readUniqueKeys(number),
      addedTime: row.integer(9), modifiedTime: row.integer(10), number: number, table: row.string(6),
      definition: row.integer(7), revision: row.integer(8))
  }

  private func readFields(_ number: Int64) throws -> [StoredField] {
    var fields: [StoredField] = []
    try database.rows(
      """
      SELECT id, unique_name, name, type, mandatory, masked, default_value, column_name, is_wide
      FROM fields WHERE datastore = ? ORDER BY position
      """, [.integer(number)]
    ) { row in
      fields.append(
        StoredField(
          id: String(row.integer(0)), uniqueName: row.string(1), name: row.string(2),
          type: FieldType(rawValue: row.string(3)) ?? .largeText, isMandatory: row.integer(4) != 0,
          isMasked: row.integer(5) != 0, statedDefault: row.isNull(6) ? nil : row.string(6),
          column: row.string(7), isWide: row.integer(8) != 0))
    }
    return fields
  }

  private func readUniqueKeys(_ number: Int64) throws -> [[String]] {
    var keys: [[String]] = []
    var last: Int64 = -1
    try database.rows(
      """
      SELECT key, unique_name FROM unique_keys JOIN fields ON fields.id = unique_keys.field
      WHERE unique_keys.datastore = ? ORDER BY key, unique_keys.position
      """, [.integer(number)]
    ) { row in
      if row.integer(0) != last { keys.append([]) }
      last = row.integer(0)
      keys[keys.count - 1].append(row.string(1))
    }
    return keys
  }
}
