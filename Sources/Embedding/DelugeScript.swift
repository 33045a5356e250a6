import SourceText

/// A Deluge script as tokens, blocks and statements: as much structure as following a value needs.
struct DelugeScript {
  struct Block {
    enum Kind: UInt8 {
      case function
      case loop
      /// A branch of an `if`.
      case branch
      case other
    }
    let kind: Kind
    /// The index of its `{`, or of what stands before its only statement; -1 for the whole file.
    let open: Int32
    /// The index of its `}`, or of what follows its only statement.
    fileprivate(set) var close: Int32
    let parent: Int32
    /// Branches of one `if … else …` share this number; -1 elsewhere.
    let chain: Int32
    /// The block of the enclosing function, or 0: names are looked up no further out.
    let function: Int32
    let depth: Int32
  }

  struct Statement {
    enum Kind: UInt8 {
      case plain
      /// What stands before the `{` of a block.
      case header
    }
    let kind: Kind
    let tokens: DelugeRange
    let block: Int32
    /// Of a header, the block it opens; -1 elsewhere.
    let opened: Int32
  }

  /// Blocks nested deeper than this count as part of the one they stand in.
  static let maximalDepth: Int32 = 64

  let bytes: [UInt8]
  let tokens: [DelugeToken]
  let comments: [HostComment]
  private(set) var blocks: [Block] = []
  /// In the order of the file; headers before what their block holds.
  private(set) var statements: [Statement] = []

  init(_ bytes: [UInt8]) {
    var lexer = DelugeLexer(bytes)
    lexer.run()
    self.bytes = bytes
    tokens = lexer.tokens
    comments = lexer.comments
    splitStatements()
  }
}

/// Finding statements and blocks.
extension DelugeScript {
  private mutating func splitStatements() {
    let count = Int32(tokens.count)
    blocks.append(
      Block(kind: .other, open: -1, close: count, parent: -1, chain: -1, function: 0, depth: 0))
    var open = OpenBlocks()
    var start: Int32 = 0
    var index: Int32 = 0

    while index < count {
      switch tokens[Int(index)].kind {
      case .semicolon:
        finish(start, index, in: open.current)
        if !endSingles(&open, at: index) { open.noteStatement() }
        start = index + 1
        index += 1
      case .openBlock:
        begin(DelugeRange(start, index), at: index, isSingle: false, &open)
        index += 1
        start = index
      case .closeBlock:
        finish(start, index, in: open.current)
        endSingles(&open, at: index)
        if let closed = open.entries.popLast() { leave(closed.block, &open) }
        // The block was all of a statement that stands without braces.
        endSingles(&open, at: index + 1)
        index += 1
        start = index
      default:
        if index > start, beginsStatement(index) {
          finish(start, index, in: open.current)
          endSingles(&open, at: index)
          start = index
        }
        if index == start, let body = singleBody(index) {
          begin(DelugeRange(index, body), at: body - 1, isSingle: true, &open)
          index = body
          start = body
        } else {
          let isCut = tokens[Int(index)].kind.opensGroup && !isClosed(index)
          index = next(index)
          if isCut, kind(index) == .word {
            // A bracket that is never closed ends where the next statement begins.
            finish(start, index, in: open.current)
            endSingles(&open, at: index)
            start = index
          }
        }
      }
    }
    finish(start, count, in: open.current)
    endSingles(&open, at: count)
  }

  /// The blocks around a place, while statements are split.
  private struct OpenBlocks {
    struct Entry {
      /// -1 for one that is nested too deep.
      let block: Int32
      /// Whether it holds one statement without braces.
      let isSingle: Bool
    }
    var entries: [Entry] = []
    var current: Int32 = 0
    /// The branch that an `else` would go on from, for each open block.
    var lastBranch: [Int32] = [-1]

    /// After a statement no `else` goes on.
    mutating func noteStatement() { lastBranch[lastBranch.count - 1] = -1 }
  }

  private mutating func begin(
    _ header: DelugeRange, at index: Int32, isSingle: Bool, _ open: inout OpenBlocks
  ) {
    let opened = self.open(index, header: header, in: open.current, after: open.lastBranch.last ?? -1)
    if !header.isEmpty {
      statements.append(
        Statement(kind: .header, tokens: header, block: open.current, opened: opened))
    }
    open.entries.append(OpenBlocks.Entry(block: opened, isSingle: isSingle))
    if opened >= 0 {
      open.current = opened
      open.lastBranch.append(-1)
    }
  }

