import SourceText

/// Unicode's simple case folding (CaseFolding.txt, statuses C and S): what `like` compares by.
///
/// One scalar becomes one scalar: `ẞ` becomes `ß`, which stays; `İ`, whose foldings are full or Turkic only, stays
/// too; a final sigma becomes the usual one.
package enum CaseFolding {
  /// The folding of a scalar; itself where it has none.
  package static func fold(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return scalar &- 0x41 < 26 ? scalar | 0x20 : scalar }
    let ranges = caseFoldingRanges
    let place = ranges.partitioningIndex { $0.last >= scalar }
    guard place < ranges.count, ranges[place].first <= scalar,
      (scalar &- ranges[place].first) % ranges[place].step == 0
    else { return scalar }
    return UInt32(truncatingIfNeeded: Int64(scalar) &+ Int64(ranges[place].distance))
  }

  /// A text in UTF-8, folded. Bytes that are no UTF-8 stay as they are.
  package static func folded(_ text: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    append(text, to: &result)
    return result
  }

  /// Appends the folded text to `result`.
  static func append(_ text: some Collection<UInt8>, to result: inout [UInt8]) {
    var rest = text[...]
    while let lead = rest.first {
      if lead < 0x80 {
        result.append(lead &- 0x41 < 26 ? lead | 0x20 : lead)
        rest = rest.dropFirst()
        continue
      }
      let length = UTF8Text.length(lead)
      let scalar = rest.prefix(length)
      guard scalar.count == length, let value = UTF8Text.value(scalar) else {
        result.append(lead)
        rest = rest.dropFirst()
        continue
      }
      let folded = fold(value)
      if folded == value { result += scalar } else { UTF8Text.append(folded, to: &result) }
      rest = rest.dropFirst(length)
    }
  }

  /// Whether some scalar outside ASCII folds to the letter: `K` (Kelvin) to `k`, `ſ` to `s`.
  static func hasForeignForm(_ folded: UInt8) -> Bool {
    folded == UInt8(ascii: "k") || folded == UInt8(ascii: "s")
  }
}

/// Scalars in UTF-8.
enum UTF8Text {
  /// The bytes of a scalar by the first of them; 1 for a byte that begins none.
  static func length(_ lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }

  /// The scalar that two to four bytes stand for; nil where a byte is not one that follows.
  static func value(_ bytes: some Collection<UInt8>) -> UInt32? {
    guard let lead = bytes.first else { return nil }
    var value = UInt32(lead)
    switch bytes.count {
    case 2: value &= 0x1F
    case 3: value &= 0x0F
    case 4: value &= 0x07
    default: return nil
    }
    for byte in bytes.dropFirst() {
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return value
  }

  static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    func following(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: scalar >> shift & 0x3F) }
    switch scalar {
    case 0..<0x80: bytes.append(UInt8(truncatingIfNeeded: scalar))
    case 0x80..<0x800: bytes += [0xC0 | UInt8(truncatingIfNeeded: scalar >> 6), following(0)]
    case 0x800..<0x1_0000:
      bytes += [0xE0 | UInt8(truncatingIfNeeded: scalar >> 12), following(6), following(0)]
    default:
      bytes += [
        0xF0 | UInt8(truncatingIfNeeded: scalar >> 18 & 7), following(12), following(6), following(0),
      ]
    }
  }

  /// The bytes with what is no UTF-8 replaced by U+FFFD.
  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    bytes.allSatisfy { $0 < 0x80 } ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
  }
}
