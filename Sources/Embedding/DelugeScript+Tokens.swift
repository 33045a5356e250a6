import SourceText

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
