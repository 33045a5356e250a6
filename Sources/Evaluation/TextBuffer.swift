import SourceText

/// Many texts in one run of bytes, each followed by a zero byte; texts may hold zero bytes themselves, so that only
/// the offsets tell where one ends.
struct TextBuffer: Sendable {
  /// Where texts end once ``finish()`` was called: this many zero bytes, so that a search may read past the last one.
  static let padding = 64

  private(set) var bytes: [UInt8] = []
  /// Where each text begins, and where the next one would: one more than there are texts. Empty where `wideOffsets`
  /// is in use.
  private(set) var offsets: [UInt32] = [0]
  /// The same once the bytes are more than 32 bits count.
  private(set) var wideOffsets: [UInt64] = []

  var count: Int { isWide ? wideOffsets.count - 1 : offsets.count - 1 }
  var isWide: Bool { !wideOffsets.isEmpty }
  /// The bytes that belong to texts, their zero bytes included.
  var byteCount: Int { start(of: count) }

  func start(of index: Int) -> Int {
    if isWide { return index >= 0 && index < wideOffsets.count ? Int(wideOffsets[index]) : 0 }
    return index >= 0 && index < offsets.count ? Int(offsets[index]) : 0
  }

  /// Without the zero byte.
  func range(of index: Int) -> ByteRange {
    ByteRange(start(of: index), start(of: index + 1) - 1)
  }

  subscript(index: Int) -> ArraySlice<UInt8> { bytes[range(of: index)] }

  /// Below zero where the text `left` comes first in the order of bytes, 0 where both are the same.
  func compare(_ left: Int, _ right: Int) -> Int {
    let one = range(of: left)
    let other = range(of: right)
    let common = min(one.count, other.count)
    let order = bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < common {
        let byte = bytes[one.start &+ index]
        let otherByte = bytes[other.start &+ index]
        if byte != otherByte { return byte < otherByte ? -1 : 1 }
        index &+= 1
      }
      return 0
    }
    return order != 0 ? order : one.count - other.count
  }

  mutating func reserve(texts: Int, _ memory: MemoryHint) {
    if !isWide { memory.reserve(texts + 1, in: &offsets) }
  }

  mutating func reserve(bytes count: Int, _ memory: MemoryHint) {
    memory.reserve(count + Self.padding, in: &bytes)
  }

  /// Appends the text at `range` of `source`; what lies outside is left out.
  @inline(__always)
  mutating func append(_ source: [UInt8], _ range: ByteRange) {
    source.withUnsafeBufferPointer { buffer in
      let inside = range.clamped(to: ByteRange(0, buffer.count))
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[inside.start..<inside.end]))
    }
    closeText()
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    closeText()
  }

  mutating func appendEmpty() { closeText() }

  /// Appends so many texts, of `count` bytes in all with their zero bytes. `write` is given each one's number and
  /// place, and answers how many bytes it wrote there.
  mutating func append(texts: Int, bytes count: Int, _ write: (Int, UnsafeMutableRawPointer) -> Int) {
    let first = bytes.count
    // Taken out while offsets are appended: what stands in two places would be copied.
    var bytes = self.bytes
    self.bytes = []
    defer { self.bytes = bytes }
    bytes.append(contentsOf: repeatElement(0, count: count))
    bytes.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      var offset = first
      for text in 0..<texts {
        offset &+= write(text, base + offset) &+ 1
        if wideOffsets.isEmpty, let place = UInt32(exactly: offset) {
          offsets.append(place)
        } else {
          appendWideOffset(UInt64(offset))
        }
      }
    }
  }

  @inline(__always)
  private mutating func closeText() {
    bytes.append(0)
    if wideOffsets.isEmpty, let offset = UInt32(exactly: bytes.count) {
      offsets.append(offset)
    } else {
      appendWideOffset(UInt64(bytes.count))
    }
  }

  @inline(never)
  private mutating func appendWideOffset(_ offset: UInt64) {
    if wideOffsets.isEmpty {
      wideOffsets = offsets.map(UInt64.init)
      offsets = []
    }
    wideOffsets.append(offset)
  }

  mutating func removeLast() {
    guard count > 0 else { return }
    bytes.removeLast(bytes.count - start(of: count - 1))
    if isWide { wideOffsets.removeLast() } else { offsets.removeLast() }
  }

  /// Adds the padding. Nothing may be appended afterwards.
  mutating func finish() {
    bytes.append(contentsOf: repeatElement(0, count: Self.padding))
  }
}
