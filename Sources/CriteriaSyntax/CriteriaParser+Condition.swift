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

  // MARK: Field

  /// Reads the field, plain or with delimiters or in full-width letters; nil where there is none.
  private mutating func parseField() -> CriteriaTree.Token.Flags? {
    let end = scanner.fieldEnd(position)
    if end > position, scanner.fullWidth(end) == nil {
      let flags = fieldFlags(to: end)
      append(.field, to: end, flags: flags)
      return flags
    }
    if let end = delimitedFieldEnd() {
      note(.delimitedField, position, end)
      append(.field, to: end, flags: .nonstandard)
      return .nonstandard
    }
    if let wideEnd = fullWidthFieldEnd() {
      note(.fullWidth, position, wideEnd)
      append(.field, to: wideEnd, flags: .nonstandard)
      return .nonstandard
    }
    guard end > position else { return nil }
    let flags = fieldFlags(to: end)
    append(.field, to: end, flags: flags)
    return flags
  }

  private func fieldFlags(to end: Int) -> CriteriaTree.Token.Flags {
    let first = scanner.bytes[position]
    let beginsPlain = scanner.classes.of(first) & ByteClasses.field != 0
    if beginsPlain, scanner.holes.isEmpty, scanner.placeholderIsAbsent(position, end) { return [] }
    if let holeEnd = scanner.holeEnd(position) { return holeEnd == end ? [.hasHole, .isHole] : .hasHole }
    if let placeholder = scanner.placeholderEnd(position) {
      return placeholder == end ? [.hasHole, .isHole, .placeholder] : [.hasHole, .placeholder]
    }
    if scanner.nextHole(position) < end { return .hasHole }
    return scanner.placeholderIsAbsent(position, end) ? [] : [.hasHole, .placeholder]
  }

  /// The end of `"name"`, `'name'`, `` `name` `` or `[name]` before an operator.
  private func delimitedFieldEnd() -> Int? {
    let close: UInt8
    switch scanner.byte(position) {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): close = scanner.byte(position)
    case UInt8(ascii: "["): close = UInt8(ascii: "]")
    default: return nil
    }
    var end = position + 1
    while end < scanner.end, scanner.bytes[end] != close {
      let byte = scanner.bytes[end]
      guard byte == UInt8(ascii: " ") || byte >= 0x80 || scanner.classes.of(byte) & ByteClasses.field != 0
      else {
        return nil
      }
      end += 1
    }
    guard end < scanner.end, end > position + 1 else { return nil }
    let next = scanner.skipBlanks(end + 1)
    return scanner.symbolOperator(next) != nil || scanner.wordOperator(next) != nil ? end + 1 : nil
  }

  /// The end of a run of field characters of which at least one is full-width.
  private func fullWidthFieldEnd() -> Int? {
    var end = position
    var isWide = false
    while end < scanner.end {
      if scanner.classes.of(scanner.bytes[end]) & ByteClasses.field != 0 {
        end += 1
      } else if let character = scanner.fullWidth(end),
        scanner.classes.of(character) & ByteClasses.field != 0
      {
        isWide = true
        end += 3
      } else {
        break
      }
    }
    return isWide ? end : nil
  }

  /// Whether the hole just read stands for conditions: an end, a parenthesis, a logical operator, another hole or
  /// another condition follows.
  private func holeStandsAlone() -> Bool {
    let next = scanner.skipBlanks(position)
    guard next < scanner.end else { return true }
    if scanner.logical(next) != nil || scanner.holeEnd(next) != nil { return true }
    let byte = scanner.bytes[next]
    if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "(") || scanner.isFullWidth(next, UInt8(ascii: ")"))
    {
      return true
    }
    if let word = scanner.wordLogical(next) {
      let after = scanner.byte(word.end)
      if word.end >= scanner.end || scanner.classes.of(after) & (ByteClasses.field | ByteClasses.symbol) == 0
      {
        return true
      }
    }
    return next > position && scanner.wordOperator(next) == nil && scanner.beginsCondition(next)
  }

  private mutating func endHoleCondition(_ firstToken: Int, isAlone: Bool) {
    if isAlone, firstToken < tree.tokens.count {
      let field = tree.tokens[firstToken]
      tree.tokens[firstToken] = CriteriaTree.Token(
        start: field.start, kind: .holeCondition, flags: field.flags)
    }
    tree.features.formUnion([.holes, .holeConditions])
    appendNode(.holeCondition, flags: .hasHole, firstToken: firstToken, firstNode: tree.nodes.count)
    lastOperand = .hole
  }

  // MARK: Operator

  /// Reads the operator; nil where there is none.
  private mutating func parseOperator() -> OperatorFacts? {
    let start = position
    if let symbol = scanner.symbolOperator(start) {
      append(.comparisonOperator, to: symbol.end, operatorID: symbol.id)
      let entry = scanner.facts(symbol.id)
      if entry.status != .standard { note(.unknownOperator, start, symbol.end) }
      return entry
    }
    if let word = scanner.wordOperator(start) {
      append(.comparisonOperator, to: word.end, operatorID: word.id)
      let entry = scanner.facts(word.id)
      if entry.status != .standard {
        note(.unknownOperator, start, word.end)
      } else if hasUppercase(start, word.end) {
        note(.keywordCase, start, word.end)
      }
      return entry
    }
    if let symbol = fullWidthOperator() {
      note(.fullWidth, start, symbol.end)
      append(.comparisonOperator, to: symbol.end, flags: .nonstandard, operatorID: symbol.id)
      return scanner.facts(symbol.id)
    }
    return nil
  }

  private func hasUppercase(_ start: Int, _ end: Int) -> Bool {
    scanner.bytes[start..<end].contains { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
  }

  /// An operator of which at least one character is full-width.
  private func fullWidthOperator() -> (id: UInt16, end: Int)? {
    var spelling: [UInt8] = []
    var end = position
    while spelling.count < 3 {
      let plain = scanner.byte(end)
      if plain != 0, scanner.classes.of(plain) & ByteClasses.symbol != 0 {
        spelling.append(plain)
        end += 1
      } else if let character = scanner.fullWidth(end),
        scanner.classes.of(character) & ByteClasses.symbol != 0
      {
        spelling.append(character)
        end += 3
      } else {
        break
      }
    }
    guard let match = OperatorID.all.first(where: { Array($0.spelling.utf8) == spelling }) else { return nil }
    return (match.id, end)
  }

  /// Names what stands instead of an operator, and skips to the next condition.
  private mutating func recoverWithoutOperator(start: Int, firstToken: Int) {
    let fieldEnd = previousTokenEnd()
    if looksPercentEncoded() {
      isPercentEncoded = true
      position = scanner.end
      return
    }
    if scanner.byte(position) == UInt8(ascii: ":") {
      skipToOperator()
      note(.colonCondition, start, trimmedEnd(position))
      return
    }
    if position == fieldEnd, scanner.byte(position) == UInt8(ascii: "("),
      scanner.bytes[start..<fieldEnd].contains(UInt8(ascii: ".")),
      let close = parentheses.close(of: position, in: scanner)
    {
      append(.unexpected, to: close + 1)
      note(.methodCall, start, position)
      skipToOperator()
      return
    }
    let isAbsent =
      position >= scanner.end || scanner.logical(position) != nil
      || scanner.byte(position) == UInt8(ascii: ")")
    note(.operatorExpected, isAbsent ? fieldEnd : position, isAbsent ? fieldEnd : endOfWord(position))
    skipToOperator()
  }

  private func trimmedEnd(_ end: Int) -> Int {
    var end = end
    while end > 0, scanner.isBlank(end - 1) { end -= 1 }
    return end
  }

  /// Whether the condition is the text's first, and the whole text reads like a component of a URL with an encoded
  /// operator in it; holes may stand anywhere.
  private func looksPercentEncoded() -> Bool {
    guard tree.conditionCount == 0, tree.nodes.isEmpty else { return false }
    var hasEncodedOperator = false
    var offset = scanner.skipBlanks(tree.tokens.first.map { Int($0.start) } ?? position)
    while offset < scanner.end {
      if let holeEnd = scanner.holeEnd(offset) {
        offset = holeEnd
        continue
      }
      let byte = scanner.bytes[offset]
      if byte == UInt8(ascii: "%"), let value = hexadecimal(offset + 1) {
        if "=<>&| ".utf8.contains(value) { hasEncodedOperator = true }
        offset += 3
        continue
      }
      guard byte < 0x80, byte > 0x20, !"=<>&|\"".utf8.contains(byte) else {
        if scanner.skipBlanks(offset) == scanner.end { break }
        return false
      }
      offset += 1
    }
    return hasEncodedOperator
  }

  private func hexadecimal(_ offset: Int) -> UInt8? {
    guard offset + 1 < scanner.end, let high = digit(scanner.bytes[offset]),
      let low = digit(scanner.bytes[offset + 1])
    else { return nil }
    return high << 4 | low
  }

  private func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  // MARK: End

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
