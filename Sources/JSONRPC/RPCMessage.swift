import JSONSyntax
import SourceText

/// What tells requests apart: a number or a string, answered as it came.
package struct RPCID: Sendable, Hashable {
  /// The JSON of it.
  package let json: [UInt8]

  private init(json: [UInt8]) {
    self.json = json
  }

  package init(_ number: Int) {
    self.init(json: Array(String(number).utf8))
  }

  package init(text: String) {
    var writer = JSONWriter()
    writer.string(text)
    self.init(json: writer.bytes)
  }

  /// Nil for a value that cannot be an id.
  package init?(_ value: JSONValue) {
    switch value.kind {
    case .number: self.init(json: Array(value.source.utf8))
    case .string: self.init(text: value.string ?? "")
    default: return nil
    }
  }
}

/// Why a request is not answered (JSON-RPC 2.0, section 5.1; LSP 3.17, `ErrorCodes`).
package struct RPCError: Error, Sendable, Hashable {
  package let code: Int
  package let message: String

  package init(code: Int, _ message: String) {
    self.code = code
    self.message = message
  }

  package static let parseErrorCode = -32700
  package static func parse(_ message: String) -> RPCError { RPCError(code: parseErrorCode, message) }
  package static func invalidRequest(_ message: String) -> RPCError { RPCError(code: -32600, message) }
  package static func methodNotFound(_ method: String) -> RPCError {
    RPCError(code: -32601, "there is no method `\(method)` here")
  }
  package static func invalidParams(_ message: String) -> RPCError { RPCError(code: -32602, message) }
  package static let notInitialized = RPCError(code: -32002, "the server waits for `initialize`")
  package static let cancelled = RPCError(code: -32800, "cancelled")
  package static func contentModified(_ message: String) -> RPCError { RPCError(code: -32801, message) }
  package static func requestFailed(_ message: String) -> RPCError { RPCError(code: -32803, message) }
}

/// A message that came in.
package enum RPCMessage: Sendable {
  case request(id: RPCID, method: String, params: JSONValue?)
  case notification(method: String, params: JSONValue?)
  /// The answer to a request of ours.
  case response(id: RPCID, result: JSONValue?, error: JSONValue?)
  /// To be answered with the error; `id` is nil where none could be read.
  case invalid(id: RPCID?, RPCError)

  /// Reads a body. Whatever the bytes are, there is an answer.
  package init(_ body: [UInt8]) {
    guard String(validating: body, as: UTF8.self) != nil else {
      self = .invalid(id: nil, .parse("the message is not UTF-8"))
      return
    }
    guard body.contains(where: { $0 > 0x20 }) else {
      self = .invalid(id: nil, .parse("an empty message"))
      return
    }
    let document = JSONDocument(body)
    if let error = document.errors.first {
      let place = LineIndex(body).position(at: error.range.start)
      self = .invalid(
        id: nil,
        .parse("not JSON: line \(place.line + 1), column \(place.column + 1): \(error.message(in: body))"))
      return
    }
    guard let root = document.root else {
      self = .invalid(id: nil, .parse("the message holds no value"))
      return
    }
    self.init(root)
  }

  private init(_ root: JSONValue) {
    guard root.kind == .object else {
      let message =
        root.kind == .array
        ? "a message is one JSON object; batches are not part of the protocol" : "a message is a JSON object"
      self = .invalid(id: nil, .invalidRequest(message))
      return
    }
    let idValue = root["id"]
    let id = idValue.flatMap { RPCID($0) }
    guard let method = root["method"] else {
      let (result, error) = (root["result"], root["error"])
      if let id, result != nil || error != nil {
        self = .response(id: id, result: result, error: error)
      } else if idValue?.isNull == true, error != nil {
        // The client could not read a message of ours; there is nobody to tell.
        self = .response(id: RPCID(-1), result: nil, error: error)
      } else {
        self = .invalid(id: id, .invalidRequest("a message has a `method`"))
      }
      return
    }
    guard let name = method.string else {
      self = .invalid(id: id, .invalidRequest("`method` is a string"))
      return
    }
    if let idValue {
      guard let id else {
        self = .invalid(
          id: nil, .invalidRequest("`id` is a number or a string, not \(idValue.source.prefix(40))"))
        return
      }
      self = .request(id: id, method: name, params: root["params"])
    } else {
      self = .notification(method: name, params: root["params"])
    }
  }
}
