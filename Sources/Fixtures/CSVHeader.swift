import CriteriaSemantics
import SourceText

/// The columns of a CSV file as fields: by unique name, else by display name, else the file is in error [C18].
enum CSVHeader {
  typealias Column = (name: [UInt8], offset: Int)

  /// The unique names of the columns; `faults` where one of them is no field, or two are the same.
  static func fields(_ columns: [Column], schema: DatastoreSchema?) -> (names: [[UInt8]], faults: [RowFault])
  {
    var names: [[UInt8]] = []
    var faults: [RowFault] = []
    var known = KeyTable()
    if columns.count > LayoutSurvey.mostFields {
      let limit = "at most \(LayoutSurvey.mostFields) (cliquery's limit)"
      let message = "the header has \(columns.count) columns; expected \(limit)"
      return ([], [RowFault(offset: columns[0].offset, message: message)])
    }
    for (index, column) in columns.enumerated() {
      let name: [UInt8]
      if column.name.isEmpty {
        faults.append(RowFault(offset: column.offset, message: "column \(index + 1) has no name"))
        continue
      } else if let schema {
        switch field(column.name, in: schema) {
        case .success(let found): name = found
        case .failure(let refusal):
          faults.append(RowFault(offset: column.offset, message: refusal.message))
          continue
        }
      } else {
        name = column.name
      }
      if known.find(name[...]) != nil {
        let field = FaultText.quoted(name)
        faults.append(
          RowFault(offset: column.offset, message: "a second column for the field \(field); keep one"))
      }
      _ = known.insert(name[...])
      names.append(name)
    }
    return (names, faults)
  }

  private struct Refusal: Error {
    let message: String
  }

  private static func field(_ column: [UInt8], in schema: DatastoreSchema) -> Result<[UInt8], Refusal> {
    let text = String(decoding: column, as: UTF8.self)
    let names = schema.fields.map(\.uniqueName) + FieldTable.systemFields
    if names.contains(text) { return .success(column) }
    let shown = schema.fields.filter { $0.displayName == text }
    if shown.count == 1 { return .success(Array(shown[0].uniqueName.utf8)) }
    let quoted = FaultText.quoted(column)
    if shown.count > 1 {
      let fields = shown.map { "`\($0.uniqueName)`" }.joined(separator: " and ")
      return .failure(
        Refusal(message: "the column \(quoted) may be \(fields); name the column by its unique name"))
    }
    let nearest =
      Suggestions.field(for: text, in: schema)
      ?? Suggestions.nearest(to: text, in: names + schema.fields.compactMap(\.displayName))
    let meant =
      nearest.map { "did you mean `\($0)`?" } ?? "name it by a field's unique or display name, or take it out"
    return .failure(
      Refusal(message: "the column \(quoted) is no field of `\(schema.uniqueName)`; \(meant)"))
  }
}
