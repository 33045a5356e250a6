import CriteriaSemantics

/// Fields of a datastore: add, edit, delete; at most ten a request.
extension RecordStore {
  /// v3, "Add fields to a datastore". Records that are there have null in a field without a stated default.
  package func addFields(
    to name: String, _ definitions: [FieldDefinition]
  ) throws(StoreError) -> StoredDatastore {
    try write { database in
      let operation = StoreOperation.addFields
      let datastore = try self.found(name, operation, in: database)
      try self.checkCount(definitions.count, operation, "add")
      let check = DefinitionCheck(operation: operation, api: datastore.api)
      try check.checkFieldCount(datastore.fields.count + definitions.count)
      var names: Set<String> = []
      for field in definitions {
        try check.check(field)
        if !names.insert(field.uniqueName).inserted { throw check.duplicate(field.uniqueName) }
        if datastore.field(field.uniqueName) != nil {
          throw check.refusal(
            .fieldNameTaken, "`\(name)` has a field `\(field.uniqueName)` already; choose another name")
        }
      }
      let last = try database.first(
        "SELECT max(position) FROM fields WHERE datastore = ?", [.integer(datastore.number)]
      ) { $0.integer(0) }
      let tables = DatastoreTable(database)
      for (index, field) in definitions.enumerated() {
        let position = Int(last ?? -1) + 1 + index
        let column = try tables.add(field, position: position, to: datastore.number)
        try database.execute(
          "ALTER TABLE \(datastore.quotedTable) ADD COLUMN \(SQLName.quoted(column))")
        if let value = FieldValue.statedDefault(field.defaultValue, field.type), value != .null {
          try database.change(
            "UPDATE \(datastore.quotedTable) SET \(SQLName.quoted(column)) = ?", [FieldValue.sql(value)])
          if FieldValue.isWide(value) { try FieldValue.markWide(column, datastore.number, in: database) }
        }
      }
      return try self.redefined(datastore, operation, in: database)
    }
  }

  /// v3, "Edit datastore fields". Records stay as they are.
  package func editFields(
    of name: String, _ changes: [FieldChange]
  ) throws(StoreError) -> StoredDatastore {
    try write { database in
      let operation = StoreOperation.editFields
      let datastore = try self.found(name, operation, in: database)
      try self.checkCount(changes.count, operation, "edit")
      let check = DefinitionCheck(operation: operation, api: datastore.api)
      var ids: Set<String> = []
      for change in changes {
        guard let field = datastore.fields.first(where: { $0.id == change.id }) else {
          throw check.refusal(.fieldNotFound, "`\(name)` has no field with the id `\(change.id)`")
        }
        if !ids.insert(change.id).inserted { throw check.duplicate(field.uniqueName) }
        try self.apply(change, to: field, check, in: database)
      }
      let changed = try self.redefined(datastore, operation, in: database)
      // Whether a field is masked is a part of the index.
      try DatastoreTable(database).rebuildIndexes(of: changed, for: operation)
      return changed
    }
  }

  private func apply(
    _ change: FieldChange, to field: StoredField, _ check: DefinitionCheck, in database: Connection
  ) throws {
    let name = field.uniqueName
    if let new = change.uniqueName, new != name {
      throw check.refusal(
        .fieldFixed, "the field `\(name)` cannot be renamed to `\(new)`: names cannot change")
    }
    if let type = change.type, type != field.type {
      throw check.refusal(
        .fieldFixed,
        "the field `\(name)` is of type `\(field.type.rawValue)`, and types cannot change; add a field instead"
      )
    }
    try check.checkName(change.name, of: name)
    let isMasked = change.isMasked ?? field.isMasked
    if isMasked { try check.checkMask(name, field.type) }
    try check.checkDefault(change.defaultValue, name, field.type)
    let value = change.defaultValue ?? field.statedDefault
    try database.change(
      "UPDATE fields SET name = ?, mandatory = ?, masked = ?, default_value = ? WHERE id = ?",
      [
        .text(change.name ?? field.name), .integer(change.isMandatory ?? field.isMandatory ? 1 : 0),
        .integer(isMasked ? 1 : 0), value.map { .text($0) } ?? .null, .integer(Int64(field.id) ?? 0),
      ])
  }

  /// v3, "Delete fields of a datastore": with all that stands in them.
  package func deleteFields(of name: String, ids: [String]) throws(StoreError) -> StoredDatastore {
    try write { database in
      let operation = StoreOperation.deleteFields
      let datastore = try self.found(name, operation, in: database)
      try self.checkCount(ids.count, operation, "delete")
      let wanted = Set(ids)
      var fields: [StoredField] = []
      for id in ids where wanted.contains(id) {
        guard let field = datastore.fields.first(where: { $0.id == id }) else {
          throw StoreRefusal(operation, .fieldNotFound, "`\(name)` has no field with the id `\(id)`")
        }
        if !fields.contains(field) { fields.append(field) }
      }
      if fields.count == datastore.fields.count {
        throw StoreRefusal(
          operation, .fieldsRequired, "a datastore needs at least one field; delete the datastore instead")
      }
      for field in fields {
        if datastore.uniqueKeys.contains(where: { $0.contains(field.uniqueName) }) {
          throw StoreRefusal(
            operation, .fieldInUniqueKey,
            "`\(field.uniqueName)` is in a unique key of `\(name)`; take it out of the key first")
        }
        try database.execute(
          "ALTER TABLE \(datastore.quotedTable) DROP COLUMN \(SQLName.quoted(field.column))")
        try database.change("DELETE FROM fields WHERE id = ?", [.integer(Int64(field.id) ?? 0)])
      }
      return try self.redefined(datastore, operation, in: database)
    }
  }

  private func checkCount(_ count: Int, _ operation: StoreOperation, _ verb: String) throws(StoreRefusal) {
    if count == 0 { throw StoreRefusal(operation, .fieldsRequired, "no field to \(verb) is named") }
    if count > DefinitionCheck.changeLimit {
      throw StoreRefusal(
        operation, .changeLimit,
        "\(count) fields to \(verb); at most \(DefinitionCheck.changeLimit) are allowed in a request")
    }
  }

  private func redefined(
    _ datastore: StoredDatastore, _ operation: StoreOperation, in database: Connection
  ) throws -> StoredDatastore {
    try database.change(
      "UPDATE datastores SET definition = definition + 1, modified_time = ? WHERE number = ?",
      [.integer(options.now()), .integer(datastore.number)])
    return try found(datastore.uniqueName, operation, in: database)
  }
}
