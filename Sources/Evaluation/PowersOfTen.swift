import CriteriaSemantics

/// The powers of ten that a signed number of 64 bits holds.
enum PowersOfTen {
  static let most = 18
  private static let values: [Int64] = (0...most).reduce(into: []) { values, _ in
    values.append((values.last ?? 0) == 0 ? 1 : (values.last ?? 1) * 10)
  }

  static func value(_ exponent: Int) -> Int64? {
    exponent >= 0 && exponent < values.count ? values[exponent] : nil
  }
}

extension NumberLiteral {
  /// The number times ten to the power of `scale`, where that is whole and fits.
  func mantissa(scale: Int) -> Int64? {
    guard fraction.count <= scale, integer.count + scale <= 38 else { return nil }
    var value: Int64 = 0
    // Gathered below zero, where there is one more number than above.
    func append(_ digit: UInt8) -> Bool {
      let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = product.subtractingReportingOverflow(Int64(digit &- 48))
      value = sum
      return !tooLarge && !overflow
    }
    for digit in integer where !append(digit) { return nil }
    for digit in fraction where !append(digit) { return nil }
    for _ in fraction.count..<max(fraction.count, scale) where !append(48) { return nil }
    if isNegative { return value }
    return value == .min ? nil : -value
  }
}
