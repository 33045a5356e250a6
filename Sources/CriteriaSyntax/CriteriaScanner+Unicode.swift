import SourceText

/// Characters of more than one byte that the language has something to say about.
extension CriteriaScanner {
  /// The end of a white space character that is not one of ours, or U+FEFF, at `offset` ("Syntax" 1).
  func strangeBlankEnd(_ offset: Int) -> Int? {
    guard offset < end else { return nil }
    let first = bytes[offset]
    guard classes.of(first) & ByteClasses.wide != 0 else { return nil }
    let second = byte(offset &+ 1)
    let third = byte(offset &+ 2)
    switch first {
    case 0x0B, 0x0C: return offset &+ 1
    case 0xC2: return second == 0x85 || second == 0xA0 ? offset &+ 2 : nil
    case 0xE1: return second == 0x9A && third == 0x80 ? offset &+ 3 : nil  // U+1680
    case 0xE2:
      // U+2000…U+200A, U+2028, U+2029, U+202F, U+205F
      if second == 0x80, (third >= 0x80 && third <= 0x8A) || third == 0xA8 || third == 0xA9 || third == 0xAF {
        return offset &+ 3
      }
      return second == 0x81 && third == 0x9F ? offset &+ 3 : nil
    case 0xE3: return second == 0x80 && third == 0x80 ? offset &+ 3 : nil  // U+3000
    default: return second == 0xBB && third == 0xBF ? offset &+ 3 : nil  // U+FEFF
    }
  }

  /// Where the strange blanks that end at `offset` begin, not before `start`.
  func strangeBlankStart(endingAt offset: Int, from start: Int) -> Int? {
    for length in 1...3 where offset &- length >= start {
      if strangeBlankEnd(offset &- length) == offset { return offset &- length }
    }
    return nil
  }

  /// The ASCII character whose full-width form (U+FF01…U+FF5E) stands at `offset`, or nil.
  func fullWidth(_ offset: Int) -> UInt8? {
    guard byte(offset) == 0xEF, offset &+ 2 < end else { return nil }
    let second = bytes[offset &+ 1]
    let third = bytes[offset &+ 2]
    guard third >= 0x80, third <= 0xBF else { return nil }
    if second == 0xBC, third >= 0x81 { return third &- 0x81 &+ 0x21 }
    if second == 0xBD, third <= 0x9E { return third &- 0x80 &+ 0x60 }
    return nil
  }

  func isFullWidth(_ offset: Int, _ character: UInt8) -> Bool { fullWidth(offset) == character }

  /// The end of a typographic quotation mark at `offset`: U+2018…U+201F, U+00AB, U+00BB.
  func smartQuoteEnd(_ offset: Int) -> Int? {
    switch byte(offset) {
    case 0xE2 where byte(offset &+ 1) == 0x80 && byte(offset &+ 2) >= 0x98 && byte(offset &+ 2) <= 0x9F:
      offset &+ 3
    case 0xC2 where byte(offset &+ 1) == 0xAB || byte(offset &+ 1) == 0xBB: offset &+ 2
    default: nil
    }
  }

  /// Whether typographic quotation marks enclose all of `range`.
  func isInSmartQuotes(_ range: ByteRange) -> Bool {
    guard let inner = smartQuoteEnd(range.start), inner < range.end else { return false }
    for length in 2...3 where range.end &- length >= inner {
      if smartQuoteEnd(range.end &- length) == range.end { return true }
    }
    return false
  }
}
