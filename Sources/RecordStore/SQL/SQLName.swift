/// Names in SQL.
enum SQLName {
  /// In double quotes.
  static func quoted(_ name: String) -> String {
    var text = "\""
    for character in name { text += character == "\"" ? "\"\"" : String(character) }
    return text + "\""
  }

  /// Whether SQLite, which heeds no case in names, can tell it from all others.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
          || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || byte == UInt8(ascii: "_")
      }
  }
}
