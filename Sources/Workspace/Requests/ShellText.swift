import SourceText

/// Text as a word of a POSIX shell's command line.
enum ShellText {
  /// `text` in quotes; a hole becomes the shell's variable of its name.
  static func quoted(_ text: MappedText) -> [UInt8] {
    if text.holes.isEmpty { return single(text.bytes[text.range]) }
    let isPlain = !text.bytes[text.range].contains { "\"\\`!".utf8.contains($0) }
    var result: [UInt8] = isPlain ? [UInt8(ascii: "\"")] : []
    var position = text.range.start
    func add(_ part: ArraySlice<UInt8>) {
      if isPlain, !part.contains(UInt8(ascii: "$")) {
        result += part
      } else if isPlain {
        result += part.flatMap { $0 == UInt8(ascii: "$") ? Array("\\$".utf8) : [$0] }
      } else if !part.isEmpty {
        result += single(part)
      }
    }
    for hole in text.holes where hole.range.start >= position {
      add(text.bytes[ByteRange(position, hole.range.start)])
      let name = variable(text.bytes.text(hole.name))
      result += (isPlain ? "${\(name)}" : "\"${\(name)}\"").utf8
      position = hole.range.end
    }
    add(text.bytes[ByteRange(position, text.range.end)])
    return isPlain ? result + [UInt8(ascii: "\"")] : result
  }

  /// In single quotes, in which nothing has a meaning; a single quote stands outside of them.
  static func single(_ text: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = [UInt8(ascii: "'")]
    for byte in text {
      if byte == UInt8(ascii: "'") { result += "'\\''".utf8 } else { result.append(byte) }
    }
    return result + [UInt8(ascii: "'")]
  }

  /// The name of the variable that stands for a hole: `user.get("id")` is `user_get_id`.
  static func variable(_ name: String) -> String {
    var result = ""
    for byte in name.utf8 {
      let isName = PercentEncoding.isUnreserved(byte) && !"-.~_".utf8.contains(byte)
      if isName {
        result.append(Character(Unicode.Scalar(byte)))
      } else if !result.isEmpty, !result.hasSuffix("_") {
        result.append("_")
      }
    }
    while result.hasSuffix("_") { result.removeLast() }
    guard let first = result.utf8.first else { return "VALUE" }
    return first < UInt8(ascii: "A") ? "_" + result : result
  }
}
