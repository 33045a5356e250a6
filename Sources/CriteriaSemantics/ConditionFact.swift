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

  // 24 bytes in all: a text of a million conditions has a million facts.
  private let nodeIndex: UInt32
  private let fieldIndex: Int32
  private let operatorIndex: Int32
  private let valueIndex: Int32
  /// What ``field`` says: the index of a known field, or one of the negative numbers below.
  private let fieldCode: Int32
  /// `unknown` where the field is not known.
  package let type: FieldType
  package let comparison: Comparison
  package let verdict: TypeMatrix.Verdict
  /// Whether types are judged: no syntax finding that a safe fix does not mend, no foreign operator.
  package let isJudged: Bool

  package var node: CriteriaTree.NodeIndex { Int(nodeIndex) }
  /// Tokens; -1 where there is none.
  package var fieldToken: Int { Int(fieldIndex) }
  package var operatorToken: Int { Int(operatorIndex) }
  package var valueToken: Int { Int(valueIndex) }

  package var field: Field {
    switch fieldCode {
    case Self.unchecked: .unchecked
    case Self.system: .system
    case Self.unknown: .unknown
    default: .known(Int(fieldCode))
    }
  }

  private static let unchecked: Int32 = -1
  private static let system: Int32 = -2
  private static let unknown: Int32 = -3

  init(
    node: CriteriaTree.NodeIndex, fieldToken: Int, operatorToken: Int, valueToken: Int, field: Field,
    type: FieldType, comparison: Comparison, verdict: TypeMatrix.Verdict, isJudged: Bool
  ) {
    // Offsets into a text are 32 bits wide, and so are the numbers of its tokens and nodes.
    nodeIndex = UInt32(truncatingIfNeeded: node)
    fieldIndex = Int32(truncatingIfNeeded: fieldToken)
    operatorIndex = Int32(truncatingIfNeeded: operatorToken)
    valueIndex = Int32(truncatingIfNeeded: valueToken)
    fieldCode =
      switch field {
      case .unchecked: Self.unchecked
      case .known(let index): Int32(truncatingIfNeeded: index)
      case .system: Self.system
      case .unknown: Self.unknown
      }
    self.type = type
    self.comparison = comparison
    self.verdict = verdict
    self.isJudged = isJudged
  }
}
