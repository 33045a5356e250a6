import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// A criteria made ready to run over records of one layout: fields found, types resolved, values read, patterns and
/// lists prepared. Every way of running a query starts from it.
package struct CompiledCriteria: Sendable {
  /// A step of the calculation, in postorder: operands come before what joins them.
  package enum Step: Sendable, Hashable {
    /// An index into `conditions`.
    case condition(Int)
    /// Joins the last so many results, at least two.
    case all(operands: Int)
    case any(operands: Int)
  }

  /// A condition of the criteria, ready to be asked of a record.
  package struct Condition: Sendable {
    /// In the tree that was compiled.
    package let node: CriteriaTree.NodeIndex
    /// In the text.
    package let range: ByteRange
    /// An index into the layout's fields.
    package let field: Int
    package let test: ConditionTest
    /// `!=`, `not like`, `not in`: the test's answer is turned round; unknown stays unknown.
    package let isNegated: Bool

    package init(
      node: CriteriaTree.NodeIndex, range: ByteRange, field: Int, test: ConditionTest, isNegated: Bool
    ) {
      self.node = node
      self.range = range
      self.field = field
      self.test = test
      self.isNegated = isNegated
    }
  }

  /// Empty where the criteria is, and then every record matches [decision C4].
  package let steps: [Step]
  package let conditions: [Condition]

  package init(steps: [Step], conditions: [Condition]) {
    self.steps = steps
    self.conditions = conditions
  }

  /// Selects every record [decision C4].
  package static let everything = CompiledCriteria(steps: [], conditions: [])
}
