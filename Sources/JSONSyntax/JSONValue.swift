import SourceText

/// A value of a document, for reading at leisure; hot paths walk `JSONDocument.nodes`.
///
/// Values of broken documents answer like others: what is not there is nil or empty.
package struct JSONValue: Sendable {
  package let document: JSONDocument
  /// Its place in `document.nodes`.
  package let index: Int

  package init(document: JSONDocument, index: Int) {
    self.document = document
    self.index = index
  }

  package var node: JSONNode {
    document.nodes.indices.contains(index)
      ? document.nodes[index] : JSONNode(start: 0, end: 0, kind: .missing)
  }

  package var kind: JSONNode.Kind { node.kind }
  package var range: ByteRange { node.range }
  /// The inside of a string; the whole of anything else.
  package var contentRange: ByteRange { node.contentRange }

  /// The items of an array; empty for anything else.
  package var elements: [JSONValue] { kind == .array ? children : [] }

  /// The members of an object in the order of the text, duplicates included; empty for anything else.
  package var members: [JSONMember] {
    guard kind == .object else { return [] }
    let children = children
    return stride(from: 0, to: children.count - 1, by: 2).map {
      JSONMember(key: children[$0], value: children[$0 + 1])
    }
  }

  /// The value of `key`; of duplicates the last one, as most readers take it.
  package subscript(_ key: String) -> JSONValue? { members(named: key).last?.value }

  /// Every member of that key, in the order of the text.
  package func members(named key: String) -> [JSONMember] { members.filter { $0.key.isString(key) } }

  /// The members whose key stands again later in the object, each with the one that counts.
  package var shadowedMembers: [(member: JSONMember, by: JSONMember)] {
    var last: [[UInt8]: JSONMember] = [:]
    var result: [(member: JSONMember, by: JSONMember)] = []
    for member in members.reversed() where member.key.kind == .string {
      let name = document.decodedBytes(member.key.node)
      if let later = last[name] { result.append((member, later)) } else { last[name] = member }
    }
    return result.reversed()
  }

  /// The decoded text of a string.
  package var string: String? {
    kind == .string ? String(decoding: document.decodedBytes(node), as: UTF8.self) : nil
  }

  package func isString(_ text: String) -> Bool { document.string(node, equals: text.utf8) }

  package var bool: Bool? {
    switch kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  package var isNull: Bool { kind == .null }

  /// The text of a number, exactly as it is written.
  package var numberText: String? { kind == .number ? document.bytes.text(range) : nil }

  /// The exact value of a number that is whole and fits (`7`, `7.0`, `7e2`); nil for any other.
  package var int64: Int64? { kind == .number ? exactInt64(document.bytes[range]) : nil }

  /// The bytes as they stand in the document.
  package var source: String { document.bytes.text(range) }

  private var children: [JSONValue] {
    var result: [JSONValue] = []
    let end = min(index + Int(node.size), document.nodes.count)
    var child = index + 1
    while child < end {
      result.append(JSONValue(document: document, index: child))
      child += Int(document.nodes[child].size)
    }
    return result
  }
}

/// One `key: value` of an object.
package struct JSONMember: Sendable {
  /// A string, or a placeholder or nothing where the text is broken.
  package let key: JSONValue
  package let value: JSONValue
}

/// Reads digits, a point and an exponent without ever forming a binary fraction.
private func exactInt64(_ text: ArraySlice<UInt8>) -> Int64? {
  var digits: [UInt8] = []
  var scale = 0
  var exponent = 0
  var isNegativeExponent = false
  var part = 0
  for byte in text {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9") where part == 2:
      exponent = min(exponent * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      digits.append(byte - UInt8(ascii: "0"))
      scale += part
    case UInt8(ascii: "."): part = 1
    case UInt8(ascii: "e"), UInt8(ascii: "E"): part = 2
    case UInt8(ascii: "-") where part == 2: isNegativeExponent = true
    default: break
    }
  }
  let isNegative = text.first == UInt8(ascii: "-")
  digits = Array(digits.drop { $0 == 0 })
  guard !digits.isEmpty else { return 0 }
  var shift = (isNegativeExponent ? -exponent : exponent) - scale
  while shift < 0 {
    guard digits.last == 0 else { return nil }
    digits.removeLast()
    shift += 1
  }
  guard digits.count + shift <= 19 else { return nil }
  var value: Int64 = 0
  for digit in digits + Array(repeating: 0, count: shift) {
    let (product, overflows) = value.multipliedReportingOverflow(by: 10)
    let (sum, exceeds) = product.subtractingReportingOverflow(Int64(digit))
    if overflows || exceeds { return nil }
    value = sum
  }
  if isNegative { return value }
  return value == Int64.min ? nil : -value
}
