import CriteriaSemantics

/// What a comparison asks of a column's mantissas: they lie within a closed range, or outside.
struct NumberRange: Sendable {
  var low: Int64
  var high: Int64

  static let none = NumberRange(low: .max, high: .min)
  var isEmpty: Bool { low > high }

  /// The mantissas of `scale` for which `order` holds against `operand`.
  init(_ order: ConditionTest.Order, _ operand: NumberLiteral, scale: Int) {
    if let exact = operand.mantissa(scale: scale) {
      self.init(order, exact)
      return
    }
    // Between two mantissas, or beyond all of them: the whole number below it decides.
    let floor = Self.floor(operand, scale: scale)
    switch order {
    case .equal: self = .none
    case .less, .lessOrEqual:
      switch floor {
      case .below: self = .none
      case .within(let value): self.init(low: .min, high: value)
      case .above: self.init(low: .min, high: .max)
      }
    case .greater, .greaterOrEqual:
      switch floor {
      case .below: self.init(low: .min, high: .max)
      case .within(let value):
        // Nothing of 64 bits lies above the largest.
        self = value == .max ? .none : NumberRange(low: value + 1, high: .max)
      case .above: self = .none
      }
    }
  }

  init(low: Int64, high: Int64) {
    self.low = low
    self.high = high
  }

  private init(_ order: ConditionTest.Order, _ exact: Int64) {
    switch order {
    case .equal: self.init(low: exact, high: exact)
    case .less: self = exact == .min ? .none : NumberRange(low: .min, high: exact - 1)
    case .lessOrEqual: self.init(low: .min, high: exact)
    case .greater: self = exact == .max ? .none : NumberRange(low: exact + 1, high: .max)
    case .greaterOrEqual: self.init(low: exact, high: .max)
    }
  }

  private enum Floor {
    case below
    case within(Int64)
    case above
  }

  /// The largest multiple of ten to the power of minus `scale` that is not above the number.
  private static func floor(_ number: NumberLiteral, scale: Int) -> Floor {
    let beyond: Floor = number.isNegative ? .below : .above
    guard number.integer.count + scale <= 38 else { return beyond }
    var value: Int64 = 0
    // Gathered below zero, where there is one more number than above.
    let digits = number.integer + number.fraction.prefix(scale)
    let zeros = max(0, scale - number.fraction.count)
    for digit in digits + [UInt8](repeating: 48, count: zeros) {
      let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = product.subtractingReportingOverflow(Int64(digit &- 48))
      if tooLarge || overflow { return beyond }
      value = sum
    }
    if !number.isNegative { return value == .min ? .above : .within(-value) }
    guard number.fraction.count > scale else { return .within(value) }
    return value == .min ? .below : .within(value - 1)
  }

  /// The largest mantissa of `scale` that is not above the number, as far as 64 bits go.
  static func mantissa(below number: NumberLiteral, scale: Int) -> Int64 {
    switch floor(number, scale: scale) {
    case .below: .min
    case .within(let value): value
    case .above: .max
    }
  }

  func intersection(_ other: NumberRange) -> NumberRange {
    NumberRange(low: max(low, other.low), high: min(high, other.high))
  }

  func contains(_ mantissa: Int64) -> Bool { mantissa >= low && mantissa <= high }
}
