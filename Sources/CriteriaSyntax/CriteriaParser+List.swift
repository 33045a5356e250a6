import SourceText

/// Lists after `in` and `not in` ("Syntax" 7).
extension CriteriaParser {
  /// Parses the list at `position`, which is no blank and no terminator.
  mutating func parseList(flags: inout CriteriaTree.Node.Flags) {
    if scanner.byte(position) == UInt8(ascii: "[") {
      if let end = bracketEnd() {
        note(.bracketedList, position, end)
        append(.bareValue, to: end, flags: .nonstandard)
        return
      }
    } else if scanner.byte(position) == UInt8(ascii: "(") {
      if parseParenthesisedList(openLength: 1) { flags.insert(.closed) }
      return
    } else if scanner.isFullWidth(position, UInt8(ascii: "(")) {
      if parseParenthesisedList(openLength: 3) { flags.insert(.closed) }
      return
    }
    parseOpenList()
  }

  /// The end of `[…]` on this line, or nil.
  private func bracketEnd() -> Int? {
    var end = position
    while end < scanner.end {
      if let next = scanner.holeEnd(end) {
        end = next
        continue
      }
      switch scanner.bytes[end] {
      case UInt8(ascii: "]"): return end + 1
      case UInt8(ascii: "\n"): return nil
      case UInt8(ascii: "&"), UInt8(ascii: "|"):
        if scanner.logical(end) != nil { return nil }
      default: break
      }
      end += 1
    }
    return nil
  }

  /// Answers whether the list is closed.
  private mutating func parseParenthesisedList(openLength: Int) -> Bool {
    let open = position
    if openLength > 1 { note(.fullWidth, open, open + openLength) }
    append(.openParenthesis, length: openLength, flags: openLength > 1 ? .nonstandard : [])
    var lastComma: Int?
    var expectsItem = true
    var isBesideHole = false
    while true {
      skipBlanksInCondition()
      guard position < scanner.end, scanner.logical(position) == nil else {
        note(.unclosedList, open, open + openLength)
        return false
      }
      if let length = listCloseLength(openLength) {
        if expectsItem {
          if let lastComma {
            note(.trailingComma, lastComma, lastComma + 1)
          } else {
            note(.emptyList, open, position + length)
          }
        }
        append(.closeParenthesis, length: length, flags: length > 1 ? .nonstandard : [])
        return true
      }
      if scanner.byte(position) == UInt8(ascii: ",") {
        parseComma(isMissingItem: expectsItem)
        lastComma = position - 1
        expectsItem = true
        continue
      }
      let isHole = scanner.holeEnd(position) != nil
      if !expectsItem, !isBesideHole, !isHole { note(.missingComma, previousTokenEnd(), position) }
      parseItem(in: .parenthesisedList)
      isBesideHole = tree.tokens.last?.flags.contains(.isHole) ?? false
      expectsItem = false
    }
  }

  private func listCloseLength(_ openLength: Int) -> Int? {
    if scanner.byte(position) == UInt8(ascii: ")") { return 1 }
    return openLength > 1 && scanner.isFullWidth(position, UInt8(ascii: ")")) ? 3 : nil
  }

  private mutating func parseOpenList() {
    var lastComma: Int?
    while true {
      if lastComma != nil {
        let isConditionNext =
          scanner.skipSpaces(position) < scanner.skipBlanks(position)
          && scanner.beginsCondition(scanner.skipBlanks(position))
        if !isConditionNext { skipBlanksInCondition() }
        if isConditionNext || isValueMissing(), let lastComma {
          note(.trailingComma, lastComma, lastComma + 1)
          return
        }
      }
      if scanner.byte(position) == UInt8(ascii: ",") {
        parseComma(isMissingItem: true)
        lastComma = position - 1
        continue
      }
      parseItem(in: .openList)
      let next = scanner.skipSpaces(position)
      guard scanner.byte(next) == UInt8(ascii: ",") else { return }
      if next > position { append(.blank, to: next) }
      parseComma(isMissingItem: false)
      lastComma = position - 1
    }
  }

  private mutating func parseComma(isMissingItem: Bool) {
    if isMissingItem { note(.emptyListItem, position, position + 1) }
    append(.comma, length: 1)
  }

  /// Parses one value; moves at least one byte.
  private mutating func parseItem(in place: ValuePlace) {
    let start = position
    parseValue(in: place)
    if position == start { append(.unexpected, length: 1) }
  }
}
