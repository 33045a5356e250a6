import CriteriaSemantics
import Evaluation
import SourceText

/// What is known where a criteria is completed.
package struct CompletionContext: Sendable {
  /// The fields of the datastore that is meant; nil: nothing is known of it.
  package var fields: [Field]
  /// The datastore's records, for the values that stand in them.
  package var records: (any RecordSource)?
  /// The names of holes that have a value.
  package var holes: [String]
  /// How many values of a field are offered.
  package var mostValues: Int
  /// Whether `${` begins a hole where the criteria stands.
  package var hasDollarHoles = true
  /// Whether the front end can show places to go on typing at.
  package var offersSnippets = false

  /// A field that may be offered.
  package struct Field: Sendable, Hashable {
    package let name: String
    package let displayName: String?
    package let type: FieldType
    /// What its records hold is hidden.
    package let isMasked: Bool

    package init(name: String, displayName: String? = nil, type: FieldType, isMasked: Bool = false) {
      self.name = name
      self.displayName = displayName
      self.type = type
      self.isMasked = isMasked
    }
  }

  package init(
    fields: [Field] = [], records: (any RecordSource)? = nil, holes: [String] = [], mostValues: Int = 100
  ) {
    self.fields = fields
    self.records = records
    self.holes = holes
    self.mostValues = mostValues
  }

  /// What a schema and a collection of records tell; where both do, the schema knows the type.
  package init(schema: DatastoreSchema?, records: (any RecordSource)?, holes: [String] = []) {
    var fields = (schema?.fields ?? []).map {
      Field(name: $0.uniqueName, displayName: $0.displayName, type: $0.type, isMasked: $0.isMasked)
    }
    let known = Set(fields.map(\.name))
    let system = FieldTable.systemFields
    let others = (records?.layout.fields ?? []).filter { !known.contains($0.name) }
    fields += others.filter { !system.contains($0.name) }.map {
      Field(name: $0.name, type: $0.type, isMasked: $0.isMasked)
    }
    // Criteria may name them [decision C6]; they are seldom what is looked for, and stand last.
    let names = records == nil ? system : system.filter { records?.layout.index(of: $0) != nil }
    fields += names.map { Field(name: $0, type: .number) }
    self.init(fields: fields, records: records, holes: holes)
  }

  package func field(_ name: String) -> Field? { fields.first { $0.name == name } }
}
