/// Finding bytes eight at a time; the loops that decide how fast clean text passes.
package enum ByteSearch {
  /// The offset of the first `first` or `second` in `start..<end` of the buffer, or `end`.
  ///
  /// Offsets outside the buffer count as its nearest end.
  package static func first(
    of first: UInt8, or second: UInt8, in buffer: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    let end = min(end, buffer.count)
    var position = max(start, 0)
    guard position < end, let base = buffer.baseAddress else { return max(end, 0) }
    let bytes = UnsafeRawPointer(base)
    let firstRepeated = ones &* UInt64(first)
    let secondRepeated = ones &* UInt64(second)
    while position &+ 8 <= end {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let hits = zeroBytes(word ^ firstRepeated) | zeroBytes(word ^ secondRepeated)
      if hits != 0 { return position &+ hits.trailingZeroBitCount / 8 }
      position &+= 8
    }
    while position < end {
      if buffer[position] == first || buffer[position] == second { return position }
      position &+= 1
    }
    return end
  }

  /// The offset of the first `byte` in `start..<end` of the buffer, or `end`.
  package static func first(
    of byte: UInt8, in buffer: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    first(of: byte, or: byte, in: buffer, from: start, to: end)
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The high bit of each byte that is zero; bits above the lowest one may be wrong, which a search for the first
  /// never sees.
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- ones) & ~word & highBits
  }
}
