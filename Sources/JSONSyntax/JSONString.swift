import SourceText

/// Strings as the text they stand for.
extension JSONDocument {
  /// The decoded text of a string node and, for each run of it, the bytes of the document it was read from.
  ///
  /// A lone surrogate becomes U+FFFD; an escape that JSON does not know stands for itself. `segments` is never
  /// empty: an empty string has one empty segment, which tells its place.
  package func decodeString(_ node: JSONNode, literal: Int32 = 0) -> (
    bytes: [UInt8], segments: [MappedText.Segment]
  ) {
    let content = node.contentRange.clamped(to: ByteRange(0, bytes.count))
    var text: [UInt8] = []
    var segments: [MappedText.Segment] = []
    text.reserveCapacity(content.count)
    var position = content.start
    func add(_ file: ByteRange, _ kind: MappedText.Segment.Kind, textStart: Int) {
      segments.append(
        MappedText.Segment(
          text: ByteRange(textStart, text.count), file: file, kind: kind, literal: literal))
    }
    while position < content.end {
      let start = position
      let textStart = text.count
      while position < content.end, bytes[position] != UInt8(ascii: "\\") { position += 1 }
      if position > start {
        text += bytes[start..<position]
        add(ByteRange(start, position), .verbatim, textStart: textStart)
        continue
      }
      let escape = decodeEscape(at: position, end: content.end)
      position = escape.end
      appendScalar(escape.scalar, to: &text)
      add(ByteRange(start, position), escape.isKnown ? .escape : .verbatim, textStart: textStart)
    }
    if segments.isEmpty { add(ByteRange(at: content.start), .verbatim, textStart: 0) }
    return (text, segments)
  }

  /// The decoded bytes of a string node.
  package func decodedBytes(_ node: JSONNode) -> [UInt8] {
    guard node.flags.contains(.hasEscapes) else { return Array(bytes[node.contentRange]) }
    return decodeString(node).bytes
  }

  /// Whether a string node stands for exactly `text`; allocates only where it holds escapes.
  package func string(_ node: JSONNode, equals text: some Collection<UInt8>) -> Bool {
    guard node.kind == .string else { return false }
    return text.withContiguousStorageIfAvailable { string(node, equals: $0) }
      ?? decodedBytes(node).elementsEqual(text)
  }

  /// The same, without generics: every key of every object is compared with a few names.
  package func string(_ node: JSONNode, equals text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard node.kind == .string else { return false }
    if node.flags.contains(.hasEscapes) { return decodedBytes(node).elementsEqual(text) }
    let content = node.contentRange
    guard content.count == text.count, content.end <= bytes.count else { return false }
    var offset = content.start
    for byte in text {
      if bytes[offset] != byte { return false }
      offset += 1
    }
    return true
  }

  private func decodeEscape(at offset: Int, end: Int) -> (scalar: UInt32, end: Int, isKnown: Bool) {
    guard offset + 1 < end else { return (UInt32(UInt8(ascii: "\\")), offset + 1, false) }
    let next = bytes[offset + 1]
    switch next {
    case UInt8(ascii: "b"): return (8, offset + 2, true)
    case UInt8(ascii: "f"): return (12, offset + 2, true)
    case UInt8(ascii: "n"): return (10, offset + 2, true)
    case UInt8(ascii: "r"): return (13, offset + 2, true)
    case UInt8(ascii: "t"): return (9, offset + 2, true)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "'"):
      return (UInt32(next), offset + 2, true)
    case UInt8(ascii: "u"):
      return decodeUnicodeEscape(at: offset, end: end)
    default:
      return (UInt32(UInt8(ascii: "\\")), offset + 1, false)
    }
  }

  private func decodeUnicodeEscape(at offset: Int, end: Int) -> (scalar: UInt32, end: Int, isKnown: Bool) {
    guard offset + 6 <= end, let unit = jsonHexadecimal(bytes, at: offset + 2) else {
      return (UInt32(UInt8(ascii: "\\")), offset + 1, false)
    }
    guard unit & 0xF800 == 0xD800 else { return (unit, offset + 6, true) }
    if unit < 0xDC00, offset + 12 <= end, bytes[offset + 6] == UInt8(ascii: "\\"),
      bytes[offset + 7] == UInt8(ascii: "u"), let low = jsonHexadecimal(bytes, at: offset + 8),
      low & 0xFC00 == 0xDC00
    {
      return (0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF), offset + 12, true)
    }
    return (0xFFFD, offset + 6, true)
  }
}

/// The value of four hexadecimal digits, or nil where there are not four.
package func jsonHexadecimal(_ bytes: [UInt8], at offset: Int) -> UInt32? {
  guard offset >= 0, offset + 4 <= bytes.count else { return nil }
  var value: UInt32 = 0
  for byte in bytes[offset..<(offset + 4)] {
    guard let digit = byte.hexadecimalValue else { return nil }
    value = value << 4 | UInt32(digit)
  }
  return value
}

private func appendScalar(_ value: UInt32, to text: inout [UInt8]) {
  if value < 0x80 { return text.append(UInt8(truncatingIfNeeded: value)) }
  text += String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8
}
