import JSONSyntax

/// The escapes of a JSON string (RFC 8259, section 7).
enum StringEscape {
  /// A scalar and the bytes that it took.
  case scalar(UInt32, Int)
  /// Half of a pair, which stands for no character.
  case loneSurrogate
  case unknown

  /// The escape whose backslash is at `offset`.
  static func read(_ bytes: [UInt8], at offset: Int, end: Int) -> StringEscape {
    guard offset + 1 < end else { return .unknown }
    switch bytes[offset + 1] {
    case UInt8(ascii: "\""): return .scalar(0x22, 2)
    case UInt8(ascii: "\\"): return .scalar(0x5C, 2)
    case UInt8(ascii: "/"): return .scalar(0x2F, 2)
    case UInt8(ascii: "b"): return .scalar(8, 2)
    case UInt8(ascii: "f"): return .scalar(12, 2)
    case UInt8(ascii: "n"): return .scalar(10, 2)
    case UInt8(ascii: "r"): return .scalar(13, 2)
    case UInt8(ascii: "t"): return .scalar(9, 2)
    case UInt8(ascii: "u"): break
    default: return .unknown
    }
    guard let unit = hexadecimal(bytes, at: offset + 2, end: end) else { return .unknown }
    guard unit & 0xF800 == 0xD800 else { return .scalar(unit, 6) }
    guard unit < 0xDC00, offset + 7 < end, bytes[offset + 6] == UInt8(ascii: "\\"),
      bytes[offset + 7] == UInt8(ascii: "u"), let low = hexadecimal(bytes, at: offset + 8, end: end),
      low & 0xFC00 == 0xDC00
    else { return .loneSurrogate }
    return .scalar(0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF), 12)
  }

  private static func hexadecimal(_ bytes: [UInt8], at offset: Int, end: Int) -> UInt32? {
    offset + 4 <= end ? jsonHexadecimal(bytes, at: offset) : nil
  }

  /// A scalar that is no surrogate, as UTF-8.
  static func append(_ scalar: UInt32, to text: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | (scalar >> shift) & 0x3F) }
    switch scalar {
    case ..<0x80:
      text.append(UInt8(truncatingIfNeeded: scalar))
    case ..<0x800:
      text.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      text.append(tail(0))
    case ..<0x10000:
      text.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      text.append(tail(6))
      text.append(tail(0))
    default:
      text.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      text.append(tail(12))
      text.append(tail(6))
      text.append(tail(0))
    }
  }
}
