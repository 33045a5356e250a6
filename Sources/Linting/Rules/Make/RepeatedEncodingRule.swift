import MakeQuery
import SourceText

/// ## What it does
/// Reports what was encoded twice: `pg%255Blimit%255D` is read as `pg%5Blimit%5D`.
///
/// ## Why it matters
/// The server decodes once, so the name is one that it does not know, or the value holds `%20` for a blank.
///
/// ## Example
/// ```make
/// GET /data-stores?teamId=35&pg%255Blimit%255D=10
/// ```
///
/// ## Use instead
/// ```make
/// GET /data-stores?teamId=35&pg%5Blimit%5D=10
/// ```
///
/// ## Fix safety
/// Unsafe: the answer changes.
///
/// ## Basis and source
/// RFC 3986, 2.4: never encode or decode the same string more than once.
package enum RepeatedEncodingRule: RequestRule {
  package static let info = RuleInfo(
    code: "MQ041", name: "double-encoding", severity: .warning, group: .requests,
    summary: "a name or value that was encoded twice")
  package static let traits: RequestTraits = .encodedTwice

  package static func check(_ request: RequestContext, _ findings: inout FindingSink) {
    for parameter in request.tree.parameters where parameter.traits.contains(.encodedTwice) {
      if findings.isFull { break }
      for part in [parameter.name, parameter.value].compactMap({ $0 }) {
        let places = encodedPercents(part, request.text.bytes)
        guard !places.isEmpty else { continue }
        let once = String(decoding: decodedOnce(part, places, request.text.bytes), as: UTF8.self)
        findings.report(
          in: request.text, at: part,
          "\(request.quoted(part)) is encoded twice; write \(Message.quoted(once))",
          fixes: [.unsafe("encode once", places.map { .delete(ByteRange($0 + 1, $0 + 3)) })])
      }
    }
  }

  /// Where `%25` and two hexadecimal digits stand.
  private static func encodedPercents(_ range: ByteRange, _ bytes: [UInt8]) -> [Int] {
    var result: [Int] = []
    var offset = range.start
    while offset + 4 < range.end, offset + 4 < bytes.count {
      if bytes[offset] == UInt8(ascii: "%"), bytes[offset + 1] == UInt8(ascii: "2"),
        bytes[offset + 2] == UInt8(ascii: "5"), isHexadecimal(bytes[offset + 3]),
        isHexadecimal(bytes[offset + 4])
      {
        result.append(offset)
        offset += 3
      } else {
        offset += 1
      }
    }
    return result
  }

  private static func decodedOnce(_ range: ByteRange, _ places: [Int], _ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = range.start
    for place in places {
      result += bytes[ByteRange(position, place + 1)]
      position = place + 3
    }
    return result + bytes[ByteRange(position, range.end)]
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 6
  }
}
