import CriteriaSyntax
import SourceText

/// An `order_by` text, read in either api's dialect.
///
/// v3: `empname desc, empid asc`. v2: `+field` or `-field`, one column. Both are read in both, because people copy
/// from one to the other; the rules say which is at home where. Texts with holes are read as far as they are known.
package struct OrderBy: Sendable {
  package enum Direction: Sendable, Equatable {
    case ascending
    case descending
  }

  /// One of the fields to order by, as it is written.
  package struct Item: Sendable, Equatable {
    package enum Form: Sendable, Equatable {
      /// `field`, `field asc`.
      case worded
      /// `+field`, `-field`.
      case signed
      /// `+1777360402254`, `-3600000`: a time filter by the v3 page, without effect here [decision C16].
      case timestamp
      /// A hole stands in it: nothing is known but that it is there.
      case hole
      /// Nothing before, between or after commas.
      case empty
      /// More than a field and a direction, or a direction that is none.
      case malformed
    }
    package let form: Form
    /// Without blanks around; in the text's buffer.
    package let range: ByteRange
    /// The field's name; empty where there is none.
    package let field: ByteRange
    /// Nil where none is written, and that is ascending.
    package let direction: Direction?
    /// The word after the field, or the sign; empty where there is none.
    package let directionRange: ByteRange
  }

  package let items: [Item]

  package init(_ text: MappedText) {
    var items: [Item] = []
    var start = text.range.start
    var offset = start
    var hole = 0
    while offset <= text.range.end {
      while hole < text.holes.count, text.holes[hole].range.end <= offset { hole += 1 }
      if hole < text.holes.count, text.holes[hole].range.contains(offset) {
        offset = text.holes[hole].range.end
        continue
      }
      if offset == text.range.end || text.bytes[offset] == UInt8(ascii: ",") {
        items.append(Self.item(text, ByteRange(start, offset)))
        start = offset + 1
      }
      offset += 1
    }
    // A text of blanks only sorts by nothing, which is what leaving it out means.
    self.items = items.count == 1 && items[0].form == .empty ? [] : items
  }

  private static func item(_ text: MappedText, _ whole: ByteRange) -> Item {
    let bytes = text.bytes
    let range = trim(bytes, whole)
    func make(
      _ form: Item.Form, field: ByteRange? = nil, _ direction: Direction? = nil, _ at: ByteRange? = nil
    )
      -> Item
    {
      let none = ByteRange(at: range.start)
      return Item(
        form: form, range: range, field: field ?? none, direction: direction, directionRange: at ?? none)
    }
    if text.holes.contains(where: { $0.range.overlaps(range) }) { return make(.hole) }
    guard !range.isEmpty else { return make(.empty) }
    let first = bytes[range.start]
    if first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
      let sign = ByteRange(range.start, range.start + 1)
      let rest = trim(bytes, ByteRange(range.start + 1, range.end))
      let direction: Direction = first == UInt8(ascii: "+") ? .ascending : .descending
      if rest.isEmpty || !bytes[rest].allSatisfy(isNameByte) {
        return make(.malformed, field: rest, direction, sign)
      }
      let isNumber = bytes[rest].allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      return make(isNumber ? .timestamp : .signed, field: rest, direction, sign)
    }
    var end = range.start
    while end < range.end, !isBlank(bytes[end]) { end += 1 }
    let field = ByteRange(range.start, end)
    let word = trim(bytes, ByteRange(end, range.end))
    guard bytes[field].allSatisfy(isNameByte) else { return make(.malformed, field: field, nil, word) }
    if word.isEmpty { return make(.worded, field: field) }
    switch String(decoding: bytes[word], as: UTF8.self).lowercased() {
    case "asc": return make(.worded, field: field, .ascending, word)
    case "desc": return make(.worded, field: field, .descending, word)
    default: return make(.malformed, field: field, nil, word)
    }
  }

  private static func trim(_ bytes: [UInt8], _ range: ByteRange) -> ByteRange {
    var start = range.start
    var end = range.end
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return ByteRange(start, end)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
  }

  /// v2's official sample sorts by a name with a hyphen.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
