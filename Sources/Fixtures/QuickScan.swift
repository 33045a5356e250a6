import SourceText

/// The loops that decide how fast lines of records pass: sixteen bytes at a time, no more than SIMD16, for wider
/// vectors fall to unspecialised generics.
///
/// All of them stop at a line end, so a text whose last line is ended can be scanned without asking for its end; they
/// may look at up to `padding` bytes behind it, which must be there.
enum QuickScan {
  static let padding = 64

  typealias Bytes = UnsafePointer<UInt8>

  /// The offset of the first byte that a string of plain ASCII does not hold: a quote, a backslash, a control character
  /// or a byte of a longer character.
  @inline(__always)
  static func plainEnd(_ base: Bytes, from start: Int) -> Int {
    // Most texts are short; of a long one two blocks are looked at in one go.
    let hit = first(others(base, start))
    if hit < 16 { return start &+ hit }
    var offset = start &+ 16
    while true {
      let low = others(base, offset)
      let high = others(base, offset &+ 16)
      if isAnySet(low .| high) {
        let hit = first(low)
        return hit < 16 ? offset &+ hit : offset &+ 16 &+ first(high)
      }
      offset &+= 32
    }
  }

  /// Which bytes a string of plain ASCII does not hold. As signed numbers, bytes of longer characters are below the
  /// blank, like control characters.
  @inline(__always)
  private static func others(_ base: Bytes, _ offset: Int) -> SIMDMask<SIMD16<Int8>> {
    let block = load(base, offset)
    let isOther = SIMD16<Int8>(truncatingIfNeeded: block) .< SIMD16<Int8>(repeating: 0x20)
    return isOther .| (block .== quotes) .| (block .== backslashes)
  }

  // A scalar beside an operator would be an unspecialised generic too.
  @inline(__always)
  private static var quotes: SIMD16<UInt8> { SIMD16(repeating: UInt8(ascii: "\"")) }
  @inline(__always)
  private static var backslashes: SIMD16<UInt8> { SIMD16(repeating: UInt8(ascii: "\\")) }

  /// The offset of the first quote, backslash or control character; characters of any length are passed over.
  @inline(__always)
  static func textEnd(_ base: Bytes, from start: Int) -> Int {
    var offset = start
    while true {
      let block = load(base, offset)
      let isControl = block .< SIMD16<UInt8>(repeating: 0x20)
      let hit = first(isControl .| (block .== quotes) .| (block .== backslashes))
      if hit < 16 { return offset &+ hit }
      offset &+= 16
    }
  }

  /// The end of a number without an exponent (RFC 8259, section 6); -1 where it is none.
  @inline(__always)
  static func numberEnd(_ base: QuickScan.Bytes, from start: Int) -> Int {
    var offset = start
    if base[offset] == UInt8(ascii: "-") { offset &+= 1 }
    let whole = offset
    while base[offset] &- UInt8(ascii: "0") < 10 { offset &+= 1 }
    if offset == whole { return -1 }
    if base[whole] == UInt8(ascii: "0"), offset > whole &+ 1 { return -1 }
    guard base[offset] == UInt8(ascii: ".") else { return offset }
    offset &+= 1
    let fraction = offset
    while base[offset] &- UInt8(ascii: "0") < 10 { offset &+= 1 }
    return offset == fraction ? -1 : offset
  }

  /// The length of `null`, `true` or `false` at `offset`; 0 where there is another word.
  @inline(__always)
  static func wordLength(_ base: Bytes, _ offset: Int) -> Int {
    let word = UInt32(
      littleEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    // The words' four bytes, the first one lowest; of `false` the first four.
    if word == 0x6C6C_756E || word == 0x6575_7274 { return 4 }
    return word == 0x736C_6166 && base[offset &+ 4] == UInt8(ascii: "e") ? 5 : 0
  }

  @inline(__always)
  static func load(_ base: Bytes, _ offset: Int) -> SIMD16<UInt8> {
    UnsafeRawPointer(base).loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
  }

  @inline(__always)
  private static func isAnySet(_ mask: SIMDMask<SIMD16<Int8>>) -> Bool {
    let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return words[0] | words[1] != 0
  }

  /// The lane that is set first; 16 where none is.
  @inline(__always)
  static func first(_ mask: SIMDMask<SIMD16<Int8>>) -> Int {
    let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    if words[0] != 0 { return words[0].trailingZeroBitCount &>> 3 }
    if words[1] != 0 { return 8 &+ words[1].trailingZeroBitCount &>> 3 }
    return 16
  }
}

/// `"name":`, to be held against sixteen or thirty-two bytes at once.
struct KeyPattern {
  private var low = SIMD16<UInt8>()
  private var lowMask = SIMD16<UInt8>()
  private var high = SIMD16<UInt8>()
  private var highMask = SIMD16<UInt8>()
  /// Bytes, the colon included; 0 where the name is too long or needs escapes, and then nothing matches.
  private(set) var length = 0

  init(name: [UInt8]) {
    let text = [UInt8(ascii: "\"")] + name + Array("\":".utf8)
    let isPlain = name.allSatisfy {
      $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    guard text.count <= 32, isPlain else { return }
    length = text.count
    for (lane, byte) in text.enumerated() {
      if lane < 16 {
        low[lane] = byte
        lowMask[lane] = 0xFF
      } else {
        high[lane - 16] = byte
        highMask[lane - 16] = 0xFF
      }
    }
  }

  @inline(__always)
  func matches(_ base: QuickScan.Bytes, _ offset: Int) -> Bool {
    guard length > 0 else { return false }
    let difference = unsafeBitCast(
      (QuickScan.load(base, offset) ^ low) & lowMask, to: SIMD2<UInt64>.self)
    if difference[0] | difference[1] != 0 { return false }
    if length <= 16 { return true }
    let rest = unsafeBitCast(
      (QuickScan.load(base, offset &+ 16) ^ high) & highMask, to: SIMD2<UInt64>.self)
    return rest[0] | rest[1] == 0
  }
}
