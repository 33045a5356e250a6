import SourceText

/// Conditions: `field operator value` and what people write instead.
extension CriteriaParser {
  /// Parses the condition at `position` into one leaf node; moves at least one byte.
  mutating func parseCondition() {
    if parsePlainCondition() { return }
    let firstToken = tree.tokens.count
    let start = position
    guard let fieldFlags = parseField() else {
      if looksPercentEncoded() {
        isPercentEncoded = true
        position = scanner.end
        return
      }
      note(.conditionExpected, start, endOfWord(start))
      skipToOperator()
      if position == start { append(.unexpected, length: 1) }
      lastOperand = .broken
      appendNode(.error, flags: .broken, firstToken: firstToken, firstNode: tree.nodes.count)
      return
    }
    if fieldFlags.contains(.isHole), holeStandsAlone() {
      endHoleCondition(firstToken, isAlone: true)
      return
    }
    skipBlanksInCondition()
    let operatorDistance = tree.tokens.count - firstToken
    guard let entry = parseOperator() else {
      if fieldFlags.contains(.hasHole) || scanner.holeEnd(position) != nil {
        skipToOperator()
        endHoleCondition(firstToken, isAlone: false)
      } else {
        recoverWithoutOperator(start: start, firstToken: firstToken)
        tree.conditionCount += 1
        lastOperand = .broken
        appendNode(.condition, flags: .broken, firstToken: firstToken, firstNode: tree.nodes.count)
      }
      return
    }
    var flags: CriteriaTree.Node.Flags = []
    if entry.status == .foreign {
      flags.insert(.foreignOperator)
      isConditionBroken = true
    }
    parseRightSide(entry, firstToken: firstToken, flags: &flags)
    if fieldFlags.contains(.hasHole) { flags.insert(.hasHole) }
    endCondition(entry, firstToken: firstToken, operatorDistance: operatorDistance, flags: flags)
  }

  /// Reports inside the condition being read: after a finding that breaks it, nothing else is said ("Syntax" 11).
  mutating func note(_ kind: SyntaxDiagnostic.Kind, _ start: Int, _ end: Int) {
    if isConditionBroken { return }
    if kind == .strangeBlank {
      if hasStrangeBlank { return }
      hasStrangeBlank = true
    }
    report(kind, start, end, node: tree.nodes.count)
    if let last = tree.diagnostics.last, !last.leavesConditionWhole { isConditionBroken = true }
  }

  /// Blanks between the tokens of a condition, line ends included.
  mutating func skipBlanksInCondition() {
    while position < scanner.end {
      let flags = scanner.classes.of(scanner.bytes[position])
      if flags & ByteClasses.blank != 0 {
        append(.blank, to: scanner.skipBlanks(position))
      } else if flags & ByteClasses.wide != 0, let end = endOfStrangeBlanks(position) {
        note(.strangeBlank, position, end)
        append(.strangeBlank, to: end)
      } else {
        return
      }
    }
  }

  // MARK: Value and end

  /// Reads the value or the list; sets `flags`.
  private mutating func parseRightSide(
    _ entry: OperatorFacts, firstToken: Int, flags: inout CriteriaTree.Node.Flags
  ) {
    let operatorEnd = position
    if isConditionOnNextLine() || isValueMissing() {
      note(.valueExpected, operatorEnd, operatorEnd)
      flags.insert(.missingValue)
      return
    }
    skipBlanksInCondition()
    if isValueMissing() {
      note(.valueExpected, operatorEnd, operatorEnd)
      flags.insert(.missingValue)
      return
    }
    if entry.comparison.operatorClass == .membership {
      flags.insert(.list)
      parseList(flags: &flags)
    } else {
      parseValue(in: .none)
    }
  }

  /// Whether only a line end follows, and the next line is a condition of its own: then nothing of it belongs here.
  private func isConditionOnNextLine() -> Bool {
    let next = scanner.skipBlanks(position)
    guard next < scanner.end, scanner.skipSpaces(position) < next else { return false }
    return scanner.beginsCondition(next)
  }

  /// Whether what stands here ends a condition.
  func isValueMissing() -> Bool {
    guard position < scanner.end else { return true }
    switch scanner.bytes[position] {
    case UInt8(ascii: ")"): return true
    case UInt8(ascii: "&"), UInt8(ascii: "|"):
      if scanner.logical(position) != nil { return true }
    case 0xEF:
      return closesFullWidth && scanner.isFullWidth(position, UInt8(ascii: ")"))
    default: break
    }
    return beginsWithWordLogical()
  }

  private mutating func endCondition(
    _ entry: OperatorFacts, firstToken: Int, operatorDistance: Int, flags: CriteriaTree.Node.Flags
  ) {
    var flags = flags
    let last = tree.tokens[tree.tokens.count - 1]
    let isBroken = isConditionBroken
    if isBroken {
      if entry.status != .foreign || flags.contains(.missingValue) { flags.insert(.broken) }
      if !endsWhole(last), !isConditionOnNextLine() { skipToOperator() }
      lastOperand = .broken
    } else if last.kind == .quotedValue || last.kind == .closeParenthesis {
      lastOperand = .closed
    } else {
      lastOperand = isLoneHole(last) ? .hole : .bare
    }
    tree.conditionCount += 1
    gatherFeatures(entry)
    var valueDistance = 0
    var token = firstToken + operatorDistance + 1
    while token < tree.tokens.count {
      let candidate = tree.tokens[token]
      if candidate.flags.contains(.hasHole) { flags.insert(.hasHole) }
      if valueDistance == 0, !candidate.isTrivia { valueDistance = token - firstToken }
      token += 1
    }
    appendNode(
      .condition, flags: flags, operatorDistance: operatorDistance, valueDistance: valueDistance,
      firstToken: firstToken, firstNode: tree.nodes.count)
  }

  /// Whether a broken condition was read to its end all the same, so that nothing has to be skipped.
  private func endsWhole(_ last: CriteriaTree.Token) -> Bool {
    last.kind == .quotedValue || last.kind == .closeParenthesis
  }

  /// Whether the value is one hole with a blank before it.
  private func isLoneHole(_ token: CriteriaTree.Token) -> Bool {
    token.flags.contains(.isHole) && scanner.isBlank(Int(token.start) - 1)
  }

  mutating func gatherFeatures(_ entry: OperatorFacts) {
    switch entry.comparison.operatorClass {
    case .equality:
      tree.features.insert(.equality)
      if entry.comparison == .equal {
        tree.features.insert(entry.id == OperatorID.equals ? .singleEquals : .doubleEquals)
      }
    case .ordering: tree.features.insert(.ordering)
    case .pattern: tree.features.insert(.pattern)
    case .membership: tree.features.insert(.membership)
    case .foreign: break
    }
  }
}

extension CriteriaScanner {
  /// Whether no placeholder's first byte stands in the field from `start` to `end`.
  func placeholderIsAbsent(_ start: Int, _ end: Int) -> Bool {
    for offset in start..<max(start, end)
    where bytes[offset] == UInt8(ascii: "<") || bytes[offset] == UInt8(ascii: "{") {
      return false
    }
    return true
  }
}
