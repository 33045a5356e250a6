import CriteriaSemantics
import SourceText

extension RecordTable: RecordSource {
  package func count() throws(RecordSourceError) -> Int { recordCount }

  package func page(
    _ query: RecordQuery, isCancelled: @Sendable () -> Bool
  ) throws(RecordSourceError) -> RecordPage {
    let cursor = try query.token.map { token throws(RecordSourceError) in try self.cursor(token, query) }
    let matches = try matches(query.criteria, isCancelled: isCancelled)
    let limit = query.limit.map { max(0, $0) } ?? cursor?.limit
    let offset = cursor == nil ? max(0, query.offset) : 0
    let order = RowOrder(query.order, self)
    let (wanted, isTooMany) = (limit ?? Int.max).addingReportingOverflow(offset)
    let (rows, hasMore) = try order.first(
      isTooMany ? .max : wanted, of: matches, after: cursor?.row, isCancelled: isCancelled)
    let answered = rows.dropFirst(offset)
    var page = RecordPage(matched: matches.count, undecidable: matches.undecidable)
    page.records.reserveCapacity(answered.count)
    for (index, row) in answered.enumerated() {
      if index & 0x3FFF == 0x3FFF, isCancelled() { throw .cancelled }
      page.records.append(record(at: row))
    }
    if hasMore, let last = answered.last {
      page.nextToken = token(limit: limit, query, last: last)
    }
    return page
  }

  /// The places of all records that match, in the order of the query, whatever its limit.
  package func rows(
    _ query: RecordQuery, isCancelled: @Sendable () -> Bool = { false }
  ) throws(RecordSourceError) -> [Int] {
    let matches = try matches(query.criteria, isCancelled: isCancelled)
    let order = RowOrder(query.order, self)
    return try order.first(.max, of: matches, after: nil, isCancelled: isCancelled).rows
  }

  /// How many records match, and how many cannot be judged.
  package func count(
    _ criteria: CompiledCriteria, isCancelled: @Sendable () -> Bool = { false }
  ) throws(RecordSourceError) -> (matched: Int, undecidable: Int) {
    let matches = try matches(criteria, isCancelled: isCancelled)
    return (matches.count, matches.undecidable)
  }

  /// The record with this id; nil where none has it.
  package func record(id text: String) throws(RecordSourceError) -> Record? {
    guard let field = layout.idField, columns.indices.contains(field) else { return nil }
    let bytes = Array(text.utf8)
    let column = columns[field]
    switch column.storage {
    case .number(let numbers):
      guard let wanted = NumberLiteral(bytes) else { return nil }
      if let mantissa = wanted.mantissa(scale: numbers.scale) {
        var row = 0
        while row < numbers.mantissas.count {
          if numbers.mantissas[row] == mantissa, column.value(at: row) == .number(wanted) {
            return record(at: row)
          }
          row &+= 1
        }
      }
      return zip(numbers.wideRows, numbers.wideValues).first { $0.1 == wanted }.map { record(at: $0.0) }
    case .dictionary, .text, .boolean:
      return (0..<recordCount).first { column.value(at: $0) == .text(bytes) }.map { record(at: $0) }
    }
  }

  // MARK: - Tokens

  private struct Place {
    let limit: Int?
    let row: Int
  }

  private func cursor(_ token: String, _ query: RecordQuery) throws(RecordSourceError) -> Place {
    guard let cursor = PageCursor(token: token) else {
      throw .invalidToken("the page token is not one of cliquery's; leave it out for the first page")
    }
    guard cursor.query == query.fingerprint else {
      throw .invalidToken(
        "the page token was made for another criteria or order; leave it out for the first page")
    }
    let row = PageCursor.word(cursor.key, 0)
    guard cursor.snapshot == snapshot(for: query), cursor.key.count == 8, row < UInt64(recordCount) else {
      throw .invalidToken(
        "the records are no longer those that the page token was made for; leave it out for the first page")
    }
    return Place(limit: cursor.limit, row: Int(row))
  }

  private func token(limit: Int?, _ query: RecordQuery, last: Int) -> String {
    var key: [UInt8] = []
    PageCursor.append(UInt64(last), to: &key)
    return PageCursor(limit: limit, query: query.fingerprint, snapshot: snapshot(for: query), key: key).token
  }

  /// The same only for tables that answer the query with the same rows: as many records, with the same ids and the same
  /// values in the fields that are asked for.
  private func snapshot(for query: RecordQuery) -> UInt64 {
    var hash = StableHash()
    hash.add(UInt64(recordCount))
    let asked = query.criteria.conditions.map(\.field) + query.order.map(\.field)
    let fields = Set(asked + (layout.idField.map { [$0] } ?? []))
    for index in fields.sorted() where columns.indices.contains(index) {
      let field = layout.fields[index]
      let column = columns[index]
      hash.add(field.name.utf8)
      hash.add(field.type.rawValue.utf8)
      column.valid.withUnsafeBytes { hash.add($0) }
      column.maskedRows.withUnsafeBytes { hash.add($0) }
      hash.add(column.maskedTexts)
      switch column.storage {
      case .boolean(let bits): bits.withUnsafeBytes { hash.add($0) }
      case .number(let numbers):
        hash.add(UInt64(numbers.scale))
        numbers.mantissas.withUnsafeBytes { hash.add($0) }
        numbers.wideRows.withUnsafeBytes { hash.add($0) }
        for value in numbers.wideValues { hash.add(value.text) }
      case .dictionary(let dictionary):
        hash.add(dictionary.texts)
        dictionary.narrow.withUnsafeBytes { hash.add($0) }
        dictionary.wide.withUnsafeBytes { hash.add($0) }
      case .text(let texts): hash.add(texts)
      }
    }
    return hash.value
  }
}

extension StableHash {
  fileprivate mutating func add(_ texts: TextBuffer) {
    texts.bytes.withUnsafeBytes { add($0) }
    texts.offsets.withUnsafeBytes { add($0) }
    texts.wideOffsets.withUnsafeBytes { add($0) }
  }
}
