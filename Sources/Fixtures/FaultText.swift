import CriteriaSemantics
import SourceText

/// The user's bytes in a message.
enum FaultText {
  /// In backticks, on one line, at most 40 characters.
  static func quoted(_ bytes: some Sequence<UInt8>) -> String {
    let head = Array(bytes.prefix(200))
    var text = ""
    var count = 0
    for character in String(decoding: head, as: UTF8.self) {
      if count == 40 {
        text += "…"
        break
      }
      text +=
        character.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } ? "·" : String(character)
      count += 1
    }
    return "`\(text)`"
  }

  /// What stands at `offset`: a word, a character, or the end.
  static func found(_ bytes: [UInt8], at offset: Int, end: Int, unit: String) -> String {
    guard offset >= 0, offset < min(end, bytes.count) else { return "the end of the \(unit)" }
    if bytes[offset] == UInt8(ascii: "\n") || bytes[offset] == UInt8(ascii: "\r") {
      return "the end of the line"
    }
    var stop = offset + 1
    let limit = min(end, bytes.count)
    while stop < limit, stop - offset < 200, isWordByte(bytes[offset]), isWordByte(bytes[stop]) { stop += 1 }
    // A character of several bytes is shown whole.
    while stop < limit, bytes[stop] & 0xC0 == 0x80 { stop += 1 }
    return quoted(bytes[offset..<stop])
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "+"), 0x80...:
      true
    default: false
    }
  }

  /// A value that its number field does not take.
  static func notNumber(_ kind: RawKind, _ bytes: [UInt8], _ range: ByteRange, field: String) -> String {
    let field = "`\(field)` is a number field"
    switch kind {
    case .yes: return "`true` is not a number; \(field)"
    case .no: return "`false` is not a number; \(field)"
    case .text where range.isEmpty: return "the empty text is not a number; \(field), write null for no value"
    default:
      let isLong = range.count > Limits.numberDigits && JSONNumber.isNumeric(bytes[range])
      let why = isLong ? " of at most \(Limits.numberDigits) digits" : ""
      return "\(quoted(bytes[range])) is not a number\(why); \(field)"
    }
  }

  /// A value that its boolean field does not take.
  static func notBoolean(_ bytes: [UInt8], _ range: ByteRange, field: String) -> String {
    let value = range.isEmpty ? "the empty text" : quoted(bytes[range])
    return "\(value) is neither `true` nor `false`; `\(field)` is a boolean field"
  }
}
