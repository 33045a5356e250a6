import CriteriaSyntax
import SourceText

/// How a value is written in a criteria: bare where it then reads as itself [decision C2], else in quotes
/// [decision C3].
package struct ValueSpelling {
  private var parser = CriteriaParser()
  private let knownFields: KnownFields

  package init(knownFields: KnownFields = .none) {
    self.knownFields = knownFields
  }

  /// The spelling of `value`; nil where there is none on one line.
  ///
  /// - Parameters:
  ///   - inList: Whether it stands among others, where a comma ends it.
  ///   - quote: A quote that is typed already.
  package mutating func spell(_ value: [UInt8], inList: Bool = false, quote: UInt8? = nil) -> [UInt8]? {
    // A `${` would be a hole, and what a terminal obeys cannot be typed.
    guard !value.contains(where: { $0 < 0x20 || $0 == 0x7F }), !holdsHole(value) else { return nil }
    if let quote { return quoted(value, quote, inList) }
    if reads(value, as: value, inList: inList) { return value }
    let quotes = [UInt8(ascii: "\""), UInt8(ascii: "'")]
    // One that needs no backslash, if there is one.
    let best = quotes.first { !value.contains($0) } ?? quotes[0]
    return quoted(value, best, inList)
  }

  private mutating func quoted(_ value: [UInt8], _ quote: UInt8, _ inList: Bool) -> [UInt8]? {
    var result = [quote]
    for (index, byte) in value.enumerated() {
      let backslash = UInt8(ascii: "\\")
      let next = index + 1 < value.count ? value[index + 1] : quote
      let isEscape = next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") || next == backslash
      if byte == quote || (byte == backslash && isEscape) { result.append(backslash) }
      result.append(byte)
    }
    result.append(quote)
    return reads(result, as: value, inList: inList) ? result : nil
  }

  /// Whether `spelling` is one value without a finding, and means `value`.
  private mutating func reads(_ spelling: [UInt8], as value: [UInt8], inList: Bool) -> Bool {
    let before = Array((inList ? "f in x," : "f==").utf8)
    let bytes = before + spelling
    parser.parse(bytes, ByteRange(0, bytes.count), knownFields: knownFields)
    let tree = parser.tree
    guard tree.diagnostics.isEmpty, tree.conditionCount == 1, tree.tokens.count >= 2 else { return false }
    let token = tree.tokens.count - 2
    guard tree.tokens[token].kind == .bareValue || tree.tokens[token].kind == .quotedValue,
      Int(tree.tokens[token].start) == before.count
    else { return false }
    return tree.decodedValue(ofToken: token, in: bytes) == value
  }

  private func holdsHole(_ value: [UInt8]) -> Bool {
    for (index, byte) in value.enumerated() where byte == UInt8(ascii: "{") && index > 0 {
      if value[index - 1] == UInt8(ascii: "$") || value[index - 1] == byte { return true }
    }
    return false
  }
}
