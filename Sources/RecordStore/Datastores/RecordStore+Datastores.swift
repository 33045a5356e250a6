import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import SourceText

/// Datastores: create, list, get, edit, delete.
extension RecordStore {
  /// v3, "Create a datastore".
  package func createDatastore(_ definition: DatastoreDefinition) throws(StoreError) -> StoredDatastore {
    try write { database in try self.create(definition, in: database) }
  }

  func create(_ definition: DatastoreDefinition, in database: Connection) throws -> StoredDatastore {
    let operation = StoreOperation.createDatastore
    let check = DefinitionCheck(operation: operation, api: definition.api)
    try check.check(definition)
    let reader = DatastoreReader(database: database)
    if try reader.datastore(named: definition.uniqueName) != nil {
      throw taken(definition.uniqueName, operation)
    }
    if let limit = options.datastoreLimit {
      let count = try database.first("SELECT count(*) FROM datastores") { $0.integer(0) } ?? 0
      if count >= Int64(limit) {
        throw StoreRefusal(
          operation, .datastoreLimit, "there are \(count) datastores; at most \(limit) are allowed")
      }
    }
    let counters = Counters(database: database)
    let number = try counters.next("number")
    let table = Self.tableName(definition.uniqueName, number)
    let now = options.now()
    try database.change(
      "INSERT INTO datastores VALUES (?, ?, ?, ?, ?, ?, ?, 1, 0, ?, ?)",
      [
        .integer(number), .integer(try counters.nextID()), .text(definition.uniqueName),
        .text(definition.name ?? definition.uniqueName), .text(definition.description ?? ""),
        .text(definition.api.rawValue), .text(table), .integer(now), .integer(now),
      ])
    var columns: [String] = []
    for (position, field) in definition.fields.enumerated() {
      columns.append(try DatastoreTable(database).add(field, position: position, to: number))
    }
    try DatastoreTable(database).create(table, columns: columns)
    let keys = DatastoreTable(database)
    try keys.setUniqueKeys(definition.uniqueKeys, of: number)
    let created = try found(definition.uniqueName, operation, in: database)
    try keys.rebuildIndexes(of: created)
    return created
  }

  /// v3, "List all datastores": in the order of creation; `limit` is 20 where nil, 100 at most. `token` is a page
  /// token of a former answer.
  package func datastores(
    limit: Int? = nil, token: String? = nil
  ) throws(StoreError) -> (datastores: [StoredDatastore], nextToken: String?) {
    let limit = limit ?? 20
    guard limit >= 1, limit <= 100 else {
      throw .refused(
        StoreRefusal(.listDatastores, .listLimit, "`limit` is \(limit); a list has from 1 to 100 datastores"))
    }
    var start: Int64 = 0
    if let token {
      guard let number = DatastoreToken.number(token) else {
        throw .refused(
          StoreRefusal(
            .listDatastores, .nextToken, "`\(token)` is no page token of this list; ask without it"))
      }
      start = number
    }
    let found = try read { database in
      try DatastoreReader(database: database).datastores(after: start, limit: limit + 1)
    }
    let page = Array(found.prefix(limit))
    return (page, found.count > limit ? page.last.map { DatastoreToken.text($0.number) } : nil)
  }

  /// Every datastore, in the order of creation.
  package func allDatastores() throws(StoreError) -> [StoredDatastore] {
    try read { database in try DatastoreReader(database: database).datastores(after: 0, limit: Int(Int32.max))
    }
  }

  /// v3, "Get a datastore".
  package func datastore(id: String) throws(StoreError) -> StoredDatastore {
    try read { database in
      guard let datastore = try DatastoreReader(database: database).datastore(id: id) else {
        throw StoreRefusal(.getDatastore, .datastoreNotFound, "there is no datastore with the id `\(id)`")
      }
      return datastore
    }
  }

  /// The datastore of a unique name, for `operation`.
  package func datastore(
    named name: String, for operation: StoreOperation = .getDatastore
  ) throws(StoreError) -> StoredDatastore {
    try read { database in try self.found(name, operation, in: database) }
  }

