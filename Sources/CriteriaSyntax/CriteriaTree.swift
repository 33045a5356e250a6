import SourceText

/// The lossless tree of one criteria text.
///
/// Tokens cover the text without a gap, so printing them gives the text back byte for byte. Nodes stand in
/// postorder: a node's last child is the node before it, and the child before that ends where the last child's
/// subtree begins; a loop over `nodes` visits children before parents and needs no recursion. All offsets are
/// offsets into the buffer that was parsed.
package struct CriteriaTree: Sendable {
  package struct Token: Sendable, Equatable {
    package enum Kind: UInt8, Sendable {
      // Trivia.
      /// Spaces, tabs, carriage returns, line feeds.
      case blank
      /// Other Unicode white space or U+FEFF where a blank may stand.
      case strangeBlank
      /// What no rule takes; the parser reported it.
      case unexpected

      // Structure.
      case openParenthesis
      case closeParenthesis
      case comma
      /// `&&`, `||`, or what was written instead of them (`AND`); see ``Flags/wordLogical``.
      case and
      case or
      /// `!`, `not` before a group or a condition.
      case not

      // Conditions.
      case field
      case comparisonOperator
      case quotedValue
      case bareValue
      /// A hole that stands for conditions with their operators.
      case holeCondition
    }

    /// Kinds share one byte of flags.
    package struct Flags: OptionSet, Sendable {
      package let rawValue: UInt8
      package init(rawValue: UInt8) { self.rawValue = rawValue }

      /// A hole stands in the token.
      package static let hasHole = Flags(rawValue: 1)
      /// The token is one hole and nothing else.
      package static let isHole = Flags(rawValue: 2)
      /// A documentation placeholder (`<name>`, `{name}`) that is the whole token, or stands in the field.
      package static let placeholder = Flags(rawValue: 4)
      /// A logical operator in words, or single `&` / `|` (`CQ003`); full-width forms too.
      package static let wordLogical = Flags(rawValue: 8)
      /// A quoted value in which a backslash stands for the next character.
      package static let hasEscape = Flags(rawValue: 16)
      /// Written in full-width forms, smart quotes, quotes or brackets around a field: the token's own text is not
      /// its meaning, and the parser reported it.
      package static let nonstandard = Flags(rawValue: 32)
    }

    /// Where the token begins; it ends where the next one begins.
    package let start: UInt32
    package let kind: Kind
    package var flags: Flags
    /// Operators: the index into ``OperatorTable/entries``. Else 0.
    package let operatorID: UInt16

    package init(start: UInt32, kind: Kind, flags: Flags = [], operatorID: UInt16 = 0) {
      self.start = start
      self.kind = kind
      self.flags = flags
      self.operatorID = operatorID
    }

    package var isTrivia: Bool { kind.rawValue <= Kind.unexpected.rawValue }
  }

  package struct Node: Sendable, Equatable {
    package enum Kind: UInt8, Sendable {
      /// `field operator value`; a leaf. See ``CriteriaTree/condition(_:)``.
      case condition
      /// A hole that stands for conditions; a leaf.
      case holeCondition
      /// Text that could not be read as a condition; a leaf.
      case error
      /// `( … )`; one child, or none where it is empty. The close may be missing.
      case group
      /// `!` or `not` and its operand; one child.
      case negation
      /// Two or more operands joined by `&&`.
      case conjunction
      /// Two or more operands joined by `||`.
      case disjunction
      /// The root; one child, or none for an empty text.
      case criteria
    }

    package struct Flags: OptionSet, Sendable {
      package let rawValue: UInt8
      package init(rawValue: UInt8) { self.rawValue = rawValue }

      /// A finding of `CQ001` lies in the condition, and no safe fix mends it: types are not judged.
      package static let broken = Flags(rawValue: 1)
      /// The operator is foreign (`CQ002` without a safe fix): types are not judged.
      package static let foreignOperator = Flags(rawValue: 2)
      /// The value is a list.
      package static let list = Flags(rawValue: 4)
      /// The list stands in parentheses, or the group's close is there.
      package static let closed = Flags(rawValue: 8)
      /// A hole stands in the value or the field.
      package static let hasHole = Flags(rawValue: 16)
      /// There is no value.
      package static let missingValue = Flags(rawValue: 32)
    }

    package let kind: Kind
    package var flags: Flags
    /// Conditions: offsets of the operator token and of the first value token (or of the list's open parenthesis)
    /// from `firstToken`; 0 where there is none, or where it lies further than 255 tokens away.
    package let operatorDistance: UInt8
    package let valueDistance: UInt8
    package let firstToken: UInt32
    /// One past the last token; trailing trivia are not included.
    package let tokenEnd: UInt32
    /// Nodes in the subtree, this one included.
    package let size: UInt32

    package init(
      kind: Kind, flags: Flags, operatorDistance: UInt8 = 0, valueDistance: UInt8 = 0, firstToken: UInt32,
      tokenEnd: UInt32, size: UInt32
    ) {
      self.kind = kind
      self.flags = flags
      self.operatorDistance = operatorDistance
      self.valueDistance = valueDistance
      self.firstToken = firstToken
      self.tokenEnd = tokenEnd
      self.size = size
    }
  }

  /// In order of their start; a final sentinel of kind `.blank` stands at the end of the text, so the end of token
  /// `i` is always `tokens[i + 1].start`.
  package internal(set) var tokens: [Token] = []
  /// In postorder; the last one is the root.
  package internal(set) var nodes: [Node] = []
  /// In order of their start.
  package internal(set) var diagnostics: [SyntaxDiagnostic] = []
  package internal(set) var features: SyntaxFeatures = []
  /// The deepest nesting of groups.
  package internal(set) var depth = 0
  /// The conditions, `holeCondition`s not counted.
  package internal(set) var conditionCount = 0

  package init() {}
}

/// What stands in a text, gathered while parsing, so that a check that needs it can be skipped where it does not.
package struct SyntaxFeatures: OptionSet, Sendable, Hashable {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// `diagnostics` is not empty.
  package static let diagnostics = SyntaxFeatures(rawValue: 1 << 0)
  package static let holes = SyntaxFeatures(rawValue: 1 << 1)
  package static let holeConditions = SyntaxFeatures(rawValue: 1 << 2)
  package static let equality = SyntaxFeatures(rawValue: 1 << 3)
  package static let ordering = SyntaxFeatures(rawValue: 1 << 4)
  package static let pattern = SyntaxFeatures(rawValue: 1 << 5)
  package static let membership = SyntaxFeatures(rawValue: 1 << 6)
  package static let quotedValue = SyntaxFeatures(rawValue: 1 << 7)
  /// A quoted value of no characters.
  package static let emptyValue = SyntaxFeatures(rawValue: 1 << 8)
  package static let conjunction = SyntaxFeatures(rawValue: 1 << 9)
  package static let disjunction = SyntaxFeatures(rawValue: 1 << 10)
  package static let group = SyntaxFeatures(rawValue: 1 << 11)
  /// A group that is the only child of a group, or holds a conjunction or disjunction.
  package static let compoundGroup = SyntaxFeatures(rawValue: 1 << 12)
  /// A condition of a compound that stands without parentheses of its own.
  package static let bareCondition = SyntaxFeatures(rawValue: 1 << 13)
  /// More than one condition.
  package static let manyConditions = SyntaxFeatures(rawValue: 1 << 14)
  /// `=` as an operator; `==` is told by the next one.
  package static let singleEquals = SyntaxFeatures(rawValue: 1 << 15)
  package static let doubleEquals = SyntaxFeatures(rawValue: 1 << 16)
}
