import Embedding
import SourceText

/// `@name = value` of a request file.
struct RequestVariable {
  let name: String
  let value: String
  let nameRange: ByteRange
  let valueRange: ByteRange
  /// From the `@` to the value's end.
  let line: ByteRange

  static func all(in bytes: [UInt8]) -> [RequestVariable] {
    RequestFile(bytes).definitions.map { definition in
      var start = definition.name.start
      while start > 0, bytes[start] != UInt8(ascii: "@") { start -= 1 }
      return RequestVariable(
        name: bytes.text(definition.name), value: bytes.text(definition.value), nameRange: definition.name,
        valueRange: definition.value,
        line: ByteRange(start, max(definition.name.end, definition.value.end)))
    }
  }

  /// Whether a variable of a file can be called so: what a program gives (`$guid`) and what an answer holds
  /// (`login.response.body.id`) are none of its variables.
  static func isName(_ name: some Collection<UInt8>) -> Bool {
    guard let first = name.first, first != UInt8(ascii: "$"), first != UInt8(ascii: "%") else { return false }
    return name.allSatisfy { $0 > 0x20 && !"={}.@\"'".utf8.contains($0) }
  }
}

extension DocumentAssistance {
  /// Those of a request file, in its order; none elsewhere.
  var requestVariables: [RequestVariable] { kind == .request ? RequestVariable.all(in: bytes) : [] }
}
