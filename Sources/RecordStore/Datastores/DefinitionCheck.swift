import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// The documented rules of what datastores and fields are made of. The first broken one is answered.
struct DefinitionCheck {
  let operation: StoreOperation
  let api: APIVersion

  /// v3, "Create a datastore": at most 19 fields beside the record id.
  static let fieldLimit = 19
  /// v3, "Add fields to a datastore": at most 10 fields a request; "Edit datastore fields" and deleting alike.
  static let changeLimit = 10
  static let uniqueKeyLimit = 4
  /// Characters of a display name, of a description, of a default.
  static let nameLimit = 20
  static let descriptionLimit = 250
  static let defaultLimit = 100

  func refusal(_ rule: StoreRule, _ message: String) -> StoreRefusal {
    StoreRefusal(operation, rule, message)
  }

  /// A datastore's names and description; `isExisting` where the API gave them.
  func check(_ definition: DatastoreDefinition) throws(StoreRefusal) {
    if definition.isExisting {
      guard !definition.uniqueName.isEmpty else { throw refusal(.datastoreName, "a datastore needs a name") }
    } else {
      try checkDatastoreName(definition.uniqueName)
      try checkText(definition.name, "name", Self.nameLimit, .datastoreText, of: "the datastore")
      try checkText(
        definition.description, "description", Self.descriptionLimit, .datastoreText, of: "the datastore")
    }
    guard !definition.fields.isEmpty else {
      throw refusal(
        .fieldsRequired, "`\(definition.uniqueName)` has no fields; a datastore needs at least one")
    }
    try checkFieldCount(definition.fields.count)
    var names: Set<String> = []
    for field in definition.fields {
      try check(field, isExisting: definition.isExisting)
      if !names.insert(field.uniqueName).inserted { throw duplicate(field.uniqueName) }
    }
    let types = Dictionary(
      definition.fields.map { ($0.uniqueName, $0.type) }, uniquingKeysWith: { first, _ in first })
    try check(definition.uniqueKeys, types: types)
  }

  func checkDatastoreName(_ name: String) throws(StoreRefusal) {
    try checkUniqueName(name, "datastore", .datastoreName)
  }

  func checkFieldCount(_ count: Int) throws(StoreRefusal) {
    if count > Self.fieldLimit {
      throw refusal(
        .fieldLimit, "\(count) fields; at most \(Self.fieldLimit) are allowed beside the record id")
    }
  }

  func duplicate(_ name: String) -> StoreRefusal {
    refusal(.fieldDuplicate, "the field `\(name)` stands twice; leave one out")
  }

  // MARK: - Fields

  func check(_ field: FieldDefinition, isExisting: Bool = false) throws(StoreRefusal) {
    let name = field.uniqueName
    if FieldTable.systemFields.contains(name) {
      throw refusal(.fieldNameReserved, "every record has a field `\(name)` already; choose another name")
    }
    if isExisting {
      guard !name.isEmpty else { throw refusal(.fieldName, "a field needs a name") }
    } else {
      try checkUniqueName(name, "field", .fieldName)
      try checkText(field.name, "name", Self.nameLimit, .fieldText, of: "the field `\(name)`")
    }
    guard field.type != .unknown else {
      throw refusal(
        .fieldType,
        "the field `\(name)` has no type, and a type cannot change later; state one: \(Self.types)")
    }
    if field.isMasked { try checkMask(name, field.type) }
    try checkDefault(field.defaultValue, name, field.type, isExisting: isExisting)
  }

  private static let types = FieldType.allCases.filter { $0 != .unknown }.map { "`\($0.rawValue)`" }
    .joined(separator: ", ")

  func checkMask(_ name: String, _ type: FieldType) throws(StoreRefusal) {
    guard type == .limitedText || type == .number else {
      throw refusal(
        .fieldMask,
        "`\(name)` is a field of type `\(type.rawValue)`, which cannot be masked; only `limited-text` and "
          + "`number` can")
    }
  }

  /// An empty default is none, as the documentation's own examples write it.
  func checkDefault(
    _ value: String?, _ name: String, _ type: FieldType, isExisting: Bool = false
  ) throws(StoreRefusal) {
    guard let value, !value.isEmpty else { return }
    let length = value.unicodeScalars.count
    if length > Self.defaultLimit, !isExisting {
      throw refusal(
        .fieldDefault,
        "the default of `\(name)` has \(length) characters; at most \(Self.defaultLimit) are allowed")
    }
    let bytes = Array(value.utf8)
    switch type {
    case .number where NumberLiteral(bytes) == nil:
      throw refusal(.fieldDefault, "the default of the number field `\(name)` is no number: `\(value)`")
    case .boolean where BooleanLiteral(bytes, ByteRange(0, bytes.count)) == .invalid:
      throw refusal(
        .fieldDefault, "the default of the boolean field `\(name)` is `\(value)`; write `true` or `false`")
    default: break
    }
  }

  func checkName(_ name: String?, of field: String) throws(StoreRefusal) {
    if let name { try checkText(name, "name", Self.nameLimit, .fieldText, of: "the field `\(field)`") }
  }

  /// v3: letters, digits and spaces are promised to a display name; what else it may hold is not documented.
  func checkText(
    _ text: String?, _ key: String, _ limit: Int, _ rule: StoreRule, of what: String
  ) throws(StoreRefusal) {
    guard let text, !text.isEmpty else { throw refusal(rule, "\(what) needs a `\(key)`") }
    let length = text.unicodeScalars.count
    if length > limit {
      throw refusal(
        rule, "the `\(key)` of \(what) has \(length) characters; at most \(limit) are allowed")
    }
  }

  private func checkUniqueName(_ name: String, _ what: String, _ rule: StoreRule) throws(StoreRefusal) {
    let bytes = Array(name.utf8)
    switch FieldName.problem(bytes, ByteRange(0, bytes.count), api: api) {
    case nil: return
    case .tooLong:
      throw refusal(
        rule,
        "the name `\(name)` has \(bytes.count) characters; a \(what)'s name has at most \(Limits.nameLength(api))"
      )
    case .characters:
      throw refusal(
        rule,
        "`\(name)` cannot name a \(what); write lowercase letters, digits and `_`, beginning with a letter")
    }
  }

  // MARK: - Unique keys

  func check(_ keys: [[String]], types: [String: FieldType]) throws(StoreRefusal) {
    if keys.count > Self.uniqueKeyLimit {
      throw refusal(
        .uniqueKeys, "\(keys.count) unique keys; at most \(Self.uniqueKeyLimit) are allowed")
    }
    for key in keys {
      if key.isEmpty { throw refusal(.uniqueKeys, "a unique key has no fields; name at least one") }
      if Set(key).count < key.count {
        throw refusal(.uniqueKeys, "a field stands twice in the unique key `\(key.joined(separator: ", "))`")
      }
      for name in key {
        guard let type = types[name] else {
          let meant = Suggestions.nearest(to: name, in: types.keys.sorted()).map { "; did you mean `\($0)`?" }
          throw refusal(.uniqueKeyField, "the unique key's field `\(name)` does not exist\(meant ?? "")")
        }
        if type == .largeText || type == .encryptedText {
          throw refusal(
            .uniqueKeyType,
            "`\(name)` is a field of type `\(type.rawValue)`, which cannot be in a unique key")
        }
      }
    }
  }
}
