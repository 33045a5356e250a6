import Evaluation

/// All records that a criteria selects. The criteria was compiled for ``StoredRecords/layout``.
extension StoredRecords {
  /// v3, "Bulk update records in a datastore"; how many records were changed. A criteria that selects everything is not
  /// one: the page requires it.
  ///
  /// `keep` is given each of them as it was, by the same transaction.
  package func update(
    _ criteria: CompiledCriteria, _ input: RecordInput, keep: ((Record) -> Void)? = nil
  ) throws(StoreError) -> Int {
    try store.write { database in
      let operation = StoreOperation.updateRecords
      let datastore = try self.current(operation, in: database)
      guard !criteria.steps.isEmpty else {
        throw StoreRefusal(
          operation, .nothingSelected, "the criteria is empty, and a bulk update requires one")
      }
      let change = try RecordChange(input, datastore, operation)
      let condition = StoredQuery(RecordQuery(criteria: criteria), datastore).criteria
      if let keep { try self.forEach(condition, datastore, in: database, keep) }
      do {
        return try change.apply(condition, now: store.options.now(), in: database)
      } catch let error as SQLError {
        let conflict = UniqueKeyConflict(datastore: datastore, operation: operation)
        throw try conflict.refusal(error, id: nil, in: database) ?? error
      }
    }
  }

  /// v3, "Delete records from a datastore", `criteria`; how many records were deleted. An empty criteria selects all
  /// [decision C4]. `keep` is given each of them, by the same transaction.
  package func delete(
    _ criteria: CompiledCriteria, keep: ((Record) -> Void)? = nil
  ) throws(StoreError) -> Int {
    try store.write { database in
      let datastore = try self.current(.deleteRecords, in: database)
      let condition = StoredQuery(RecordQuery(criteria: criteria), datastore).criteria
      if let keep { try self.forEach(condition, datastore, in: database, keep) }
      let statement = "DELETE FROM \(datastore.quotedTable) WHERE " + condition
      let count = try database.change(statement.statement, statement.values)
      if count > 0 { _ = try TableWriter.newRevision(datastore, in: database) }
      return count
    }
  }

  private func forEach(
    _ condition: SQLText, _ datastore: StoredDatastore, in database: Connection, _ body: (Record) -> Void
  ) throws {
    let columns = datastore.columns.joined(separator: ", ")
    let text = "SELECT \(columns) FROM \(datastore.quotedTable) WHERE " + condition
    try database.rows(text.statement, text.values) { body(self.record($0)) }
  }

  /// How many records a criteria selects, and how many cannot be judged.
  package func count(
    _ criteria: CompiledCriteria
  ) throws(StoreError) -> (matched: Int, undecidable: Int) {
    try store.read { database in
      let datastore = try self.current(.listRecords, in: database)
      let counts = StoredQuery(RecordQuery(criteria: criteria), datastore).counts(snapshot: nil)
      return try database.first(counts.statement, counts.values) {
        (Int($0.integer(0)), Int($0.integer(1)))
      } ?? (0, 0)
    }
  }
}