  /// v3, "Edit a datastore".
  package func editDatastore(
    _ name: String, _ change: DatastoreChange
  ) throws(StoreError) -> StoredDatastore {
    try write { database in
      let operation = StoreOperation.editDatastore
      let old = try self.found(name, operation, in: database)
      let check = DefinitionCheck(operation: operation, api: old.api)
      let tables = DatastoreTable(database)
      if let new = change.uniqueName, new != old.uniqueName {
        try check.checkDatastoreName(new)
        if try DatastoreReader(database: database).datastore(named: new) != nil {
          throw self.taken(new, operation)
        }
        try tables.rename(old, to: new, table: Self.tableName(new, old.number))
      }
      if let text = change.name {
        try check.checkText(text, "name", DefinitionCheck.nameLimit, .datastoreText, of: "the datastore")
        try tables.set("name", .text(text), of: old.number)
      }
      if let text = change.description {
        try check.checkText(
          text, "description", DefinitionCheck.descriptionLimit, .datastoreText, of: "the datastore")
        try tables.set("description", .text(text), of: old.number)
      }
      let changed = try self.found(change.uniqueName ?? name, operation, in: database)
      if let keys = change.uniqueKeys {
        let types = Dictionary(
          changed.fields.map { ($0.uniqueName, $0.type) }, uniquingKeysWith: { first, _ in first })
        try check.check(keys, types: types)
        try tables.setUniqueKeys(keys, of: old.number)
        try tables.dropIndexes(of: changed)
        let keyed = try self.found(changed.uniqueName, operation, in: database)
        try tables.rebuildIndexes(of: keyed, for: operation)
      }
      try tables.set("modified_time", .integer(self.options.now()), of: old.number)
      return try self.found(changed.uniqueName, operation, in: database)
    }
  }

  /// v3, "Delete a datastore": with all its records.
  package func deleteDatastore(_ name: String) throws(StoreError) {
    try write { database in
      let datastore = try self.found(name, .deleteDatastore, in: database)
      try database.execute("DROP TABLE \(datastore.quotedTable)")
      try database.change("DELETE FROM unique_keys WHERE datastore = ?", [.integer(datastore.number)])
      try database.change("DELETE FROM fields WHERE datastore = ?", [.integer(datastore.number)])
      try database.change("DELETE FROM datastores WHERE number = ?", [.integer(datastore.number)])
    }
  }

  // MARK: - What several share

  func found(_ name: String, _ operation: StoreOperation, in database: Connection) throws -> StoredDatastore {
    let reader = DatastoreReader(database: database)
    if let datastore = try reader.datastore(named: name) { return datastore }
    var names: [String] = []
    try database.rows("SELECT unique_name FROM datastores") { names.append($0.string(0)) }
    let meant = Suggestions.nearest(to: name, in: names).map { "; did you mean `\($0)`?" } ?? ""
    throw StoreRefusal(operation, .datastoreNotFound, "there is no datastore `\(name)` in `\(path)`\(meant)")
  }

  private func taken(_ name: String, _ operation: StoreOperation) -> StoreRefusal {
    StoreRefusal(
      operation, .datastoreNameTaken, "there is a datastore `\(name)` already; choose another name")
  }

  /// SQLite's names heed no case, and people read them: the datastore's name where that is plain.
  private static func tableName(_ name: String, _ number: Int64) -> String {
    SQLName.isPlain(name) ? "records_\(name)" : "records_#\(number)"
  }
}

/// Where the next page of a list of datastores starts.
private enum DatastoreToken {
  /// No query has it: lists of datastores have nothing to ask.
  private static let list: UInt64 = 0x6461_7461_7374_6F72

  static func text(_ number: Int64) -> String {
    PageCursor(limit: nil, query: list, snapshot: UInt64(bitPattern: number), key: []).token
  }

  static func number(_ token: String) -> Int64? {
    guard let cursor = PageCursor(token: token), cursor.query == list else { return nil }
    return Int64(bitPattern: cursor.snapshot)
  }
}
