import SourceText

/// Looks at a text without consuming it: every question the parser asks about what stands at an offset.
///
/// Every function takes an offset at or after the parser's own position and answers in time linear in what it
/// looks at; ranges looked at twice are looked at a bounded number of times.
struct CriteriaScanner: Sendable {
  var bytes: [UInt8] = []
  var end = 0
  var holes: [Hole] = []
  var knownFields = KnownFields.none
  let classes = ByteClasses()
  private let words = WordOperators()
  private let operators = OperatorTable.entries.enumerated().map {
    OperatorFacts(id: UInt16($0.offset), comparison: $0.element.comparison, status: $0.element.status)
  }

  /// Turns to another text; what is the same as in the last one is not counted anew.
  mutating func setText(_ bytes: [UInt8], end: Int, _ knownFields: KnownFields) {
    if !self.bytes.isSameBuffer(as: bytes) { self.bytes = bytes }
    if !self.knownFields.isCopy(of: knownFields) { self.knownFields = knownFields }
    self.end = min(end, Int(UInt32.max) - 1)
  }

  mutating func setHoles(_ holes: [Hole]) {
    if !(holes.isEmpty && self.holes.isEmpty) { self.holes = holes }
  }

  func facts(_ id: UInt16) -> OperatorFacts { operators[Int(id)] }

  /// The byte at `offset`; 0 at the end, which no rule takes for anything.
  func byte(_ offset: Int) -> UInt8 { offset < end ? bytes[offset] : 0 }

  func isBlank(_ offset: Int) -> Bool {
    offset < end && classes.of(bytes[offset]) & ByteClasses.blank != 0
  }

  func skipBlanks(_ offset: Int) -> Int {
    var offset = offset
    while offset < end, classes.of(bytes[offset]) & ByteClasses.blank != 0 { offset &+= 1 }
    return offset
  }

  /// Past blanks of the same line.
  func skipSpaces(_ offset: Int) -> Int {
    var offset = offset
    while offset < end, bytes[offset] != UInt8(ascii: "\n"),
      classes.of(bytes[offset]) & ByteClasses.blank != 0
    {
      offset &+= 1
    }
    return offset
  }

  // MARK: Holes

  /// The end of the hole that begins at `offset`, or nil.
  func holeEnd(_ offset: Int) -> Int? {
    if holes.isEmpty { return nil }
    let index = firstHole(from: offset)
    guard index < holes.count, holes[index].range.start == offset, holes[index].range.end <= end else {
      return nil
    }
    return holes[index].range.end
  }

  /// Where the next hole at or after `offset` begins; the text's end where there is none.
  func nextHole(_ offset: Int) -> Int {
    if holes.isEmpty { return end }
    let index = firstHole(from: offset)
    return index < holes.count ? min(holes[index].range.start, end) : end
  }

  private func firstHole(from offset: Int) -> Int {
    holes.partitioningIndex { $0.range.start >= offset }
  }

  /// The end of a documentation placeholder `<name>` or `{name}` that begins at `offset`, or nil.
  func placeholderEnd(_ offset: Int) -> Int? {
    let close: UInt8
    switch byte(offset) {
    case UInt8(ascii: "<"): close = UInt8(ascii: ">")
    case UInt8(ascii: "{"): close = UInt8(ascii: "}")
    default: return nil
    }
    var position = offset &+ 1
    guard Self.isLetter(byte(position)) else { return nil }
    while position < end {
      let next = bytes[position]
      if next == close { return position &+ 1 }
      guard next == UInt8(ascii: " ") || classes.of(next) & ByteClasses.field != 0 else { return nil }
      position &+= 1
    }
    return nil
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }

  // MARK: Fields and operators

  /// The end of the longest run of field bytes, holes and placeholders at `offset`.
  func fieldEnd(_ offset: Int) -> Int {
    var position = offset
    while position < end {
      let stop = nextHole(position)
      while position < stop, classes.of(bytes[position]) & ByteClasses.field != 0 { position &+= 1 }
      if position < stop {
        // After other bytes a `<` is an operator: `notes<limit AND dept>=7` names no placeholder.
        guard position == offset || bytes[position] != UInt8(ascii: "<"), let next = placeholderEnd(position)
        else { return position }
        position = next
      } else {
        guard let next = holeEnd(position) else { return position }
        position = next
      }
    }
    return position
  }

