import CriteriaSemantics

/// What a condition asks of a value that is neither null nor masked; the value has the kind that the test names.
package enum ConditionTest: Sendable {
  /// `!=` is `equal` of a negated condition.
  package enum Order: UInt8, Sendable, Hashable {
    case equal
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual

    /// The answer for a value that is less than, or else greater than, or else equal to the operand.
    func holds(isLess: Bool, isGreater: Bool) -> Bool {
      switch self {
      case .equal: !isLess && !isGreater
      case .less: isLess
      case .lessOrEqual: !isGreater
      case .greater: isGreater
      case .greaterOrEqual: !isLess
      }
    }
  }

  case number(Order, NumberLiteral)
  /// False before true [decision C7].
  case boolean(Order, Bool)
  /// Scalar by scalar [decisions C12, C23].
  case text(Order, [UInt8])
  /// Equality that does not heed case [option `textEquality`, decision C10]; the operand is folded.
  case foldedText([UInt8])
  case like(LikePattern)
  case numberSet(Set<NumberLiteral>)
  case booleanSet(Set<Bool>)
  case textSet(Set<[UInt8]>)
  /// Membership that does not heed case; the members are folded.
  case foldedTextSet(Set<[UInt8]>)

  /// The answer for one value: the meaning that every faster way has to give as well. Unknown for null and masked
  /// values [decisions C9, C21], and for a value of another kind, which no field of the layout has.
  package func truth(of value: RecordValue) -> Truth {
    switch value {
    case .null, .masked: .unknown
    case .number(let number): Truth(ofKnown: holds(number))
    case .boolean(let flag): Truth(ofKnown: holds(flag))
    case .text(let text): Truth(ofKnown: holds(text[...]))
    }
  }

  /// Nil for a test of other values than numbers.
  func holds(_ number: NumberLiteral) -> Bool? {
    switch self {
    case .number(let order, let operand):
      order.holds(isLess: number < operand, isGreater: operand < number)
    case .numberSet(let members): members.contains(number)
    default: nil
    }
  }

  /// Nil for a test of other values than booleans.
  func holds(_ flag: Bool) -> Bool? {
    switch self {
    case .boolean(let order, let operand):
      order.holds(isLess: !flag && operand, isGreater: flag && !operand)
    case .booleanSet(let members): members.contains(flag)
    default: nil
    }
  }

  /// Nil for a test of other values than texts.
  func holds(_ text: ArraySlice<UInt8>) -> Bool? {
    switch self {
    case .text(.equal, let operand): text.elementsEqual(operand)
    case .text(let order, let operand):
      // Bytes of UTF-8 are ordered like the scalars.
      order.holds(
        isLess: text.lexicographicallyPrecedes(operand), isGreater: operand.lexicographicallyPrecedes(text))
    case .foldedText(let operand): CaseFolding.folded(text) == operand
    case .like(let pattern): pattern.matches(text)
    case .textSet(let members): members.contains(Array(text))
    case .foldedTextSet(let members): members.contains(CaseFolding.folded(text))
    default: nil
    }
  }
}

extension Truth {
  fileprivate init(ofKnown answer: Bool?) { self = answer.map(Truth.init) ?? .unknown }
}
