/// Texts in requests that stand for a value to be filled in.
package enum PlaceholderText {
  /// Whether a decoded value is none yet: `{teamId}`, `<team>`, `:id`, `$TEAM`, `TEAM_ID`, `%s`, `...`.
  package static func isPlaceholder(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { return false }
    if bytes.contains(where: { "{}<>".utf8.contains($0) }) { return true }
    if bytes.count > 1, first == UInt8(ascii: ":") || first == UInt8(ascii: "$"), isLetter(bytes[1]) {
      return true
    }
    if text.hasPrefix("%") || text.contains("...") || text.contains("…") { return true }
    return isInCapitals(bytes)
  }

  /// `TEAM_ID`, `LIMIT`, `XXX`: a word of capitals, as nothing of the API is written.
  private static func isInCapitals(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 1, bytes[0] >= UInt8(ascii: "A"), bytes[0] <= UInt8(ascii: "Z") else { return false }
    return bytes.allSatisfy {
      $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
        || $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }
}
