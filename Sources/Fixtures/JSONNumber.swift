/// Numbers as JSON writes them (RFC 8259, section 6).
enum JSONNumber {
  static func isValid(_ text: ArraySlice<UInt8>) -> Bool {
    var offset = text.startIndex
    func skipDigits() -> Bool {
      let start = offset
      while offset < text.endIndex, text[offset] &- UInt8(ascii: "0") < 10 { offset += 1 }
      return offset > start
    }
    if offset < text.endIndex, text[offset] == UInt8(ascii: "-") { offset += 1 }
    let whole = offset
    guard skipDigits(), text[whole] != UInt8(ascii: "0") || offset == whole + 1 else { return false }
    if offset < text.endIndex, text[offset] == UInt8(ascii: ".") {
      offset += 1
      guard skipDigits() else { return false }
    }
    if offset < text.endIndex, text[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if offset < text.endIndex, text[offset] == UInt8(ascii: "+") || text[offset] == UInt8(ascii: "-") {
        offset += 1
      }
      guard skipDigits() else { return false }
    }
    return offset == text.endIndex
  }

  /// Whether nothing but a number's characters stands in the text.
  static func isNumeric(_ text: ArraySlice<UInt8>) -> Bool {
    text.allSatisfy { $0 &- UInt8(ascii: "0") < 10 || "+-.eE".utf8.contains($0) }
  }

  /// A valid number with an exponent, written without one: `1.5e3` is `1500`. Nil where it has no exponent or would
  /// take more digits than numbers have [decision C22].
  static func withoutExponent(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard let mark = text.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return nil }
    guard let exponent = Int(String(decoding: text[(mark + 1)...], as: UTF8.self)), exponent.magnitude <= 100
    else { return nil }
    var digits: [UInt8] = []
    var point = 0
    var isAfterPoint = false
    for byte in text[..<mark] where byte != UInt8(ascii: "-") {
      if byte == UInt8(ascii: ".") {
        isAfterPoint = true
      } else {
        digits.append(byte)
        if !isAfterPoint { point += 1 }
      }
    }
    point += exponent
    let zero = UInt8(ascii: "0")
    if point < 1 {
      digits = [UInt8](repeating: zero, count: 1 - point) + digits
      point = 1
    }
    if point > digits.count { digits += [UInt8](repeating: zero, count: point - digits.count) }
    while digits.count > point, digits.last == zero { digits.removeLast() }
    var result: [UInt8] = text.first == UInt8(ascii: "-") ? [UInt8(ascii: "-")] : []
    result += digits[..<point]
    if digits.count > point {
      result.append(UInt8(ascii: "."))
      result += digits[point...]
    }
    return result
  }
}
