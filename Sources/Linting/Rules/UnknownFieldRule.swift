import CriteriaSemantics
import SourceText

/// ## What it does
/// Looks up each field in the schema of the datastore. Fields are named by their unique name, exactly as the schema
/// writes it; a display name or another case is not found, and suggested.
///
/// Where one text reaches several datastores, the message names those that lack the field.
///
/// ## Why it matters
/// The server refuses the whole request.
///
/// ## Example
/// ```criteria
/// @datastore empdir
/// (departmnt==Engineering)
/// ```
///
/// ## Use instead
/// ```criteria
/// @datastore empdir
/// (department==Engineering)
/// ```
///
/// ## Fix safety
/// Unsafe: the suggestion is a guess.
///
/// ## Basis and source
/// v3, "List records" and "Update records", errors: `datastore_column_not_found`. For deleting and for v2 the rule
/// is documented and the code is not.
package enum UnknownFieldRule: QueryRule {
  package static let info = RuleInfo(
    code: "CQ011", name: "unknown-field", severity: .error, group: .correctness,
    summary: "a field that the datastore does not have")

  package static let traits: QueryTraits = .unknownField

  package static func check(_ query: QueryContext, _ findings: inout FindingSink) {
    guard let schema = query.schema?.schema else { return }
    for fact in query.facts where fact.field == .unknown && !query.isBroken(fact) {
      let place = query.range(ofToken: fact.fieldToken)
      let name = query.string(place)
      let lacking = lackingDatastores(query, place)
      let suggestion = Suggestions.field(for: name, in: schema)
      var fixes: [FixDraft] = []
      if let suggestion {
        fixes = [
          .unsafe("replace with `\(suggestion)`", [TextEdit(range: place, newText: suggestion)])
        ]
      }
      var related: [RelatedPlace] = []
      if let path = schema.path {
        related = [
          RelatedPlace(
            message: "`\(schema.uniqueName)` is described here", path: path, range: schema.nameRange)
        ]
      }
      findings.report(
        .unknownField, in: query.text, at: place,
        "\(query.quoted(place)) is not a field of \(Message.list(lacking))" + Message.suggestion(suggestion),
        fixes: fixes, related: related)
    }
  }

  /// The datastores of all targets whose schema lacks the field, in backticks.
  private static func lackingDatastores(_ query: QueryContext, _ name: ByteRange) -> [String] {
    var result: [String] = []
    for target in query.targets {
      guard let schema = target.schema, schema.resolve(query.bytes, name) == .unknown else { continue }
      let name = "`\(schema.schema.uniqueName)`"
      if !result.contains(name) { result.append(name) }
    }
    return result
  }
}
