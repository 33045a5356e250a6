import SourceText

/// Words of at most eight bytes as one number, so that they are compared in one step.
enum ShortText {
  /// Whether two ranges hold the same bytes.
  static func areSame(_ bytes: [UInt8], _ first: ByteRange, _ second: ByteRange) -> Bool {
    guard first.count == second.count, head(bytes, first) == head(bytes, second) else { return false }
    return first.count <= 8 || bytes[first].elementsEqual(bytes[second])
  }

  /// The first eight bytes of `range`, the first one lowest; what is missing is zero.
  @inline(__always)
  static func head(_ bytes: [UInt8], _ range: ByteRange) -> UInt64 {
    let count = min(range.count, 8)
    guard range.start >= 0, range.end <= bytes.count, count > 0 else { return 0 }
    if range.start &+ 8 <= bytes.count {
      let word = bytes.withUnsafeBytes { buffer in
        UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: range.start, as: UInt64.self))
      }
      return count == 8 ? word : word & ((1 << UInt64(count &* 8)) &- 1)
    }
    var result: UInt64 = 0
    var offset = range.start &+ count
    while offset > range.start {
      offset &-= 1
      result = result << 8 | UInt64(bytes[offset])
    }
    return result
  }
}
