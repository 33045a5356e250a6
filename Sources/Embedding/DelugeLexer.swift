import SourceText

/// Splits a Deluge script into tokens and pairs its brackets, whatever the bytes are.
///
/// It is a scanner for scripts as people leave them: strings come before comments, an unterminated `"` ends at its
/// line, a `'` opens a string only where it closes on its line and does not stand inside a word, and a bracket that
/// is never closed ends with its statement. One pass, constant work for each byte.
struct DelugeLexer {
  private let bytes: [UInt8]
  private var offset = 0
  private(set) var tokens: [DelugeToken] = []
  private(set) var comments: [HostComment] = []

  /// Whether a token or a comment stands before `offset` on its line.
  private var isLineUsed = false
  /// Set where a `'` of this line found no partner: no later one of the line is tried.
  private var hasLoneApostrophe = false
  /// Indices of the open brackets and blocks.
  private var open: [Int32] = []
  private var counts = OpenCounts()
  /// The counts outside each open block.
  private var outerCounts: [OpenCounts] = []

  /// How many brackets of each kind are open inside the innermost block.
  private struct OpenCounts {
    var parentheses: Int32 = 0
    var brackets: Int32 = 0
    var braces: Int32 = 0
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func run() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    while offset < bytes.count { step() }
    while let last = open.popLast() { setLink(of: last, to: Int32(tokens.count)) }
  }

  private mutating func step() {
    let byte = bytes[offset]
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      offset += 1
      isLineUsed = false
      hasLoneApostrophe = false
    case UInt8(ascii: " "), UInt8(ascii: "\t"):
      offset += 1
    case UInt8(ascii: "\""):
      let end = stringEnd(from: offset)
      append(end.isClosed ? .string : .openString, end: end.offset)
    case UInt8(ascii: "'"):
      apostrophe()
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
      lineComment()
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
      blockComment()
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      number()
    default:
      if Self.isWord(byte) { word() } else { punctuation(byte) }
    }
  }

  private func peek(_ distance: Int) -> UInt8? {
    let place = offset + distance
    return place < bytes.count ? bytes[place] : nil
  }

  private mutating func append(_ kind: DelugeToken.Kind, end: Int) {
    tokens.append(
      DelugeToken(
        start: Int32(offset), end: Int32(end), link: -1, kind: kind, startsLine: !isLineUsed))
    isLineUsed = true
    offset = end
  }

  private mutating func setLink(of opener: Int32, to closer: Int32) {
    tokens[Int(opener)].link = closer
  }

  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }
}

/// Words, numbers, strings.
extension DelugeLexer {
  private mutating func word() {
    var end = offset + 1
    while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
    if !isLineUsed, beginsStatement(wordEnd: end) { closeGroups(at: Int32(tokens.count)) }
    append(.word, end: end)
  }

  /// Whether the first word of a line begins a statement although brackets before it are open: a script that is
  /// being typed. `[` is left alone, because fields stand in it line by line.
  private func beginsStatement(wordEnd: Int) -> Bool {
    guard counts.brackets == 0, counts.parentheses + counts.braces > 0, let last = tokens.last else {
      return false
    }
    var place = wordEnd
    while place < bytes.count, bytes[place] == UInt8(ascii: " ") || bytes[place] == UInt8(ascii: "\t") {
      place += 1
    }
    guard place < bytes.count else { return false }
    switch bytes[place] {
    case UInt8(ascii: "="): return place + 1 == bytes.count || bytes[place + 1] != UInt8(ascii: "=")
    case UInt8(ascii: "."), UInt8(ascii: "("): break
    default:
      let word = bytes[offset..<wordEnd]
      guard place > wordEnd, word.elementsEqual("info".utf8) || word.elementsEqual("return".utf8) else {
        return false
      }
    }
    switch last.kind {
    case .string, .openString, .number, .closeParenthesis, .closeBrace: break
    default: return false
    }
    let word = bytes[offset..<wordEnd]
    return !word.elementsEqual("and".utf8) && !word.elementsEqual("or".utf8)
  }

  private mutating func number() {
    var end = offset + 1
    while end < bytes.count {
      if Self.isWord(bytes[end]) {
        end += 1
      } else if bytes[end] == UInt8(ascii: "."), end + 1 < bytes.count,
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[end + 1])
      {
        end += 2
      } else {
        break
      }
    }
    append(.number, end: end)
  }

  private mutating func apostrophe() {
    if offset > 0, Self.isWord(bytes[offset - 1]) || hasLoneApostrophe {
      append(.other, end: offset + 1)
      return
    }
    let end = stringEnd(from: offset)
    if end.isClosed {
      append(.string, end: end.offset)
    } else {
      hasLoneApostrophe = true
      append(.other, end: offset + 1)
    }
  }

  /// Where the string that opens at `start` ends: after its closing quote, or at the end of its line.
  private func stringEnd(from start: Int) -> (offset: Int, isClosed: Bool) {
    let quote = bytes[start]
    var place = start + 1
    while place < bytes.count {
      switch bytes[place] {
      case quote: return (place + 1, true)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return (place, false)
      case UInt8(ascii: "\\"):
        place += 1
        if place < bytes.count, bytes[place] != UInt8(ascii: "\n"), bytes[place] != UInt8(ascii: "\r") {
          place += 1
        }
      default: place += 1
      }
    }
    return (bytes.count, false)
  }
}

