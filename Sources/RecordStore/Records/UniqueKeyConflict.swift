import CSQLite
import Evaluation

/// Says which unique key a change would have broken.
struct UniqueKeyConflict {
  let datastore: StoredDatastore
  let operation: StoreOperation

  /// The refusal for an error of SQLite; nil where it is about something else. `values` are those of the record that
  /// was to be written, where there is just one.
  func refusal(
    _ error: SQLError, values: [Int: RecordValue] = [:], id: Int64?, in database: Connection
  ) throws -> StoreRefusal? {
    guard error.primaryCode == SQLITE_CONSTRAINT else { return nil }
    if error.code == SQLError.primaryKeyConstraint || error.code == SQLError.rowIDConstraint {
      let name = id.map { " `\($0)`" } ?? ""
      return StoreRefusal(
        operation, .recordID, "there is a record with the id\(name) in `\(datastore.uniqueName)` already")
    }
    guard error.code == SQLError.uniqueConstraint else { return nil }
    for key in datastore.uniqueKeys {
      guard let found = try record(with: key, values, besides: id, in: database) else { continue }
      let shown = key.compactMap { name -> String? in
        guard let index = datastore.fields.firstIndex(where: { $0.uniqueName == name }),
          let value = values[index]
        else { return nil }
        return "`\(name)` \(Self.shown(value))"
      }
      return StoreRefusal(
        operation, .uniqueKey,
        "there is a record with \(shown.joined(separator: " and ")) already (id \(found)), and the key is unique"
      )
    }
    let named = datastore.uniqueKeys.first { key in
      let columns = key.compactMap { datastore.field($0) }.map { "\(datastore.table).\($0.column)" }
      return error.message?.hasSuffix(": " + columns.joined(separator: ", ")) == true
    }
    let key = named.map { " `\($0.joined(separator: ", "))`" } ?? ""
    return StoreRefusal(operation, .uniqueKey, "two records would have the same unique key\(key)")
  }

  /// Another record that has the same key.
  private func record(
    with key: [String], _ values: [Int: RecordValue], besides id: Int64?, in database: Connection
  ) throws -> Int64? {
    var conditions: [String] = []
    var bound: [SQLValue] = []
    for name in key {
      guard let index = datastore.fields.firstIndex(where: { $0.uniqueName == name }),
        let value = values[index], value != .null
      else { return nil }
      conditions.append("\(SQLName.quoted(datastore.fields[index].column)) = ?")
      bound.append(FieldValue.sql(value))
    }
    bound.append(.integer(id ?? -1))
    return try database.first(
      "SELECT id FROM \(datastore.quotedTable) WHERE \(conditions.joined(separator: " AND ")) AND id <> ?",
      bound
    ) { $0.integer(0) }
  }

  private static func shown(_ value: RecordValue) -> String {
    switch value {
    case .null: "null"
    case .boolean(let flag): "`\(flag)`"
    case .number(let number): "`\(String(decoding: number.text, as: UTF8.self))`"
    case .text(let bytes), .masked(let bytes): "`\(String(decoding: bytes, as: UTF8.self))`"
    }
  }
}