  /// The id and end of the symbol operator at `offset`, by longest match; nil where there is none.
  func symbolOperator(_ offset: Int) -> (id: UInt16, end: Int)? {
    let first = byte(offset)
    guard classes.of(first) & ByteClasses.symbol != 0 else { return nil }
    let second = byte(offset &+ 1)
    let third = byte(offset &+ 2)
    let equals = UInt8(ascii: "=")
    switch first {
    case equals:
      if second == equals {
        return third == equals
          ? (OperatorID.tripleEquals, offset &+ 3) : (OperatorID.doubleEquals, offset &+ 2)
      }
      if second == UInt8(ascii: ">") { return (OperatorID.arrowGreater, offset &+ 2) }
      if second == UInt8(ascii: "<") {
        return wholePlaceholderEnd(offset &+ 1, inList: false) == nil
          ? (OperatorID.arrowLess, offset &+ 2) : (OperatorID.equals, offset &+ 1)
      }
      if second == UInt8(ascii: "~") { return (OperatorID.regex, offset &+ 2) }
      return (OperatorID.equals, offset &+ 1)
    case UInt8(ascii: "!"):
      guard second == equals else { return nil }
      return third == equals ? (OperatorID.notDoubleEquals, offset &+ 3) : (OperatorID.notEquals, offset &+ 2)
    case UInt8(ascii: "<"):
      if second == UInt8(ascii: ">") { return (OperatorID.lessGreater, offset &+ 2) }
      return second == equals ? (OperatorID.lessOrEqual, offset &+ 2) : (OperatorID.less, offset &+ 1)
    case UInt8(ascii: ">"):
      return second == equals ? (OperatorID.greaterOrEqual, offset &+ 2) : (OperatorID.greater, offset &+ 1)
    default:
      return second == equals ? (OperatorID.colonEquals, offset &+ 2) : nil
    }
  }

  /// The id and end of the word operator at `offset`, foreign ones included.
  func wordOperator(_ offset: Int) -> (id: UInt16, end: Int)? {
    guard Self.isLetter(byte(offset)) else { return nil }
    return words.match(at: offset, in: self)
  }

