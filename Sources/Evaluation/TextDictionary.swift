import SourceText

/// Gives texts numbers, in the order in which they are first seen.
///
/// A table of open addressing over one run of bytes: looking a text up allocates nothing. A text that the table has no
/// good place for is refused, so that no choice of texts makes it slow.
package struct TextDictionary: Sendable {
  private(set) var texts = TextBuffer()
  /// A text's number plus one; 0 where the slot is free. A power of two of them.
  private var slots = [UInt32](repeating: 0, count: 256)
  private var hashes: [UInt32] = []

  package static let mostTexts = 65_535
  /// Longer texts are hardly ever said twice, and cost more to look up than to keep.
  static let longestText = 1024
  private static let mostProbes = 64

  var count: Int { hashes.count }

  /// The number of the text at `range` of `bytes`, a new one where it was not seen yet; nil where the dictionary has
  /// no place for it.
  mutating func code(of bytes: [UInt8], _ range: ByteRange) -> UInt16? {
    guard range.count <= Self.longestText, range.start >= 0, range.end <= bytes.count else { return nil }
    let hash = Self.hash(bytes, range)
    let mask = slots.count &- 1
    var slot = Int(hash) & mask
    var probes = 0
    while probes < Self.mostProbes {
      let entry = slots[slot]
      if entry == 0 { return insert(bytes, range, hash, slot) }
      let code = Int(entry &- 1)
      if hashes[code] == hash, isSame(code, bytes, range) { return UInt16(truncatingIfNeeded: code) }
      slot = (slot &+ 1) & mask
      probes &+= 1
    }
    return nil
  }

  private func isSame(_ code: Int, _ bytes: [UInt8], _ range: ByteRange) -> Bool {
    let start = Int(texts.offsets[code])
    let length = Int(texts.offsets[code &+ 1]) &- start &- 1
    guard length == range.count else { return false }
    return texts.bytes.withUnsafeBytes { known in
      bytes.withUnsafeBytes { given in
        var offset = 0
        while offset &+ 8 <= length {
          let one = known.loadUnaligned(fromByteOffset: start &+ offset, as: UInt64.self)
          let other = given.loadUnaligned(fromByteOffset: range.start &+ offset, as: UInt64.self)
          if one != other { return false }
          offset &+= 8
        }
        while offset < length {
          if known[start &+ offset] != given[range.start &+ offset] { return false }
          offset &+= 1
        }
        return true
      }
    }
  }

  private mutating func insert(_ bytes: [UInt8], _ range: ByteRange, _ hash: UInt32, _ slot: Int) -> UInt16? {
    let code = hashes.count
    guard code < Self.mostTexts, let number = UInt16(exactly: code) else { return nil }
    texts.append(bytes, range)
    hashes.append(hash)
    slots[slot] = UInt32(code) &+ 1
    if hashes.count &* 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count &* 2)
    let mask = slots.count &- 1
    for (code, hash) in hashes.enumerated() {
      var slot = Int(hash) & mask
      while slots[slot] != 0 { slot = (slot &+ 1) & mask }
      slots[slot] = UInt32(code) &+ 1
    }
  }

  /// Eight bytes at a time, multiplied and folded.
  static func hash(_ bytes: [UInt8], _ range: ByteRange) -> UInt32 {
    bytes.withUnsafeBytes { buffer in
      var state = UInt64(range.count) &* 0x9E37_79B9_7F4A_7C15
      var offset = range.start
      while offset &+ 8 <= range.end {
        state = mix(state, buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset &+= 8
      }
      var rest: UInt64 = 0
      while offset < range.end {
        rest = rest << 8 | UInt64(buffer[offset])
        offset &+= 1
      }
      state = mix(state, rest)
      return UInt32(truncatingIfNeeded: state ^ (state >> 32))
    }
  }

  @inline(__always)
  private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let product = (state ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }

  mutating func finish() { texts.finish() }
}
