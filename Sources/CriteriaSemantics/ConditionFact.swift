import CriteriaSyntax
import SourceText

/// What the checker knows about one condition; rules read it instead of walking the tree again.
package struct ConditionFact: Sendable {
  package enum Field: Sendable, Equatable {
    /// There is no field, it holds a hole, or there is no schema.
    case unchecked
    /// An index into the schema's fields.
    case known(Int)
    /// `id`, `added_time`, `modified_time` [decision C6].
    case system
    /// The schema has no such field.
    case unknown
  }

  package let node: CriteriaTree.NodeIndex
  /// Tokens; -1 where there is none.
  package let fieldToken: Int
  package let operatorToken: Int
  package let valueToken: Int
  package let field: Field
  /// `unknown` where the field is not known.
  package let type: FieldType
  package let comparison: Comparison
  package let verdict: TypeMatrix.Verdict
  /// Whether types are judged: no syntax finding that a safe fix does not mend, no foreign operator.
  package let isJudged: Bool
}
