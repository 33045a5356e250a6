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
