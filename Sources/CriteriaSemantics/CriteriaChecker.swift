import CriteriaSyntax
import SourceText

/// Judges a parsed criteria against a schema in one pass over its conditions, without allocating once its buffer
/// has grown.
package struct CriteriaChecker: Sendable {
  package private(set) var facts: [ConditionFact] = []
  package private(set) var traits: QueryTraits = []
  /// Which characters are wildcards [decision C11].
  package var like = DialectOptions.Like.sql

  package init() {}

  /// Fills `facts` and `traits` for `tree`, parsed from `bytes`.
  package mutating func check(
    _ tree: CriteriaTree, bytes: [UInt8], range: ByteRange, schema: PreparedSchema?, api: APIVersion
  ) {
    facts.removeAll(keepingCapacity: true)
    // Growing step by step would touch twice the memory that is needed.
    if tree.conditionCount > facts.capacity { facts.reserveCapacity(tree.conditionCount) }
    traits = QueryTraits(tree.features)
    if tree.conditionCount > Limits.clauses { traits.insert(.manyConditions) }
    if tree.depth > Limits.comfortableNesting { traits.insert(.deep) }
    if range.count > Limits.criteriaLength { traits.insert(.long) }
    var hasConjunction = false
    var index = 0
    let count = tree.nodes.count
    while index < count {
      switch tree.nodes[index].kind {
      case .condition: checkCondition(tree, index, bytes, schema, api)
      case .conjunction: hasConjunction = true
      case .disjunction: if hasConjunction { findMixedLogic(tree, index) }
      case .holeCondition, .error, .group, .negation, .criteria: break
      }
      index &+= 1
    }
    if facts.count > 1 { compareConditions(tree, bytes) }
  }

  private mutating func checkCondition(
    _ tree: CriteriaTree, _ index: Int, _ bytes: [UInt8], _ schema: PreparedSchema?, _ api: APIVersion
  ) {
    let node = tree.nodes[index]
    let first = Int(node.firstToken)
    guard first < tree.tokens.count else { return }
    let fieldToken = tree.tokens[first].kind == .field ? first : -1
    let operatorToken = node.operatorDistance == 0 ? -1 : first &+ Int(node.operatorDistance)
    var valueToken = node.valueDistance == 0 ? -1 : first &+ Int(node.valueDistance)
    if node.operatorDistance == 255 || node.valueDistance == 255 || (valueToken < 0 && operatorToken >= 0) {
      valueToken = Self.firstValue(tree, after: max(operatorToken, first), before: Int(node.tokenEnd))
    }
    var comparison = Comparison.foreign
    if operatorToken >= 0, operatorToken < tree.tokens.count {
      comparison =
        operatorComparisons[min(Int(tree.tokens[operatorToken].operatorID), operatorComparisons.count - 1)]
    }
    let isJudged = node.flags.isDisjoint(with: Self.unjudged) && operatorToken >= 0

    var field = ConditionFact.Field.unchecked
    var type = FieldType.unknown
    if fieldToken >= 0, tree.tokens[fieldToken].flags.isDisjoint(with: Self.opaqueField) {
      let name = tree.range(ofToken: fieldToken)
      if let schema {
        switch schema.resolve(bytes, name) {
        case .field(let number):
          field = .known(number)
          type = schema.type(of: number)
        case .system:
          field = .system
          type = .number
          traits.insert(.systemField)
        case .unknown:
          field = .unknown
          traits.insert(.unknownField)
        }
      } else if FieldTable.isSystemField(bytes, name) {
        field = .system
        traits.insert(.systemField)
      } else if !FieldName.isCreatable(bytes, name) {
        traits.insert(.oddFieldName)
      }
    }
    var verdict = TypeMatrix.Verdict.allowed
    if isJudged {
      verdict = TypeMatrix.verdict(comparison.operatorClass, on: type)
      if verdict != .allowed, verdict != .orderingOnText { traits.insert(.typeVerdict) }
      if node.flags.contains(.list) {
        checkList(tree, node, from: valueToken, bytes, type, comparison, api)
      } else if valueToken >= 0 {
        checkValue(tree, valueToken, bytes, type, comparison, api)
      }
    }
    facts.append(
      ConditionFact(
        node: index, fieldToken: fieldToken, operatorToken: operatorToken, valueToken: valueToken,
        field: field,
        type: type, comparison: comparison, verdict: verdict, isJudged: isJudged))
  }

  private let operatorComparisons = OperatorTable.entries.map(\.comparison) + [.foreign]
  // Literals of option sets of another module are built at run time, element by element.
  private static let unjudged: CriteriaTree.Node.Flags = [.broken, .foreignOperator]
  private static let opaqueField: CriteriaTree.Token.Flags = [.hasHole, .isHole, .placeholder, .nonstandard]

  private static func firstValue(_ tree: CriteriaTree, after: Int, before end: Int) -> Int {
    var token = after
    while token < end {
      switch tree.tokens[token].kind {
      case .quotedValue, .bareValue, .openParenthesis: return token
      default: token &+= 1
      }
    }
    return -1
  }

  private mutating func checkValue(
    _ tree: CriteriaTree, _ token: Int, _ bytes: [UInt8], _ type: FieldType, _ comparison: Comparison,
    _ api: APIVersion
  ) {
    let flags = tree.tokens[token].flags
    guard flags.isDisjoint(with: Self.opaqueValue) else {
      if type != .number, type != .boolean { checkLength(tree, token, type, comparison) }
      return
    }
    let range = Self.inner(tree, token)
    switch type {
    case .number: if comparison.operatorClass != .pattern { checkNumber(bytes, range, api) }
    case .boolean:
      guard comparison.operatorClass != .pattern else { return }
      switch BooleanLiteral(bytes, range) {
      case .exact: break
      case .otherCase: traits.insert(.booleanCase)
      case .invalid: traits.insert(.invalidBoolean)
      }
    case .limitedText, .largeText, .encryptedText, .unknown:
      if type != .unknown {
        checkLength(tree, token, type, comparison)
        if comparison.operatorClass == .ordering, type != .encryptedText, NumberShape(bytes, range) != nil {
          traits.insert(.numberOrderedOnText)
        }
      } else if Self.mayBeBoolean(bytes, range), case .otherCase = BooleanLiteral(bytes, range) {
        traits.insert(.booleanCase)
      }
      if comparison.operatorClass == .pattern { checkPattern(bytes, range) }
    }
  }

  private static let opaqueValue: CriteriaTree.Token.Flags = [.hasHole, .isHole, .placeholder]

  /// A value's bytes without its quotes.
  package static func inner(_ tree: CriteriaTree, _ token: Int) -> ByteRange {
    let range = tree.range(ofToken: token)
    guard tree.tokens[token].kind == .quotedValue, range.count >= 2 else { return range }
    return ByteRange(range.start &+ 1, range.end &- 1)
  }

  @inline(__always)
  private static func mayBeBoolean(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    guard range.count == 4 || range.count == 5, range.end <= bytes.count else { return false }
    let first = bytes[range.start] | 0x20
    return first == UInt8(ascii: "t") || first == UInt8(ascii: "f")
  }

  private mutating func checkNumber(_ bytes: [UInt8], _ range: ByteRange, _ api: APIVersion) {
    guard let shape = NumberShape(bytes, range) else {
      traits.insert(.invalidNumber)
      return
    }
    if Self.isOdd(shape, api) { traits.insert(.oddNumber) }
  }

  /// Whether `CQ113` speaks about a number [decision C22].
  package static func isOdd(_ shape: NumberShape, _ api: APIVersion) -> Bool {
    if shape.hasSign, !shape.isNegative { return true }
    return api == .v2 && (shape.hasPoint || shape.length > Limits.numberCharactersV2)
  }

  private mutating func checkLength(
    _ tree: CriteriaTree, _ token: Int, _ type: FieldType, _ comparison: Comparison
  ) {
    switch comparison.operatorClass {
    case .equality, .membership:
      if tree.range(ofToken: token).count > 250, type != .unknown { traits.insert(.longValue) }
    case .ordering, .pattern, .foreign: break
    }
  }

  private mutating func checkPattern(_ bytes: [UInt8], _ range: ByteRange) {
    var hasWildcard = false
    for byte in bytes[range] {
      switch (byte, like) {
      case (UInt8(ascii: "%"), .sql), (UInt8(ascii: "_"), .sql), (UInt8(ascii: "*"), .glob),
        (UInt8(ascii: "?"), .glob):
        hasWildcard = true
      case (UInt8(ascii: "*"), _), (UInt8(ascii: "?"), .sql), (UInt8(ascii: "%"), _):
        traits.insert(.foreignWildcard)
      // It may take the meaning from a wildcard: the rules look closer.
      case (UInt8(ascii: "\\"), .sql): traits.insert(.plainPattern)
      default: break
      }
    }
    if !hasWildcard { traits.insert(.plainPattern) }
  }

  private mutating func checkList(
    _ tree: CriteriaTree, _ node: CriteriaTree.Node, from first: Int, _ bytes: [UInt8], _ type: FieldType,
    _ comparison: Comparison, _ api: APIVersion
  ) {
    guard first >= 0 else { return }
    let end = Int(node.tokenEnd)
    var count = 0
    var token = first
    while token < end {
      let kind = tree.tokens[token].kind
      if kind == .quotedValue || kind == .bareValue {
        count &+= 1
        checkValue(tree, token, bytes, type, comparison, api)
        if count <= 16, !traits.contains(.repeatedValue) {
          findRepeatedValue(tree, token, from: first, bytes, type)
        }
      }
      token &+= 1
    }
    if count > Limits.values { traits.insert(.manyValues) }
    if count > 16 { traits.insert(.repeatedValue) }
  }

  private mutating func findRepeatedValue(
    _ tree: CriteriaTree, _ token: Int, from first: Int, _ bytes: [UInt8], _ type: FieldType
  ) {
    let range = Self.inner(tree, token)
    if type == .number || type == .unknown, let shape = NumberShape(bytes, range), shape.isUnusual {
      traits.insert(.repeatedValue)
    }
    if tree.tokens[token].flags.contains(.hasEscape) { traits.insert(.repeatedValue) }
    var other = first
    while other < token {
      let kind = tree.tokens[other].kind
      if kind == .quotedValue || kind == .bareValue {
        let otherRange = Self.inner(tree, other)
        if Self.isAlike(bytes, otherRange, range) {
          traits.insert(.repeatedValue)
          return
        }
      }
      other &+= 1
    }
  }

  /// A disjunction with a conjunction as its own operand: `a || b && c`.
  private mutating func findMixedLogic(_ tree: CriteriaTree, _ index: Int) {
    let first = index - Int(tree.nodes[index].size) + 1
    var child = index - 1
    while child >= first {
      if tree.nodes[child].kind == .conjunction {
        traits.insert(.mixedLogic)
        return
      }
      child -= max(1, Int(tree.nodes[child].size))
    }
  }

  private func isSameField(
    _ one: ConditionFact, _ other: ConditionFact, _ tree: CriteriaTree, _ bytes: [UInt8]
  ) -> Bool {
    if case .known(let index) = one.field, case .known(let otherIndex) = other.field {
      return index == otherIndex
    }
    let name = tree.range(ofToken: one.fieldToken)
    let otherName = tree.range(ofToken: other.fieldToken)
    return ShortText.areSame(bytes, name, otherName)
  }

  /// Which conditions name one field; more than 16 are left to the rules that care.
  private mutating func compareConditions(_ tree: CriteriaTree, _ bytes: [UInt8]) {
    guard facts.count <= Limits.comparedConditions else { return }
    guard facts.count <= 16 else {
      traits.formUnion([.repeatedField, .repeatedCondition, .disjoinedEqualities])
      return
    }
    for index in 1..<facts.count {
      let fact = facts[index]
      guard fact.fieldToken >= 0 else { continue }
      for other in 0..<index where facts[other].fieldToken >= 0 {
        guard isSameField(fact, facts[other], tree, bytes) else { continue }
        traits.insert(.repeatedField)
        guard facts[other].comparison == fact.comparison else { continue }
        if fact.comparison == .equal { traits.insert(.disjoinedEqualities) }
        if fact.valueToken < 0 || facts[other].valueToken < 0
          || tree.nodes[fact.node].flags.contains(.list)
          || mayBeSame(tree, facts[other].valueToken, fact.valueToken, bytes, fact.type)
        {
          traits.insert(.repeatedCondition)
        }
      }
    }
  }

  /// Whether two values may mean the same: the rule looks closer.
  private func mayBeSame(
    _ tree: CriteriaTree, _ first: Int, _ second: Int, _ bytes: [UInt8], _ type: FieldType
  ) -> Bool {
    let firstRange = Self.inner(tree, first)
    let secondRange = Self.inner(tree, second)
    if Self.isAlike(bytes, firstRange, secondRange) { return true }
    if !tree.tokens[first].flags.union(tree.tokens[second].flags).isDisjoint(with: .hasEscape) { return true }
    guard type == .number, let shape = NumberShape(bytes, firstRange),
      let other = NumberShape(bytes, secondRange)
    else { return false }
    return shape.isUnusual || other.isUnusual
  }

  /// Whether two ranges hold the same bytes, letters in any case.
  private static func isAlike(_ bytes: [UInt8], _ first: ByteRange, _ second: ByteRange) -> Bool {
    guard first.count == second.count, first.end <= bytes.count, second.end <= bytes.count else {
      return false
    }
    var offset = 0
    while offset < first.count {
      let byte = bytes[first.start &+ offset]
      let other = bytes[second.start &+ offset]
      if byte != other {
        guard byte ^ other == 0x20, byte | 0x20 >= UInt8(ascii: "a"), byte | 0x20 <= UInt8(ascii: "z") else {
          return false
        }
      }
      offset &+= 1
    }
    return true
  }
}
