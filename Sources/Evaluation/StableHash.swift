/// A hash that is the same in every run of the program, for tokens that outlive one.
struct StableHash {
  private(set) var value: UInt64

  init(seed: UInt64 = 0x2545_F491_4F6C_DD1D) {
    value = seed
  }

  mutating func add(_ word: UInt64) {
    let product = (value ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    value = product.high ^ product.low ^ 0xA076_1D64_78BD_642F
  }

  /// Adds bytes and their number, so that neighbours cannot be mistaken for each other.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    if bytes.withContiguousStorageIfAvailable({ add(UnsafeRawBufferPointer($0)) }) == nil {
      add(Array(bytes))
    }
  }

  mutating func add(_ buffer: UnsafeRawBufferPointer) {
    add(UInt64(buffer.count))
    var offset = 0
    // Four lanes hide how long a multiplication takes.
    var lanes = SIMD4<UInt64>(value, value ^ 1, value ^ 2, value ^ 3)
    while offset &+ 32 <= buffer.count {
      for lane in 0..<4 {
        let word = UInt64(
          littleEndian: buffer.loadUnaligned(fromByteOffset: offset &+ lane &* 8, as: UInt64.self))
        let product = (lanes[lane] ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        lanes[lane] = product.high ^ product.low ^ 0xA076_1D64_78BD_642F
      }
      offset &+= 32
    }
    for lane in 0..<4 { add(lanes[lane]) }
    while offset < buffer.count {
      add(UInt64(buffer[offset]))
      offset &+= 1
    }
  }
}
