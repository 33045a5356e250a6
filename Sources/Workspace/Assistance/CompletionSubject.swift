import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import SourceText

/// The datastore that a place is about, and what is known of it.
struct CompletionSubject {
  let datastore: String?
  let api: APIVersion
  let schema: PreparedSchema?
  let records: RecordTable?

  /// The names and types of its fields, the system fields last.
  var fields: [CompletionContext.Field] {
    CompletionContext(schema: schema?.schema, records: records).fields
  }
}

extension DocumentAssistance {
  /// What a query asks. Where nothing tells the datastore, the workspace's only one is the best guess.
  func subject(of query: HostQuery) -> CompletionSubject {
    let named = query.targets.lazy.compactMap(\.datastore).first
    let api = query.targets.first?.api ?? workspace.settings.dialect.api
    if named == nil { return subject(datastore: nil, api: api) }
    return CompletionSubject(
      datastore: named, api: api,
      schema: schema(of: query), records: records(of: query))
  }

  /// The datastore of a name, or, without one, the workspace's only one.
  func subject(datastore: String?, api: APIVersion) -> CompletionSubject {
    let name = datastore ?? workspace.onlyDatastore
    let schema = name.flatMap { workspace.catalog.index(of: $0, api: api) }
      .map { workspace.catalog.schemas[$0] }
    var records: RecordTable?
    if let name, case .success(let found) = workspace.records(of: name, api: api) { records = found.table }
    return CompletionSubject(datastore: name, api: api, schema: schema, records: records)
  }
}
