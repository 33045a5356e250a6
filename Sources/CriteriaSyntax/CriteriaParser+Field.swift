import SourceText

/// Fields, as they are and in what people write instead; holes in their place.
extension CriteriaParser {
  /// Reads the field, plain or with delimiters or in full-width letters; nil where there is none.
  mutating func parseField() -> CriteriaTree.Token.Flags? {
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
  func holeStandsAlone() -> Bool {
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

  mutating func endHoleCondition(_ firstToken: Int, isAlone: Bool) {
    if isAlone, firstToken < tree.tokens.count {
      let field = tree.tokens[firstToken]
      tree.tokens[firstToken] = CriteriaTree.Token(
        start: field.start, kind: .holeCondition, flags: field.flags)
    }
    tree.features.formUnion([.holes, .holeConditions])
    appendNode(.holeCondition, flags: .hasHole, firstToken: firstToken, firstNode: tree.nodes.count)
    lastOperand = .hole
  }
}
