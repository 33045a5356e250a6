import SourceText

/// Texts whose percent signs were encoded again: `%253D` for `%3D`.
enum EncodedTwice {
  /// Whether a criteria, decoded as often as the server decodes it, is still encoded: it has `%3D` and its like where
  /// no operator, parenthesis or blank stands.
  static func isCriteria(_ text: MappedText) -> Bool {
    var hasTriplet = false
    var nextHole = 0
    var place = text.range.start
    while place < text.range.end {
      while nextHole < text.holes.count, text.holes[nextHole].range.end <= place { nextHole += 1 }
      if nextHole < text.holes.count, text.holes[nextHole].range.contains(place) {
        place = text.holes[nextHole].range.end
        continue
      }
      switch text.bytes[place] {
      case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: " "), UInt8(ascii: "("),
        UInt8(ascii: ")"), UInt8(ascii: "&"):
        return false
      case UInt8(ascii: "%"):
        if isOperator(text.bytes[ByteRange(place + 1, min(place + 3, text.range.end))]) { hasTriplet = true }
      default: break
      }
      place += 1
    }
    return hasTriplet
  }

  /// `3D`, `3C`, `3E`: without one of these nothing is compared. `20` stands around words.
  private static func isOperator(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 2, let first = digits.first, let last = digits.last else { return false }
    switch (first, last | 0x20) {
    case (UInt8(ascii: "3"), UInt8(ascii: "c")), (UInt8(ascii: "3"), UInt8(ascii: "d")),
      (UInt8(ascii: "3"), UInt8(ascii: "e")), (UInt8(ascii: "2"), UInt8(ascii: "0") | 0x20):
      return true
    default: return false
    }
  }

  /// The `25` of each `%25` that two hexadecimal digits follow: without it the text is encoded once.
  static func excess(_ text: MappedText, _ range: ByteRange) -> [ByteRange] {
    var result: [ByteRange] = []
    var place = range.start
    while place + 5 <= range.end {
      if text.bytes[ByteRange(place, place + 3)].elementsEqual("%25".utf8),
        isHexadecimal(text.bytes[place + 3]),
        isHexadecimal(text.bytes[place + 4])
      {
        result.append(ByteRange(place + 1, place + 3))
        place += 5
      } else {
        place += 1
      }
    }
    return result
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
