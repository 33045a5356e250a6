import SourceText

/// Parses criteria texts into a ``CriteriaTree``; keeps its buffers from one text to the next.
///
/// A Pratt parser with an explicit stack: ``LogicalOperator/bindingPower`` decides what an operator takes, and
/// nothing recurses, so nesting costs memory and never the program.
package struct CriteriaParser: Sendable {
  /// Groups nested deeper than this are an error, ours and not the server's ("Syntax" 10).
  package static let deepestNesting = 256

  /// The tree of the last parsed text.
  package internal(set) var tree = CriteriaTree()

  var scanner = CriteriaScanner()
  /// Where the next token begins.
  var position = 0
  /// Operators whose right side is still open, the innermost last.
  private var pending: [Pending] = []
  private var groups: [Group] = []
  /// Where each parenthesis closes; made when first asked for.
  var parentheses = ParenthesisMatcher()
  /// The quotes for which a value once found no end: no later one of the kind is tried ("Syntax" 4).
  var unclosedQuotes: Set<UInt8> = []
  var bareParentheses: [Int] = []
  /// What may come before the next operator, from the operand just read.
  var lastOperand = OperandEnd.none
  /// Whether the condition being read has a finding after which no other is reported.
  var isConditionBroken = false
  /// Whether what is wrong with the next condition was said already, at the operator missing before it.
  private var isNextConditionReported = false
  /// Whether the text turned out to be one that was encoded for a URL as a whole.
  var isPercentEncoded = false
  /// Whether the condition being read has a strange blank already; one finding mends all of them.
  var hasStrangeBlank = false

  /// An operator, or a run of equal ones, that waits for its last operand.
  private struct Pending {
    enum Kind {
      case negation(diagnostic: Int)
      case chain(LogicalOperator)
    }
    let kind: Kind
    let firstNode: Int
    let firstToken: Int
    var operandCount: Int

    var bindingPower: UInt8 {
      switch kind {
      case .negation: .max
      case .chain(let logical): logical.bindingPower
      }
    }
  }

  private struct Group {
    let openToken: Int
    let firstNode: Int
    /// `pending` above this index belongs to the group.
    let pendingBase: Int
    let isFullWidth: Bool
  }

  enum OperandEnd {
    case none
    /// A bare value: a logical operator in words was looked for inside it.
    case bare
    /// `)`, a quoted value, a hole that is a condition: a word there can only be an operator.
    case closed
    /// A finding was reported, and what follows up to the next operator was skipped.
    case broken
    /// Like `closed`, and nothing is missing beside it ("Syntax" 8).
    case hole
  }

  package init() {}

  /// Parses `text`. Never fails: what does not parse is in the tree's diagnostics. Linear in the text.
  package mutating func parse(_ text: MappedText, knownFields: KnownFields = .none) {
    scanner.setHoles(text.holes)
    parse(text.bytes, text.range, knownFields)
    if !text.unclosedHoles.isEmpty {
      for unclosed in text.unclosedHoles { reportUnclosedHole(unclosed) }
      if !tree.diagnostics.isEmpty { sortDiagnostics() }
    }
  }

  /// Parses `range` of `bytes` as it stands there, where no hole is; what lies outside `bytes` is left out.
  package mutating func parse(_ bytes: [UInt8], _ range: ByteRange, knownFields: KnownFields = .none) {
    scanner.setHoles([])
    parse(bytes, range.clamped(to: ByteRange(0, bytes.count)), knownFields)
  }

  private mutating func parse(_ bytes: [UInt8], _ range: ByteRange, _ knownFields: KnownFields) {
    scanner.setText(bytes, end: range.end, knownFields)
    reset(range)
    parseText()
    if isPercentEncoded {
      reset(range)
      takeWholeText()
    }
    if !tree.diagnostics.isEmpty { sortDiagnostics() }
  }

  /// Lends the tree, so that what reads it need not be counted as a second owner of its arrays.
  package mutating func withTree<Result>(_ body: (CriteriaTree) -> Result) -> Result {
    var lent = CriteriaTree()
    swap(&lent, &tree)
    defer { swap(&lent, &tree) }
    return body(lent)
  }

  private mutating func sortDiagnostics() {
    tree.features.insert(.diagnostics)
    tree.diagnostics.sort { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  private mutating func parseText() {
    var expectsOperand = true
    let start = position
    var reservesAt = scanner.end &- start > Self.longText ? start &+ Self.longText / 16 : Int.max
    while true {
      skipTrivia()
      if position >= scanner.end { break }
      if position >= reservesAt {
        reservesAt = .max
        reserve(read: position &- start, of: scanner.end &- start)
      }
      expectsOperand = expectsOperand ? parseOperandStart() : parseAfterOperand()
    }
    finish(expectsOperand: expectsOperand)
  }

  /// Texts longer than this get room for what their beginning lets expect.
  private static let longText = 4 << 20

  /// Makes room for the rest of a long text as its beginning was: arrays that grow step by step touch, and copy, twice
  /// the memory that they need, and that costs more than parsing.
  private mutating func reserve(read: Int, of total: Int) {
    func expected(_ count: Int) -> Int {
      Int((Double(count) * Double(total) / Double(max(read, 1)) * 1.02)) + 64
    }
    tree.tokens.reserveCapacity(expected(tree.tokens.count))
    tree.nodes.reserveCapacity(expected(tree.nodes.count))
  }

  /// A text that was encoded as a whole is one finding and nothing else.
  private mutating func takeWholeText() {
    if scanner.isBlank(position) { append(.blank, to: scanner.skipBlanks(position)) }
    let firstToken = tree.tokens.count
    report(.percentEncoded, position, scanner.end, node: 0)
    append(.unexpected, to: scanner.end)
    appendNode(.error, flags: .broken, firstToken: firstToken, firstNode: 0)
    finish(expectsOperand: false)
  }

  private mutating func reset(_ range: ByteRange) {
    position = range.start
    tree.tokens.removeAll(keepingCapacity: true)
    tree.nodes.removeAll(keepingCapacity: true)
    // To empty what is empty costs as much as to empty what is not.
    if !tree.diagnostics.isEmpty { tree.diagnostics.removeAll(keepingCapacity: true) }
    tree.features = scanner.holes.isEmpty ? [] : .holes
    tree.depth = 0
    tree.conditionCount = 0
    if !pending.isEmpty { pending.removeAll(keepingCapacity: true) }
    if !groups.isEmpty { groups.removeAll(keepingCapacity: true) }
    parentheses.reset()
    if !unclosedQuotes.isEmpty { unclosedQuotes.removeAll() }
    lastOperand = .none
    isConditionBroken = false
    isNextConditionReported = false
    isPercentEncoded = false
    hasStrangeBlank = false
  }

  // MARK: Operands

  /// Reads what stands where an operand is expected; answers whether one is still expected afterwards.
  private mutating func parseOperandStart() -> Bool {
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

  // MARK: After an operand

  /// Reads what stands after an operand; answers whether an operand is expected next.
  private mutating func parseAfterOperand() -> Bool {
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

  // MARK: Building

  private mutating func closeGroup(length: Int) {
    guard let group = groups.popLast() else { return }
    reduce(to: group.pendingBase, power: 0)
    append(.closeParenthesis, length: length, flags: length > 1 ? .nonstandard : [])
    appendGroupNode(group, flags: .closed)
    lastOperand = .closed
    operandEnded()
  }

  private mutating func appendGroupNode(_ group: Group, flags: CriteriaTree.Node.Flags) {
    tree.features.insert(.group)
    if let child = tree.nodes.last, tree.nodes.count > group.firstNode {
      switch child.kind {
      case .group, .conjunction, .disjunction: tree.features.insert(.compoundGroup)
      default: break
      }
    }
    appendNode(.group, flags: flags, firstToken: group.openToken, firstNode: group.firstNode)
  }

  /// The operand that was just read is whole: prefixes take it.
  private mutating func operandEnded() {
    let base = groups.last?.pendingBase ?? 0
    while pending.count > base, let last = pending.last, case .negation(let diagnostic) = last.kind {
      pending.removeLast()
      negate(last, diagnostic: diagnostic)
    }
  }

  /// Apart, because negations are rare, and a loop that writes to the diagnostics makes them its own beforehand.
  @inline(never)
  private mutating func negate(_ operand: Pending, diagnostic: Int) {
    if diagnostic >= 0, diagnostic < tree.diagnostics.count {
      tree.diagnostics[diagnostic].node = UInt32(tree.nodes.count)
    }
    appendNode(.negation, flags: [], firstToken: operand.firstToken, firstNode: operand.firstNode)
  }

  private mutating func pushOperator(
    _ logical: LogicalOperator, length: Int, flags: CriteriaTree.Token.Flags
  ) {
    pushPending(logical, firstToken: tree.tokens.count)
    append(logical == .and ? .and : .or, length: length, flags: flags)
  }

  /// The operand before is the left side of `logical`: closes what binds tighter, and joins a chain of equals.
  private mutating func pushPending(_ logical: LogicalOperator, firstToken: Int) {
    let base = groups.last?.pendingBase ?? 0
    reduce(to: base, power: logical.bindingPower)
    tree.features.insert(logical == .and ? .conjunction : .disjunction)
    if let last = tree.nodes.last, last.kind == .condition { tree.features.insert(.bareCondition) }
    if pending.count > base, pending[pending.count - 1].bindingPower == logical.bindingPower {
      pending[pending.count - 1].operandCount += 1
      return
    }
    guard let operand = tree.nodes.last else { return }
    pending.append(
      Pending(
        kind: .chain(logical), firstNode: tree.nodes.count - Int(operand.size),
        firstToken: Int(operand.firstToken), operandCount: 1))
  }

  /// Closes pending chains that bind tighter than `power`, down to `base`.
  private mutating func reduce(to base: Int, power: UInt8) {
    while pending.count > base, let last = pending.last, last.bindingPower > power {
      pending.removeLast()
      guard case .chain(let logical) = last.kind else { continue }
      if let operand = tree.nodes.last, operand.kind == .condition { tree.features.insert(.bareCondition) }
      appendNode(
        logical == .and ? .conjunction : .disjunction, flags: [], firstToken: last.firstToken,
        firstNode: last.firstNode)
    }
  }

  private mutating func finish(expectsOperand: Bool) {
    if expectsOperand, pending.count > (groups.last?.pendingBase ?? 0) {
      report(.conditionExpected, previousTokenEnd(), previousTokenEnd())
      appendErrorNode()
      operandEnded()
    }
    if let outermost = groups.first, lastOperand != .hole {
      let open = Int(tree.tokens[outermost.openToken].start)
      report(.unclosedGroup, open, open + 1)
    }
    while let group = groups.popLast() {
      reduce(to: group.pendingBase, power: 0)
      appendGroupNode(group, flags: [])
      operandEnded()
    }
    reduce(to: 0, power: 0)
    if tree.conditionCount > 1 { tree.features.insert(.manyConditions) }
    appendNode(.criteria, flags: [], firstToken: 0, firstNode: 0)
    tree.tokens.append(CriteriaTree.Token(start: UInt32(scanner.end), kind: .blank))
  }

  /// A `${` without its end breaks the condition it stands in, unless that is broken already.
  private mutating func reportUnclosedHole(_ range: ByteRange) {
    for index in tree.nodes.indices where tree.range(ofNode: index).contains(range.start) {
      guard tree.nodes[index].kind == .condition else { continue }
      if tree.nodes[index].flags.contains(.broken) { return }
      tree.nodes[index].flags.insert(.broken)
      report(.unclosedHole, range.start, range.end, node: index)
      return
    }
    report(.unclosedHole, range.start, range.end)
  }
}
