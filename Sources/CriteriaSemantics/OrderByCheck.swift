import CriteriaSyntax
import SourceText

/// The quick look at an `order_by`: most are plain, and then nobody needs the whole reading.
package enum OrderByCheck {
  /// Whether the text is plainly fine: known fields (or any well-formed name without a schema), each followed by
  /// nothing, `asc` or `desc`; one field, or several that begin differently. Does not allocate.
  package static func isPlain(_ text: MappedText, table: FieldTable?, api: APIVersion) -> Bool {
    guard text.holes.isEmpty, api == .v3 else { return isPlainSigned(text, table: table, api: api) }
    let bytes = text.bytes
    var offset = text.range.start
    let end = text.range.end
    var previous = ByteRange(at: offset)
    var count = 0
    while offset < end {
      while offset < end, bytes[offset] == 0x20 { offset &+= 1 }
      let name = nameRange(bytes, offset, end)
      guard isKnown(bytes, name, table) else { return false }
      if count == 1, bytes[name].elementsEqual(bytes[previous]) { return false }
      // Three and more are left to the rule, which compares them all.
      if count == 2 { return false }
      previous = name
      count &+= 1
      offset = name.end
      while offset < end, bytes[offset] == 0x20 { offset &+= 1 }
      let word = nameRange(bytes, offset, end)
      if !word.isEmpty {
        guard bytes[word].elementsEqual(ascending) || bytes[word].elementsEqual(descending) else {
          return false
        }
        offset = word.end
        while offset < end, bytes[offset] == 0x20 { offset &+= 1 }
      }
      if offset < end {
        guard bytes[offset] == UInt8(ascii: ","), offset &+ 1 < end else { return false }
        offset &+= 1
      }
    }
    return count > 0
  }

  /// v2's one column with its sign.
  private static func isPlainSigned(_ text: MappedText, table: FieldTable?, api: APIVersion) -> Bool {
    guard text.holes.isEmpty, api == .v2, text.range.count > 1 else { return false }
    let first = text.bytes[text.range.start]
    guard first == UInt8(ascii: "+") || first == UInt8(ascii: "-") else { return false }
    let name = nameRange(text.bytes, text.range.start &+ 1, text.range.end)
    return name.end == text.range.end && isKnown(text.bytes, name, table)
  }

  private static func isKnown(_ bytes: [UInt8], _ name: ByteRange, _ table: FieldTable?) -> Bool {
    guard !name.isEmpty, FieldName.isCreatable(bytes, name) else { return false }
    guard let table else { return !FieldTable.isSystemField(bytes, name) }
    if case .field = table.resolve(bytes, name) { return true }
    return false
  }

  private static let ascending = Array("asc".utf8)
  private static let descending = Array("desc".utf8)

  private static func nameRange(_ bytes: [UInt8], _ start: Int, _ end: Int) -> ByteRange {
    var offset = start
    while offset < end, bytes[offset] != 0x20, bytes[offset] != UInt8(ascii: ",") { offset &+= 1 }
    return ByteRange(start, offset)
  }
}
