import CriteriaSemantics
import Evaluation

/// What an import did.
package struct ImportReport: Sendable, Hashable {
  package var records = 0
  /// Fields of the records that the datastore does not have.
  package var ignoredFields: [String] = []
}

/// Many records in one transaction: all go in, or none.
extension StoredRecords {
  /// Adds saved records. They keep their `id` and times; one without an id gets one. A field that a record lacks is
  /// null: reading filled in the defaults that the schema states [decision C19].
  ///
  /// `place` tells where a record stood, for messages: `fixtures/empdir.csv:17:1`. With `replacing`, the records that
  /// are there are deleted first.
  package func importRecords(
    _ records: some Sequence<Record>, layout source: RecordLayout, replacing: Bool = false,
    place: (Int) -> String? = { "record \($0 + 1)" }
  ) throws(StoreError) -> ImportReport {
    try store.write { database in
      let datastore = try self.current(.insertRecord, in: database)
      if replacing { try database.execute("DELETE FROM \(datastore.quotedTable)") }
      var run = try ImportRun(datastore, source, now: store.options.now(), in: database)
      for (index, record) in records.enumerated() {
        do {
          try run.add(record)
        } catch let refusal as StoreRefusal {
          let place = place(index).map { "\($0): " } ?? ""
          throw StoreRefusal(place + refusal.message, code: refusal.code, rule: refusal.rule)
        }
      }
      return try run.finish()
    }
  }

  /// Takes a change back, as a whole or not at all: records get the values and times that they had, whether they have
  /// changed since or are gone, and the records with the ids `added` are deleted. A field that was not there then keeps
  /// its value. Refused where a unique key was given to another record meanwhile; the rules of new values do not apply,
  /// as the records had these before.
  ///
  /// How many records were put back, and how many deleted.
  package func restore(
    _ beforeImages: [Record], layout source: RecordLayout, removing added: [String] = []
  ) throws(StoreError) -> (restored: Int, removed: Int) {
    try store.write { database in
      let datastore = try self.current(.updateRecords, in: database)
      // All of them go first, so that keys may have changed places.
      var removed = 0
      for id in added.compactMap(Self.id) {
        removed += try database.change("DELETE FROM \(datastore.quotedTable) WHERE id = ?", [.integer(id)])
      }
      var run = try ImportRun(datastore, source, now: store.options.now(), in: database)
      let olds = try beforeImages.map { try run.takeOut($0) }
      for old in olds { try run.putBack(old) }
      return (try run.finish().records, removed)
    }
  }
}

/// A record as it was, and what its row says besides.
private struct FormerRecord {
  let id: Int64
  let record: Record
  /// The row as it is now.
  let row: Record?
  /// The change that the record came with; page tokens know it by that.
  let revision: Int64?
}

private struct ImportRun {
  private let datastore: StoredDatastore
  private let database: Connection
  private let check: RecordCheck
  private var writer: TableWriter
  private var report = ImportReport()
  /// Where each of the datastore's fields stands in a record.
  private let places: [Int?]
  private let idPlace: Int?
  private let addedPlace: Int?
  private let modifiedPlace: Int?
  private let now: Int64
  private var lastID: Int64

  init(
    _ datastore: StoredDatastore, _ source: RecordLayout, now: Int64, in database: Connection
  ) throws {
    self.datastore = datastore
    self.database = database
    self.now = now
    check = RecordCheck(datastore: datastore, operation: .insertRecord)
    writer = try TableWriter(datastore, in: database)
    places = datastore.fields.map { source.index(of: $0.uniqueName) }
    idPlace = source.index(of: "id")
    addedPlace = source.index(of: "added_time")
    modifiedPlace = source.index(of: "modified_time")
    report.ignoredFields = source.fields.map(\.name).filter { name in
      datastore.field(name) == nil && !FieldTable.systemFields.contains(name)
    }
    lastID = try Counters(database: database).lastID
  }

