/// Reading `%28`.
enum PercentEncoding {
  /// The decoded text; nil where a `%` is not followed by two digits, or the result is not UTF-8.
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      guard byte == UInt8(ascii: "%") else {
        result.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
        index += 1
        continue
      }
      guard index + 2 < text.endIndex, let high = digit(text[index + 1]), let low = digit(text[index + 2])
      else {
        return nil
      }
      result.append(high << 4 | low)
      index += 3
    }
    return String(validating: result, as: UTF8.self) == nil ? nil : result
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
