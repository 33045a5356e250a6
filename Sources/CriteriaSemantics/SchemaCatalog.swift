import CriteriaSyntax
import SourceText

/// A schema with what checks ask of it, made once. A class, because it is handed on for every query and never
/// changes: one count instead of one for each of its parts.
package final class PreparedSchema: Sendable {
  package let schema: DatastoreSchema
  private let table: FieldTable
  /// The field types, by index of `schema.fields`.
  package let types: [FieldType]
  /// For the parser: the fields and the system fields.
  package let knownFields: KnownFields

  package init(_ schema: DatastoreSchema) {
    self.schema = schema
    table = FieldTable(schema.fields)
    types = schema.fields.map(\.type)
    knownFields = KnownFields(schema.fields.map(\.uniqueName) + FieldTable.systemFields)
  }

  /// What the name at `range` of `bytes` stands for.
  package func resolve(_ bytes: [UInt8], _ range: ByteRange) -> FieldTable.Resolution {
    table.resolve(bytes, range)
  }

  /// The type of a field that was found; `unknown` for an index that is none.
  package func type(of field: Int) -> FieldType { table.type(of: field) }
}

/// All schemas of a workspace, by name and api.
package struct SchemaCatalog: Sendable {
  package let schemas: [PreparedSchema]
  /// Whether settings say that every datastore has its schema here (`datastores.complete`).
  package let isComplete: Bool
  private let indexes: [String: [Int]]

  package init(_ schemas: [DatastoreSchema], isComplete: Bool = false) {
    self.schemas = schemas.map(PreparedSchema.init)
    self.isComplete = isComplete
    var indexes: [String: [Int]] = [:]
    for (index, schema) in schemas.enumerated() { indexes[schema.uniqueName, default: []].append(index) }
    self.indexes = indexes
  }

  /// With `schema` in place of those of its name.
  package func replacing(_ schema: DatastoreSchema) -> SchemaCatalog {
    let others = schemas.map(\.schema).filter { $0.uniqueName != schema.uniqueName }
    return SchemaCatalog(others + [schema], isComplete: isComplete)
  }

  package static let none = SchemaCatalog([])

  /// The schema of `name`: that of `api` where there is one, else the other api's, whose names and types are the
  /// same datastore's.
  package func index(of name: String, api: APIVersion) -> Int? {
    guard let found = indexes[name] else { return nil }
    return found.first { schemas[$0].schema.api == api } ?? found.first
  }

  /// The one datastore of the workspace, which a document without `@datastore` means; nil where there are several.
  package func onlyIndex(api: APIVersion) -> Int? {
    guard indexes.count == 1, let name = indexes.keys.first else { return nil }
    return index(of: name, api: api)
  }

  /// Unique names, sorted.
  package var names: [String] { indexes.keys.sorted() }
}
