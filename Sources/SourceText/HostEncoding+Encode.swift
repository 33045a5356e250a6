extension HostEncoding {
  /// `text` as it must be written into the literal of this number, or nil where the host cannot hold it (a line
  /// break where only one line can stand). No `${` in it may be a hole where one would be escaped.
  package func encode(_ text: [UInt8], literal: Int32) -> [UInt8]? {
    var result = text
    for layer in layers {
      guard let encoded = Self.encode(result, in: layer, literal) else { return nil }
      result = encoded
    }
    return result
  }

  private static func encode(_ text: [UInt8], in layer: Layer, _ literal: Int32) -> [UInt8]? {
    switch layer {
    case .delugeString(let quotes):
      literal >= 0 && literal < quotes.count
        ? encodeDeluge(text, quote: quotes[Int(literal)]) : nil
    case .escapedHoles: EscapedHoles(text, holes: [], breaks: [], isNeeded: true).bytes
    case .jsonString: encodeJSON(text)
    case .percent: PercentEncoding.encoded(text)
    case .singleLine:
      text.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) ? nil : text
    }
  }

  private static func encodeDeluge(_ text: [UInt8], quote: UInt8) -> [UInt8] {
    // A number.
    if quote == 0 { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for byte in text {
      switch byte {
      case quote, UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): result += "\\n".utf8
      default: result.append(byte)
      }
    }
    return result
  }

  private static func encodeJSON(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): result += "\\n".utf8
      case UInt8(ascii: "\r"): result += "\\r".utf8
      case UInt8(ascii: "\t"): result += "\\t".utf8
      case 0..<0x20: result += "\\u00".utf8 + hexadecimal(byte)
      default: result.append(byte)
      }
    }
    return result
  }

  private static let lowerDigits = Array("0123456789abcdef".utf8)

  private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
    [lowerDigits[Int(byte >> 4)], lowerDigits[Int(byte & 15)]]
  }
}
