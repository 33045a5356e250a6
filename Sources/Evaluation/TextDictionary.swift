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
    bytes.withUnsafeBufferPointer { buffer in
      let inside = range.clamped(to: ByteRange(0, buffer.count))
      return code(of: UnsafeBufferPointer(rebasing: buffer[inside.start..<inside.end]))
    }
  }

  mutating func code(of text: UnsafeBufferPointer<UInt8>) -> UInt16? {
    guard text.count <= Self.longestText else { return nil }
    let hash = Self.hash(text)
    let mask = slots.count &- 1
    var slot = Int(hash) & mask
    var probes = 0
    while probes < Self.mostProbes {
      let entry = slots[slot]
      if entry == 0 { return insert(text, hash, slot) }
      let code = Int(entry &- 1)
      if hashes[code] == hash, isSame(code, text) { return UInt16(truncatingIfNeeded: code) }
      slot = (slot &+ 1) & mask
      probes &+= 1
    }
    return nil
  }

  @inline(__always)
  private func isSame(_ code: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(texts.offsets[code])
    let length = Int(texts.offsets[code &+ 1]) &- start &- 1
    guard length == text.count else { return false }
    return texts.bytes.withUnsafeBufferPointer { known in
      let known = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(known)[start..<(start &+ length)])
      return Words.areSame(known, UnsafeRawBufferPointer(text))
    }
  }

  private mutating func insert(_ text: UnsafeBufferPointer<UInt8>, _ hash: UInt32, _ slot: Int) -> UInt16? {
    let code = hashes.count
    guard code < Self.mostTexts, let number = UInt16(exactly: code) else { return nil }
    texts.append(text)
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

  static func hash(_ bytes: [UInt8], _ range: ByteRange) -> UInt32 {
    bytes.withUnsafeBufferPointer { buffer in
      let inside = range.clamped(to: ByteRange(0, buffer.count))
      return hash(UnsafeBufferPointer(rebasing: buffer[inside.start..<inside.end]))
    }
  }

  /// Eight bytes at a time, multiplied and folded; the last ones may be looked at twice.
  @inline(__always)
  static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let bytes = UnsafeRawBufferPointer(text)
    var state = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
    var offset = 0
    while offset &+ 8 < bytes.count {
      state = mix(state, bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset &+= 8
    }
    state = mix(state, Words.last(bytes))
    return UInt32(truncatingIfNeeded: state ^ (state >> 32))
  }

  @inline(__always)
  private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let product = (state ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }

  mutating func finish() { texts.finish() }
}

/// Bytes by the word.
private enum Words {
  /// The last eight bytes, or all of them: of fewer each is in the word at least once, at a place that their count
  /// tells.
  @inline(__always)
  static func last(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let count = bytes.count
    if count >= 8 { return bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self) }
    if count >= 4 {
      let low = bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
      let high = bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      return UInt64(high) << 32 | UInt64(low)
    }
    if count == 0 { return 0 }
    return UInt64(bytes[0]) | UInt64(bytes[count >> 1]) << 8 | UInt64(bytes[count &- 1]) << 16
  }

  /// Whether two texts of one length are the same.
  @inline(__always)
  static func areSame(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    while offset &+ 8 < one.count {
      let word = one.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if word != other.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
      offset &+= 8
    }
    return last(one) == last(other)
  }
}
