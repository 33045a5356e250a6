import CriteriaSyntax
import SourceText

/// A field's type (v3, "Create a datastore", fields).
package enum FieldType: String, Sendable, Hashable, CaseIterable {
  case boolean
  case number
  case limitedText = "limited-text"
  case largeText = "large-text"
  case encryptedText = "encrypted-text"
  /// Ours: a field of a schema drafted from scripts. Switches type checks off, not did-you-mean.
  case unknown
}

/// One field of a datastore.
package struct FieldSchema: Sendable, Hashable {
  package let uniqueName: String
  package let displayName: String?
  package let type: FieldType
  package let isMandatory: Bool
  package let isMasked: Bool
  package let defaultValue: String?
  /// The unique name's place in its schema file, quotes not included.
  package let nameRange: ByteRange

  package init(
    uniqueName: String, displayName: String? = nil, type: FieldType, isMandatory: Bool = false,
    isMasked: Bool = false, defaultValue: String? = nil, nameRange: ByteRange = ByteRange(at: 0)
  ) {
    self.uniqueName = uniqueName
    self.displayName = displayName
    self.type = type
    self.isMandatory = isMandatory
    self.isMasked = isMasked
    self.defaultValue = defaultValue
    self.nameRange = nameRange
  }
}

/// A datastore as the API describes it (v3, "Create a datastore", "Get a datastore").
package struct DatastoreSchema: Sendable, Hashable {
  package let uniqueName: String
  package let displayName: String?
  package let api: APIVersion
  package let fields: [FieldSchema]
  package let uniqueKeys: [[String]]
  /// The schema file, as the workspace names it; nil for one that has none.
  package let path: String?
  /// The unique name's place in that file.
  package let nameRange: ByteRange

  package init(
    uniqueName: String, displayName: String? = nil, api: APIVersion = .v3, fields: [FieldSchema],
    uniqueKeys: [[String]] = [], path: String? = nil, nameRange: ByteRange = ByteRange(at: 0)
  ) {
    self.uniqueName = uniqueName
    self.displayName = displayName
    self.api = api
    self.fields = fields
    self.uniqueKeys = uniqueKeys
    self.path = path
    self.nameRange = nameRange
  }
}
