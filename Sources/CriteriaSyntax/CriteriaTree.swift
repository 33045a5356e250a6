import SourceText

/// The lossless tree of one criteria text.
///
/// Tokens cover the text without a gap, so printing them gives the text back byte for byte. Nodes stand in
/// postorder: a node's last child is the node before it, and the child before that ends where the last child's
/// subtree begins; a loop over `nodes` visits children before parents and needs no recursion. All offsets are
/// offsets into the buffer that was parsed.
@usableFromInline package struct CriteriaTree: Sendable {
  @usableFromInline package struct Token: Sendable, Equatable {
    @usableFromInline package enum Kind: UInt8, Sendable {
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
    @usableFromInline package struct Flags: OptionSet, Sendable {
      @usableFromInline package let rawValue: UInt8
      @inlinable package init(rawValue: UInt8) { self.rawValue = rawValue }

      /// A hole stands in the token.
      @inlinable package static var hasHole: Flags { Flags(rawValue: 1) }
      /// The token is one hole and nothing else.
      @inlinable package static var isHole: Flags { Flags(rawValue: 2) }
      /// A documentation placeholder (`<name>`, `{name}`) that is the whole token, or stands in the field.
      @inlinable package static var placeholder: Flags { Flags(rawValue: 4) }
      /// A logical operator in words, or single `&` / `|` (`CQ003`); full-width forms too.
      @inlinable package static var wordLogical: Flags { Flags(rawValue: 8) }
      /// A quoted value in which a backslash stands for the next character.
      @inlinable package static var hasEscape: Flags { Flags(rawValue: 16) }
      /// Written in full-width forms, smart quotes, quotes or brackets around a field: the token's own text is not
      /// its meaning, and the parser reported it.
      @inlinable package static var nonstandard: Flags { Flags(rawValue: 32) }
    }

    /// Where the token begins; it ends where the next one begins.
    @usableFromInline package let start: UInt32
    @usableFromInline package let kind: Kind
    @usableFromInline package var flags: Flags
    /// Operators: the index into ``OperatorTable/entries``. Else 0.
    @usableFromInline package let operatorID: UInt16

    package init(start: UInt32, kind: Kind, flags: Flags = [], operatorID: UInt16 = 0) {
      self.start = start
      self.kind = kind
      self.flags = flags
      self.operatorID = operatorID
    }

    @inlinable package var isTrivia: Bool { kind.rawValue <= Kind.unexpected.rawValue }
  }

  @usableFromInline package struct Node: Sendable, Equatable {
    @usableFromInline package enum Kind: UInt8, Sendable {
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

    @usableFromInline package struct Flags: OptionSet, Sendable {
      @usableFromInline package let rawValue: UInt8
      @inlinable package init(rawValue: UInt8) { self.rawValue = rawValue }

      /// A finding of `CQ001` lies in the condition, and no safe fix mends it: types are not judged.
      @inlinable package static var broken: Flags { Flags(rawValue: 1) }
      /// The operator is foreign (`CQ002` without a safe fix): types are not judged.
      @inlinable package static var foreignOperator: Flags { Flags(rawValue: 2) }
      /// The value is a list.
      @inlinable package static var list: Flags { Flags(rawValue: 4) }
      /// The list stands in parentheses, or the group's close is there.
      @inlinable package static var closed: Flags { Flags(rawValue: 8) }
      /// A hole stands in the value or the field.
      @inlinable package static var hasHole: Flags { Flags(rawValue: 16) }
      /// There is no value.
      @inlinable package static var missingValue: Flags { Flags(rawValue: 32) }
    }

    @usableFromInline package let kind: Kind
    @usableFromInline package var flags: Flags
    /// Conditions: offsets of the operator token and of the first value token (or of the list's open parenthesis)
    /// from `firstToken`; 0 where there is none, or where it lies further than 255 tokens away.
    @usableFromInline package let operatorDistance: UInt8
    @usableFromInline package let valueDistance: UInt8
    @usableFromInline package let firstToken: UInt32
    /// One past the last token; trailing trivia are not included.
    @usableFromInline package let tokenEnd: UInt32
    /// Nodes in the subtree, this one included.
    @usableFromInline package let size: UInt32

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
  @usableFromInline package internal(set) var tokens: [Token] = []
  /// In postorder; the last one is the root.
  @usableFromInline package internal(set) var nodes: [Node] = []
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
@usableFromInline package struct SyntaxFeatures: OptionSet, Sendable, Hashable {
  @usableFromInline package let rawValue: UInt32
  @inlinable package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// `diagnostics` is not empty.
  @inlinable package static var diagnostics: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 0) }
  @inlinable package static var holes: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 1) }
  @inlinable package static var holeConditions: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 2) }
  @inlinable package static var equality: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 3) }
  @inlinable package static var ordering: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 4) }
  @inlinable package static var pattern: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 5) }
  @inlinable package static var membership: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 6) }
  @inlinable package static var quotedValue: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 7) }
  /// A quoted value of no characters.
  @inlinable package static var emptyValue: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 8) }
  @inlinable package static var conjunction: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 9) }
  @inlinable package static var disjunction: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 10) }
  @inlinable package static var group: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 11) }
  /// A group that is the only child of a group, or holds a conjunction or disjunction.
  @inlinable package static var compoundGroup: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 12) }
  /// A condition of a compound that stands without parentheses of its own.
  @inlinable package static var bareCondition: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 13) }
  /// More than one condition.
  @inlinable package static var manyConditions: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 14) }
  /// `=` as an operator; `==` is told by the next one.
  @inlinable package static var singleEquals: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 15) }
  @inlinable package static var doubleEquals: SyntaxFeatures { SyntaxFeatures(rawValue: 1 << 16) }
}