  mutating func add(_ record: Record) throws {
    var size = 0
    let values = places.map { value(record, $0) }
    for (value, field) in zip(values, datastore.fields) {
      try check.checkKind(value, field)
      try check.check(value, field)
      try check.checkMandatory(field, value)
      size += RecordCheck.size(value)
    }
    if size > RecordCheck.byteLimit { throw check.tooLarge(size) }
    let id = try self.id(record)
    let added = time(record, addedPlace) ?? now
    try writer.insert(
      id: id, addedTime: added, modifiedTime: time(record, modifiedPlace) ?? added, operation: .insertRecord
    ) { values[$0] }
    report.records += 1
  }

  /// Deletes what is there with the id of `record`.
  mutating func takeOut(_ record: Record) throws -> FormerRecord {
    guard value(record, idPlace) != .null else { throw badID([]) }
    let id = try self.id(record)
    let columns = (datastore.columns.dropFirst().dropLast(2) + ["\"#added\""]).joined(separator: ", ")
    let table = datastore.quotedTable
    var row: Record?
    var revision: Int64?
    _ = try database.first("SELECT \(columns) FROM \(table) WHERE id = ?", [.integer(id)]) { statement in
      row = Record(
        values: datastore.fields.enumerated().map { index, field in
          FieldValue.value(statement.value(index), field.type, isMasked: field.isMasked)
        })
      revision = statement.integer(datastore.fields.count)
    }
    try database.change("DELETE FROM \(table) WHERE id = ?", [.integer(id)])
    return FormerRecord(id: id, record: record, row: row, revision: revision)
  }

  mutating func putBack(_ old: FormerRecord) throws {
    var values: [RecordValue] = []
    for (index, field) in datastore.fields.enumerated() {
      let isKnown = places[index] != nil
      let value =
        isKnown ? self.value(old.record, places[index]) : self.value(old.row ?? Record(values: []), index)
      try check.checkKind(value, field)
      values.append(value)
    }
    let added = time(old.record, addedPlace) ?? now
    try writer.insert(
      id: old.id, addedTime: added, modifiedTime: time(old.record, modifiedPlace) ?? added,
      operation: .updateRecords
    ) { values[$0] }
    if let revision = old.revision {
      try database.change(
        "UPDATE \(datastore.quotedTable) SET \"#added\" = ? WHERE id = ?",
        [.integer(revision), .integer(old.id)])
    }
    report.records += 1
  }

  func finish() throws -> ImportReport {
    try writer.finish()
    try Counters(database: database).raise(to: lastID)
    return report
  }

  private func value(_ record: Record, _ place: Int?) -> RecordValue {
    guard let place, place < record.values.count else { return .null }
    return record.values[place]
  }

  /// The record's own id, or the next one.
  private mutating func id(_ record: Record) throws -> Int64 {
    switch value(record, idPlace) {
    case .null:
      guard lastID < StoreFormat.lastID else { throw StoreError.unusable("the store has no ids left") }
      lastID += 1
      return lastID
    case .number(let number):
      guard let id = number.int64, id > 0 else { throw badID(number.text) }
      if id > lastID, id < StoreFormat.lastID { lastID = id }
      return id
    case .text(let bytes), .masked(let bytes):
      guard let id = StoredRecords.id(String(decoding: bytes, as: UTF8.self)), id > 0 else {
        throw badID(bytes)
      }
      if id > lastID, id < StoreFormat.lastID { lastID = id }
      return id
    case .boolean(let flag): throw badID(Array("\(flag)".utf8))
    }
  }

  private func badID(_ bytes: [UInt8]) -> StoreRefusal {
    check.refusal(
      .recordID,
      "`\(String(decoding: bytes, as: UTF8.self))` cannot be a record's id; ids are digits, at most 18")
  }

  private func time(_ record: Record, _ place: Int?) -> Int64? {
    switch value(record, place) {
    case .number(let number): number.int64
    case .text(let bytes): Int64(String(decoding: bytes, as: UTF8.self))
    case .null, .boolean, .masked: nil
    }
  }
}
