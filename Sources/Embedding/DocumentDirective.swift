import CriteriaSyntax
import SourceText

/// A line of a criteria document that begins with `@`.
package struct DocumentDirective: Sendable, Hashable {
  package enum Keyword: UInt8, Sendable, CaseIterable {
    case datastore
    case api
    case operation
    case orderBy
    case limit
    case ids
    case `let`
    case expect

    /// As it is written after the `@`.
    package var spelling: StaticString {
      switch self {
      case .datastore: "datastore"
      case .api: "api"
      case .operation: "operation"
      case .orderBy: "order_by"
      case .limit: "limit"
      case .ids: "ids"
      case .let: "let"
      case .expect: "expect"
      }
    }

    /// Whether a block may hold more than one of them.
    package var mayRepeat: Bool { self == .let || self == .expect }
  }

  /// Nil for a word that is no directive (`CQ402`).
  package let keyword: Keyword?
  /// From the `@` to the end of the value.
  package let range: ByteRange
  /// The `@` and the word.
  package let word: ByteRange
  /// What follows on the line, trimmed. There are no comments at the end of a line.
  package let value: ByteRange
  /// Whether the directive takes effect: its value can be read, and none before it in the block says the same.
  package internal(set) var isEffective: Bool

  /// The directive that stands on `line`, whose first byte is the `@`.
  init(_ buffer: UnsafeBufferPointer<UInt8>, line: ByteRange) {
    var wordEnd = line.start + 1
    while wordEnd < line.end, Self.isWordByte(buffer[wordEnd]) { wordEnd += 1 }
    let value = Self.trimmed(buffer, ByteRange(wordEnd, line.end))
    let keyword = Self.keyword(buffer, ByteRange(line.start + 1, wordEnd))
    self.keyword = keyword
    self.word = ByteRange(line.start, wordEnd)
    self.value = value.isEmpty ? ByteRange(at: wordEnd) : value
    self.range = ByteRange(line.start, value.isEmpty ? wordEnd : value.end)
    self.isEffective = keyword != nil
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...0xFF:
      true
    default: false
    }
  }

  /// No two keywords have both their length and their first letter in common.
  private static func keyword(_ buffer: UnsafeBufferPointer<UInt8>, _ word: ByteRange) -> Keyword? {
    guard !word.isEmpty else { return nil }
    let candidate: Keyword
    switch (word.count, buffer[word.start]) {
    case (9, UInt8(ascii: "d")): candidate = .datastore
    case (3, UInt8(ascii: "a")): candidate = .api
    case (9, UInt8(ascii: "o")): candidate = .operation
    case (8, UInt8(ascii: "o")): candidate = .orderBy
    case (5, UInt8(ascii: "l")): candidate = .limit
    case (3, UInt8(ascii: "i")): candidate = .ids
    case (3, UInt8(ascii: "l")): candidate = .let
    case (6, UInt8(ascii: "e")): candidate = .expect
    default: return nil
    }
    return equals(buffer, word, candidate.spelling) ? candidate : nil
  }

  static func equals(_ buffer: UnsafeBufferPointer<UInt8>, _ range: ByteRange, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { spelling in
      var index = 0
      while index < spelling.count {
        if spelling[index] != buffer[range.start &+ index] { return false }
        index &+= 1
      }
      return true
    }
  }

  static func trimmed(_ buffer: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> ByteRange {
    var start = range.start
    var end = range.end
    while start < end, isBlank(buffer[start]) { start += 1 }
    while end > start, isBlank(buffer[end - 1]) { end -= 1 }
    return ByteRange(start, end)
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
