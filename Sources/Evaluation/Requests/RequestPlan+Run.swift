import CriteriaSemantics
import JSONSyntax
import MakeQuery
import SourceText

/// Running a plan.
extension RequestPlan {
  /// The records that are asked for. `key` is the member of the answer that holds them.
  package func list(_ collection: JSONCollection, key: String) throws(RequestFailure) -> RequestAnswer {
    var plan = self
    let columns = try plan.columnNames(in: collection)
    let matching = plan.matching(collection)
    var rows = try plan.sorted(matching, of: collection)
    var isCut = false
    let echo = plan.page.map { PageEcho($0) }
    if let page = plan.page {
      if let last = page.last {
        rows = try plan.following(last, rows, of: collection)
      }
      rows.removeFirst(min(page.offset, rows.count))
      if let limit = page.limit {
        isCut = rows.count > limit
        rows.removeLast(max(0, rows.count - limit))
      }
    }
    var answer = RequestAnswer(
      key: key, form: .list, collection: collection, rows: rows, columns: columns, page: echo,
      matched: matching.count, total: collection.records.count, notes: plan.notes)
    answer.isCut = isCut
    return answer
  }

  /// The one record of `collection`, which nothing selects and nothing sorts.
  package func single(_ collection: JSONCollection, key: String) throws(RequestFailure) -> RequestAnswer {
    var plan = self
    let columns = try plan.columnNames(in: collection)
    for filter in filters { plan.ignoreOnSingle(filter) }
    return RequestAnswer(
      key: key, form: .single, collection: collection, rows: Array(collection.records.prefix(1)),
      columns: columns, page: nil, matched: 1, total: 1, notes: plan.notes)
  }

  private mutating func ignoreOnSingle(_ filter: Filter) {
    note("`\(filter.name)` selects nothing: one record is asked for", filter.range)
  }

  // MARK: Selecting

  /// The places of the records that the filters select.
  private mutating func matching(_ collection: JSONCollection) -> [Int] {
    let known = Set(collection.properties)
    var active = pathFilters.filter { known.contains($0.property) }
    for filter in filters {
      if known.contains(filter.property) {
        active.append(filter)
      } else if !collection.records.isEmpty {
        ignore(filter.name, filter.range)
      }
    }
    if active.isEmpty { return collection.records }
    return collection.records.filter { record in
      active.allSatisfy { Self.selects($0, record, of: collection) }
    }
  }

  private static func selects(_ filter: Filter, _ record: Int, of collection: JSONCollection) -> Bool {
    guard let value = collection.value(of: filter.property, in: record) else { return false }
    guard collection.kind(value) == .array else { return filter.values.contains(collection.text(value)) }
    let items = Set(collection.elements(of: value).map { collection.text($0) })
    return filter.values.allSatisfy { items.contains($0) } || filter.values == [collection.text(value)]
  }

  // MARK: Sorting

  private mutating func sorted(
    _ rows: [Int], of collection: JSONCollection
  ) throws(RequestFailure) -> [Int] {
    guard let page, let property = page.sortBy else { return rows }
    let isKnown = collection.properties.contains(property.bytes)
    if !isKnown, !collection.records.isEmpty, page.isSortNamed {
      let name = property.text
      guard endpoint?.sortProperties.contains(name) ?? false else {
        let names = (endpoint?.sortProperties ?? []) + collection.properties.map(Self.text)
        let meant = Suggestions.nearest(to: name, in: names).map { "did you mean `\($0)`?" }
        throw .badPage(
          "no record has the property `\(name)` to sort by"
            + (meant.map { "; \($0)" } ?? ": sort by one of \(Self.some(collection.properties))"),
          property.range)
      }
      note("no record has `\(name)`, so the saved order stays", property.range)
    }
    guard isKnown else { return rows }
    let keys = rows.map { JSONOrderKey(collection.value(of: property.bytes, in: $0), in: collection) }
    // Ties keep the collection's order.
    let order = rows.indices.sorted { left, right in
      let (first, second) = page.isDescending ? (right, left) : (left, right)
      if keys[first] < keys[second] { return true }
      if keys[second] < keys[first] { return false }
      return left < right
    }
    return order.map { rows[$0] }
  }

  /// What stands behind the item with that id.
  private func following(
    _ last: RequestQuestion.Part, _ rows: [Int], of collection: JSONCollection
  ) throws(RequestFailure) -> [Int] {
    let id = Array("id".utf8)
    if rows.isEmpty { return [] }
    guard collection.properties.contains(id) else {
      throw .badPage("`pg[last]` names an item by its id, and these records have no `id`", last.range)
    }
    let place = rows.firstIndex { row in
      collection.value(of: id, in: row).map { collection.text($0) } == last.bytes
    }
    guard let place else {
      throw .badPage(
        "no item has the id `\(last.text)`; `pg[last]` is the id of the last item that was answered",
        last.range)
    }
    return Array(rows[(place + 1)...])
  }

  // MARK: Columns

  /// The names of the columns in their order; nil for all that each record has.
  private mutating func columnNames(in collection: JSONCollection) throws(RequestFailure) -> [[UInt8]]? {
    guard let columns else { return nil }
    let star = [UInt8(ascii: "*")]
    if columns.allSatisfy({ $0.bytes == star }) { return nil }
    let known = Set(collection.properties)
    var names: [[UInt8]] = []
    let named = Set(columns.map(\.bytes))
    for column in columns {
      if column.bytes == star {
        names += collection.properties.filter { !named.contains($0) }
        continue
      }
      if !known.contains(column.bytes), !collection.records.isEmpty {
        throw RequestFailure(columnMessage(column, collection), column.range)
      }
      names.append(column.bytes)
    }
    return names
  }

  private func columnMessage(_ column: Column, _ collection: JSONCollection) -> String {
    let name = column.text
    if name.isEmpty { return "a column without a name; write the property's name after the `=`" }
    let parts = name.split(separator: ",").map(String.init)
    if parts.count > 1 {
      let split = parts.map { "cols[]=\($0)" }.joined(separator: "&")
      return "no record has a property `\(name)`; write `\(split)`"
    }
    if endpoint?.columns.contains(name) ?? false {
      return
        "no record has `\(name)`, though the endpoint knows it: save an answer that was asked for with "
        + "`cols[]=\(name)`"
    }
    let names = collection.properties.map(Self.text)
    if let meant = Suggestions.nearest(to: name, in: names) {
      return "no record has a property `\(name)`; did you mean `\(meant)`?"
    }
    return "no record has a property `\(name)`; there is \(Self.some(collection.properties))"
  }

  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func some(_ properties: [[UInt8]]) -> String {
    NameList.text(properties.prefix(8).map(text)) + (properties.count > 8 ? ", …" : "")
  }
}
