/// How many columns text takes on a terminal.
///
/// Wide and fullwidth characters take two (UAX 11), combining marks and format characters none, an emoji sequence
/// (joined by U+200D, or with a modifier, or made emoji by U+FE0F) two in all, a flag of two regional indicators
/// two. A tab goes on to the next multiple of ``tabWidth``.
package enum DisplayWidth {
  /// Columns between tab stops.
  package static let tabWidth = 4

  /// The columns that `text` takes when it begins at `column`, counted from zero.
  package static func columns(of text: some StringProtocol, startingAt column: Int = 0) -> Int {
    var end = column
    for character in text { end += columns(of: character, at: end) }
    return end - column
  }

  /// The columns that one user-perceived character takes when it stands at `column`.
  package static func columns(of character: Character, at column: Int = 0) -> Int {
    if character == "\t" { return tabWidth - column % tabWidth }
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.count == 1 { return columns(of: first) }
    if isEmojiSequence(first: first, rest: scalars.dropFirst()) { return 2 }
    return scalars.reduce(0) { $0 + columns(of: $1) }
  }

  /// The columns that a scalar takes where it stands alone.
  package static func columns(of scalar: Unicode.Scalar) -> Int {
    let code = scalar.value
    if code < 0x20 || (code >= 0x7F && code < 0xA0) { return 0 }
    if code < 0x300 { return 1 }
    if isZeroWidth(scalar) { return 0 }
    return isWide(code) ? 2 : 1
  }

  private static func isEmojiSequence(
    first: Unicode.Scalar, rest: Substring.UnicodeScalarView
  ) -> Bool {
    if isRegionalIndicator(first) { return rest.contains(where: isRegionalIndicator) }
    guard first.properties.isEmoji else { return false }
    return rest.contains { $0.value == 0xFE0F || $0.value == 0x200D || $0.properties.isEmojiModifier }
  }

  private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }

  private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Vowels and final consonants of Hangul syllables written letter by letter stand in the first letter's cell.
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }

  private static func isWide(_ code: UInt32) -> Bool {
    let index = wideRanges.partitioningIndex { $0.last >= code }
    return index < wideRanges.count && wideRanges[index].first <= code
  }
}
