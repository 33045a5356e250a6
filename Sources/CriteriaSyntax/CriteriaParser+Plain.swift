import SourceText

/// The commonest condition, read in one go.
extension CriteriaParser {
  /// Parses `field==value` of plain ASCII field bytes, a standard symbol operator and a bare value of one word, ended
  /// by `)`, a logical operator or the text; answers whether it did.
  ///
  /// It knows no rule that the general way does not know: whatever is not plain is left to that, untouched.
  mutating func parsePlainCondition() -> Bool {
    guard scanner.holes.isEmpty, !isConditionBroken else { return false }
    let end = scanner.end
    var fieldEnd = position
    while fieldEnd < end, scanner.classes.of(scanner.bytes[fieldEnd]) & ByteClasses.field != 0 {
      fieldEnd &+= 1
    }
    guard fieldEnd > position, let symbol = plainOperator(fieldEnd) else { return false }
    let valueStart = symbol.end
    guard valueStart < end, scanner.classes.of(scanner.bytes[valueStart]) & ByteClasses.field != 0 else {
      return false
    }
    var valueEnd = valueStart
    while valueEnd < end, scanner.classes.of(scanner.bytes[valueEnd]) & ByteClasses.field != 0 {
      valueEnd &+= 1
    }
    guard valueEnd == end || endsPlainValue(valueEnd) else { return false }
    let firstToken = tree.tokens.count
    append(.field, to: fieldEnd)
    append(.comparisonOperator, to: valueStart, operatorID: symbol.id)
    append(.bareValue, to: valueEnd)
    gatherFeatures(scanner.facts(symbol.id))
    tree.conditionCount &+= 1
    lastOperand = .bare
    tree.nodes.append(
      CriteriaTree.Node(
        kind: .condition, flags: [], operatorDistance: 1, valueDistance: 2, firstToken: UInt32(firstToken),
        tokenEnd: UInt32(firstToken &+ 3), size: 1))
    return true
  }

  /// The standard operator at `offset` with a field byte after it.
  // A call would copy the parser.
  @inline(__always)
  private func plainOperator(_ offset: Int) -> (id: UInt16, end: Int)? {
    let isDouble = scanner.byte(offset &+ 1) == UInt8(ascii: "=")
    let end = isDouble ? offset &+ 2 : offset &+ 1
    switch scanner.byte(offset) {
    case UInt8(ascii: "="): return (isDouble ? OperatorID.doubleEquals : OperatorID.equals, end)
    case UInt8(ascii: "!"): return isDouble ? (OperatorID.notEquals, end) : nil
    case UInt8(ascii: "<"): return (isDouble ? OperatorID.lessOrEqual : OperatorID.less, end)
    case UInt8(ascii: ">"): return (isDouble ? OperatorID.greaterOrEqual : OperatorID.greater, end)
    default: return nil
    }
  }

  /// Whether `)` or a logical operator stands at `offset`, blanks skipped.
  @inline(__always)
  private func endsPlainValue(_ offset: Int) -> Bool {
    let next = scanner.skipSpaces(offset)
    guard next < scanner.end else { return true }
    return scanner.bytes[next] == UInt8(ascii: ")") || scanner.logical(next) != nil
  }
}
