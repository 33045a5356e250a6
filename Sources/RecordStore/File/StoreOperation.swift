/// What the API does to datastores and records, each with the codes that its own page lists
/// (v3 document, "Possible Error Codes").
package enum StoreOperation: String, Sendable, Hashable, CaseIterable {
  case createDatastore
  case listDatastores
  case editDatastore
  case getDatastore
  case deleteDatastore
  case editFields
  case addFields
  case deleteFields
  case updateRecords
  case insertRecord
  case listRecords
  /// By ids or by criteria.
  case deleteRecords
  case updateRecord
  case getRecord
  case deleteRecord
  case exportRecords

  package var codes: Set<String> {
    switch self {
    case .createDatastore:
      [
        "datastore_creation_limit_exceeded", "datastore_name_already_exists",
        "datastore_invalid_creation_data", "datastore_fields_required", "datastore_fields_invalid_value",
        "datastore_fields_limit_exceeded", "datastore_fields_duplicate_column", "datastore_access_denied",
        "datastore_unique_key_column_not_found", "datastore_field_name_reserved",
        "datastore_field_unique_key_not_supported", "datastore_field_mask_not_supported", "datastore_invalid",
      ]
    case .listDatastores: ["bulk_record_update_failed", "invalid_record_criteria", "datastore_not_found"]
    case .editDatastore:
      [
        "datastore_not_found", "datastore_name_already_exists", "datastore_access_denied",
        "datastore_unique_key_column_not_found", "datastore_field_unique_key_not_supported",
        "datastore_invalid",
      ]
    case .getDatastore: ["record_not_found", "datastore_not_found"]
    case .deleteDatastore: ["datastore_not_found", "datastore_access_denied"]
    case .editFields:
      [
        "datastore_not_found", "datastore_access_denied", "datastore_field_update_failed",
        "datastore_field_not_found",
      ]
    case .addFields:
      [
        "datastore_not_found", "datastore_fields_invalid_value", "datastore_fields_limit_exceeded",
        "datastore_fields_duplicate_column", "datastore_access_denied",
        "datastore_field_name_already_exists", "datastore_field_name_reserved",
        "datastore_field_mask_not_supported",
      ]
    case .deleteFields: ["datastore_not_found", "datastore_column_not_found", "datastore_access_denied"]
    case .updateRecords:
      [
        "datastore_not_found", "datastore_invalid_criteria", "datastore_criteria_invalid_operator",
        "datastore_criteria_limit_exceeded", "datastore_column_not_found",
        "datastore_update_violates_unique_key", "datastore_access_denied",
      ]
    case .insertRecord:
      [
        "datastore_not_found", "datastore_data_limit_exceeded", "datastore_column_not_found",
        "datastore_invalid_number_value", "datastore_access_denied", "datastore_unique_key_violation",
        "datastore_required_field_missing",
      ]
    case .listRecords:
      [
        "datastore_not_found", "datastore_invalid_criteria", "datastore_criteria_invalid_operator",
        "datastore_criteria_limit_exceeded", "datastore_column_not_found", "datastore_invalid_next_token",
        "datastore_invalid_number_value", "datastore_in_query_limit_exceeded",
        "datastore_duplicate_sort_field", "datastore_access_denied",
      ]
    case .deleteRecords: []
    case .updateRecord:
      [
        "datastore_record_not_found", "datastore_not_found", "datastore_column_not_found",
        "datastore_update_violates_unique_key", "datastore_invalid_number_value", "datastore_access_denied",
      ]
    case .getRecord, .deleteRecord:
      ["datastore_record_not_found", "datastore_not_found", "datastore_access_denied"]
    case .exportRecords:
      ["datastore_not_found", "datastore_access_denied", "datastore_export_password_missing"]
    }
  }
}
