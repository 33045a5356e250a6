import CriteriaSemantics
import CriteriaSyntax

/// The fields of a collection of records, with the types that their values have.
package struct RecordLayout: Sendable, Hashable {
  /// A column of the records.
  package struct Field: Sendable, Hashable {
    package let name: String
    /// Never `unknown`: where no schema tells, the values did, and `isInferred` says so.
    package let type: FieldType
    package let isMasked: Bool
    /// The type was inferred from the values.
    package let isInferred: Bool

    package init(name: String, type: FieldType, isMasked: Bool = false, isInferred: Bool = false) {
      self.name = name
      self.type = type
      self.isMasked = isMasked
      self.isInferred = isInferred
    }
  }

  /// In the order in which records show them: `id` first where there is one, then the schema's, then
  /// `added_time` and `modified_time`.
  package let fields: [Field]
  /// The datastore's schema; nil where types were inferred.
  package let schema: PreparedSchema?
  /// The place of `id` in `fields`.
  package let idField: Int?
  private let indexes: [String: Int]

  package init(fields: [Field], schema: PreparedSchema? = nil) {
    self.fields = fields
    self.schema = schema
    idField = fields.firstIndex { $0.name == "id" }
    indexes = Dictionary(fields.enumerated().map { ($1.name, $0) }) { first, _ in first }
  }

  package func index(of name: String) -> Int? { indexes[name] }

  package static func == (left: RecordLayout, right: RecordLayout) -> Bool { left.fields == right.fields }

  package func hash(into hasher: inout Hasher) { hasher.combine(fields) }
}
