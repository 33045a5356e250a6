import SourceText

/// A request as it is meant: its parts decoded, the values of its holes in place (Make query parameters, "Syntax").
package struct RequestQuestion: Sendable, Hashable {
  /// A decoded text and its place in the request.
  package struct Part: Sendable, Hashable {
    package let bytes: [UInt8]
    package let range: ByteRange

    package init(_ bytes: [UInt8], _ range: ByteRange) {
      self.bytes = bytes
      self.range = range
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// A parameter with its name taken apart, decoded.
  package struct Parameter: Sendable, Hashable {
    /// The name up to its first bracket: `pg`.
    package let root: [UInt8]
    /// What stands between the brackets: `limit`, nothing for `[]`.
    package let keys: [[UInt8]]
    /// All of the name.
    package let nameRange: ByteRange
    /// Empty where there is no `=`.
    package let value: Part

    package init(root: [UInt8], keys: [[UInt8]], nameRange: ByteRange, value: Part) {
      self.root = root
      self.keys = keys
      self.nameRange = nameRange
      self.value = value
    }

    package var range: ByteRange { ByteRange(nameRange.start, max(nameRange.end, value.range.end)) }

    /// As it is written readably: `pg[limit]`.
    package var name: String {
      keys.reduce(String(decoding: root, as: UTF8.self)) { $0 + "[\(String(decoding: $1, as: UTF8.self))]" }
    }

    /// `limit` of `pg[limit]`; nil of any other name.
    var pageMember: String? {
      guard root.elementsEqual("pg".utf8), keys.count == 1, let key = keys.first else { return nil }
      return String(decoding: key, as: UTF8.self)
    }

    var isPaging: Bool { root.elementsEqual("pg".utf8) }
    var isColumns: Bool { root.elementsEqual("cols".utf8) && keys.count <= 1 }

    /// The number between the brackets; nil where there is none.
    var number: Int? {
      guard keys.count == 1, let key = keys.first, !key.isEmpty, key.allSatisfy({ $0 &- 48 < 10 }) else {
        return nil
      }
      return key.reduce(0) { min($0, 1 << 40) * 10 + Int($1 &- 48) }
    }

    /// The property that it may select by: `type` of `type`, `type[]` and `type[0]`.
    var property: [UInt8]? {
      switch keys.count {
      case 0: root
      case 1: keys.first?.isEmpty == true || number != nil ? root : nil
      default: nil
      }
    }
  }

  /// In capitals.
  package let method: String
  /// The parts of the path after its base.
  package let path: [Part]
  package let parameters: [Parameter]

  /// The same request with a parameter that stands nowhere in its text.
  package func adding(_ root: String, key: String, value: String) -> RequestQuestion {
    let parameter = Parameter(
      root: Array(root.utf8), keys: [Array(key.utf8)], nameRange: ByteRange(at: 0),
      value: Part(Array(value.utf8), ByteRange(at: 0)))
    return RequestQuestion(method: method, path: path, parameters: parameters + [parameter])
  }

  package init(method: String, path: [Part], parameters: [Parameter]) {
    self.method = method
    self.path = path
    self.parameters = parameters
  }
}
