import CriteriaSemantics
import Evaluation

/// A query of a datastore's records as SQL.
struct StoredQuery {
  let datastore: StoredDatastore
  let query: RecordQuery
  private let columns: LayoutColumns
  private let condition: SQLText
  private let best: SQLText?

  init(_ query: RecordQuery, _ datastore: StoredDatastore) {
    self.datastore = datastore
    self.query = query
    columns = LayoutColumns(datastore)
    let criteria = CriteriaSQL(columns: columns)
    condition = criteria.condition(query.criteria)
    best = criteria.bestCondition(query.criteria)
  }

  var hasCriteria: Bool { !query.criteria.steps.isEmpty }

  /// The condition on its own, as `update` and `delete` use it.
  var criteria: SQLText { condition }

  /// How many match, and how many cannot be judged, of the records that were there at `snapshot`.
  func counts(snapshot: Int64?) -> SQLText {
    let table = SQLText(" FROM \(datastore.quotedTable)")
    guard let best else { return "SELECT count(*), 0" + table + filter(snapshot: snapshot, after: nil) }
    let then = snapshot.map { " WHERE " + Self.isThere($0) } ?? SQLText()
    return "SELECT count(*) FILTER (WHERE " + condition + "), count(*) FILTER (WHERE ("
      + condition + ") IS NULL AND " + best + ")" + table + then
  }

  /// The records of a page, and one more to see whether there is a next one; all of them without a limit.
  func page(limit: Int?, offset: Int, snapshot: Int64?, after key: SortPlace?) -> SQLText {
    var text =
      "SELECT \(datastore.columns.joined(separator: ", ")) FROM \(datastore.quotedTable)"
      + filter(snapshot: snapshot, after: key) + " ORDER BY \(order)"
    if limit != nil || offset > 0 {
      let (more, isTooMany) = (limit ?? .max).addingReportingOverflow(1)
      text = text + " LIMIT " + .value(.integer(isTooMany || limit == nil ? -1 : Int64(more)))
    }
    if offset > 0 { text = text + " OFFSET " + .value(.integer(Int64(offset))) }
    return text
  }

  /// For people.
  var readable: String {
    var text = "SELECT \(datastore.columns.joined(separator: ", "))\nFROM \(datastore.quotedTable)"
    if hasCriteria { text += "\nWHERE \(condition.readable)" }
    text += "\nORDER BY \(order)"
    if query.limit != nil || query.offset > 0 { text += "\nLIMIT \(query.limit ?? -1)" }
    if query.offset > 0 { text += " OFFSET \(query.offset)" }
    return text + ";"
  }

  private func filter(snapshot: Int64?, after key: SortPlace?) -> SQLText {
    var parts: [SQLText] = hasCriteria ? [condition] : []
    if let snapshot { parts.append(Self.isThere(snapshot)) }
    if let key { parts.append(after(key)) }
    return parts.isEmpty ? SQLText() : " WHERE " + SQLText.joined(parts, by: " AND ")
  }

  /// Whether a record had been added when the first page was answered.
  private static func isThere(_ snapshot: Int64) -> SQLText { "\"#added\" <= " + .value(.integer(snapshot)) }

  // MARK: - Order

  private var sortColumns: [(key: String, isDescending: Bool)] {
    query.order.map { (columns[$0.field].key, $0.isDescending) }
  }

  /// SQLite puts nulls first where a key ascends, as we do [decision C13].
  private var order: String {
    (sortColumns.map { "\($0.key)\($0.isDescending ? " DESC" : "")" } + ["id"]).joined(separator: ", ")
  }

  /// The values that decide where a record stands, from a row that begins with the columns of the layout.
  func place(of record: Record) -> SortPlace {
    let values = query.order.map { key -> SQLValue in
      let value = record.values.indices.contains(key.field) ? record.values[key.field] : .null
      return value.isUnknown ? .null : FieldValue.sql(value)
    }
    var id: Int64 = 0
    if case .number(let number)? = record.values.first { id = number.int64 ?? 0 }
    return SortPlace(values: values, id: id)
  }

  /// Whether a record stands behind a place.
  private func after(_ place: SortPlace) -> SQLText {
    var result = "id > " + SQLText.value(.integer(place.id))
    for (index, key) in query.order.enumerated().reversed() {
      guard index < place.values.count else { continue }
      let column = columns[key.field]
      let name = column.key
      let value =
        column.isWide ? "number_key(" + SQLText.value(place.values[index]) + ")" : .value(place.values[index])
      switch (place.values[index] == .null, key.isDescending) {
      case (true, false): result = "(\(name) IS NOT NULL OR " + result + ")"
      case (true, true): result = "(\(name) IS NULL AND " + result + ")"
      case (false, false): result = "(\(name) > " + value + " OR \(name) = " + value + " AND " + result + ")"
      case (false, true):
        result =
          "(\(name) < " + value + " OR \(name) IS NULL OR \(name) = " + value + " AND " + result + ")"
      }
    }
    return result
  }
}

/// Where a record stands in the order of a query.
struct SortPlace: Sendable, Hashable {
  let values: [SQLValue]
  let id: Int64

  init(values: [SQLValue], id: Int64) {
    self.values = values
    self.id = id
  }

  /// For a page token: each value with its kind and length.
  var bytes: [UInt8] {
    var bytes = Self.word(UInt64(bitPattern: id))
    for value in values {
      switch value {
      case .null: bytes.append(0)
      case .integer(let number): bytes += [1] + Self.word(UInt64(bitPattern: number))
      case .text(let text): bytes += [2] + Self.word(UInt64(text.count)) + text
      }
    }
    return bytes
  }

  /// Nil for bytes that are no place of an order of `count` keys.
  init?(_ bytes: [UInt8], count: Int) {
    var rest = bytes[...]
    func word() -> UInt64? {
      guard rest.count >= 8 else { return nil }
      defer { rest = rest.dropFirst(8) }
      return rest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
    guard let id = word() else { return nil }
    var values: [SQLValue] = []
    while let kind = rest.popFirst() {
      switch kind {
      case 0: values.append(.null)
      case 1:
        guard let number = word() else { return nil }
        values.append(.integer(Int64(bitPattern: number)))
      default:
        guard let length = word(), length <= UInt64(rest.count) else { return nil }
        values.append(.text(Array(rest.prefix(Int(length)))))
        rest = rest.dropFirst(Int(length))
      }
    }
    guard values.count == count else { return nil }
    self.init(values: values, id: Int64(bitPattern: id))
  }

  private static func word(_ value: UInt64) -> [UInt8] {
    stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