/// Comments.
extension DelugeLexer {
  private mutating func lineComment() {
    var end = offset + 2
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") { end += 1 }
    comment(end: end, text: ByteRange(offset + 2, end))
  }

  private mutating func blockComment() {
    var end = offset + 2
    while end < bytes.count {
      if bytes[end] == UInt8(ascii: "/"), end > offset + 2, bytes[end - 1] == UInt8(ascii: "*") {
        comment(end: end + 1, text: ByteRange(offset + 2, end - 1))
        return
      }
      end += 1
    }
    comment(end: end, text: ByteRange(offset + 2, end))
  }

  private mutating func comment(end: Int, text: ByteRange) {
    var low = text.start
    var high = text.end
    while low < high, Self.isBlank(bytes[low]) { low += 1 }
    while high > low, Self.isBlank(bytes[high - 1]) { high -= 1 }
    comments.append(
      HostComment(
        range: ByteRange(offset, end), text: ByteRange(low, high), isAlone: !isLineUsed))
    isLineUsed = true
    offset = end
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
  }
}

/// Punctuation and the pairing of brackets.
extension DelugeLexer {
  private mutating func punctuation(_ byte: UInt8) {
    let index = Int32(tokens.count)
    switch byte {
    case UInt8(ascii: "("):
      append(.openParenthesis, end: offset + 1)
      counts.parentheses += 1
      open.append(index)
    case UInt8(ascii: "["):
      append(.openBracket, end: offset + 1)
      counts.brackets += 1
      open.append(index)
    case UInt8(ascii: "{"):
      openBrace(index)
    case UInt8(ascii: ")"):
      let opener = counts.parentheses > 0 ? close(.openParenthesis, at: index) : -1
      append(.closeParenthesis, end: offset + 1)
      setLink(of: index, to: opener)
    case UInt8(ascii: "]"):
      let opener = counts.brackets > 0 ? close(.openBracket, at: index) : -1
      append(.closeBracket, end: offset + 1)
      setLink(of: index, to: opener)
    case UInt8(ascii: "}"):
      closeBrace(index)
    case UInt8(ascii: ";"):
      closeGroups(at: index)
      append(.semicolon, end: offset + 1)
    case UInt8(ascii: ","): append(.comma, end: offset + 1)
    case UInt8(ascii: ":"): append(.colon, end: offset + 1)
    case UInt8(ascii: "."): append(.dot, end: offset + 1)
    default: operatorSign(byte)
    }
  }

  private mutating func operatorSign(_ byte: UInt8) {
    let next = peek(1)
    if next == UInt8(ascii: "=") {
      switch byte {
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "%"):
        append(.compoundAssign, end: offset + 2)
        return
      case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"):
        append(.other, end: offset + 2)
        return
      default: break
      }
    }
    switch byte {
    case UInt8(ascii: "="): append(.assign, end: offset + 1)
    case UInt8(ascii: "+"): append(.plus, end: offset + 1)
    default: append(.other, end: offset + 1 + (next == byte ? 1 : 0))
    }
  }

  private mutating func openBrace(_ index: Int32) {
    if isExpressionBrace {
      append(.openBrace, end: offset + 1)
      counts.braces += 1
      open.append(index)
      return
    }
    closeGroups(at: index)
    append(.openBlock, end: offset + 1)
    outerCounts.append(counts)
    counts = OpenCounts()
    open.append(index)
  }

  /// Whether a `{` here begins a map or list rather than statements.
  private var isExpressionBrace: Bool {
    if counts.braces > 0 || counts.brackets > 0 { return true }
    guard let last = tokens.last else { return false }
    switch last.kind {
    case .assign, .compoundAssign, .openParenthesis, .comma, .colon, .plus, .openBracket, .other: return true
    case .word:
      let word = bytes[last.range]
      return word.elementsEqual("return".utf8) || word.elementsEqual("info".utf8)
        || word.elementsEqual("in".utf8)
    default: return false
    }
  }

  private mutating func closeBrace(_ index: Int32) {
    if counts.braces > 0 {
      let opener = close(.openBrace, at: index)
      append(.closeBrace, end: offset + 1)
      setLink(of: index, to: opener)
      return
    }
    closeGroups(at: index)
    if let block = open.popLast() {
      setLink(of: block, to: index)
      counts = outerCounts.popLast() ?? OpenCounts()
    }
    append(.closeBlock, end: offset + 1)
  }

  /// Closes the innermost open bracket of `kind` and, with it, those that were left open inside; gives its index.
  private mutating func close(_ kind: DelugeToken.Kind, at index: Int32) -> Int32 {
    while let last = open.popLast() {
      let found = tokens[Int(last)].kind
      setLink(of: last, to: index)
      switch found {
      case .openParenthesis: counts.parentheses -= 1
      case .openBracket: counts.brackets -= 1
      default: counts.braces -= 1
      }
      if found == kind { return last }
    }
    return -1
  }

  /// Ends every bracket that is open inside the innermost block: neither `;` nor statements stand inside one.
  private mutating func closeGroups(at index: Int32) {
    while let last = open.last, tokens[Int(last)].kind.opensGroup {
      setLink(of: last, to: index)
      open.removeLast()
    }
    counts = OpenCounts()
  }
}
