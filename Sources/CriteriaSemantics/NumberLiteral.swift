import SourceText

/// An exact decimal, as criteria write it [decisions C5, C22]: never a binary double, because ids have 18 digits.
///
/// `[+-]? digits [ "." digits ]`, at most 38 digits without leading zeros; equal by value.
package struct NumberLiteral: Sendable, Hashable, Comparable {
  package let isNegative: Bool
  /// Without leading zeros; empty for zero.
  package let integer: [UInt8]
  /// Without trailing zeros.
  package let fraction: [UInt8]

  /// Nil where the text is no number literal.
  package init?(_ text: some Collection<UInt8>) {
    let bytes = Array(text)
    guard let shape = NumberShape(bytes, ByteRange(0, bytes.count)) else { return nil }
    let digits = bytes.dropFirst(shape.hasSign ? 1 : 0)
    let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1)
    integer = Array((parts.first ?? []).drop { $0 == UInt8(ascii: "0") })
    var fraction = Array(parts.count > 1 ? parts[1] : [])
    while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
    self.fraction = fraction
    // Minus zero is zero.
    isNegative = shape.isNegative && !(integer.isEmpty && fraction.isEmpty)
  }

  /// `mantissa` divided by ten to the power of `scale`.
  package init(mantissa: Int64, scale: Int) {
    var rest = mantissa.magnitude
    var decimals = max(0, scale)
    // Zeros at the end of the fraction are left out.
    while decimals > 0, rest % 10 == 0, rest > 0 {
      rest /= 10
      decimals -= 1
    }
    if rest == 0 { decimals = 0 }
    var fraction: [UInt8] = []
    if decimals > 0 { fraction = [UInt8](repeating: UInt8(ascii: "0"), count: decimals) }
    for place in stride(from: decimals - 1, through: 0, by: -1) {
      fraction[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    self.fraction = fraction
    var count = 0
    var bound = rest
    while bound > 0 {
      count += 1
      bound /= 10
    }
    integer = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      for place in stride(from: count - 1, through: 0, by: -1) {
        buffer[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      initialized = count
    }
    isNegative = mantissa < 0
  }

  /// The plain form of the value: `-7.25`, `0`.
  package var text: [UInt8] {
    var result: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    result += integer.isEmpty ? [UInt8(ascii: "0")] : integer
    if !fraction.isEmpty {
      result.append(UInt8(ascii: "."))
      result += fraction
    }
    return result
  }

  package static func < (left: NumberLiteral, right: NumberLiteral) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.isSmallerMagnitude(than: left) : left.isSmallerMagnitude(than: right)
  }

  private func isSmallerMagnitude(than other: NumberLiteral) -> Bool {
    if integer.count != other.integer.count { return integer.count < other.integer.count }
    if integer != other.integer { return integer.lexicographicallyPrecedes(other.integer) }
    return fraction.lexicographicallyPrecedes(other.fraction)
  }
}

/// What a number literal looks like; read without allocating.
package struct NumberShape: Sendable, Equatable {
  package let hasSign: Bool
  package let isNegative: Bool
  package let hasPoint: Bool
  /// Leading zeros of the whole part are not counted.
  package let digits: Int
  /// Bytes, sign and point included.
  package let length: Int
  /// A zero before another digit.
  package let hasLeadingZero: Bool

  /// Nil where `range` of `bytes` is no number literal.
  package init?(_ bytes: [UInt8], _ range: ByteRange) {
    var offset = range.start
    let end = min(range.end, bytes.count)
    guard offset >= 0, offset < end else { return nil }
    let sign = bytes[offset]
    hasSign = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
    isNegative = sign == UInt8(ascii: "-")
    if hasSign { offset &+= 1 }
    let whole = offset
    while offset < end, bytes[offset] == UInt8(ascii: "0") { offset &+= 1 }
    let significant = offset
    while offset < end, bytes[offset] &- UInt8(ascii: "0") < 10 { offset &+= 1 }
    guard offset > whole else { return nil }
    hasLeadingZero = significant > whole && offset &- whole > 1
    var digits = offset &- significant
    var hasPoint = false
    if offset < end, bytes[offset] == UInt8(ascii: ".") {
      hasPoint = true
      offset &+= 1
      let fraction = offset
      while offset < end, bytes[offset] &- UInt8(ascii: "0") < 10 { offset &+= 1 }
      guard offset > fraction else { return nil }
      digits &+= offset &- fraction
    }
    guard offset == end, digits <= Limits.numberDigits else { return nil }
    self.hasPoint = hasPoint
    self.digits = digits
    length = end &- range.start
  }

  /// Whether it is not the plain form of its value: another literal may be equal to it.
  package var isUnusual: Bool { hasLeadingZero || hasPoint || hasSign }
}
