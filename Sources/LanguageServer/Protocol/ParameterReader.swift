import JSONRPC
import JSONSyntax
import SourceText

/// Reads what requests carry. What is not of its type is said with its path; nothing of a client is taken on trust.
extension JSONValue {
  func member(_ name: String, _ kind: JSONNode.Kind) throws(RPCError) -> JSONValue {
    guard let value = self[name], value.kind == kind else {
      let found = self[name].map { "\($0.kind)" } ?? "missing"
      throw .invalidParams("`\(name)` should be of type \(kind), and is \(found)")
    }
    return value
  }

  func text(_ name: String) throws(RPCError) -> String {
    try member(name, .string).string ?? ""
  }

  func integer(_ name: String) throws(RPCError) -> Int {
    guard let value = self[name], let number = value.int64, let whole = Int(exactly: number) else {
      throw .invalidParams("`\(name)` should be a whole number")
    }
    return whole
  }

  /// A place as the client counts it.
  func place(_ name: String) throws(RPCError) -> LineIndex.Position {
    let value = try member(name, .object)
    return LineIndex.Position(line: try value.integer("line"), column: try value.integer("character"))
  }

  /// Whether a string holds one half of a surrogate pair without the other. A client can have that in its text, and
  /// UTF-8 cannot say it.
  var holdsLoneSurrogate: Bool {
    guard kind == .string, node.flags.contains(.hasEscapes) else { return false }
    let bytes = document.bytes
    let end = min(contentRange.end, bytes.count)
    func unit(_ place: Int) -> UInt32? {
      place + 6 <= end && bytes[place] == UInt8(ascii: "\\") && bytes[place + 1] == UInt8(ascii: "u")
        ? jsonHexadecimal(bytes, at: place + 2) : nil
    }
    var place = contentRange.start
    while place < end {
      guard bytes[place] == UInt8(ascii: "\\") else {
        place += 1
        continue
      }
      guard let first = unit(place), first & 0xF800 == 0xD800 else {
        place += 2
        continue
      }
      guard first < 0xDC00, let second = unit(place + 6), second & 0xFC00 == 0xDC00 else { return true }
      place += 12
    }
    return false
  }

  /// The members of an object on a path, nil where one is missing.
  func path(_ names: String...) -> JSONValue? {
    var value: JSONValue? = self
    for name in names { value = value?[name] }
    return value
  }
}

extension JSONValue? {
  /// The parameters of a request that needs some.
  func required() throws(RPCError) -> JSONValue {
    guard let value = self, value.kind == .object else {
      throw .invalidParams("`params` should be an object")
    }
    return value
  }
}
