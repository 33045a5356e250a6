import SourceText

/// Pairs the parentheses of a text by depth alone, holes left out; made once, when a recovery first asks.
struct ParenthesisMatcher: Sendable {
  private var closes: [Int: Int]?

  mutating func reset() {
    if closes != nil { closes = nil }
  }

  /// Where the `(` at `offset` closes, or nil. Linear in the text once, then constant.
  mutating func close(of offset: Int, in scanner: borrowing CriteriaScanner) -> Int? {
    if closes == nil { closes = Self.pair(from: offset, in: scanner) }
    return closes?[offset]
  }

  private static func pair(from start: Int, in scanner: borrowing CriteriaScanner) -> [Int: Int] {
    var closes: [Int: Int] = [:]
    var open: [Int] = []
    var offset = start
    while offset < scanner.end {
      if let end = scanner.holeEnd(offset) {
        offset = end
        continue
      }
      switch scanner.bytes[offset] {
      case UInt8(ascii: "("): open.append(offset)
      case UInt8(ascii: ")"):
        if let last = open.popLast() { closes[last] = offset }
      default: break
      }
      offset &+= 1
    }
    return closes
  }
}
