import SourceText

/// `true` and `false` (criteria language, "Types").
package enum BooleanLiteral: Sendable, Equatable {
  case exact(Bool)
  /// `TRUE`, `False`: in use, but not the documented spelling.
  case otherCase(Bool)
  case invalid

  package init(_ bytes: [UInt8], _ range: ByteRange) {
    if Self.equals(bytes, range, Self.yes, fold: 0) {
      self = .exact(true)
    } else if Self.equals(bytes, range, Self.no, fold: 0) {
      self = .exact(false)
    } else if Self.equals(bytes, range, Self.yes, fold: 0x20) {
      self = .otherCase(true)
    } else if Self.equals(bytes, range, Self.no, fold: 0x20) {
      self = .otherCase(false)
    } else {
      self = .invalid
    }
  }

  private static let yes = Array("true".utf8)
  private static let no = Array("false".utf8)

  private static func equals(_ bytes: [UInt8], _ range: ByteRange, _ word: [UInt8], fold: UInt8) -> Bool {
    guard range.count == word.count, range.start >= 0, range.end <= bytes.count else { return false }
    for index in 0..<word.count where bytes[range.start &+ index] | fold != word[index] { return false }
    return true
  }
}
