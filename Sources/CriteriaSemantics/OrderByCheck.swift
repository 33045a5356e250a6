import CriteriaSyntax
import SourceText

/// The quick look at an `order_by`: most are plain, and then nobody needs the whole reading.
package enum OrderByCheck {
  /// Whether the text is plainly fine: known fields (or any well-formed name without a schema), each followed by
  /// nothing, `asc` or `desc`; one field, or two. No hole may stand in it. Does not allocate.
  package static func isPlain(
    _ bytes: [UInt8], _ range: ByteRange, schema: PreparedSchema?, api: APIVersion
  ) -> Bool {
    guard range.start >= 0, range.end <= bytes.count else { return false }
    guard api == .v3 else { return isPlainSigned(bytes, range, schema) }
    var offset = range.start
    let end = range.end
    var previous = ByteRange(at: offset)
    var count = 0
    while offset < end {
      while offset < end, bytes[offset] == 0x20 { offset &+= 1 }
      let name = nameRange(bytes, offset, end)
      guard isKnown(bytes, name, schema) else { return false }
      if count == 1, ShortText.areSame(bytes, name, previous) { return false }
      // Three and more are left to the rule, which compares them all.
      if count == 2 { return false }
      previous = name
      count &+= 1
      offset = name.end
      while offset < end, bytes[offset] == 0x20 { offset &+= 1 }
      let word = nameRange(bytes, offset, end)
      if !word.isEmpty {
        guard isDirection(bytes, word) else { return false }
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
  private static func isPlainSigned(_ bytes: [UInt8], _ range: ByteRange, _ schema: PreparedSchema?) -> Bool {
    guard range.count > 1 else { return false }
    let first = bytes[range.start]
    guard first == UInt8(ascii: "+") || first == UInt8(ascii: "-") else { return false }
    let name = nameRange(bytes, range.start &+ 1, range.end)
    return name.end == range.end && isKnown(bytes, name, schema)
  }

  private static func isKnown(_ bytes: [UInt8], _ name: ByteRange, _ schema: PreparedSchema?) -> Bool {
    guard !name.isEmpty, FieldName.isCreatable(bytes, name) else { return false }
    guard let schema else { return !FieldTable.isSystemField(bytes, name) }
    if case .field = schema.resolve(bytes, name) { return true }
    return false
  }

  private static func isDirection(_ bytes: [UInt8], _ word: ByteRange) -> Bool {
    switch word.count {
    case 3: ShortText.head(bytes, word) == ascending
    case 4: ShortText.head(bytes, word) == descending
    default: false
    }
  }

  /// `asc` and `desc`, the first letter lowest.
  private static let ascending: UInt64 = 0x63_7361
  private static let descending: UInt64 = 0x6373_6564

  private static func nameRange(_ bytes: [UInt8], _ start: Int, _ end: Int) -> ByteRange {
    var offset = start
    while offset < end, bytes[offset] != 0x20, bytes[offset] != UInt8(ascii: ",") { offset &+= 1 }
    return ByteRange(start, offset)
  }
}
