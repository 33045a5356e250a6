import SourceText

/// The text of a `limit` parameter.
package enum QueryLimit: Sendable, Equatable {
  /// As written; numbers beyond `Int` stand at its ends.
  case number(Int)
  /// A value that the host inserts, or none at all.
  case unknown
  case notANumber

  package init(_ text: MappedText) {
    guard text.holes.isEmpty else {
      self = .unknown
      return
    }
    let digits = Array(text.bytes[text.range].drop { $0 == 0x20 || $0 == 0x09 })
    var end = digits.count
    while end > 0, [0x20, 0x09, 0x0D, 0x0A].contains(digits[end - 1]) { end -= 1 }
    guard end > 0 else {
      self = .unknown
      return
    }
    let isNegative = digits[0] == UInt8(ascii: "-")
    let first = isNegative || digits[0] == UInt8(ascii: "+") ? 1 : 0
    guard first < end else {
      self = .notANumber
      return
    }
    var value = 0
    for index in first..<end {
      guard digits[index] >= 48, digits[index] <= 57 else {
        self = .notANumber
        return
      }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, tooLarge) = product.addingReportingOverflow(Int(digits[index] - 48))
      value = overflow || tooLarge ? Int.max : sum
      if value == Int.max { break }
    }
    self = .number(isNegative ? -value : value)
  }
}

extension QueryLimit {
  /// Whether the text is plainly a number from 1 to 100: nobody has anything to say about it. Does not allocate.
  package static func isPlain(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    guard range.count > 0, range.count <= 3, range.start >= 0, range.end <= bytes.count else { return false }
    var value = 0
    var offset = range.start
    while offset < range.end {
      let digit = bytes[offset] &- 48
      guard digit < 10 else { return false }
      value = value &* 10 &+ Int(digit)
      offset &+= 1
    }
    return value >= 1 && value <= Limits.documentedPageSize
  }
}
