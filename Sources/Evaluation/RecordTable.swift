import CriteriaSemantics
import SourceText

/// A collection of records in memory, as columns.
package struct RecordTable: Sendable {
  package let layout: RecordLayout
  package let recordCount: Int
  /// One for each of the layout's fields.
  let columns: [RecordColumn]
  /// Whether the order of the rows is that of their ids, or there are none [decision C13].
  let isInIDOrder: Bool

  /// The record in place `row`; all null where there is none.
  package func record(at row: Int) -> Record {
    var values: [RecordValue] = []
    values.reserveCapacity(columns.count)
    for index in columns.indices { values.append(columns[index].value(at: row)) }
    return Record(values: values)
  }

  /// One value; null where there is no such place.
  package func value(at row: Int, field: Int) -> RecordValue {
    columns.indices.contains(field) ? columns[field].value(at: row) : .null
  }

  package init(layout: RecordLayout) {
    var builder = Builder(layout: layout)
    self = builder.finish()
  }

  init(layout: RecordLayout, recordCount: Int, columns: [RecordColumn]) {
    self.layout = layout
    self.recordCount = recordCount
    self.columns = columns
    guard let id = layout.idField, columns.indices.contains(id) else {
      isInIDOrder = true
      return
    }
    isInIDOrder = columns[id].isAscending
  }
}
