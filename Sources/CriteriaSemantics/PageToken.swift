import SourceText

/// Page and sync tokens, which are opaque [decision C15] but base64 (v3, schema `base64_regex`).
package enum PageToken {
  /// Whether the bytes can be base64: the standard or the URL alphabet, padding complete or left out.
  package static func isBase64(_ text: some Collection<UInt8>) -> Bool {
    var length = 0
    var padding = 0
    for byte in text {
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, digit(byte) != nil else { return false }
      length += 1
    }
    guard length > 0, padding <= 2, length % 4 != 1 else { return false }
    return padding == 0 || (length + padding) % 4 == 0
  }

  /// The epoch milliseconds of a token of the published form, base64 of `10|<ms>|`; nil for any other.
  package static func milliseconds(_ text: some Collection<UInt8>) -> Int? {
    guard isBase64(text) else { return nil }
    var bits: UInt32 = 0
    var count = 0
    var decoded: [UInt8] = []
    for byte in text {
      guard let digit = digit(byte) else { break }
      bits = (bits << 6 | UInt32(digit)) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    let parts = decoded.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].elementsEqual("10".utf8), parts[2].isEmpty else { return nil }
    guard parts[1].allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    return Int(String(decoding: parts[1], as: UTF8.self))
  }

  /// A token of the published form: base64 of `10|<ms>|`.
  package static func text(milliseconds: Int) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in "10|\(milliseconds)|".utf8 {
      bits = (bits << 8 | UInt32(byte)) & 0xFFFF
      count += 8
      while count >= 6 {
        count -= 6
        text.append(digits[Int(bits >> UInt32(count) & 63)])
      }
    }
    if count > 0 { text.append(digits[Int(bits << UInt32(6 - count) & 63)]) }
    while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
    return String(decoding: text, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte + 4
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
