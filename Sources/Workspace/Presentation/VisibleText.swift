/// Text of a file as it may be shown: what a terminal would obey, or hide, is made visible.
package enum VisibleText {
  /// Control characters as their Unicode pictures, characters that reorder or hide text as U+FFFD, tabs and line
  /// ends as they are told.
  package static func of(_ text: String, tab: String = "\u{2409}") -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09: result += tab
      case 0x00..<0x20: result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: result.unicodeScalars.append("\u{2421}")
      case 0x80..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029, 0xFEFF:
        result.unicodeScalars.append("\u{FFFD}")
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
