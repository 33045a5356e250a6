import CriteriaSemantics

/// What a page token of ours holds: where a page ended, and of what [decision C15].
///
/// As text it is base64 of a mark of ours, the parts, and a sum over them, so that no other token is taken for one.
package struct PageCursor: Sendable, Hashable {
  /// The size of the pages; nil where there was none.
  package let limit: Int?
  /// What was asked: criteria and order.
  package let query: UInt64
  /// The records as they stood.
  package let snapshot: UInt64
  /// The place of the last record that was answered, as its collection understands it.
  package let key: [UInt8]

  package init(limit: Int?, query: UInt64, snapshot: UInt64, key: [UInt8]) {
    self.limit = limit
    self.query = query
    self.snapshot = snapshot
    self.key = key
  }

  private static let mark = Array("cliq1".utf8)

  /// The token.
  package var token: String {
    var bytes = Self.mark
    Self.append(UInt64(bitPattern: Int64(limit ?? -1)), to: &bytes)
    Self.append(query, to: &bytes)
    Self.append(snapshot, to: &bytes)
    bytes += key
    Self.append(Self.sum(bytes), to: &bytes)
    return String(decoding: Base64.encoded(bytes), as: UTF8.self)
  }

  /// Nil for a token that is not ours.
  package init?(token: String) {
    guard token.utf8.count <= 10_000, let bytes = Base64.decoded(Array(token.utf8)),
      bytes.starts(with: Self.mark), bytes.count >= Self.mark.count + 32
    else { return nil }
    let content = Array(bytes.dropLast(8))
    guard Self.word(bytes, content.count) == Self.sum(content) else { return nil }
    let start = Self.mark.count
    let size = Int64(bitPattern: Self.word(bytes, start))
    limit = size < 0 ? nil : Int(size)
    query = Self.word(bytes, start + 8)
    snapshot = Self.word(bytes, start + 16)
    key = Array(content.dropFirst(start + 24))
  }

  private static func sum(_ bytes: [UInt8]) -> UInt64 {
    var hash = StableHash()
    hash.add(bytes)
    return hash.value
  }

  static func append(_ word: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  /// The word at `offset`, lowest byte first; what is missing is zero.
  static func word(_ bytes: [UInt8], _ offset: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<8 where offset + index < bytes.count {
      word |= UInt64(bytes[offset + index]) << UInt64(8 * index)
    }
    return word
  }
}

/// RFC 4648, section 4.
enum Base64 {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    var offset = 0
    while offset < bytes.count {
      let count = min(3, bytes.count - offset)
      var group: UInt32 = 0
      for index in 0..<3 {
        group = group << 8 | (index < count ? UInt32(bytes[offset + index]) : 0)
      }
      for index in 0..<4 {
        let digit = Int(group >> UInt32(18 - 6 * index) & 63)
        result.append(index <= count ? digits[digit] : UInt8(ascii: "="))
      }
      offset += 3
    }
    return result
  }

  /// Nil where the text is no base64. The padding may be left out, and the alphabet for URLs is read too.
  static func decoded(_ text: [UInt8]) -> [UInt8]? {
    guard PageToken.isBase64(text) else { return nil }
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text where byte != UInt8(ascii: "=") {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "-"): digit = 62
      case UInt8(ascii: "_"): digit = 63
      default:
        guard let place = digits.firstIndex(of: byte) else { return nil }
        digit = UInt8(truncatingIfNeeded: place)
      }
      bits = (bits << 6 | UInt32(digit)) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }
}
