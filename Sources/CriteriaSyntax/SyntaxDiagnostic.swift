import SourceText

/// Something the parser noticed, in the buffer's offsets.
///
/// The parser says what and where; the rule that owns the kind writes the message and the fix.
package struct SyntaxDiagnostic: Sendable, Equatable {
  package enum Kind: UInt8, Sendable, CaseIterable {
    // CQ001
    /// A field was expected and something else, or nothing, stands here.
    case conditionExpected
    case operatorExpected
    /// After a condition, something that is neither a logical operator nor a close.
    case logicalOperatorExpected
    case valueExpected
    /// `(` that nothing closes.
    case unclosedGroup
    /// `)` that nothing opened.
    case unopenedGroup
    /// Two conditions without an operator between them; the range is where it is missing.
    case missingLogicalOperator
    /// A `(` inside a bare value that nothing closes before the value ends.
    case unclosedValueParenthesis
    /// `!` or `not`; the node is the negation.
    case negation
    /// `"team"==x`, `[team]==x`; the range is the field with its delimiters.
    case delimitedField
    /// White space that is none of ours, between tokens or at an end of a bare value.
    case strangeBlank
    /// Full-width forms of ASCII characters.
    case fullWidth
    /// `[a,b]`; the range is the whole list.
    case bracketedList
    /// `in ()`, or nothing after `in`.
    case emptyList
    case trailingComma
    /// Two values of a list without a comma; the range is where it is missing.
    case missingComma
    /// `field:equals:value`, `Field:value`; the range is the whole condition.
    case colonCondition
    /// `field.contains("x")`; the range is the whole condition.
    case methodCall
    /// A whole text pasted in its `%28` form; the range is the text.
    case percentEncoded
    /// `${` without its `}` on the line.
    case unclosedHole
    /// A value list, or its `(`, that nothing closes.
    case unclosedList

    // CQ002
    case unknownOperator

    // CQ003
    /// `AND`, `or`, `&`, `|`; `isSafe` of the fix is ``isRepairSafe``.
    case wordLogicalOperator

    // CQ007
    /// The first group nested deeper than 256.
    case tooDeep

    // CQ114
    /// A bare value that begins with an operator character.
    case operatorStartsValue
    /// A bare value with parentheses in it.
    case parenthesesInValue
    /// A bare value that swallowed what looks like the next condition; the range is where the operator is missing.
    case conditionInValue

    // CQ115
    case keywordCase

    // CQ116
    /// `a,,b`, or a leading comma; the range is the comma.
    case emptyListItem

    // CQ122, CQ123
    /// The range is the whole value.
    case smartQuotes
    case strayQuote
  }

  package let kind: Kind
  package let start: UInt32
  package let end: UInt32
  /// The node that the finding belongs to: its condition, group or negation. `UInt32.max` where there is none.
  package internal(set) var node: UInt32
  /// For `wordLogicalOperator`: whether the right side is a condition on a known field.
  package let isRepairSafe: Bool

  /// Whether the condition that holds it can still be judged: a safe fix mends it, or it is only a remark.
  package var leavesConditionWhole: Bool {
    switch kind {
    case .strangeBlank, .wordLogicalOperator, .tooDeep, .operatorStartsValue, .parenthesesInValue,
      .conditionInValue, .keywordCase, .emptyListItem, .smartQuotes, .strayQuote, .unknownOperator:
      true
    default: false
    }
  }

  package var range: ByteRange { ByteRange(Int(start), Int(end)) }
}
