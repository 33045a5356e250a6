import CriteriaSemantics
import Evaluation

/// Puts records into a datastore's table, within one transaction.
struct TableWriter {
  private let datastore: StoredDatastore
  private let database: Connection
  private let statement: SQLStatement
  private let revision: Int64
  private var wideFields: Set<Int> = []

  init(_ datastore: StoredDatastore, in database: Connection) throws {
    self.datastore = datastore
    self.database = database
    revision = try Self.newRevision(datastore, in: database)
    let columns = datastore.columns + ["\"#added\""]
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    statement = try database.statement(
      "INSERT INTO \(datastore.quotedTable) (\(columns.joined(separator: ", "))) VALUES (\(marks))")
    try statement.bind(.integer(revision), columns.count)
  }

  /// The number of this change of a datastore's records.
  static func newRevision(_ datastore: StoredDatastore, in database: Connection) throws -> Int64 {
    let revision = try database.first(
      "UPDATE datastores SET revision = revision + 1 WHERE number = ? RETURNING revision",
      [.integer(datastore.number)]
    ) { $0.integer(0) }
    return revision ?? datastore.revision + 1
  }

  /// `value` gives the value of each of the datastore's fields, by its index.
  mutating func insert(
    id: Int64, addedTime: Int64, modifiedTime: Int64, operation: StoreOperation,
    _ value: (Int) -> RecordValue
  ) throws {
    statement.reset()
    try statement.bind(.integer(id), 1)
    for index in datastore.fields.indices {
      let value = value(index)
      if FieldValue.isWide(value) { wideFields.insert(index) }
      try statement.bind(FieldValue.sql(value), index + 2)
    }
    try statement.bind(.integer(addedTime), datastore.fields.count + 2)
    try statement.bind(.integer(modifiedTime), datastore.fields.count + 3)
    do {
      while try statement.step() {}
      statement.reset()
    } catch {
      var values: [Int: RecordValue] = [:]
      for index in datastore.fields.indices { values[index] = value(index) }
      let conflict = UniqueKeyConflict(datastore: datastore, operation: operation)
      throw try conflict.refusal(error, values: values, id: id, in: database) ?? error
    }
  }

  /// After the last record.
  func finish() throws {
    statement.reset()
    for index in wideFields where !datastore.fields[index].isWide {
      try FieldValue.markWide(datastore.fields[index].column, datastore.number, in: database)
    }
  }
}
