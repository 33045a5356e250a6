import Evaluation

/// The `values` of a request: fields by unique name, values as JSON has them.
package struct RecordInput: Sendable, Hashable {
  /// A value before its field has judged it.
  package enum Value: Sendable, Hashable {
    case null
    case boolean(Bool)
    /// As it is written.
    case number([UInt8])
    case text([UInt8])
    /// An object or a list, which no field holds; the word for it.
    case other(String)

    package static func text(_ text: String) -> Value { .text(Array(text.utf8)) }
    package static func number(_ text: String) -> Value { .number(Array(text.utf8)) }
  }

  package struct Member: Sendable, Hashable {
    package let name: String
    package let value: Value

    package init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// Of two members of one name the last one counts, as in JSON.
  package var members: [Member]

  package init(_ members: [Member] = []) {
    self.members = members
  }
}
