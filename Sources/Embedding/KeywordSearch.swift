import SourceText

/// A search for a short ASCII needle, letters compared without case, sixteen places at a time.
struct KeywordSearch {
  private let needle: [UInt8]

  /// `needle` in lower case, at least two bytes.
  init(_ needle: StaticString) {
    self.needle = needle.withUTF8Buffer(Array.init)
  }

  func isFound(in bytes: [UInt8]) -> Bool { isFound(in: bytes, range: ByteRange(0, bytes.count)) }

  func isFound(in bytes: [UInt8], range: ByteRange) -> Bool {
    let range = range.clamped(to: ByteRange(0, bytes.count))
    guard let first = needle.first, let last = needle.last, range.count >= needle.count else { return false }
    let distance = needle.count - 1
    return bytes.withUnsafeBytes { whole in
      let buffer = UnsafeRawBufferPointer(rebasing: whole[range.start..<range.end])
      let end = buffer.count - distance
      var place = 0
      let low = SIMD16<UInt8>(repeating: Self.folded(first))
      let high = SIMD16<UInt8>(repeating: Self.folded(last))
      let fold = SIMD16<UInt8>(repeating: 0x20)
      while place + 16 <= end {
        let here = buffer.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self) | fold
        let there = buffer.loadUnaligned(fromByteOffset: place + distance, as: SIMD16<UInt8>.self) | fold
        // A lane is zero exactly where both ends match.
        let difference = unsafeBitCast((here ^ low) | (there ^ high), to: SIMD2<UInt64>.self)
        if Self.hasZeroByte(difference[0]) || Self.hasZeroByte(difference[1]) {
          for candidate in place..<place + 16 where matches(buffer, at: candidate) { return true }
        }
        place += 16
      }
      while place < end {
        if matches(buffer, at: place) { return true }
        place += 1
      }
      return false
    }
  }

  private static func folded(_ byte: UInt8) -> UInt8 { byte | 0x20 }

  private static func hasZeroByte(_ word: UInt64) -> Bool {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0
  }

  private func matches(_ buffer: UnsafeRawBufferPointer, at place: Int) -> Bool {
    for (index, byte) in needle.enumerated() {
      let found = buffer[place + index]
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      if (isLetter ? found | 0x20 : found) != byte { return false }
    }
    return true
  }
}
