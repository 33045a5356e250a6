import CriteriaSemantics
import SourceText

/// Numbers read from text without allocating, where they are short.
package enum DecimalText {
  /// A number as a whole multiple of ten to the power of minus `decimals`.
  struct Short {
    let mantissa: Int64
    let decimals: Int
  }

  /// Reads `[+-]? digits [ "." digits ]` of at most 18 digits; nil for anything else, which may still be a number.
  @inline(__always)
  static func short(_ bytes: [UInt8], _ range: ByteRange) -> Short? {
    guard range.start >= 0, range.end <= bytes.count else { return nil }
    return bytes.withUnsafeBufferPointer {
      short(UnsafeBufferPointer(rebasing: $0[range.start..<range.end]))
    }
  }

  @inline(__always)
  static func short(_ text: UnsafeBufferPointer<UInt8>) -> Short? {
    guard text.count > 0, text.count <= 18 else { return nil }
    var offset = 0
    let isNegative = text[0] == UInt8(ascii: "-")
    if isNegative || text[0] == UInt8(ascii: "+") { offset &+= 1 }
    var value: Int64 = 0
    let whole = offset
    while offset < text.count {
      let digit = text[offset] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      value = value &* 10 &+ Int64(digit)
      offset &+= 1
    }
    guard offset > whole else { return nil }
    var decimals = 0
    if offset < text.count {
      guard text[offset] == UInt8(ascii: ".") else { return nil }
      offset &+= 1
      let fraction = offset
      while offset < text.count {
        let digit = text[offset] &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        value = value &* 10 &+ Int64(digit)
        offset &+= 1
      }
      decimals = offset &- fraction
      guard decimals > 0 else { return nil }
    }
    return Short(mantissa: isNegative ? 0 &- value : value, decimals: decimals)
  }

  /// Any number literal [decision C22], and JSON's form with an exponent where the value is one.
  package static func literal(_ bytes: [UInt8], _ range: ByteRange) -> NumberLiteral? {
    let text = bytes[range]
    guard let e = text.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
      return NumberLiteral(text)
    }
    guard let significand = digits(text[..<e]), let exponent = exponent(text[(e + 1)...]) else { return nil }
    return shifted(significand, by: exponent)
  }

  /// A number without its point: its digits, how many of them stand after the point, and its sign.
  private struct Significand {
    var digits: [UInt8] = []
    var decimals = 0
    var isNegative = false
  }

  private static func digits(_ text: ArraySlice<UInt8>) -> Significand? {
    var result = Significand()
    var rest = text
    if rest.first == UInt8(ascii: "-") {
      result.isNegative = true
      rest = rest.dropFirst()
    } else if rest.first == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    let parts = rest.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    for part in parts {
      guard !part.isEmpty, part.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
      result.digits += part
    }
    if parts.count == 2 { result.decimals = parts[1].count }
    while result.decimals > 0, result.digits.last == UInt8(ascii: "0") {
      result.digits.removeLast()
      result.decimals -= 1
    }
    result.digits = Array(result.digits.drop { $0 == UInt8(ascii: "0") })
    return result
  }

  /// Large exponents stand at the ends of what is told apart.
  private static func exponent(_ text: ArraySlice<UInt8>) -> Int? {
    var digits = text
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    guard !digits.isEmpty else { return nil }
    var value = 0
    for byte in digits {
      guard byte &- 48 < 10 else { return nil }
      value = min(1_000_000_000, value * 10 + Int(byte &- 48))
    }
    return isNegative ? -value : value
  }

  private static func shifted(_ number: Significand, by exponent: Int) -> NumberLiteral? {
    guard !number.digits.isEmpty else { return NumberLiteral([UInt8(ascii: "0")]) }
    let zero = UInt8(ascii: "0")
    var digits = number.digits
    var decimals = number.decimals - exponent
    // Zeros at the end are no digits of the value.
    while decimals > 0, digits.last == zero {
      digits.removeLast()
      decimals -= 1
    }
    let most = Limits.numberDigits
    guard decimals <= most, decimals >= -most, digits.count <= most else { return nil }
    if decimals < 0 {
      digits += repeatElement(zero, count: -decimals)
      decimals = 0
    }
    if digits.count <= decimals {
      digits.insert(contentsOf: repeatElement(zero, count: decimals - digits.count + 1), at: 0)
    }
    if decimals > 0 { digits.insert(UInt8(ascii: "."), at: digits.count - decimals) }
    if number.isNegative { digits.insert(UInt8(ascii: "-"), at: 0) }
    return NumberLiteral(digits)
  }
}
