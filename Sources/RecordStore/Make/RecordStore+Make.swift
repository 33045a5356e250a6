import Evaluation

/// Make data stores and their records (make-data-store-records; make-query, "Data store records").
extension RecordStore {
  /// "Create data store". `maxSizeMB` is in megabytes; `id` is made up where there is none; `members` are `teamId` and
  /// `datastructureId` as JSON.
  package func createMakeStore(
    name: String, maxSizeMB: Int? = nil, id: Int? = nil, members: [(name: String, value: [UInt8])] = []
  ) throws(MakeError) -> MakeDataStore {
    try make { database in
      if name.isEmpty { throw Self.invalid("a data store needs a name") }
      let size = try maxSizeMB.map(Self.bytes)
      if let id, id < 1 { throw Self.invalid("the id of a data store is a whole number, 1 or more") }
      if let id,
        try database.first("SELECT 1 FROM make_stores WHERE id = ?", [.integer(Int64(id))], { _ in true })
          != nil
      {
        throw Self.invalid("there is a data store \(id) already; choose another id")
      }
      try database.change(
        "INSERT INTO make_stores (id, name, max_size, added_time) VALUES (?, ?, ?, ?)",
        [
          id.map { .integer(Int64($0)) } ?? .null, .text(name), size.map { .integer(Int64($0)) } ?? .null,
          .integer(self.options.now()),
        ])
      let id = Int(clamping: database.lastInsertedRow)
      try self.writeMembers(members, of: id, in: database)
      return try self.makeStore(id, in: database)
    }
  }

  /// "Update data store": what is nil stays.
  package func updateMakeStore(
    _ id: Int, name: String? = nil, maxSizeMB: Int? = nil, members: [(name: String, value: [UInt8])] = []
  ) throws(MakeError) -> MakeDataStore {
    try make { database in
      let old = try self.makeStore(id, in: database)
      if let name, name.isEmpty { throw Self.invalid("a data store needs a name") }
      let size = try maxSizeMB.map(Self.bytes)
      if let size, old.size > size {
        throw MakeError.refused(
          MakeRefusal(
            code: .notEnoughSpace,
            detail: "the records have \(old.size) bytes, and \(size) are to be the most; delete records first"
          ))
      }
      try database.change(
        "UPDATE make_stores SET name = ifnull(?, name), max_size = ifnull(?, max_size) WHERE id = ?",
        [name.map { .text($0) } ?? .null, size.map { .integer(Int64($0)) } ?? .null, .integer(Int64(id))])
      try self.writeMembers(members, of: id, in: database)
      return try self.makeStore(id, in: database)
    }
  }

  /// "Delete data stores"; `confirmed` is required where one holds records [decision M6].
  package func deleteMakeStore(_ id: Int, confirmed: Bool) throws(MakeError) {
    try make { database in
      let store = try self.makeStore(id, in: database)
      guard confirmed || store.records == 0 else {
        throw MakeError.refused(
          MakeRefusal(
            code: .confirmationRequired,
            detail: "add `confirmed=true` to delete a data store that holds records"))
      }
      try database.change("DELETE FROM make_stores WHERE id = ?", [.integer(Int64(id))])
    }
  }

  /// The data store with this id; refuses with what Make answers where there is none.
  package func makeStore(_ id: Int) throws(MakeError) -> MakeDataStore {
    try make(isChange: false) { try self.makeStore(id, in: $0) }
  }

  /// All data stores, in the order of their ids.
  package func makeStores() throws(MakeError) -> [MakeDataStore] {
    try make(isChange: false) { database in
      var ids: [Int] = []
      try database.rows("SELECT id FROM make_stores ORDER BY id") { ids.append(Int($0.integer(0))) }
      return try ids.map { try self.makeStore($0, in: database) }
    }
  }

  /// The records that "List data store records" answers with where nothing is said.
  package static let makePageSize = 10

  /// "List data store records": a page of them in the order in which they were added, and how many there are in all;
  /// without `limit` as many as the endpoint's default.
  package func makeRecords(
    in id: Int, limit: Int? = nil, offset: Int = 0
  ) throws(MakeError) -> (records: [MakeRecord], count: Int) {
    try make(isChange: false) { database in
      let store = try self.makeStore(id, in: database)
      if let limit, limit < 1 { throw Self.invalid("`pg[limit]` is \(limit); it is at least 1") }
      if offset < 0 { throw Self.invalid("`pg[offset]` is \(offset); it is at least 0") }
      var records: [MakeRecord] = []
      try database.rows(
        "SELECT key, data FROM make_records WHERE store = ? ORDER BY position LIMIT ? OFFSET ?",
        [.integer(Int64(id)), .integer(Int64(limit ?? Self.makePageSize)), .integer(Int64(offset))]
      ) { records.append(MakeRecord(key: $0.string(0), data: $0.bytes(1))) }
      return (records, store.records)
    }
  }

