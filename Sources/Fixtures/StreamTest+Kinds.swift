import CriteriaSemantics
import Evaluation
import SourceText

/// A question to numbers that are still text.
struct NumberTest: Sendable {
  private let test: ConditionTest
  /// Closed, for whole numbers of at most 18 digits; nil where the test is no such range.
  private let range: (low: Int64, high: Int64)?

  init(_ test: ConditionTest) {
    self.test = test
    guard case .number(let order, let operand) = test, operand.fraction.isEmpty, operand.integer.count <= 18
    else {
      range = nil
      return
    }
    let magnitude = operand.integer.reduce(Int64(0)) { $0 &* 10 &+ Int64($1 &- UInt8(ascii: "0")) }
    let value = operand.isNegative ? 0 - magnitude : magnitude
    switch order {
    case .equal: range = (value, value)
    case .less: range = (.min, value - 1)
    case .lessOrEqual: range = (.min, value)
    case .greater: range = (value + 1, .max)
    case .greaterOrEqual: range = (value, .max)
    }
  }

  /// Nil where the bytes are no number.
  @inline(__always)
  func holds(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    if let range, bytes.count <= 18 {
      var value: Int64 = 0
      var index = bytes.first == UInt8(ascii: "-") ? 1 : 0
      let isNegative = index == 1
      let isEmpty = bytes.count == index
      while index < bytes.count {
        let digit = bytes[index] &- UInt8(ascii: "0")
        if digit > 9 { return exactly(bytes) }
        value = value &* 10 &+ Int64(digit)
        index &+= 1
      }
      if isEmpty { return nil }
      if isNegative { value = 0 &- value }
      return value >= range.low && value <= range.high
    }
    return exactly(bytes)
  }

  @inline(never)
  private func exactly(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    let number =
      NumberLiteral(bytes) ?? JSONNumber.withoutExponent(Array(bytes)[...]).flatMap { NumberLiteral($0) }
    guard let number else { return nil }
    return test.truth(of: .number(number)) == .true
  }
}

/// A question to texts.
struct TextTest: Sendable {
  private enum Shape: UInt8 {
    case equal
    case anyOf
    case contains
    case other
  }

  let test: ConditionTest
  private let shape: Shape
  /// What a text is compared with by its bytes.
  private let operands: [[UInt8]]
  private let search: FoldedSearch

  init(_ test: ConditionTest) {
    self.test = test
    switch test {
    case .text(.equal, let operand): (shape, operands, search) = (.equal, [operand], .nothing)
    case .textSet(let members) where members.count <= 16:
      (shape, operands, search) = (.anyOf, Array(members), .nothing)
    case .like(let pattern):
      let found = FoldedSearch(pattern)
      (shape, operands, search) = (found == nil ? .other : .contains, [], found ?? .nothing)
    default: (shape, operands, search) = (.other, [], .nothing)
    }
  }

  /// `form` says what is known of the bytes.
  @inline(__always)
  func holds(_ bytes: UnsafeBufferPointer<UInt8>, _ form: StreamValue.Form) -> Bool {
    switch shape {
    case .equal, .anyOf:
      var index = 0
      while index < operands.count {
        if Self.areSame(bytes, operands[index]) { return true }
        index &+= 1
      }
      return false
    case .contains:
      let isSearched = form == .ascii || form == .inLine && search.isFoundByBytes
      return isSearched ? search.isIn(bytes) : exactly(bytes)
    case .other: return exactly(bytes)
    }
  }

  @inline(never)
  private func exactly(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    test.truth(of: .text(Array(bytes))) == .true
  }

  @inline(__always)
  private static func areSame(_ bytes: UnsafeBufferPointer<UInt8>, _ operand: [UInt8]) -> Bool {
    guard bytes.count == operand.count else { return false }
    var index = 0
    while index < bytes.count {
      if bytes[index] != operand[index] { return false }
      index &+= 1
    }
    return true
  }
}

/// Looks for a piece of ASCII, whatever the case of letters, by its first and last byte.
struct FoldedSearch: Sendable {
  private let needle: [UInt8]
  /// 0x20 where a byte of the needle is a letter: only the letter and its capital are the letter with it.
  private let folds: [UInt8]
  /// Whether no character beyond ASCII folds to one of the needle: only `k` and `s` have such (CaseFolding, U+212A and
  /// U+017F).
  let isFoundByBytes: Bool

  /// Looks for nothing, and is not to be asked.
  static let nothing = FoldedSearch()

  private init() {
    needle = []
    folds = []
    isFoundByBytes = false
  }

  /// For `%piece%`; nil for other patterns, and for pieces that are too long to be looked for within the padding.
  init?(_ pattern: LikePattern) {
    guard pattern.elements.count == 3, pattern.elements[0] == .run, pattern.elements[2] == .run,
      case .literal(let piece) = pattern.elements[1], piece.count <= QuickScan.padding - 16,
      piece.allSatisfy({ $0 < 0x80 }), !piece.isEmpty
    else { return nil }
    needle = piece
    folds = piece.map { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") ? 0x20 : 0 }
    isFoundByBytes = !piece.contains(UInt8(ascii: "k")) && !piece.contains(UInt8(ascii: "s"))
  }

  /// Padding follows `bytes`, which are ASCII unless the needle is found by its bytes.
  func isIn(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress, !needle.isEmpty, bytes.count >= needle.count else { return false }
    let last = needle.count &- 1
    let firstByte = SIMD16<UInt8>(repeating: needle[0])
    let firstFold = SIMD16<UInt8>(repeating: folds[0])
    let lastByte = SIMD16<UInt8>(repeating: needle[last])
    let lastFold = SIMD16<UInt8>(repeating: folds[last])
    let end = bytes.count &- last
    var offset = 0
    while offset < end {
      let isFirst = (QuickScan.load(base, offset) | firstFold) .== firstByte
      let isLast = (QuickScan.load(base, offset &+ last) | lastFold) .== lastByte
      let hits = unsafeBitCast(isFirst .& isLast, to: SIMD2<UInt64>.self)
      if hits[0] | hits[1] != 0, verify(base, from: offset, to: min(offset &+ 16, end)) { return true }
      offset &+= 16
    }
    return false
  }

  private func verify(_ base: QuickScan.Bytes, from start: Int, to end: Int) -> Bool {
    for place in start..<end {
      var index = 0
      while index < needle.count, base[place &+ index] | folds[index] == needle[index] { index &+= 1 }
      if index == needle.count { return true }
    }
    return false
  }
}
