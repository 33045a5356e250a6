import SourceText

/// `true` and `false` (criteria language, "Types").
package enum BooleanLiteral: Sendable, Equatable {
  case exact(Bool)
  /// `TRUE`, `False`: in use, but not the documented spelling.
  case otherCase(Bool)
  case invalid

  package init(_ bytes: [UInt8], _ range: ByteRange) {
    let head = ShortText.head(bytes, range)
    switch range.count {
    case 4 where head == Self.yes: self = .exact(true)
    case 5 where head == Self.no: self = .exact(false)
    // Of all bytes, setting this bit makes only a letter's capital the letter.
    case 4 where head | 0x2020_2020 == Self.yes: self = .otherCase(true)
    case 5 where head | 0x20_2020_2020 == Self.no: self = .otherCase(false)
    default: self = .invalid
    }
  }

  /// `true` and `false`, the first letter lowest.
  private static let yes: UInt64 = 0x6575_7274
  private static let no: UInt64 = 0x65_736C_6166
}
