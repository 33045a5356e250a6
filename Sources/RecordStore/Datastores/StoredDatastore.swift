import CriteriaSemantics
import CriteriaSyntax
import Evaluation

/// A field of a datastore in a store.
package struct StoredField: Sendable, Hashable {
  package let id: String
  package let uniqueName: String
  /// The display name.
  package let name: String
  package let type: FieldType
  package let isMandatory: Bool
  package let isMasked: Bool
  /// Nil where none was stated; answers show ``answeredDefault`` then.
  package let statedDefault: String?
  /// In the datastore's table.
  let column: String
  /// Numbers that 64 bits do not hold may stand in it.
  let isWide: Bool

  /// What the API answers as `default_value` [v3, "Create a datastore", example: `''`, `'0'`, `'true'` where none is
  /// stated], and what a record gets that is added without this field.
  package var answeredDefault: String {
    if let statedDefault, !statedDefault.isEmpty { return statedDefault }
    return switch type {
    case .number: "0"
    case .boolean: "true"
    case .limitedText, .largeText, .encryptedText, .unknown: ""
    }
  }

  package var schema: FieldSchema {
    FieldSchema(
      uniqueName: uniqueName, displayName: name, type: type, isMandatory: isMandatory, isMasked: isMasked,
      defaultValue: statedDefault)
  }
}

/// A datastore in a store, as it is at one moment.
package struct StoredDatastore: Sendable, Hashable {
  package let id: String
  package let uniqueName: String
  /// The display name.
  package let name: String
  package let description: String
  package let api: APIVersion
  package let fields: [StoredField]
  package let uniqueKeys: [[String]]
  package let addedTime: Int64
  package let modifiedTime: Int64
  /// In the file.
  let number: Int64
  let table: String
  /// Grows with every change of fields.
  let definition: Int64
  /// Grows with every change of records.
  let revision: Int64

  package func field(_ uniqueName: String) -> StoredField? {
    fields.first { $0.uniqueName == uniqueName }
  }

  package var schema: DatastoreSchema {
    DatastoreSchema(
      uniqueName: uniqueName, displayName: name, api: api, fields: fields.map(\.schema),
      uniqueKeys: uniqueKeys)
  }

  /// `id`, the fields, `added_time`, `modified_time`.
  package var layout: RecordLayout {
    RecordLayout(
      fields: [RecordLayout.Field(name: "id", type: .number)]
        + fields.map { RecordLayout.Field(name: $0.uniqueName, type: $0.type, isMasked: $0.isMasked) } + [
          RecordLayout.Field(name: "added_time", type: .number),
          RecordLayout.Field(name: "modified_time", type: .number),
        ], schema: PreparedSchema(schema))
  }

  /// The columns in the order of ``layout``, quoted.
  var columns: [String] {
    ["id"] + fields.map { SQLName.quoted($0.column) } + ["added_time", "modified_time"]
  }

  var quotedTable: String { SQLName.quoted(table) }
}
