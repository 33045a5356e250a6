import SourceText

/// Whether bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Check {
  /// The offset of the first byte that begins no character, or nil.
  static func firstFault(in bytes: [UInt8], _ range: ByteRange) -> Int? {
    let range = range.clamped(to: ByteRange(0, bytes.count))
    return bytes.withUnsafeBufferPointer { firstFault(in: $0, from: range.start, to: range.end) }
  }

  /// `end` lies inside the buffer.
  static func firstFault(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
    var offset = start
    while offset < end {
      let byte = bytes[offset]
      if byte < 0x80 {
        offset &+= 1
        continue
      }
      guard let length = length(of: bytes, at: offset, end: end, lead: byte) else { return offset }
      offset &+= length
    }
    return nil
  }

  @inline(__always)
  private static func length(
    of bytes: UnsafeBufferPointer<UInt8>, at offset: Int, end: Int, lead: UInt8
  ) -> Int? {
    func isTail(_ distance: Int) -> Bool { bytes[offset &+ distance] & 0xC0 == 0x80 }
    switch lead {
    case 0xC2...0xDF:
      return offset &+ 2 <= end && isTail(1) ? 2 : nil
    case 0xE0...0xEF:
      guard offset &+ 3 <= end, isTail(1), isTail(2) else { return nil }
      let second = bytes[offset &+ 1]
      if lead == 0xE0, second < 0xA0 { return nil }
      if lead == 0xED, second >= 0xA0 { return nil }
      return 3
    case 0xF0...0xF4:
      guard offset &+ 4 <= end, isTail(1), isTail(2), isTail(3) else { return nil }
      let second = bytes[offset &+ 1]
      if lead == 0xF0, second < 0x90 { return nil }
      if lead == 0xF4, second >= 0x90 { return nil }
      return 4
    default: return nil
    }
  }
}
