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

/// Reading tokens.
extension DelugeScript {
  func kind(_ index: Int32) -> DelugeToken.Kind? {
    index >= 0 && Int(index) < tokens.count ? tokens[Int(index)].kind : nil
  }

  func text(_ index: Int32) -> ArraySlice<UInt8> {
    index >= 0 && Int(index) < tokens.count ? bytes[tokens[Int(index)].range] : []
  }

  /// Whether the token at `index` is this word, letters compared without case.
  func isWord(_ index: Int32, _ word: StaticString) -> Bool {
    guard kind(index) == .word else { return false }
    let range = tokens[Int(index)].range
    return word.withUTF8Buffer { buffer in
      guard range.count == buffer.count, range.end <= bytes.count else { return false }
      for place in 0..<buffer.count {
        let byte = bytes[range.start + place]
        if byte != buffer[place], !Self.isSameLetter(byte, buffer[place]) { return false }
      }
      return true
    }
  }

  /// Whether two bytes that differ are one letter, small and capital.
  private static func isSameLetter(_ byte: UInt8, _ other: UInt8) -> Bool {
    byte ^ other == 0x20 && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  static func equalIgnoringCase(_ bytes: ArraySlice<UInt8>, _ word: StaticString) -> Bool {
    word.withUTF8Buffer { buffer in
      guard bytes.count == buffer.count else { return false }
      for (place, byte) in bytes.enumerated() where byte != buffer[place] {
        guard isSameLetter(byte, buffer[place]) else { return false }
      }
      return true
    }
  }

  /// The token after `index`, or after all that it encloses.
  func next(_ index: Int32) -> Int32 {
    guard let kind = kind(index), kind.opensGroup else { return index + 1 }
    let close = tokens[Int(index)].link
    return self.kind(close) == kind.partner ? close + 1 : max(close, index + 1)
  }

  /// The token before `index`, or the one that opens what ends there.
  func previous(_ index: Int32) -> Int32 {
    guard let kind = kind(index - 1) else { return index - 1 }
    switch kind {
    case .closeParenthesis, .closeBracket, .closeBrace:
      let open = tokens[Int(index) - 1].link
      return open >= 0 ? open : index - 1
    default: return index - 1
    }
  }

  /// What stands between the token at `open` and the one that ends it.
  func inside(_ open: Int32) -> DelugeRange {
    guard Int(open) < tokens.count else { return DelugeRange(open, open) }
    return DelugeRange(open + 1, tokens[Int(open)].link)
  }

  /// Whether the bracket at `open` is closed by its own partner.
  func isClosed(_ open: Int32) -> Bool {
    guard let kind = kind(open), let partner = kind.partner else { return false }
    return self.kind(tokens[Int(open)].link) == partner
  }

  /// The bytes of the file that `range` covers.
  func fileRange(_ range: DelugeRange) -> ByteRange {
    guard !range.isEmpty, range.start >= 0, Int(range.end) <= tokens.count else {
      return ByteRange(at: 0)
    }
    return ByteRange(Int(tokens[Int(range.start)].start), Int(tokens[Int(range.end) - 1].end))
  }

  /// The parts of `range` between commas that stand in no bracket.
  func splitAtCommas(_ range: DelugeRange) -> [DelugeRange] {
    guard !range.isEmpty else { return [] }
    var parts: [DelugeRange] = []
    var start = range.start
    var index = range.start
    while index < range.end {
      if kind(index) == .comma {
        parts.append(DelugeRange(start, index))
        start = index + 1
      }
      index = next(index)
    }
    parts.append(DelugeRange(start, range.end))
    return parts
  }

  /// The argument number `position` of the call whose `(` is at `open`.
  func argument(_ position: Int, of open: Int32) -> DelugeRange? {
    let range = inside(open)
    guard !range.isEmpty else { return nil }
    var start = range.start
    var index = range.start
    var passed = 0
    while index < range.end {
      if kind(index) == .comma {
        if passed == position { return DelugeRange(start, index) }
        passed += 1
        start = index + 1
      }
      index = next(index)
    }
    return passed == position && start < range.end ? DelugeRange(start, range.end) : nil
  }

  /// `range` without parentheses around the whole of it.
  func withoutParentheses(_ range: DelugeRange) -> DelugeRange {
    var range = range
    while range.count > 2, kind(range.start) == .openParenthesis, isClosed(range.start),
      next(range.start) == range.end
    {
      range = DelugeRange(range.start + 1, range.end - 1)
    }
    return range
  }

  /// A number that stands for a name. Two names that share one are not to be expected by accident.
  func name(_ index: Int32) -> UInt64 {
    var hash = Self.hashStart
    guard index >= 0, Int(index) < tokens.count else { return hash }
    let range = tokens[Int(index)].range
    for place in range.start..<range.end { hash = Self.mixed(hash, bytes[place]) }
    return hash
  }

  static func number(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(hashStart, mixed)
  }

  private static let hashStart: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// Whether the token at `index` is the name of a variable (and no method, key or function).
  func isVariable(_ index: Int32) -> Bool {
    guard kind(index) == .word, kind(index - 1) != .dot else { return false }
    return kind(index + 1) != .openParenthesis
  }

  /// Whether the literal at `index` says `text`.
  func isLiteral(_ index: Int32, _ text: StaticString) -> Bool {
    guard kind(index) == .string else { return false }
    let contents = contents(index)
    return text.withUTF8Buffer { buffer in
      guard buffer.count == contents.count else { return false }
      for place in 0..<buffer.count where bytes[contents.start + place] != buffer[place] { return false }
      return true
    }
  }

  /// The inside of the literal at `index`, in the file.
  func contents(_ index: Int32) -> ByteRange {
    guard index >= 0, Int(index) < tokens.count else { return ByteRange(at: 0) }
    let range = tokens[Int(index)].range
    return kind(index) == .string ? ByteRange(range.start + 1, range.end - 1) : range
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
