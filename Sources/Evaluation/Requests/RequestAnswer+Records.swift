import CriteriaSemantics
import CriteriaSyntax
import JSONSyntax
import SourceText

/// The answer as rows and columns, for tables and CSV.
extension RequestAnswer {
  /// The columns: those that were asked for, else all properties that an answered record has.
  package var layout: RecordLayout {
    let names =
      columns
      ?? collection.properties.filter { name in
        rows.contains { collection.value(of: name, in: $0) != nil }
      }
    return RecordLayout(
      fields: names.map { name in
        RecordLayout.Field(
          name: String(decoding: name, as: UTF8.self), type: type(of: name), isInferred: true)
      })
  }

  /// The answered records; every value is shown as it is written, so that no digit of a number is lost. `absent`
  /// stands for a property that a record does not have.
  package func records(_ layout: RecordLayout, absent: RecordValue) -> [Record] {
    let names = layout.fields.map { Array($0.name.utf8) }
    return rows.map { row in
      Record(
        values: names.map { name in
          guard let value = collection.value(of: name, in: row) else { return absent }
          return collection.kind(value) == .null ? .null : .text(collection.text(value))
        })
    }
  }

  /// Numbers stand at the right of a table.
  private func type(of name: [UInt8]) -> FieldType {
    var isNumber = false
    for row in rows {
      guard let value = collection.value(of: name, in: row) else { continue }
      switch collection.kind(value) {
      case .number: isNumber = true
      case .null: break
      default: return .limitedText
      }
    }
    return isNumber ? .number : .limitedText
  }
}
