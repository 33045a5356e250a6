import SourceText

/// Writing the tree.
extension CriteriaParser {
  /// Appends the token that begins at `position` and is `length` bytes long, and moves past it.
  mutating func append(
    _ kind: CriteriaTree.Token.Kind, length: Int, flags: CriteriaTree.Token.Flags = [], operatorID: UInt16 = 0
  ) {
    tree.tokens.append(
      CriteriaTree.Token(start: UInt32(position), kind: kind, flags: flags, operatorID: operatorID))
    position = min(position &+ length, scanner.end)
  }

  mutating func append(
    _ kind: CriteriaTree.Token.Kind, to end: Int, flags: CriteriaTree.Token.Flags = [], operatorID: UInt16 = 0
  ) {
    append(kind, length: end &- position, flags: flags, operatorID: operatorID)
  }

  /// Appends the node whose subtree begins at `firstNode`, from `firstToken` to the last token that is no trivia.
  mutating func appendNode(
    _ kind: CriteriaTree.Node.Kind, flags: CriteriaTree.Node.Flags, operatorDistance: Int = 0,
    valueDistance: Int = 0, firstToken: Int, firstNode: Int
  ) {
    var tokenEnd = tree.tokens.count
    while tokenEnd > firstToken, tree.tokens[tokenEnd &- 1].isTrivia,
      tree.tokens[tokenEnd &- 1].kind != .unexpected
    {
      tokenEnd &-= 1
    }
    tree.nodes.append(
      CriteriaTree.Node(
        kind: kind, flags: flags, operatorDistance: operatorDistance > 255 ? 0 : UInt8(operatorDistance),
        valueDistance: valueDistance > 255 ? 0 : UInt8(valueDistance), firstToken: UInt32(firstToken),
        tokenEnd: UInt32(tokenEnd), size: UInt32(tree.nodes.count &- firstNode &+ 1)))
  }

  /// An operand that is not there.
  mutating func appendErrorNode() {
    appendNode(.error, flags: .broken, firstToken: tree.tokens.count, firstNode: tree.nodes.count)
    lastOperand = .broken
  }

  mutating func report(
    _ kind: SyntaxDiagnostic.Kind, _ start: Int, _ end: Int, node: Int? = nil, isRepairSafe: Bool = false
  ) {
    tree.diagnostics.append(
      SyntaxDiagnostic(
        kind: kind, start: UInt32(start), end: UInt32(max(start, end)), node: node.map(UInt32.init) ?? .max,
        isRepairSafe: isRepairSafe))
  }

  /// Blanks, and what people take for blanks, between tokens outside conditions.
  mutating func skipTrivia() {
    while position < scanner.end {
      let flags = scanner.classes.of(scanner.bytes[position])
      if flags & ByteClasses.blank != 0 {
        append(.blank, to: scanner.skipBlanks(position))
      } else if flags & ByteClasses.wide != 0, let end = endOfStrangeBlanks(position) {
        report(.strangeBlank, position, end)
        append(.strangeBlank, to: end)
      } else {
        return
      }
    }
  }

  func endOfStrangeBlanks(_ offset: Int) -> Int? {
    guard var end = scanner.strangeBlankEnd(offset) else { return nil }
    while let next = scanner.strangeBlankEnd(end) { end = next }
    return end
  }

  /// The end of the last token that is no trivia.
  func previousTokenEnd() -> Int {
    var end = position
    for token in tree.tokens.reversed() {
      guard token.isTrivia, token.kind != .unexpected else { break }
      end = Int(token.start)
    }
    return end
  }

  /// The end of the run at `offset` that a message can show: up to a blank or a parenthesis, one character at least.
  func endOfWord(_ offset: Int) -> Int {
    var end = offset
    while end < scanner.end, !scanner.isBlank(end) {
      let byte = scanner.bytes[end]
      if end > offset, byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") { break }
      if end > offset, scanner.logical(end) != nil || scanner.symbolOperator(end) != nil { break }
      end = scanner.holeEnd(end) ?? end &+ 1
    }
    while end < scanner.end, scanner.bytes[end] & 0xC0 == 0x80 { end &+= 1 }
    return max(end, min(offset &+ 1, scanner.end))
  }

  /// Whether a rule 5 word with its condition stands here, after a blank that was read already.
  func beginsWithWordLogical() -> Bool {
    // What stands before the text is not looked at.
    guard let first = tree.tokens.first, position > Int(first.start), scanner.isBlank(position - 1),
      let word = scanner.wordLogical(position)
    else { return false }
    return scanner.isBlank(word.end) && scanner.rightSide(word.end) != .none
  }

  /// After a finding: everything up to the next `&&`, `||`, rule 5 word, or `)` of an open group becomes one
  /// unexpected token ("Syntax" 11).
  mutating func skipToOperator() {
    if beginsWithWordLogical() { return }
    var end = position
    scan: while end < scanner.end {
      if let next = scanner.holeEnd(end) {
        end = next
        continue
      }
      switch scanner.bytes[end] {
      case UInt8(ascii: "&"), UInt8(ascii: "|"):
        if scanner.logical(end) != nil { break scan }
        end &+= 1
      case UInt8(ascii: ")"):
        if hasOpenGroup { break scan }
        end &+= 1
      case 0xEF where scanner.isFullWidth(end, UInt8(ascii: ")")) && closesFullWidth:
        break scan
      case UInt8(ascii: "("):
        end = parentheses.close(of: end, in: scanner).map { $0 &+ 1 } ?? end &+ 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
        let next = scanner.skipBlanks(end)
        if let word = scanner.wordLogical(next), scanner.isBlank(word.end),
          scanner.rightSide(word.end) != .none
        {
          break scan
        }
        end = next
      default:
        end &+= 1
      }
    }
    if end > position { append(.unexpected, to: end) }
  }
}
