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
  var pending: [Pending] = []
  var groups: [Group] = []
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
  var isNextConditionReported = false
  /// Whether the text turned out to be one that was encoded for a URL as a whole.
  var isPercentEncoded = false
  /// Whether the condition being read has a strange blank already; one finding mends all of them.
  var hasStrangeBlank = false

  /// An operator, or a run of equal ones, that waits for its last operand.
  struct Pending {
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

  struct Group {
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
}