  /// Whether a word operator that ends at `offset` is really at its end.
  func endsWord(_ offset: Int) -> Bool {
    guard offset < end else { return true }
    switch bytes[offset] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "("),
      UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "%"), UInt8(ascii: "*"),
      UInt8(ascii: "\\"), UInt8(ascii: ")"):
      return true
    default:
      return logical(offset) != nil || holeEnd(offset) != nil || strangeBlankEnd(offset) != nil
        || smartQuoteEnd(offset) != nil
        || isFullWidth(offset, UInt8(ascii: "("))
    }
  }

  /// Whether a field, blanks and a symbol operator stand at `offset`.
  func beginsCondition(_ offset: Int) -> Bool {
    let fieldEnd = fieldEnd(offset)
    return fieldEnd > offset && symbolOperator(skipBlanks(fieldEnd)) != nil
  }

  /// Whether a field, blanks and any operator stand at `offset`.
  func beginsAnyCondition(_ offset: Int) -> Bool {
    let fieldEnd = fieldEnd(offset)
    guard fieldEnd > offset else { return false }
    let next = skipBlanks(fieldEnd)
    return symbolOperator(next) != nil || wordOperator(next) != nil
  }

  /// What follows a rule 5 word: a condition, and whether it is one on a known field.
  enum RightSide {
    case none
    case condition
    case knownCondition
  }

  /// Reads past blanks, `(`, `!` and `not` before `(`, then a field with its operator ("Syntax" 5).
  func rightSide(_ offset: Int) -> RightSide {
    var position = skipBlanks(offset)
    prefix: while position < end {
      switch bytes[position] {
      case UInt8(ascii: "("): position = skipBlanks(position &+ 1)
      case UInt8(ascii: "!"): position = skipBlanks(position &+ 1)
      case UInt8(ascii: "n"), UInt8(ascii: "N"):
        guard isWord("not", at: position), byte(skipBlanks(position &+ 3)) == UInt8(ascii: "(") else {
          break prefix
        }
        position = skipBlanks(position &+ 3)
      default: break prefix
      }
    }
    let fieldEnd = fieldEnd(position)
    guard fieldEnd > position else { return .none }
    let isKnown = knownFields.contains(bytes[position..<fieldEnd])
    let operatorStart = skipBlanks(fieldEnd)
    if symbolOperator(operatorStart) != nil { return isKnown ? .knownCondition : .condition }
    return isKnown && wordOperator(operatorStart) != nil ? .knownCondition : .none
  }

  /// Whether the bytes at `offset` are `word` in any case.
  func isWord(_ word: StaticString, at offset: Int) -> Bool {
    let count = word.utf8CodeUnitCount
    guard offset &+ count <= end else { return false }
    return word.withUTF8Buffer { letters in
      for index in 0..<count where bytes[offset &+ index] | 0x20 != letters[index] { return false }
      return true
    }
  }

  /// A logical operator in words, or one `&` or `|`, at `offset` ("Syntax" 5).
  func wordLogical(_ offset: Int) -> (operator: LogicalOperator, end: Int)? {
    switch byte(offset) {
    case UInt8(ascii: "a"), UInt8(ascii: "A"): isWord("and", at: offset) ? (.and, offset &+ 3) : nil
    case UInt8(ascii: "o"), UInt8(ascii: "O"): isWord("or", at: offset) ? (.or, offset &+ 2) : nil
    case UInt8(ascii: "&"): byte(offset &+ 1) == UInt8(ascii: "&") ? nil : (.and, offset &+ 1)
    case UInt8(ascii: "|"): byte(offset &+ 1) == UInt8(ascii: "|") ? nil : (.or, offset &+ 1)
    default: nil
    }
  }

  func logical(_ offset: Int) -> LogicalOperator? {
    switch byte(offset) {
    case UInt8(ascii: "&"): byte(offset &+ 1) == UInt8(ascii: "&") ? .and : nil
    case UInt8(ascii: "|"): byte(offset &+ 1) == UInt8(ascii: "|") ? .or : nil
    default: nil
    }
  }

  // MARK: Values

  /// Whether what stands at `offset`, blanks of the line skipped, ends a value that closes itself ("Syntax" 4).
  func endsValue(_ offset: Int, inList: Bool, isParenthesised: Bool = false) -> Bool {
    let next = skipSpaces(offset)
    guard next < end else { return true }
    switch bytes[next] {
    case UInt8(ascii: ")"), UInt8(ascii: "\n"): return true
    case UInt8(ascii: ","): return inList
    case UInt8(ascii: "&") where byte(next &+ 1) == UInt8(ascii: "&"): return true
    case UInt8(ascii: "|") where byte(next &+ 1) == UInt8(ascii: "|"): return true
    default:
      if isFullWidth(next, UInt8(ascii: ")")) { return true }
      guard !isParenthesised, let word = wordLogical(next),
        isBlank(word.end) || byte(word.end) == UInt8(ascii: "(")
      else { return false }
      return rightSide(word.end) != .none
    }
  }

  /// The end of a placeholder at `offset` that is a whole value.
  func wholePlaceholderEnd(_ offset: Int, inList: Bool) -> Int? {
    guard let end = placeholderEnd(offset), endsValue(end, inList: inList) else { return nil }
    return end
  }
}

extension Array where Element == UInt8 {
  /// Whether both are one and the same memory, and so hold the same; false says nothing.
  fileprivate func isSameBuffer(as other: [UInt8]) -> Bool {
    withUnsafeBufferPointer { own in
      other.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress && own.count == $0.count }
    }
  }
}
