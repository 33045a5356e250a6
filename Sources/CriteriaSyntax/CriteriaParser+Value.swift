import SourceText

/// Values: quoted, placeholders, bare ("Syntax" 4 to 6).
extension CriteriaParser {
  /// Where a value stands; a list's comma ends it, and in parentheses a word does not.
  enum ValuePlace {
    case none
    case openList
    case parenthesisedList

    var isList: Bool { self != .none }
  }

  /// Parses the value at `position`, which is no blank and no terminator.
  mutating func parseValue(in place: ValuePlace) {
    let first = scanner.byte(position)
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'"), parseQuotedValue(first, in: place) {
      return
    }
    if first == UInt8(ascii: "<") || first == UInt8(ascii: "{"),
      let end = scanner.wholePlaceholderEnd(position, inList: place.isList)
    {
      tree.features.insert(.holes)
      append(.bareValue, to: end, flags: [.hasHole, .isHole, .placeholder])
      return
    }
    parseBareValue(in: place)
  }

  private mutating func parseQuotedValue(_ quote: UInt8, in place: ValuePlace) -> Bool {
    if unclosedQuotes.contains(quote) { return false }
    var flags: CriteriaTree.Token.Flags = []
    var end = position + 1
    while end < scanner.end, scanner.bytes[end] != quote {
      if let holeEnd = scanner.holeEnd(end) {
        flags.insert(.hasHole)
        end = holeEnd
      } else if scanner.bytes[end] == UInt8(ascii: "\\"), isQuotable(scanner.byte(end + 1)) {
        flags.insert(.hasEscape)
        end += 2
      } else {
        end += 1
      }
    }
    guard end < scanner.end else {
      unclosedQuotes.insert(quote)
      return false
    }
    guard
      scanner.endsValue(end + 1, inList: place.isList, isParenthesised: place == .parenthesisedList)
    else { return false }
    tree.features.insert(.quotedValue)
    if end == position + 1 { tree.features.insert(.emptyValue) }
    append(.quotedValue, to: end + 1, flags: flags)
    return true
  }

  private func isQuotable(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\")
  }

  // MARK: Bare values

  /// What was seen while looking for the end of a bare value.
  private struct BareScan {
    var end = 0
    var hasHole = false
    /// The first pair of parentheses before any hole.
    var parentheses: (open: Int, close: Int)?
    /// Where the next condition seems to begin.
    var swallowed: (gap: Int, field: Int)?
  }

  private mutating func parseBareValue(in place: ValuePlace) {
    let start = position
    let scan = scanBareValue(in: place)
    var end = scan.end
    // Blanks at the end are not part of the value; strange ones are reported.
    var strangeEnd: Int?
    while end > start {
      if scanner.isBlank(end - 1) {
        end -= 1
      } else if let before = scanner.strangeBlankStart(endingAt: end, from: start) {
        if strangeEnd == nil { strangeEnd = end }
        end = before
      } else {
        break
      }
    }
    var flags: CriteriaTree.Token.Flags = []
    if scan.hasHole {
      flags.insert(.hasHole)
      if scanner.holeEnd(start) == end { flags.insert(.isHole) }
    }
    if end > start { append(.bareValue, to: end, flags: flags) }
    if let open = bareParentheses.first {
      note(.unclosedValueParenthesis, open, open + 1)
      if let close = parentheses.close(of: open, in: scanner), close >= position {
        append(.unexpected, to: close + 1)
      }
    } else if !scan.hasHole || scanner.holeEnd(start) == nil {
      remark(on: ByteRange(start, end), scan)
    }
    if strangeEnd != nil { skipBlanksBefore(scan.end) }
  }

  /// Remarks on a bare value: at most one `CQ114`, and quotes that are not quotes.
  private mutating func remark(on value: ByteRange, _ scan: BareScan) {
    let first = scanner.byte(value.start)
    if first == UInt8(ascii: "=") || first == UInt8(ascii: "<") || first == UInt8(ascii: ">")
      || (first == UInt8(ascii: "!") && scanner.byte(value.start + 1) == UInt8(ascii: "="))
    {
      let end = scanner.symbolOperator(value.start)?.end ?? value.start + 1
      note(.operatorStartsValue, value.start, min(end, value.end))
    } else if let swallowed = scan.swallowed {
      note(.conditionInValue, swallowed.gap, swallowed.field)
    } else if let pair = scan.parentheses {
      note(.parenthesesInValue, pair.open, pair.close + 1)
    }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      note(.strayQuote, value.start, value.end)
    } else if scanner.isInSmartQuotes(value) {
      note(.smartQuotes, value.start, value.end)
    }
  }

  /// Tokens for the blanks after a bare value, up to `end`.
  private mutating func skipBlanksBefore(_ end: Int) {
    while position < end {
      if let next = endOfStrangeBlanks(position) {
        note(.strangeBlank, position, next)
        append(.strangeBlank, to: next)
      } else {
        append(.blank, to: max(scanner.skipBlanks(position), position + 1))
      }
    }
  }

  /// Looks for the end of the bare value at `position`; `bareParentheses` holds what it leaves open.
  private mutating func scanBareValue(in place: ValuePlace) -> BareScan {
    bareParentheses.removeAll(keepingCapacity: true)
    var scan = BareScan()
    var offset = position
    scan: while offset < scanner.end {
      let hole = scanner.nextHole(offset)
      while offset < hole, scanner.classes.of(scanner.bytes[offset]) & ByteClasses.bareStop == 0 {
        offset &+= 1
      }
      guard offset < scanner.end else { break }
      if offset == hole {
        scan.hasHole = true
        offset = scanner.holeEnd(offset) ?? offset &+ 1
        continue
      }
      switch scanner.bytes[offset] {
      case UInt8(ascii: "&"), UInt8(ascii: "|"):
        if scanner.logical(offset) != nil { break scan }
        offset &+= 1
      case UInt8(ascii: "("):
        bareParentheses.append(offset)
        offset &+= 1
      case UInt8(ascii: ")"):
        guard let open = bareParentheses.popLast() else { break scan }
        if !scan.hasHole, scan.parentheses == nil || bareParentheses.isEmpty {
          scan.parentheses = (open, offset)
        }
        offset &+= 1
      case UInt8(ascii: ","):
        if place.isList { break scan }
        offset &+= 1
      case UInt8(ascii: "\n"):
        break scan
      case 0xEF:
        if bareParentheses.isEmpty, closesFullWidth, scanner.isFullWidth(offset, UInt8(ascii: ")")) {
          break scan
        }
        offset &+= 1
      default:
        let next = scanner.skipSpaces(offset)
        guard next < scanner.end, scanner.bytes[next] != UInt8(ascii: "\n") else {
          offset = next
          break scan
        }
        if place != .parenthesisedList, let word = scanner.wordLogical(next), scanner.isBlank(word.end),
          scanner.rightSide(word.end) != .none
        {
          break scan
        }
        if !scan.hasHole, scan.swallowed == nil, scanner.beginsSwallowedCondition(next) {
          scan.swallowed = (offset, next)
        }
        offset = next
      }
    }
    scan.end = offset
    return scan
  }
}

extension CriteriaScanner {
  /// Whether what stands at `offset`, after a blank inside a bare value, reads like a condition ("Syntax" 6): a name
  /// and one of `==` `!=` `>=` `<=`, or a known field and any operator.
  func beginsSwallowedCondition(_ offset: Int) -> Bool {
    let first = byte(offset)
    if first >= UInt8(ascii: "a"), first <= UInt8(ascii: "z") {
      var end = offset
      while end < self.end, isNameByte(bytes[end]) { end &+= 1 }
      let next = skipBlanks(end)
      if byte(next &+ 1) == UInt8(ascii: "=") {
        switch byte(next) {
        case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: ">"), UInt8(ascii: "<"): return true
        default: break
        }
      }
    }
    guard !knownFields.isEmpty else { return false }
    let end = fieldEnd(offset)
    guard end > offset, knownFields.contains(bytes[offset..<end]) else { return false }
    let next = skipBlanks(end)
    return symbolOperator(next) != nil || wordOperator(next) != nil
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
