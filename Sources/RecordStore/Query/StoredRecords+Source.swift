import CriteriaSemantics
import Evaluation

/// Records of a store are asked like any others; the answers are those of records in memory.
extension StoredRecords: RecordSource {
  package func count() throws(RecordSourceError) -> Int {
    try ask { () throws(StoreError) in
      try store.read { database in
        let datastore = try self.current(.listRecords, in: database)
        let count = try database.first("SELECT count(*) FROM \(datastore.quotedTable)") { $0.integer(0) }
        return Int(count ?? 0)
      }
    }
  }

  /// A page token holds the number of the last change before the first page. Records that were added since are left
  /// out of the pages that follow, deleted ones are gone, and a changed one stands where its values now put it: a
  /// record that did not change is answered once, whatever others do.
  package func page(
    _ query: RecordQuery, isCancelled: @Sendable () -> Bool
  ) throws(RecordSourceError) -> RecordPage {
    let cursor = try query.token.map { token throws(RecordSourceError) in
      try self.cursor(token, query)
    }
    let page = try ask { () throws(StoreError) in
      try store.read(isCancelled: isCancelled) { database -> RecordPage? in
        let datastore = try self.current(.listRecords, in: database)
        let snapshot = cursor?.snapshot ?? datastore.revision
        if snapshot > datastore.revision { return nil }
        let asked = StoredQuery(query, datastore)
        let limit = query.limit.map { max(0, $0) } ?? cursor?.limit
        var page = RecordPage()
        let counts = asked.counts(snapshot: cursor?.snapshot)
        _ = try database.first(counts.statement, counts.values) { row in
          page.matched = Int(row.integer(0))
          page.undecidable = Int(row.integer(1))
        }
        let text = asked.page(
          limit: limit, offset: cursor == nil ? max(0, query.offset) : 0, snapshot: cursor?.snapshot,
          after: cursor?.place)
        var hasMore = false
        try database.rows(text.statement, text.values) { row in
          if let limit, page.records.count >= limit {
            hasMore = true
          } else {
            page.records.append(self.record(row))
          }
        }
        if hasMore, let last = page.records.last {
          page.nextToken =
            PageCursor(
              limit: limit, query: self.fingerprint(query), snapshot: UInt64(bitPattern: snapshot),
              key: asked.place(of: last).bytes
            ).token
        }
        return page
      }
    }
    guard let page else { throw Self.staleToken }
    return page
  }

  package func record(id text: String) throws(RecordSourceError) -> Record? {
    guard let number = NumberLiteral(text.utf8), let id = number.int64 else { return nil }
    return try ask { () throws(StoreError) in
      try store.read { database in
        try self.find(id, try self.current(.getRecord, in: database), in: database)
      }
    }
  }

  package func seenValues(
    field: Int, prefix: [UInt8], limit: Int
  ) throws(RecordSourceError) -> [SeenValue] {
    guard layout.fields.indices.contains(field), limit > 0 else { return [] }
    let type = layout.fields[field].type
    return try ask { () throws(StoreError) in
      try store.read { database in
        let datastore = try self.current(.listRecords, in: database)
        let column = LayoutColumns(datastore)[field]
        let written =
          type == .boolean ? "CASE \(column.known) WHEN 1 THEN 'true' ELSE 'false' END" : column.known
        let text =
          "SELECT \(column.known), count(*) FROM \(datastore.quotedTable) WHERE \(column.known) IS NOT NULL "
          + "AND begins(\(written), " + SQLText.value(.text(CaseFolding.folded(prefix)))
          + ") GROUP BY \(column.known) ORDER BY count(*) DESC, \(column.key) LIMIT "
          + .value(.integer(Int64(limit)))
        var seen: [SeenValue] = []
        try database.rows(text.statement, text.values) { row in
          let value = FieldValue.value(row.value(0), type, isMasked: false)
          seen.append(SeenValue(value: value, count: Int(row.integer(1))))
        }
        return seen
      }
    }
  }

  /// The SQL that answers a query, for people to read.
  package func sql(_ query: RecordQuery) -> String { StoredQuery(query, datastore).readable }

  // MARK: - Tokens

  private struct Place {
    let limit: Int?
    let snapshot: Int64
    let place: SortPlace
  }

  private static let staleToken = RecordSourceError.invalidToken(
    "the records are no longer those that the page token was made for; leave it out for the first page")

  private func cursor(_ token: String, _ query: RecordQuery) throws(RecordSourceError) -> Place {
    guard let cursor = PageCursor(token: token) else {
      throw .invalidToken("the page token is not one of cliquery's; leave it out for the first page")
    }
    guard cursor.query == fingerprint(query), let place = SortPlace(cursor.key, count: query.order.count)
    else {
      throw .invalidToken(
        "the page token was made for another criteria, order or datastore; leave it out for the first page")
    }
    return Place(limit: cursor.limit, snapshot: Int64(bitPattern: cursor.snapshot), place: place)
  }

  /// Of the query over this datastore with these fields.
  private func fingerprint(_ query: RecordQuery) -> UInt64 {
    let own = UInt64(datastore.id) ?? 0
    return query.fingerprint ^ own &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(bitPattern: datastore.definition) << 48
  }

  private func ask<Answer>(
    _ body: () throws(StoreError) -> Answer
  ) throws(RecordSourceError) -> Answer {
    do throws(StoreError) {
      return try body()
    } catch {
      switch error {
      case .cancelled: throw .cancelled
      case .refused, .unusable: throw .unreadable(error.message)
      }
    }
  }
}
