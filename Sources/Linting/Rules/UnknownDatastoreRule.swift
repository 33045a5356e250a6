import CriteriaSemantics
import SourceText

/// ## What it does
/// Looks up the datastore that a query names among the schemas of the workspace. Where settings say that the schemas
/// are complete (`datastores.complete`), a name that is missing is an error. Else it is a warning where the name is
/// one letter away from a known one and used only once, and nothing otherwise: most workspaces know only some of
/// their datastores.
///
/// ## Why it matters
/// The server answers `datastore_not_found`, or a misspelt name reads another datastore.
///
/// ## Example
/// ```criteria
/// @datastore empdri
/// (department==Engineering)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// (department==Engineering)
/// ```
///
/// ## Fix safety
/// Unsafe: the query would read another datastore.
///
/// ## Basis and source
/// v3, "List records" and "Update records", errors: `datastore_not_found`.
package enum UnknownDatastoreRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ010", name: "unknown-datastore", severity: .error, group: .correctness,
    summary: "a datastore without a schema, where schemas are complete or the name is nearly a known one")

  package static let traits: QueryTraits = .unknownDatastore

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    guard let name = query.target.datastore, query.schema == nil else { return }
    let place = query.target.datastoreRange ?? query.query.range
    if query.catalog.isComplete {
      let suggestion = Suggestions.nearest(to: name, in: query.catalog.names)
      findings.report(
        .unknownDatastore, atFile: place,
        "there is no datastore \(Message.quoted(name))" + Message.suggestion(suggestion),
        fixes: fix(query, suggestion))
      return
    }
    guard query.datastoreUses[name] <= 1, let suggestion = meant(by: name, query.catalog) else {
      return
    }
    findings.report(
      at: place, "no schema describes the datastore \(Message.quoted(name))" + Message.suggestion(suggestion),
      severity: .warning, fixes: fix(query, suggestion))
  }

  /// The one datastore that `name`, which has no schema, is a letter away from. Whether it is reported depends on how
  /// often the workspace names it.
  package static func meant(by name: String, _ catalog: SchemaCatalog) -> String? {
    if catalog.isComplete { return nil }
    let near = catalog.names.filter { Suggestions.isOneEditAway(name, $0) }
    return near.count == 1 ? near.first : nil
  }

  /// Unique names need no escaping in any host.
  private static func fix(_ query: QueryContext, _ suggestion: String?) -> [Fix] {
    guard let suggestion, let range = query.target.datastoreRange else { return [] }
    return [
      Fix(
        title: "replace with `\(suggestion)`", isSafe: false,
        edits: [TextEdit(range: range, newText: suggestion)])
    ]
  }
}