  private func leave(_ closed: Int32, _ open: inout OpenBlocks) {
    guard closed >= 0 else { return }
    open.current = blocks[Int(closed)].parent
    open.lastBranch.removeLast()
    open.lastBranch[open.lastBranch.count - 1] = blocks[Int(closed)].kind == .branch ? closed : -1
  }

  /// Ends the innermost blocks that hold one statement without braces; false where there are none.
  @discardableResult
  private mutating func endSingles(_ open: inout OpenBlocks, at index: Int32) -> Bool {
    var hasEnded = false
    while let last = open.entries.last, last.isSingle {
      open.entries.removeLast()
      if last.block >= 0 { blocks[Int(last.block)].close = index }
      leave(last.block, &open)
      hasEnded = true
    }
    return hasEnded
  }

  /// Where the statement of an `if (…)` or an `else` at `index` begins that stands without braces.
  private func singleBody(_ index: Int32) -> Int32? {
    var place = index
    if isWord(place, "else") { place += 1 }
    if isWord(place, "if") {
      guard kind(place + 1) == .openParenthesis, isClosed(place + 1) else { return nil }
      place = next(place + 1)
    }
    guard place > index, kind(place) == .word, !isWord(place, "and"), !isWord(place, "or") else { return nil }
    return place
  }

  private mutating func finish(_ start: Int32, _ end: Int32, in block: Int32) {
    guard start < end else { return }
    statements.append(
      Statement(kind: .plain, tokens: DelugeRange(start, end), block: block, opened: -1))
  }

  /// Whether a statement begins at the first token of a line although the one before has no `;`: what stands there
  /// cannot go on with it.
  private func beginsStatement(_ index: Int32) -> Bool {
    guard tokens[Int(index)].startsLine, kind(index) == .word else { return false }
    switch kind(index - 1) {
    case .string, .openString, .number, .closeParenthesis, .closeBracket, .closeBrace: return true
    case .word:
      for word in Self.unfinished where isWord(index - 1, word) { return false }
      return kind(index + 1) == .assign || kind(index + 1) == .dot
        || Self.beginnings.contains { isWord(index, $0) }
    default: return false
    }
  }

  /// Words that a statement does not end with.
  private static let unfinished: [StaticString] = [
    "else", "in", "return", "info", "each", "for", "void", "map", "string", "list", "int", "bool", "date",
  ]

  private static let beginnings: [StaticString] = ["if", "for", "return", "info", "try"]

  private mutating func open(_ index: Int32, header: DelugeRange, in parent: Int32, after branch: Int32)
    -> Int32
  {
    let outer = blocks[Int(parent)]
    guard outer.depth < Self.maximalDepth else { return -1 }
    let new = Int32(blocks.count)
    let kind = blockKind(header)
    var chain: Int32 = -1
    if kind == .branch {
      let goesOn = isWord(header.start, "else")
      chain = goesOn && branch >= 0 ? blocks[Int(branch)].chain : new
    }
    blocks.append(
      Block(
        kind: kind, open: index, close: tokens[Int(index)].link, parent: parent, chain: chain,
        function: kind == .function ? new : outer.function, depth: outer.depth + 1))
    return new
  }

  private func blockKind(_ header: DelugeRange) -> Block.Kind {
    guard !header.isEmpty else { return .other }
    if isWord(header.start, "if") || isWord(header.start, "else") { return .branch }
    if isWord(header.start, "for") || isWord(header.start, "while") { return .loop }
    if isWord(header.start, "try") || isWord(header.start, "catch") { return .other }
    return parameters(header) == nil ? .other : .function
  }

  /// The `(` of a function's parameters, where `header` is a function's: a type, a name with any dots, `(…)`.
  func parameters(_ header: DelugeRange) -> Int32? {
    guard kind(header.start) == .word else { return nil }
    var index = header.start + 1
    while index < header.end, kind(index) == .word || kind(index) == .dot { index += 1 }
    guard index > header.start + 1, index < header.end, kind(index) == .openParenthesis,
      next(index) == header.end
    else { return nil }
    return index
  }
}