  /// "Create data store record": the key is made up where there is none.
  package func createMakeRecord(
    in id: Int, key: String?, data: [UInt8]?
  ) throws(MakeError) -> MakeRecord {
    try make { database in
      _ = try self.makeStore(id, in: database)
      let data = try Self.object(data ?? Array("{}".utf8)).bytes
      if let key {
        if key.isEmpty { throw Self.invalid("the key is empty; leave it out to have one made up") }
        if try self.makeData(id, key, in: database) != nil {
          throw Self.invalid(
            "there is a record with the key `\(key)` already; replace it, or choose another key")
        }
      }
      let key = try key ?? self.freeKey(id, in: database)
      try self.writeMake(id, key, data, in: database)
      return MakeRecord(key: key, data: data)
    }
  }

  /// "Update entire data store record": replaces all of the record, and creates it if it is missing [decision M5].
  package func putMakeRecord(in id: Int, key: String, data: [UInt8]) throws(MakeError) -> MakeRecord {
    try make { database in
      _ = try self.makeStore(id, in: database)
      if key.isEmpty { throw Self.invalid("the key is empty") }
      let data = try Self.object(data).bytes
      try self.writeMake(id, key, data, in: database)
      return MakeRecord(key: key, data: data)
    }
  }

  /// "Update data store record details": properties that `data` does not have stay as they are.
  package func patchMakeRecord(in id: Int, key: String, data: [UInt8]) throws(MakeError) -> MakeRecord {
    try make { database in
      _ = try self.makeStore(id, in: database)
      guard let old = try self.makeData(id, key, in: database) else {
        throw MakeError.refused(
          MakeRefusal(code: nil, detail: "there is no record with the key `\(key)` in the data store \(id)"))
      }
      var merged = try Self.object(old)
      merged.merge(try Self.object(data))
      try self.writeMake(id, key, merged.bytes, in: database)
      return MakeRecord(key: key, data: merged.bytes)
    }
  }

  /// Adds records, all of them or none; a record whose key is there is replaced with `replacing`, else refused.
  package func importMakeRecords(
    in id: Int, _ records: [(key: String?, data: [UInt8])], replacing: Bool = false
  ) throws(MakeError) -> Int {
    try make { database in
      let store = try self.makeStore(id, in: database)
      for (index, record) in records.enumerated() {
        let place = "record \(index + 1)"
        guard let data = MakeData(record.data)?.bytes else {
          throw Self.invalid("\(place): the data is no JSON object")
        }
        if let key = record.key {
          if key.isEmpty { throw Self.invalid("\(place): the key is empty") }
          if !replacing, try self.makeData(id, key, in: database) != nil {
            throw Self.invalid("\(place): there is a record with the key `\(key)` already")
          }
        }
        let key = try record.key ?? self.freeKey(id, in: database)
        try self.putMake(id, key, data, in: database)
      }
      try self.checkSize(store, in: database)
      return records.count
    }
  }

  /// What "Delete data store records" is to delete.
  package enum MakeDeletion: Sendable, Hashable {
    case keys([String])
    case all(except: [String])
  }

  /// "Delete data store records"; the keys of those that were deleted. `confirmed` is required for both forms
  /// [decision M6].
  package func deleteMakeRecords(
    in id: Int, _ deletion: MakeDeletion, confirmed: Bool
  ) throws(MakeError) -> [String] {
    try make { database in
      _ = try self.makeStore(id, in: database)
      guard confirmed else {
        throw MakeError.refused(
          MakeRefusal(code: .confirmationRequired, detail: "add `confirmed=true` to delete records"))
      }
      var keys: [String] = []
      switch deletion {
      case .keys(let wanted):
        for key in wanted where try self.makeData(id, key, in: database) != nil && !keys.contains(key) {
          keys.append(key)
        }
      case .all(let kept):
        let kept = Set(kept)
        try database.rows(
          "SELECT key FROM make_records WHERE store = ? ORDER BY position", [.integer(Int64(id))]
        ) { row in
          let key = row.string(0)
          if !kept.contains(key) { keys.append(key) }
        }
      }
      for key in keys {
        try database.change(
          "DELETE FROM make_records WHERE store = ? AND key = ?", [.integer(Int64(id)), .text(key)])
      }
      return keys
    }
  }

  // MARK: - Parts

