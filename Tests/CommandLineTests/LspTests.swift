import Foundation
import Testing

/// `cliquery lsp` as an editor starts it: a process on two pipes.
@Suite struct LspTests {
  private func message(_ body: String) -> String { "Content-Length: \(body.utf8.count)\r\n\r\n\(body)" }

  private let initialize = #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#
  private let shutdown = #"{"jsonrpc":"2.0","id":9,"method":"shutdown"}"#
  private let exit = #"{"jsonrpc":"2.0","method":"exit"}"#

  @Test("a session from the handshake to the end, with a finding between")
  func session() throws {
    let folder = try TemporaryFolder()
    let open = #"""
      {"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///nowhere/a.criteria",
      "languageId":"criteria","version":1,"text":"pay=>1\n"}}}
      """#
    let input = [initialize, open, "nonsense", shutdown, exit].map(message).joined()
    let outcome = try folder.cliquery("lsp", "--stdio", input: input)
    #expect(outcome.code == 0)
    #expect(outcome.error.isEmpty)
    for part in ["\"positionEncoding\":\"utf-16\"", "\"code\":-32700", "\"id\":9,\"result\":null"] {
      #expect(outcome.output.contains(part), "\(part)")
    }
    // Every byte of standard output belongs to a message.
    var rest = Data(outcome.output.utf8)
    var count = 0
    while let end = rest.range(of: Data("\r\n\r\n".utf8)) {
      let head = String(decoding: rest[rest.startIndex..<end.lowerBound], as: UTF8.self)
      let length = try #require(Int(head.dropFirst("Content-Length: ".count)))
      let body = rest[end.upperBound...].prefix(length)
      #expect(body.count == length)
      _ = try JSONSerialization.jsonObject(with: body)
      rest = rest[(end.upperBound + length)...]
      count += 1
    }
    #expect(rest.isEmpty && count >= 3)
  }

  @Test("a client that goes away, or writes nonsense, ends the server or is told, and nothing hangs")
  func ends() throws {
    let folder = try TemporaryFolder()
    #expect(try folder.cliquery("lsp", input: "").code == 1)
    #expect(try folder.cliquery("lsp", input: message(initialize) + message(exit)).code == 1)
    let cut = try folder.cliquery("lsp", input: "Content-Length: 99\r\n\r\n{")
    #expect(cut.code == 1)
    #expect(cut.error == "cliquery lsp: the input ended after 1 of 99 bytes of a message\n")
    let skipped = try folder.cliquery(
      "lsp",
      input: "Content-Length: many\r\n\r\n" + message(initialize) + message(shutdown) + message(exit))
    #expect(skipped.code == 0)
    #expect(skipped.error.contains("skipped what is no message"))
    #expect(skipped.output.contains("\"positionEncoding\""))
  }
}
