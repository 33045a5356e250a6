/// A run of rows that is filtered at once: its bits fit the nearest cache, and between two blocks a query can be ended.
struct RowBlock: Sendable {
  static let rows = 32_768
  static let words = rows / 64

  /// A multiple of 64.
  let firstRow: Int
  let endRow: Int

  var count: Int { endRow &- firstRow }
  var firstWord: Int { firstRow >> 6 }
  var wordCount: Int { (count &+ 63) >> 6 }

  /// The blocks of so many rows, in order.
  static func blocks(_ rowCount: Int) -> [RowBlock] {
    stride(from: 0, to: rowCount, by: rows).map { first in
      RowBlock(firstRow: first, endRow: min(rowCount, first + rows))
    }
  }
}

/// A bit for each row of a block. Written by kernels, which take their indices from the block and the column alone.
typealias BlockBits = UnsafeMutablePointer<UInt64>

/// Bits out of vectors of bytes.
enum ByteMask {
  /// A bit for each byte of `mask` that is not zero; the bytes are all ones or all zeros.
  @inline(__always)
  static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return gather(halves[0]) | gather(halves[1]) << 8
  }

  @inline(__always)
  private static func gather(_ bytes: UInt64) -> UInt64 {
    ((bytes & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) >> 56
  }

  /// Whether any byte is set.
  @inline(__always)
  static func isAnySet(_ mask: SIMDMask<SIMD16<Int8>>) -> Bool {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return halves[0] | halves[1] != 0
  }
}
