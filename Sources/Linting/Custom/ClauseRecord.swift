import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import SourceText

/// A clause of a query as a record: what the criteria of a user's own rule asks about.
package enum ClauseRecord {
  /// Its fields. `depth` is a number, all others are texts.
  package enum Field: String, CaseIterable, Sendable {
    /// Unique name; null where none is known.
    case datastore
    /// As written.
    case field
    /// The field's type; null where no schema tells.
    case type
    /// The standard spelling (`==` for `=`), or as written where it is no operator here.
    case `operator`
    /// The text as written, quotes included; null for holes and lists.
    case value
    /// The texts of all values, joined with commas; null where a hole is one of them.
    case values
    /// The groups `( … )` around the clause; parentheses that hold nothing but it are not counted.
    case depth
    /// `list`, `update`, `delete`.
    case operation
    /// `v2`, `v3`.
    case api
    /// The file's path, relative to the workspace.
    case file
  }

  /// For checking and compiling the rule's own criteria.
  package static let schema = PreparedSchema(
    DatastoreSchema(
      uniqueName: "clauses",
      fields: Field.allCases.map {
        FieldSchema(uniqueName: $0.rawValue, type: $0 == .depth ? .number : .limitedText)
      }))

  static let layout = RecordLayout(
    fields: Field.allCases.map {
      RecordLayout.Field(name: $0.rawValue, type: $0 == .depth ? .number : .limitedText)
    },
    schema: schema)

  /// The record of one condition.
  static func record(of fact: ConditionFact, in query: QueryContext, depth: Int, file: String) -> Record {
    let condition = query.tree.condition(fact.node)
    let texts = condition.values.map { token in
      query.isLiteral(token) ? query.string(query.range(ofToken: token)) : nil
    }
    let isList = query.tree.nodes[fact.node].flags.contains(.list)
    return Record(
      values: Field.allCases.map { field in
        switch field {
        case .datastore: text(query.target.datastore ?? query.schema?.schema.uniqueName)
        case .field: text(query.fieldName(fact))
        case .type: text(fact.type == .unknown ? nil : fact.type.rawValue)
        case .operator: text(spelling(of: condition, query))
        case .value: text(isList || texts.count != 1 ? nil : texts[0])
        case .values: text(texts.contains(nil) ? nil : texts.compactMap { $0 }.joined(separator: ","))
        case .depth: NumberLiteral(String(depth).utf8).map(RecordValue.number) ?? .null
        case .operation: text(query.operation.rawValue)
        case .api: text(query.api.rawValue)
        case .file: text(file)
        }
      })
  }

  private static func spelling(of condition: CriteriaTree.Condition, _ query: QueryContext) -> String? {
    guard let entry = condition.entry else { return nil }
    return OperatorTable.standardSpelling(of: entry.comparison) ?? entry.spelling
  }

  private static func text(_ text: String?) -> RecordValue {
    text.map { .text(Array($0.utf8)) } ?? .null
  }
}
