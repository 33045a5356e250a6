import JSONRPC
import JSONSyntax
import Testing

private func described(_ body: [UInt8]) -> String {
  func id(_ id: RPCID?) -> String { id.map { String(decoding: $0.json, as: UTF8.self) } ?? "-" }
  switch RPCMessage(body) {
  case .request(let one, let method, let params):
    return "request \(id(one)) \(method) \(params?.source ?? "-")"
  case .notification(let method, let params): return "notification \(method) \(params?.source ?? "-")"
  case .response(let one, let result, let error):
    return "response \(id(one)) \(result?.source ?? "-") \(error?.source ?? "-")"
  case .invalid(let one, let error): return "\(error.code) \(id(one)) \(error.message)"
  }
}

@Suite struct RPCMessageTests {
  @Test("every body has an answer")
  func bodies() {
    let cases: [(String, String)] = [
      (#"{"jsonrpc":"2.0","id":1,"method":"a","params":{"x":[1]}}"#, #"request 1 a {"x":[1]}"#),
      (#"{"id":"a\u0062","method":"a"}"#, #"request "ab" a -"#),
      (#"{"method":"exit"}"#, "notification exit -"),
      (#"{"id":7,"result":null}"#, "response 7 null -"),
      (#"{"id":"x","error":{"code":1}}"#, #"response "x" - {"code":1}"#),
      (#"{"id":null,"method":"a"}"#, "-32600 - `id` is a number or a string, not null"),
      (#"{"id":{},"method":"a"}"#, "-32600 - `id` is a number or a string, not {}"),
      (#"{"id":3,"method":4}"#, "-32600 3 `method` is a string"),
      (#"{"id":3}"#, "-32600 3 a message has a `method`"),
      ("[]", "-32600 - a message is one JSON object; batches are not part of the protocol"),
      ("7", "-32600 - a message is a JSON object"),
      ("", "-32700 - an empty message"),
      ("{", "-32700 - not JSON: line 1, column 1: expected `}` for this `{`, found the end of the file"),
      (
        #"{"id":1,"method":"a",}"#,
        "-32700 - not JSON: line 1, column 21: expected another item after this `,`; remove the comma"
      ),
    ]
    for (body, expected) in cases { #expect(described(Array(body.utf8)) == expected, "\(body)") }
    #expect(
      described(Array(#"{"method":""#.utf8) + [0xFF] + Array("\"}".utf8))
        == "-32700 - the message is not UTF-8")
    #expect(described(Array("{\"id\":${x},\"method\":\"a\"}".utf8)).hasPrefix("-32700"))
    #expect(described([UInt8](repeating: UInt8(ascii: "["), count: 100_000)).hasPrefix("-32700"))
  }

  @Test("messages go out with their lengths in bytes")
  func outgoing() {
    let text = { (bytes: [UInt8]) in String(decoding: bytes, as: UTF8.self) }
    #expect(
      text(RPCWriter.result(RPCID(3)) { $0.string("ü") })
        == "Content-Length: 38\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":\"ü\"}")
    #expect(
      text(RPCWriter.error(nil, .notInitialized)).hasSuffix(
        "\"id\":null,\"error\":{\"code\":-32002,\"message\":\"the server waits for `initialize`\"}}"))
  }
}
