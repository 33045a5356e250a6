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
    // Four at a time hide how long a multiplication takes.
    var one = value
    var two = value ^ 1
    var three = value ^ 2
    var four = value ^ 3
    while offset &+ 32 <= buffer.count {
      one = Self.mix(one, buffer, offset)
      two = Self.mix(two, buffer, offset &+ 8)
      three = Self.mix(three, buffer, offset &+ 16)
      four = Self.mix(four, buffer, offset &+ 24)
      offset &+= 32
    }
    add(one)
    add(two)
    add(three)
    add(four)
    while offset < buffer.count {
      add(UInt64(buffer[offset]))
      offset &+= 1
    }
  }

  @inline(__always)
  private static func mix(_ state: UInt64, _ buffer: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    let word = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    let product = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low ^ 0xA076_1D64_78BD_642F
  }
}
