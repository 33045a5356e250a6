import CriteriaSemantics
import CriteriaSyntax

/// What a field is made of (v3, "Create a datastore", "Add fields to a datastore").
package struct FieldDefinition: Sendable, Hashable {
  package var uniqueName: String
  /// The display name.
  package var name: String?
  package var type: FieldType
  package var isMandatory: Bool
  package var isMasked: Bool
  /// Nil where none is stated.
  package var defaultValue: String?

  package init(
    uniqueName: String, name: String? = nil, type: FieldType, isMandatory: Bool = false,
    isMasked: Bool = false, defaultValue: String? = nil
  ) {
    self.uniqueName = uniqueName
    self.name = name
    self.type = type
    self.isMandatory = isMandatory
    self.isMasked = isMasked
    self.defaultValue = defaultValue
  }
}

/// What a datastore is made of (v3, "Create a datastore").
package struct DatastoreDefinition: Sendable, Hashable {
  package var uniqueName: String
  package var name: String?
  package var description: String?
  package var api: APIVersion
  package var fields: [FieldDefinition]
  package var uniqueKeys: [[String]]
  /// A description of a datastore that the API has already: what it is called breaks no rule.
  package var isExisting: Bool

  package init(
    uniqueName: String, name: String?, description: String?, api: APIVersion = .v3,
    fields: [FieldDefinition], uniqueKeys: [[String]] = [], isExisting: Bool = false
  ) {
    self.uniqueName = uniqueName
    self.name = name
    self.description = description
    self.api = api
    self.fields = fields
    self.uniqueKeys = uniqueKeys
    self.isExisting = isExisting
  }

  /// The datastore of a workspace's schema file. What is wrong with the file has been said when it was read, so what
  /// it lacks is made up here: names for people are made of the unique ones.
  package init(_ schema: DatastoreSchema) {
    self.init(
      uniqueName: schema.uniqueName, name: schema.displayName ?? schema.uniqueName,
      description: schema.displayName ?? schema.uniqueName, api: schema.api,
      fields: schema.fields.map { field in
        FieldDefinition(
          uniqueName: field.uniqueName, name: field.displayName ?? field.uniqueName, type: field.type,
          isMandatory: field.isMandatory, isMasked: field.isMasked, defaultValue: field.defaultValue)
      }, uniqueKeys: schema.uniqueKeys, isExisting: true)
  }
}

/// What to change of a datastore (v3, "Edit a datastore"); nil leaves it as it is.
package struct DatastoreChange: Sendable, Hashable {
  package var uniqueName: String?
  package var name: String?
  package var description: String?
  /// Replaces all of them.
  package var uniqueKeys: [[String]]?

  package init(
    uniqueName: String? = nil, name: String? = nil, description: String? = nil, uniqueKeys: [[String]]? = nil
  ) {
    self.uniqueName = uniqueName
    self.name = name
    self.description = description
    self.uniqueKeys = uniqueKeys
  }
}

/// What to change of a field (v3, "Edit datastore fields"); nil leaves it as it is.
package struct FieldChange: Sendable, Hashable {
  /// Of the field.
  package var id: String
  /// As it is: it cannot change.
  package var uniqueName: String?
  /// As it is: it cannot change.
  package var type: FieldType?
  package var name: String?
  package var isMandatory: Bool?
  package var isMasked: Bool?
  package var defaultValue: String?

  package init(
    id: String, uniqueName: String? = nil, type: FieldType? = nil, name: String? = nil,
    isMandatory: Bool? = nil, isMasked: Bool? = nil, defaultValue: String? = nil
  ) {
    self.id = id
    self.uniqueName = uniqueName
    self.type = type
    self.name = name
    self.isMandatory = isMandatory
    self.isMasked = isMasked
    self.defaultValue = defaultValue
  }
}
