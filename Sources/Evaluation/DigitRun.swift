/// Runs of decimal digits, eight at a time. Inlinable, for readers in other modules.
@usableFromInline package enum DigitRun {
  /// The value of `count` digits at `start`, at most 19; nil where one of them is no digit. Up to 8 bytes are read at
  /// once, none behind the run.
  @inlinable package static func value(_ start: UnsafePointer<UInt8>, count: Int) -> UInt64? {
    guard count <= 19 else { return nil }
    var value: UInt64 = 0
    var offset = 0
    while offset &+ 8 <= count {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(start).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      guard isDigits(word) else { return nil }
      value = value &* 100_000_000 &+ number(word)
      offset &+= 8
    }
    while offset < count {
      let digit = start[offset] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value &* 10 &+ UInt64(digit)
      offset &+= 1
    }
    return value
  }

  /// Whether all eight bytes are digits: their high halves are 3, and adding 6 carries none of them further.
  @inlinable static func isDigits(_ word: UInt64) -> Bool {
    (word & 0xF0F0_F0F0_F0F0_F0F0) | ((word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) >> 4
      == 0x3333_3333_3333_3333
  }

  /// Eight digits, the first one lowest: pairs are joined to pairs, three times.
  @inlinable static func number(_ word: UInt64) -> UInt64 {
    let ones = word & 0x0F0F_0F0F_0F0F_0F0F
    let pairs = (ones &* 2561) >> 8 & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 6_553_601) >> 16 & 0x0000_FFFF_0000_FFFF
    return (fours &* 42_949_672_960_001) >> 32
  }
}
