import RecordStore
import Testing

/// What the v3 document lists under "Possible Error Codes", page by page.
private let documented: [(page: String, operation: StoreOperation, codes: String)] = [
  (
    "Create a datastore", .createDatastore,
    """
    datastore_creation_limit_exceeded datastore_name_already_exists datastore_invalid_creation_data
    datastore_fields_required datastore_fields_invalid_value datastore_fields_limit_exceeded
    datastore_fields_duplicate_column datastore_access_denied datastore_unique_key_column_not_found
    datastore_field_name_reserved datastore_field_unique_key_not_supported datastore_field_mask_not_supported
    datastore_invalid
    """
  ),
  (
    "List all datastores", .listDatastores,
    "bulk_record_update_failed invalid_record_criteria datastore_not_found"
  ),
  (
    "Edit a datastore", .editDatastore,
    """
    datastore_not_found datastore_name_already_exists datastore_access_denied
    datastore_unique_key_column_not_found datastore_field_unique_key_not_supported datastore_invalid
    """
  ),
  ("Get a datastore", .getDatastore, "record_not_found datastore_not_found"),
  ("Delete a datastore", .deleteDatastore, "datastore_not_found datastore_access_denied"),
  (
    "Edit datastore fields", .editFields,
    "datastore_not_found datastore_access_denied datastore_field_update_failed datastore_field_not_found"
  ),
  (
    "Add fields to a datastore", .addFields,
    """
    datastore_not_found datastore_fields_invalid_value datastore_fields_limit_exceeded
    datastore_fields_duplicate_column datastore_access_denied datastore_field_name_already_exists
    datastore_field_name_reserved datastore_field_mask_not_supported
    """
  ),
  (
    "Delete fields of a datastore", .deleteFields,
    "datastore_not_found datastore_column_not_found datastore_access_denied"
  ),
  (
    "Bulk update records", .updateRecords,
    """
    datastore_not_found datastore_invalid_criteria datastore_criteria_invalid_operator
    datastore_criteria_limit_exceeded datastore_column_not_found datastore_update_violates_unique_key
    datastore_access_denied
    """
  ),
  (
    "Add records", .insertRecord,
    """
    datastore_not_found datastore_data_limit_exceeded datastore_column_not_found datastore_invalid_number_value
    datastore_access_denied datastore_unique_key_violation datastore_required_field_missing
    """
  ),
  (
    "List records", .listRecords,
    """
    datastore_not_found datastore_invalid_criteria datastore_criteria_invalid_operator
    datastore_criteria_limit_exceeded datastore_column_not_found datastore_invalid_next_token
    datastore_invalid_number_value datastore_in_query_limit_exceeded datastore_duplicate_sort_field
    datastore_access_denied
    """
  ),
  ("Delete records", .deleteRecords, ""),
  (
    "Update a record", .updateRecord,
    """
    datastore_record_not_found datastore_not_found datastore_column_not_found
    datastore_update_violates_unique_key datastore_invalid_number_value datastore_access_denied
    """
  ),
  ("Get a record", .getRecord, "datastore_record_not_found datastore_not_found datastore_access_denied"),
  (
    "Delete a record", .deleteRecord, "datastore_record_not_found datastore_not_found datastore_access_denied"
  ),
  (
    "Export", .exportRecords,
    "datastore_not_found datastore_access_denied datastore_export_password_missing"
  ),
]

@Test("each operation answers the codes of its own page")
func operationCodes() {
  #expect(Set(documented.map(\.operation)) == Set(StoreOperation.allCases))
  for row in documented {
    let codes = Set(row.codes.split { $0 == " " || $0 == "\n" }.map(String.init))
    #expect(row.operation.codes == codes, "\(row.page)")
  }
}

@Test("every code that a rule names is documented for some operation; a refusal has a code or a rule")
func ruleCodes() {
  let all = StoreOperation.allCases.reduce(into: Set<String>()) { $0.formUnion($1.codes) }
  for rule in StoreRule.allCases {
    for code in rule.codes { #expect(all.contains(code), "\(rule.rawValue): \(code)") }
    for operation in StoreOperation.allCases {
      let refusal = StoreRefusal(operation, rule, "no")
      #expect((refusal.code == nil) != (refusal.rule == nil), "\(operation) \(rule)")
      if let code = refusal.code { #expect(operation.codes.contains(code), "\(operation) \(rule)") }
    }
  }
}
