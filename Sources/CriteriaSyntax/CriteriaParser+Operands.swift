import SourceText

/// What stands where an operand is expected.
extension CriteriaParser {
  /// Reads what stands where an operand is expected; answers whether one is still expected afterwards.
  mutating func parseOperandStart() -> Bool {
    switch scanner.bytes[position] {
    case UInt8(ascii: "("):
      openGroup(length: 1)
      return true
    case UInt8(ascii: ")"):
      return closeWithoutOperand(length: 1)
    case UInt8(ascii: "&"), UInt8(ascii: "|"):
      guard let logical = scanner.logical(position) else { return parseConditionOperand() }
      return parseOperatorWithoutOperand(logical, length: 2, flags: [])
    case UInt8(ascii: "!"), UInt8(ascii: "n"), UInt8(ascii: "N"):
      if let length = negationLength() {
        openNegation(length: length)
        return true
      }
      return parseConditionOperand()
    case UInt8(ascii: "a"), UInt8(ascii: "A"), UInt8(ascii: "o"), UInt8(ascii: "O"):
      if let word = scanner.wordLogical(position), scanner.isBlank(word.end),
        scanner.rightSide(word.end) != .none
      {
        return parseOperatorWithoutOperand(word.operator, length: word.end - position, flags: .wordLogical)
      }
      return parseConditionOperand()
    case 0xEF:
      switch scanner.fullWidth(position) {
      case UInt8(ascii: "("):
        report(.fullWidth, position, position + 3)
        openGroup(length: 3)
        return true
      case UInt8(ascii: ")"):
        return closeWithoutOperand(length: 3)
      default:
        return parseConditionOperand()
      }
    default:
      return parseConditionOperand()
    }
  }

  private mutating func parseConditionOperand() -> Bool {
    isConditionBroken = isNextConditionReported
    isNextConditionReported = false
    hasStrangeBlank = false
    parseCondition()
    operandEnded()
    return false
  }

  private mutating func openGroup(length: Int) {
    groups.append(
      Group(
        openToken: tree.tokens.count, firstNode: tree.nodes.count, pendingBase: pending.count,
        isFullWidth: length > 1))
    if groups.count > tree.depth {
      tree.depth = groups.count
      if groups.count == Self.deepestNesting + 1 { report(.tooDeep, position, position + length) }
    }
    append(.openParenthesis, length: length, flags: length > 1 ? .nonstandard : [])
  }

  /// A `)` where a condition is expected.
  private mutating func closeWithoutOperand(length: Int) -> Bool {
    guard canClose(length: length) else {
      report(.unopenedGroup, position, position + length)
      append(.unexpected, length: length)
      return true
    }
    report(.conditionExpected, position, position + length)
    if pending.count > (groups.last?.pendingBase ?? 0) {
      appendErrorNode()
      operandEnded()
    }
    closeGroup(length: length)
    return false
  }

  private mutating func parseOperatorWithoutOperand(
    _ logical: LogicalOperator, length: Int, flags: CriteriaTree.Token.Flags
  ) -> Bool {
    report(.conditionExpected, position, position + length)
    appendErrorNode()
    operandEnded()
    pushOperator(logical, length: length, flags: flags)
    return true
  }

  /// The length of `!` or `not` where it negates a group or a condition ("Syntax" 2); else nil.
  private func negationLength() -> Int? {
    if scanner.byte(position) == UInt8(ascii: "!") {
      let next = scanner.skipBlanks(position + 1)
      if scanner.byte(next) == UInt8(ascii: "(") || scanner.byte(next) == UInt8(ascii: "!") { return 1 }
      if scanner.beginsCondition(next) { return 1 }
      let fieldEnd = scanner.fieldEnd(next)
      return fieldEnd > next && scanner.wordOperator(scanner.skipBlanks(fieldEnd)) != nil ? 1 : nil
    }
    guard scanner.isWord("not", at: position) else { return nil }
    let next = scanner.skipBlanks(position + 3)
    if scanner.byte(next) == UInt8(ascii: "(") { return 3 }
    return next > position + 3 && scanner.beginsCondition(next) ? 3 : nil
  }

