import MakeQuery
import SourceText

/// Texts of requests with holes in them.
package enum RequestText {
  /// `text`, which is not encoded yet, as a part of an address; holes stay as they are.
  static func encoded(_ text: [UInt8], as part: RequestEncoding.Part) -> [UInt8] {
    let mapped = RequestPlaceholders.addHoles(to: MappedText(bytes: text))
    var result: [UInt8] = []
    var position = 0
    for hole in mapped.holes where hole.form != .placeholder || isBraced(text, hole) {
      result += RequestEncoding.encode(text[ByteRange(position, hole.range.start)], as: part)
      result += text[hole.range]
      position = hole.range.end
    }
    return result + RequestEncoding.encode(text[ByteRange(position, text.count)], as: part)
  }

  private static func isBraced(_ text: [UInt8], _ hole: Hole) -> Bool {
    text[hole.range].first == UInt8(ascii: "{")
  }

  /// A part of an address encoded, what is encoded and holes as they are.
  static func respelt(_ range: ByteRange, of text: MappedText, as part: RequestEncoding.Part) -> [UInt8] {
    var result: [UInt8] = []
    var position = range.start
    for hole in text.holes where range.contains(hole.range) && hole.range.start >= position {
      result += RequestEncoding.encoded(text.bytes[ByteRange(position, hole.range.start)], as: part)
      result += text.bytes[hole.range]
      position = hole.range.end
    }
    return result + RequestEncoding.encoded(text.bytes[ByteRange(position, range.end)], as: part)
  }

  /// `text` with the values of its holes in their places, each encoded as the part that it stands in.
  static func filled(_ text: MappedText, _ tree: RequestTree, values: [String: String]) -> MappedText {
    if values.isEmpty { return text }
    var edits: [TextEdit] = []
    for hole in text.holes {
      guard let value = values[text.bytes.text(hole.name)] else { continue }
      let isAddress = [tree.scheme, tree.host].contains { $0?.contains(hole.range) == true }
      let parameter = tree.parameters.first { $0.range.contains(hole.range) }
      let part: RequestEncoding.Part =
        parameter == nil ? .path : parameter?.value?.contains(hole.range) == true ? .value : .name
      let bytes = Array(value.utf8)
      edits.append(
        TextEdit(range: hole.range, newText: isAddress ? bytes : RequestEncoding.encode(bytes, as: part)))
    }
    guard let result = TextEdit.apply(edits, to: text.bytes) else { return text }
    return RequestPlaceholders.addHoles(to: MappedText(bytes: result))
  }
}
