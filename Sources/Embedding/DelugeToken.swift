import SourceText

/// One token of a Deluge script. Blanks and comments are no tokens.
struct DelugeToken {
  enum Kind: UInt8 {
    case word
    case number
    /// A string literal that closes.
    case string
    /// A `"` that its line does not close; it reaches to the end of the line.
    case openString
    case openParenthesis
    case closeParenthesis
    case openBracket
    case closeBracket
    /// `{` of a map or list.
    case openBrace
    case closeBrace
    /// `{` of statements.
    case openBlock
    case closeBlock
    case semicolon
    case comma
    case colon
    case dot
    case plus
    /// A lone `=`.
    case assign
    /// `+=` and its like.
    case compoundAssign
    case other
  }

  let start: Int32
  let end: Int32
  /// Of an opening token, the index of the token that ends what it opened: its partner, or, where that is
  /// missing, the first token that cannot stand inside, or the number of tokens where the file ends before. Of a
  /// closing token, the index of its partner; -1 without one.
  var link: Int32
  let kind: Kind
  /// Whether it is the first token on its line.
  let startsLine: Bool

  var range: ByteRange { ByteRange(Int(start), Int(end)) }
}

extension DelugeToken.Kind {
  /// Whether the token encloses part of an expression.
  var opensGroup: Bool {
    self == .openParenthesis || self == .openBracket || self == .openBrace
  }

  var closesGroup: Bool {
    self == .closeParenthesis || self == .closeBracket || self == .closeBrace
  }

  /// The token that closes what this one opens.
  var partner: DelugeToken.Kind? {
    switch self {
    case .openParenthesis: .closeParenthesis
    case .openBracket: .closeBracket
    case .openBrace: .closeBrace
    case .openBlock: .closeBlock
    default: nil
    }
  }
}

/// A run of tokens, `start..<end`.
struct DelugeRange: Hashable {
  let start: Int32
  let end: Int32

  init(_ start: Int32, _ end: Int32) {
    self.start = start
    self.end = max(start, end)
  }

  var isEmpty: Bool { start == end }
  var count: Int { Int(end - start) }

  func hash(into hasher: inout Hasher) {
    // One word is mixed in half of the time of two.
    hasher.combine(UInt64(UInt32(bitPattern: start)) << 32 | UInt64(UInt32(bitPattern: end)))
  }
}
