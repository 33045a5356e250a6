import CriteriaSyntax

/// A key that stands beside `criteria` in what a query is sent with.
package struct QueryKey: Sendable {
  package let name: String
  /// One line for lists.
  package let summary: String
  /// Markdown.
  package let page: String

  /// Those of a request in a version of the API, the most useful first; nil: those of the body of an update (criteria
  /// language, "Where criteria stand").
  package static func parameters(_ api: APIVersion?) -> [QueryKey] {
    let names =
      switch api {
      case .v2: ["criteria", "order_by", "limit", "from_index", "start_token"]
      case .v3: ["criteria", "order_by", "limit", "next_token", "sync_token", "extension_key"]
      case nil: ["criteria", "values"]
      }
    return names.compactMap(named)
  }

  private static let all = [
    QueryKey(
      name: "criteria", summary: "which records",
      page: "The condition that records match, such as `(department==Sales) && (isactive==true)`."),
    QueryKey(
      name: "order_by", summary: "in which order",
      page:
        "In v2 and Deluge one field with its sign, `+department` or `-department`; in v3 fields with `asc` or "
        + "`desc` after them."),
    QueryKey(
      name: "limit", summary: "how many records a page has",
      page: "A number. Without it a page has 100 records in v2 (C24) and 50 in v3."),
    QueryKey(
      name: "from_index", summary: "which record is the first",
      page: "A number: the records of the answer begin there (v2)."),
    QueryKey(
      name: "start_token", summary: "where the next page begins",
      page: "The token of the answer before (v2). Tokens are opaque (C15)."),
    QueryKey(
      name: "next_token", summary: "where the next page begins",
      page: "The token of the answer before, base64 (v3). Tokens are opaque (C15)."),
    QueryKey(
      name: "sync_token", summary: "changes since an answer",
      page:
        "The token of an earlier answer (v3). Tokens are opaque (C15), and the documentation contradicts itself "
        + "about what this one selects."),
    QueryKey(
      name: "values", summary: "what the records get",
      page: "The new values of the fields, an object (v3, update)."),
    QueryKey(
      name: "extension_key", summary: "the extension that owns the datastore",
      page: "The key of the extension whose datastore is asked (v3)."),
  ]

  package static func named(_ name: String) -> QueryKey? { all.first { $0.name == name } }

  /// What a task of Deluge does; nil for others than those of datastores.
  package static func meaning(ofTask name: String) -> String? {
    switch name {
    case "getRecords": "the records that a map selects"
    case "getRecordById": "one record"
    case "createRecord": "adds a record"
    case "updateRecord": "changes a record"
    case "deleteRecord": "deletes a record"
    case "deleteRecords": "deletes the records that a criteria selects"
    default: nil
    }
  }

  /// How a task of Deluge is called.
  package static func usage(ofTask name: String) -> String? {
    switch name {
    case "getRecords": "zoho.cliq.getRecords(\"datastore\", map)"
    case "getRecordById": "zoho.cliq.getRecordById(\"datastore\", id)"
    case "createRecord": "zoho.cliq.createRecord(\"datastore\", map)"
    case "updateRecord": "zoho.cliq.updateRecord(\"datastore\", id, map)"
    case "deleteRecord": "zoho.cliq.deleteRecord(\"datastore\", id)"
    case "deleteRecords": "zoho.cliq.deleteRecords(\"datastore\", \"criteria\")"
    default: nil
    }
  }
}
