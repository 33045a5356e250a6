import CriteriaSemantics
import Evaluation

/// A collection as a plain list: filtered record by record and sorted value by value, the way the language is
/// described. What is fast is held to it.
package struct PlainRecords: Sendable {
  package let layout: RecordLayout
  package let records: [Record]

  package init(layout: RecordLayout, records: [Record]) {
    self.layout = layout
    self.records = records
  }

  /// The places of all records that match, in order; offset and limit do not count.
  package func rows(_ query: RecordQuery) -> [Int] {
    let matching = records.indices.filter { query.criteria.truth(of: records[$0]) == .true }
    return matching.sorted { precedes($0, $1, query.order) }
  }

  package func undecidable(_ criteria: CompiledCriteria) -> Int {
    records.count { criteria.isUndecidable($0) }
  }

  /// The ids of ``rows(_:)``, for collections that know no places.
  package func ids(_ query: RecordQuery) -> [RecordValue] {
    guard let id = layout.idField else { return [] }
    return rows(query).map { records[$0].values[id] }
  }

  private func precedes(_ left: Int, _ right: Int, _ order: [RecordQuery.SortKey]) -> Bool {
    for key in order {
      let first = Self.compare(records[left].values[key.field], records[right].values[key.field])
      if first != 0 { return key.isDescending ? first > 0 : first < 0 }
    }
    if let id = layout.idField {
      let first = Self.compare(records[left].values[id], records[right].values[id])
      if first != 0 { return first < 0 }
    }
    return left < right
  }

  /// Nulls and masked values first [decision C13].
  private static func compare(_ left: RecordValue, _ right: RecordValue) -> Int {
    switch (left, right) {
    case (.boolean(let one), .boolean(let other)): (one ? 1 : 0) - (other ? 1 : 0)
    case (.number(let one), .number(let other)): one < other ? -1 : one == other ? 0 : 1
    case (.text(let one), .text(let other)):
      one.lexicographicallyPrecedes(other) ? -1 : one == other ? 0 : 1
    default: (left.isUnknown ? 0 : 1) - (right.isUnknown ? 0 : 1)
    }
  }

  /// The same records as columns. With `sharingTexts` equal texts are kept once.
  package func table(sharingTexts: Bool = true) -> RecordTable {
    var builder =
      sharingTexts
      ? RecordTable.Builder(layout: layout) : RecordTable.Builder(layout: layout, mostSharedTexts: 0)
    for record in records {
      for (field, value) in record.values.enumerated() {
        switch value {
        case .null: builder.setNull(field)
        case .boolean(let flag): builder.setBoolean(field, flag)
        case .number(let number): _ = builder.setNumber(field, number.text, .init(0, number.text.count))
        case .text(let text): builder.setText(field, text, .init(0, text.count))
        case .masked(let text): builder.setMasked(field, text, .init(0, text.count))
        }
      }
      builder.endRecord()
    }
    return builder.finish()
  }
}
