/// Finding bytes sixteen at a time; the loops that decide how fast clean text passes.
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
    let firstRepeated = SIMD16(repeating: first)
    let secondRepeated = SIMD16(repeating: second)
    while position &+ 16 <= end {
      let chunk = bytes.loadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
      let hits = (chunk .== firstRepeated) .| (chunk .== secondRepeated)
      let found = firstSet(hits)
      if found < 16 { return position &+ found }
      position &+= 16
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

  /// The index of the first lane that is set; 16 where none is.
  @inline(__always)
  private static func firstSet(_ mask: SIMDMask<SIMD16<Int8>>) -> Int {
    let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    if words[0] != 0 { return words[0].trailingZeroBitCount / 8 }
    return words[1] == 0 ? 16 : 8 &+ words[1].trailingZeroBitCount / 8
  }
}
