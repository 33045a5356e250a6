import CriteriaSyntax
import SourceText

/// Lengths as the API's limits count them: Unicode scalars of the decoded text, holes not counted [decision C26].
package enum TextLength {
  /// The literal part of a whole text.
  package static func scalars(of text: MappedText) -> Int {
    scalars(in: text.bytes, text.range, holes: text.holes)
  }

  /// The literal part of `range`. Linear in the range and the holes.
  package static func scalars(in bytes: [UInt8], _ range: ByteRange, holes: [Hole]) -> Int {
    var count = scalars(in: bytes[range])
    for hole in holes where hole.range.overlaps(range) {
      count -= scalars(in: bytes[hole.range.clamped(to: range)])
    }
    return count
  }

  /// Scalars of UTF-8: every byte but continuations begins one.
  package static func scalars(in bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count &+= 1 }
    return count
  }
}

extension TextLength {
  /// The offset after the first `count` scalars of the literal part; the text's end where it has fewer.
  package static func offset(ofScalar count: Int, in text: MappedText) -> Int {
    var left = count
    var hole = 0
    var offset = text.range.start
    while offset < text.range.end {
      while hole < text.holes.count, text.holes[hole].range.end <= offset { hole += 1 }
      if hole < text.holes.count, text.holes[hole].range.contains(offset) {
        offset = text.holes[hole].range.end
        continue
      }
      if text.bytes[offset] & 0xC0 != 0x80 {
        if left == 0 { return offset }
        left -= 1
      }
      offset += 1
    }
    return text.range.end
  }
}
