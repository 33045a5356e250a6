/// The rules that a store keeps, by name.
package enum StoreRule: String, Sendable, Hashable, CaseIterable {
  case datastoreNotFound = "datastore-not-found"
  case datastoreName = "datastore-name"
  case datastoreNameTaken = "datastore-name-taken"
  case datastoreLimit = "datastore-limit"
  /// A datastore's display name or description is missing or too long.
  case datastoreText = "datastore-text"
  case fieldsRequired = "fields-required"
  case fieldLimit = "field-limit"
  /// At most ten fields a change.
  case changeLimit = "change-limit"
  case fieldName = "field-name"
  case fieldNameReserved = "field-name-reserved"
  case fieldNameTaken = "field-name-taken"
  case fieldDuplicate = "field-duplicate"
  case fieldText = "field-text"
  case fieldType = "field-type"
  case fieldDefault = "field-default"
  case fieldMask = "field-mask"
  case fieldNotFound = "field-not-found"
  /// Names and types stay what they were at creation.
  case fieldFixed = "field-fixed"
  case fieldInUniqueKey = "field-in-unique-key"
  /// A unique key's own form: none of its fields, more than four.
  case uniqueKeys = "unique-keys"
  case uniqueKeyField = "unique-key-field"
  case uniqueKeyType = "unique-key-type"
  /// Two records would have the same key.
  case uniqueKey = "unique-key"
  case recordNotFound = "record-not-found"
  case recordID = "record-id"
  case unknownField = "unknown-field"
  case systemField = "system-field"
  case mandatoryField = "mandatory-field"
  case numberValue = "number-value"
  case booleanValue = "boolean-value"
  case textValue = "text-value"
  case textLength = "text-length"
  case recordLimits = "record-limits"
  case noValues = "no-values"
  case nothingSelected = "nothing-selected"
  case nextToken = "next-token"
  case listLimit = "list-limit"
  case exportPassword = "export-password"

  /// The documented codes that speak of it, the most exact one first; an operation answers the first one that its
  /// page lists.
  package var codes: [String] {
    switch self {
    case .datastoreNotFound: ["datastore_not_found"]
    case .datastoreName, .datastoreText, .uniqueKeys:
      ["datastore_invalid_creation_data", "datastore_invalid"]
    case .datastoreNameTaken: ["datastore_name_already_exists"]
    case .datastoreLimit: ["datastore_creation_limit_exceeded"]
    case .fieldsRequired: ["datastore_fields_required"]
    case .fieldLimit: ["datastore_fields_limit_exceeded"]
    case .changeLimit: []
    case .fieldName, .fieldText, .fieldType, .fieldDefault:
      ["datastore_fields_invalid_value", "datastore_field_update_failed"]
    case .fieldNameReserved: ["datastore_field_name_reserved"]
    case .fieldNameTaken: ["datastore_field_name_already_exists"]
    case .fieldDuplicate: ["datastore_fields_duplicate_column", "datastore_field_update_failed"]
    case .fieldMask: ["datastore_field_mask_not_supported", "datastore_field_update_failed"]
    case .fieldNotFound: ["datastore_field_not_found", "datastore_column_not_found"]
    case .fieldFixed: ["datastore_field_update_failed"]
    case .fieldInUniqueKey: []
    case .uniqueKeyField: ["datastore_unique_key_column_not_found"]
    case .uniqueKeyType: ["datastore_field_unique_key_not_supported"]
    case .uniqueKey: ["datastore_unique_key_violation", "datastore_update_violates_unique_key"]
    case .recordNotFound: ["datastore_record_not_found"]
    case .unknownField, .systemField: ["datastore_column_not_found"]
    case .mandatoryField: ["datastore_required_field_missing"]
    case .numberValue: ["datastore_invalid_number_value"]
    case .recordLimits: ["datastore_data_limit_exceeded"]
    case .nextToken: ["datastore_invalid_next_token"]
    case .exportPassword: ["datastore_export_password_missing"]
    case .recordID, .booleanValue, .textValue, .textLength, .noValues, .nothingSelected,
      .listLimit:
      []
    }
  }
}

extension StoreRefusal {
  /// `operation` refuses because of `rule`: with the code that its page lists, else with the rule's name.
  package init(_ operation: StoreOperation, _ rule: StoreRule, _ message: String) {
    let documented = operation.codes
    let code = rule.codes.first(where: documented.contains)
    self.init(message, code: code, rule: code == nil ? rule.rawValue : nil)
  }
}
