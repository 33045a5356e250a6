import SourceText

/// Comparison operators, and what stands where one is missing.
extension CriteriaParser {
  /// Reads the operator; nil where there is none.
  mutating func parseOperator() -> OperatorFacts? {
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
  mutating func recoverWithoutOperator(start: Int, firstToken: Int) {
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
  func looksPercentEncoded() -> Bool {
    guard tree.conditionCount == 0, tree.nodes.isEmpty else { return false }
    var hasEncodedOperator = false
    var offset = scanner.skipBlanks(tree.tokens.first.map { Int($0.start) } ?? position)
    while offset < scanner.end {
      if let holeEnd = scanner.holeEnd(offset) {
        offset = holeEnd
        continue
      }
      let byte = scanner.bytes[offset]
      if let value = PercentEncoding.triplet(in: scanner.bytes, at: offset, end: scanner.end) {
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
}