  private func make<Result>(
    isChange: Bool = true, _ body: (Connection) throws -> Result
  ) throws(MakeError) -> Result {
    var refusal: MakeError?
    do throws(StoreError) {
      let run: (Connection) throws -> Result = { database in
        do {
          return try body(database)
        } catch let error as MakeError {
          refusal = error
          // Takes back what was changed.
          throw StoreError.cancelled
        }
      }
      return try isChange ? write(run) : read(run)
    } catch {
      throw refusal ?? .unusable(error.message)
    }
  }

  private static func bytes(_ megabytes: Int) throws(MakeError) -> Int {
    let (bytes, isTooLarge) = megabytes.multipliedReportingOverflow(by: 1 << 20)
    if megabytes < 1 || isTooLarge { throw invalid("`maxSizeMB` is \(megabytes); it is at least 1") }
    return bytes
  }

  private func writeMembers(
    _ members: [(name: String, value: [UInt8])], of id: Int, in database: Connection
  ) throws {
    if members.isEmpty { return }
    try database.execute(StoreFormat.makeMembers)
    for member in members {
      try database.change(
        "INSERT OR REPLACE INTO make_members (store, name, value) VALUES (?, ?, ?)",
        [.integer(Int64(id)), .text(member.name), .text(member.value)])
    }
  }

  private func members(of id: Int, in database: Connection) throws -> [(name: String, value: [UInt8])] {
    let exists = try database.first(
      "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'make_members'"
    ) { _ in true }
    var members: [(name: String, value: [UInt8])] = []
    if exists == nil { return members }
    try database.rows(
      "SELECT name, value FROM make_members WHERE store = ? ORDER BY name DESC", [.integer(Int64(id))]
    ) { members.append(($0.string(0), $0.bytes(1))) }
    return members
  }

  private static func invalid(_ detail: String) -> MakeError {
    .refused(MakeRefusal(code: .invalidParameters, detail: detail))
  }

  private static func object(_ bytes: [UInt8]) throws(MakeError) -> MakeData {
    guard let data = MakeData(bytes) else { throw invalid("the data is no JSON object") }
    return data
  }

  private func makeStore(_ id: Int, in database: Connection) throws -> MakeDataStore {
    let members = try members(of: id, in: database)
    let store = try database.first(
      """
      SELECT name, max_size, count(key), ifnull(sum(length(CAST(key AS BLOB)) + length(CAST(data AS BLOB))), 0)
      FROM make_stores LEFT JOIN make_records ON store = make_stores.id WHERE make_stores.id = ?
      GROUP BY make_stores.id
      """, [.integer(Int64(id))]
    ) { row in
      MakeDataStore(
        id: id, name: row.string(0), records: Int(row.integer(2)), size: Int(row.integer(3)),
        maxSize: row.isNull(1) ? nil : Int(row.integer(1)), members: members)
    }
    guard let store else {
      throw MakeError.refused(MakeRefusal(code: nil, detail: "there is no data store \(id) in `\(path)`"))
    }
    return store
  }

  private func makeData(_ id: Int, _ key: String, in database: Connection) throws -> [UInt8]? {
    try database.first(
      "SELECT data FROM make_records WHERE store = ? AND key = ?", [.integer(Int64(id)), .text(key)]
    ) { $0.bytes(0) }
  }

  private func writeMake(_ id: Int, _ key: String, _ data: [UInt8], in database: Connection) throws {
    try putMake(id, key, data, in: database)
    try checkSize(makeStore(id, in: database), in: database)
  }

  /// A record keeps its place when it is replaced.
  private func putMake(_ id: Int, _ key: String, _ data: [UInt8], in database: Connection) throws {
    try database.change(
      """
      INSERT INTO make_records (store, key, data) VALUES (?, ?, ?)
      ON CONFLICT (store, key) DO UPDATE SET data = excluded.data
      """, [.integer(Int64(id)), .text(key), .text(data)])
  }

  private func checkSize(_ store: MakeDataStore, in database: Connection) throws {
    guard let limit = store.maxSize else { return }
    let size = try makeStore(store.id, in: database).size
    guard size > limit else { return }
    throw MakeError.refused(
      MakeRefusal(
        code: .notEnoughSpace,
        detail: "the data store holds \(limit) bytes, and would have \(size); delete records first"))
  }

  /// Twelve hexadecimal digits, as Make makes them up.
  private func freeKey(_ id: Int, in database: Connection) throws -> String {
    while true {
      let digits = String(UInt64.random(in: 0..<(1 << 48)), radix: 16)
      let key = String(repeating: "0", count: 12 - digits.count) + digits
      if try makeData(id, key, in: database) == nil { return key }
    }
  }
}
