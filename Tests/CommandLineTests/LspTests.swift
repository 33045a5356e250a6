import FolderTestSupport
import Foundation
import Testing
import cliquery

/// `cliquery lsp` as an editor starts it: a process on two pipes.
@Suite struct LspTests {
  private func message(_ body: String) -> String { "Content-Length: \(body.utf8.count)\r\n\r\n\(body)" }

  private let initialize = #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#
  private let shutdown = #"{"jsonrpc":"2.0","id":9,"method":"shutdown"}"#
  private let exit = #"{"jsonrpc":"2.0","method":"exit"}"#

  @Test("a session from the handshake to the end, with a finding between")
  func session() throws {
    let folder = try TestFolder()
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
    let folder = try TestFolder()
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

  /// The bodies of a stream of messages.
  private func bodies(_ output: String) -> [String] {
    output.components(separatedBy: "Content-Length: ").dropFirst().map { part in
      part.components(separatedBy: "\r\n\r\n").dropFirst().joined(separator: "\r\n\r\n")
    }
  }

  private func open(_ text: String) -> String {
    let quoted = text.replacingOccurrences(of: "\n", with: "\\n")
    return
      #"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///nowhere/a.criteria","#
      + #""languageId":"criteria","version":1,"text":"\#(quoted)"}}}"#
  }

  @Test("headers as clients write them: any case, other headers, a line feed alone, the length twice")
  func headers() throws {
    let folder = try TestFolder()
    let body = shutdown
    let length = body.utf8.count
    for (header, isRead) in [
      ("content-length:\(length)\r\n", true), ("CONTENT-LENGTH : \(length) \r\n", true),
      ("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: \(length)\r\n", true),
      ("Content-Length: \(length)\r\nContent-Length: \(length)\r\n", true),
      ("Content-Length: \(length)\r\nX: y\r\n", true), ("Content-Length: +\(length)\r\n", false),
      ("Content-Length: -5\r\n", false), ("Content-Length: 1152921504606846976\r\n", false),
      ("Content-Length: 99999999999999999999999\r\n", false), ("Content-Length:\r\n", false),
      ("Content-Length: \(length)\r\nContent-Length: 3\r\n", false),
    ] {
      let input = message(initialize) + header + "\r\n" + body + message(shutdown) + message(exit)
      let outcome = try folder.cliquery("lsp", input: input)
      #expect(outcome.code == 0, "\(header)")
      let answers = bodies(outcome.output)
      #expect(answers.count { $0.contains("\"id\":9") } == (isRead ? 2 : 1), "\(header) \(answers)")
      #expect(answers.contains { $0.contains("-32700") } == !isRead, "\(header)")
    }
    let lines = (message(initialize) + message(shutdown) + message(exit)).replacingOccurrences(
      of: "\r\n", with: "\n")
    #expect(try folder.cliquery("lsp", input: lines).code == 0)
  }

  @Test("300 requests that are cancelled have 300 answers; depth and length do no harm")
  func masses() throws {
    let folder = try TestFolder()
    let nested = String(repeating: "(", count: 4000) + "a==1" + String(repeating: ")", count: 4000)
    let place =
      #"{"textDocument":{"uri":"file:///nowhere/a.criteria"},"position":{"line":0,"character":4000}}"#
    var input = message(initialize) + message(open(nested))
    for id in 100..<400 {
      input += message(#"{"jsonrpc":"2.0","id":\#(id),"method":"textDocument/hover","params":\#(place)}"#)
    }
    for id in 100..<400 {
      input += message(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":\#(id)}}"#)
    }
    for method in ["formatting", "documentSymbol", "foldingRange", "completion", "hover", "codeLens"] {
      let params = place.dropLast() + #","options":{"tabSize":2,"insertSpaces":true}}"#
      input += message(
        #"{"jsonrpc":"2.0","id":"\#(method)","method":"textDocument/\#(method)","params":\#(params)}"#)
    }
    input += message("{\"id\":8,\"method\":\"x\",\"params\":" + String(repeating: "[", count: 100_000) + "}")
    input += message(
      open(String(repeating: "# ten megabytes of comments, and nothing else\n", count: 220_000)))
    let outcome = try folder.cliquery("lsp", input: input + message(shutdown) + message(exit))
    #expect(outcome.code == 0, "\(outcome.error)")
    let answers = bodies(outcome.output).filter { !$0.contains("\"method\"") }
    for id in (100..<400).map(String.init) + ["\"formatting\"", "\"hover\"", "\"codeLens\"", "1", "9"] {
      #expect(answers.count { $0.contains("\"id\":\(id),") } == 1, "\(id)")
    }
  }

  @Test(
    "a log has a line for each message and no texts; all of them where that is asked for; it does not grow on"
  )
  func log() throws {
    let folder = try TestFolder()
    let secret = "# a secret\npay=>1\n"
    let input = [
      initialize, open(secret), #"{"id":5,"method":"textDocument/hover","params":{}}"#, "nonsense",
      shutdown, exit,
    ].map(message).joined()
    #expect(try folder.cliquery("lsp", "--log", "a.log", input: input).code == 0)
    let text = folder.read("a.log") ?? ""
    for part in [
      "<- request 1 initialize", "-> answer 1, ", "<- notification textDocument/didOpen",
      "-> error 5 -32602 ", "-> error null -32700, ",
      "ends with 0",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(!text.contains("secret") && !text.contains("nonsense"))
    #expect(try folder.cliquery("lsp", "--log", "b.log", "--log-level", "verbose", input: input).code == 0)
    #expect(folder.read("b.log")?.contains("a secret") == true)
    #expect(
      try folder.cliquery("lsp", input: input, environment: ["CLIQUERY_LSP_LOG": "c.log"]).code == 0)
    #expect(folder.read("c.log")?.contains("initialize") == true)
    // Where it cannot be written the editor is served all the same, and told.
    let initialized = message(#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#)
    let outcome = try folder.cliquery(
      "lsp", "--log", "no/such/folder/a.log",
      input: message(initialize) + initialized + message(shutdown) + message(exit))
    #expect(
      outcome.code == 0 && outcome.output.contains("the log cannot be written to `no/such/folder/a.log`"))
    let many =
      message(initialize)
      + String(repeating: message(#"{"method":"no/such","params":{}}"#), count: 90_000) + message(shutdown)
      + message(exit)
    #expect(try folder.cliquery("lsp", "--log", "d.log", input: many).code == 0)
    let sizes = ["d.log", "d.log.old"].map { folder.read($0)?.utf8.count ?? 0 }
    #expect(sizes.allSatisfy { $0 > 0 && $0 <= 4 << 20 }, "\(sizes)")
  }

  @Test(
    "the server ends when its client is gone: its output closed, or its process dead while the input stays open"
  )
  func goneClient() throws {
    let folder = try TestFolder()
    try folder.write("input", message(initialize) + message(open("pay=>1")))
    #expect(try Program.shell("cliquery lsp < input >&-; [ $? = 1 ]", in: folder.url).code == 0)
    #expect(
      try Program.shell(
        "while cat input; do sleep 0.2; done | timeout 200 cliquery lsp | head -c 1 > start; [ ${PIPESTATUS[1]} = 1 ]",
        in: folder.url
      ).code == 0)
    // The pipe is kept open by another process than the client.
    let script = """
      sleep 1 & client=$!
      mkfifo pipe; sleep 60 > pipe & holder=$!
      timeout 200 cliquery lsp --stdio --clientProcessId=$client < pipe > /dev/null
      code=$?; kill -KILL $holder; [ $code = 1 ]
      """
    #expect(try Program.shell(script, in: folder.url).code == 0)
    // A number of another machine is not watched.
    let other = initialize.replacingOccurrences(
      of: "{\"capabilities\"", with: "{\"processId\":4194303,\"capabilities\"")
    let outcome = try folder.cliquery("lsp", input: message(other) + message(shutdown) + message(exit))
    #expect(outcome.code == 0)
  }

  @Test("both ways to read its command line understand the same")
  func arguments() {
    for line in [
      [], ["--stdio"], ["--clientProcessId=7"], ["--stdio", "--clientProcessId=12345"],
    ] as [[String]] {
      #expect(LspArguments.parse(["lsp"] + line) == CommandLineTool.readLsp(["lsp"] + line), "\(line)")
      #expect(LspArguments.parse(["lsp"] + line) != nil)
    }
    for line in [["--log", "x"], ["--clientProcessId=x"], ["--clientProcessId", "7"], ["x"]] {
      #expect(LspArguments.parse(["lsp"] + line) == nil, "\(line)")
    }
    #expect(CommandLineTool.readLsp(["lsp", "--log", "x", "--log-level", "verbose"])?.log == "x")
    #expect(LspArguments.parse(["check"]) == nil)
  }
}
