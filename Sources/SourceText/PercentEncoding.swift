/// Percent-encoding of a URL's parts (RFC 3986, 2.1).
package enum PercentEncoding {
  /// Letters, digits, `-`, `.`, `_` and `~`, which never need to be encoded (RFC 3986, 2.3).
  package static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// `bytes` with everything encoded but unreserved bytes, and those of `kept`.
  package static func encoded(_ bytes: some Collection<UInt8>, keeping kept: StaticString = "") -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 3)
    for byte in bytes {
      if isUnreserved(byte) || kept.withUTF8Buffer({ $0.contains(byte) }) {
        result.append(byte)
      } else {
        append(byte, to: &result)
      }
    }
    return result
  }

  /// Appends `byte` as a triplet.
  package static func append(_ byte: UInt8, to result: inout [UInt8]) {
    result.append(UInt8(ascii: "%"))
    result.append(digit(byte >> 4))
    result.append(digit(byte & 15))
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  /// The byte that the triplet at `offset` stands for; nil where none stands there, before `end`.
  package static func triplet(in bytes: [UInt8], at offset: Int, end: Int) -> UInt8? {
    guard offset >= 0, offset + 3 <= min(end, bytes.count), bytes[offset] == UInt8(ascii: "%"),
      let high = bytes[offset + 1].hexadecimalValue, let low = bytes[offset + 2].hexadecimalValue
    else { return nil }
    return high << 4 | low
  }

  /// What `range` of `bytes` means where blanks are written as `+`, too; nil where a `%` begins no triplet, or the text
  /// is no UTF-8.
  package static func decodedForm(_ bytes: [UInt8], _ range: ByteRange) -> [UInt8]? {
    let range = range.clamped(to: ByteRange(0, bytes.count))
    var result: [UInt8] = []
    var offset = range.start
    while offset < range.end {
      switch bytes[offset] {
      case UInt8(ascii: "%"):
        guard let byte = triplet(in: bytes, at: offset, end: range.end) else { return nil }
        result.append(byte)
        offset += 3
      case UInt8(ascii: "+"):
        result.append(UInt8(ascii: " "))
        offset += 1
      default:
        result.append(bytes[offset])
        offset += 1
      }
    }
    return String(validating: result, as: UTF8.self) == nil ? nil : result
  }
}