  private mutating func openNegation(length: Int) {
    report(.negation, position, position + length)
    pending.append(
      Pending(
        kind: .negation(diagnostic: tree.diagnostics.count - 1), firstNode: tree.nodes.count,
        firstToken: tree.tokens.count, operandCount: 0))
    append(.not, length: length)
  }
}

/// What stands after an operand.
extension CriteriaParser {
  /// Reads what stands after an operand; answers whether an operand is expected next.
  mutating func parseAfterOperand() -> Bool {
    if let logical = scanner.logical(position) {
      pushOperator(logical, length: 2, flags: [])
      return true
    }
    if scanner.byte(position) == UInt8(ascii: ")") { return closeOrSkip(length: 1) }
    if scanner.isFullWidth(position, UInt8(ascii: ")")) { return closeOrSkip(length: 3) }
    if let word = wordLogicalAfterOperand() {
      let isSafe = scanner.rightSide(word.end) == .knownCondition
      report(.wordLogicalOperator, position, word.end, isRepairSafe: isSafe)
      pushOperator(word.operator, length: word.end - position, flags: .wordLogical)
      return true
    }
    if let logical = fullWidthLogical() {
      report(.fullWidth, position, position + 6)
      pushOperator(logical, length: 6, flags: .nonstandard)
      return true
    }
    let opensGroup =
      scanner.byte(position) == UInt8(ascii: "(") || scanner.isFullWidth(position, UInt8(ascii: "("))
    let beginsOperand =
      opensGroup || scanner.fieldEnd(position) > position || negationLength() != nil
      || scanner.holeEnd(position) != nil
    guard beginsOperand else {
      if lastOperand != .broken { report(.logicalOperatorExpected, position, endOfWord(position)) }
      skipToOperator()
      lastOperand = .broken
      return false
    }
    let isMissing = lastOperand != .broken && lastOperand != .hole && scanner.holeEnd(position) == nil
    if isMissing {
      report(.missingLogicalOperator, previousTokenEnd(), position)
      isNextConditionReported =
        !opensGroup && negationLength() == nil && !scanner.beginsAnyCondition(position)
    }
    pushPending(.and, firstToken: tree.tokens.count)
    return true
  }

  private func wordLogicalAfterOperand() -> (operator: LogicalOperator, end: Int)? {
    guard let word = scanner.wordLogical(position) else { return nil }
    if lastOperand == .closed || lastOperand == .hole || lastOperand == .broken {
      let next = scanner.byte(word.end)
      let continues =
        scanner.classes.of(next) & ByteClasses.field != 0 && word.end < scanner.end
        || next == UInt8(ascii: "=") || next == UInt8(ascii: "!") || next == UInt8(ascii: "<")
        || next == UInt8(ascii: ">")
      let isSymbol =
        scanner.byte(position) == UInt8(ascii: "&") || scanner.byte(position) == UInt8(ascii: "|")
      return continues && !(isSymbol && scanner.rightSide(word.end) != .none) ? nil : word
    }
    return scanner.isBlank(word.end) && scanner.rightSide(word.end) != .none ? word : nil
  }

  private func fullWidthLogical() -> LogicalOperator? {
    if scanner.isFullWidth(position, UInt8(ascii: "&")), scanner.isFullWidth(position + 3, UInt8(ascii: "&"))
    {
      return .and
    }
    if scanner.isFullWidth(position, UInt8(ascii: "|")), scanner.isFullWidth(position + 3, UInt8(ascii: "|"))
    {
      return .or
    }
    return nil
  }

  private mutating func closeOrSkip(length: Int) -> Bool {
    if canClose(length: length) {
      closeGroup(length: length)
    } else {
      if lastOperand != .broken, lastOperand != .hole { report(.unopenedGroup, position, position + length) }
      append(.unexpected, length: length)
    }
    return false
  }

  private func canClose(length: Int) -> Bool {
    guard let group = groups.last else { return false }
    return length == 1 || group.isFullWidth
  }

  /// Whether a full-width `）` closes the group that is open.
  var closesFullWidth: Bool { groups.last?.isFullWidth ?? false }

  var hasOpenGroup: Bool { !groups.isEmpty }
}
