import JSONRPC
import LanguageServer
import Testing
import Workspace

private let document = "file:///nowhere/a.criteria"

@Suite("The session and what it survives")
struct LifecycleTests {
  @Test("each phase takes what belongs to it")
  func phases() {
    var client = Client()
    #expect(client.request("textDocument/hover", "{}") == "-32002 the server waits for `initialize`")
    client.notify("textDocument/didOpen", "{}")
    #expect(client.messages().isEmpty)
    #expect(client.request("initialize", "{\"capabilities\":{}}").contains("\"positionEncoding\":\"utf-16\""))
    #expect(client.request("initialize", "{\"capabilities\":{}}") == "-32600 `initialize` comes once")
    #expect(client.request("no/such") == "-32601 there is no method `no/such` here")
    client.notify("$/setTrace", "{\"value\":\"verbose\"}")
    client.notify("no/such", "{}")
    #expect(client.messages().isEmpty)
    #expect(client.request("shutdown") == "null")
    #expect(
      client.request("textDocument/hover", "{}") == "-32600 the server is shut down; only `exit` may follow")
    client.notify("exit", "null")
    #expect(client.exitCode == 0)
    var impatient = Client.started()
    impatient.notify("exit", "null")
    #expect(impatient.exitCode == 1)
  }

  @Test("what is no message, or no parameter, has its error, and the session goes on")
  func malformed() {
    var client = Client.started()
    for (body, code) in [
      ("{", "-32700"), ("[]", "-32600"), ("{\"id\":1}", "-32600"), ("nonsense", "-32700"), ("", "-32700"),
    ] {
      client.send(body)
      let answer = client.messages().first
      #expect(answer?.path("error", "code")?.source == code, "\(body)")
    }
    for params in ["null", "[]", "7", "{}", #"{"textDocument":7}"#, #"{"textDocument":{"uri":7}}"#] {
      for method in ["hover", "completion", "codeAction", "formatting", "documentSymbol", "foldingRange"] {
        #expect(client.request("textDocument/" + method, params).hasPrefix("-32602"), "\(method) \(params)")
      }
      for method in ["didOpen", "didChange", "didClose", "didSave"] {
        client.notify("textDocument/" + method, params)
      }
    }
    client.open(document, "a = 1\n")
    for place in [
      #"{"line":-1,"character":0}"#, #"{"line":9,"character":0}"#, #"{"line":1e99,"character":0}"#,
      #"{"line":0.5,"character":0}"#, #"{"line":"0","character":0}"#, "{}",
    ] {
      let params = #"{"textDocument":{"uri":"\#(document)"},"position":\#(place)}"#
      #expect(client.request("textDocument/hover", params).hasPrefix("-32602"), "\(place)")
    }
    #expect(client.findings() == [])
  }

  @Test("a request that is cancelled before its turn is answered once, as cancelled")
  func cancelled() {
    var client = Client.started()
    for _ in 0..<300 {
      #expect(client.request("textDocument/hover", "{}", isCancelled: true) == "-32800 cancelled")
    }
  }

  @Test("a change that cannot be taken leaves the document out of sync until its text is known again")
  func outOfSync() {
    let lost: [(change: String, reason: String)] = [
      (
        "\"start\":{\"line\":0,\"character\":3},\"end\":{\"line\":0,\"character\":1}", "ends before it starts"
      ),
      ("\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":9,\"character\":0}", "behind the last line"),
      ("\"start\":{\"line\":-1,\"character\":0},\"end\":{\"line\":0,\"character\":0}", "is negative"),
      (
        "\"start\":{\"line\":0,\"character\":6},\"end\":{\"line\":0,\"character\":7}", "inside of a character"
      ),
      ("\"start\":7,\"end\":{\"line\":0,\"character\":7}", "`start`"),
    ]
    for (range, reason) in lost {
      var client = Client.started(encoding: "utf-16")
      client.open(document, "ab == 😀x\n")
      #expect(client.findings() == [])
      // The emoji takes the columns 6 and 7.
      let place = range.replacing("\"character\":6", with: "\"character\":7")
      client.change(document, "{\"range\":{\(place)},\"text\":\"y\"}")
      let messages = client.messages()
      #expect(
        messages.first { $0["method"]?.string == "window/showMessage" }?.path("params", "message")?.string?
          .contains(reason) ?? false, "\(range)")
      let findings = messages.last?.path("params", "diagnostics")?.elements.map(Client.described) ?? []
      #expect(findings.count == 1 && findings[0].hasPrefix("0:0-0:9 1 "), "\(range) \(findings)")
      let hover = #"{"textDocument":{"uri":"\#(document)"},"position":{"line":0,"character":0}}"#
      #expect(client.request("textDocument/hover", hover).hasPrefix("-32801"))
      // Further edits change nothing, a whole text does.
      client.change(
        document, #"{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":1}},"text":"y"}"#)
      #expect(client.findings().count == 1)
      client.change(document, #"{"text":"a => 1\n"}"#)
      #expect(client.findings() == ["0:2-0:4 1 CQ002"])
    }
  }

  @Test("half a character makes a text unknown, wherever it comes in")
  func loneSurrogates() {
    for (text, isLost) in [
      (#"\ud83d"#, true), (#"x\uDE00"#, true), (#"\ud83d\ud83d\ude00"#, true), (#"\\ud83d"#, false),
      (#"\ud83d\ude00"#, false), (#"\ufffd"#, false), ("\u{FFFD}", false),
    ] {
      let item =
        #"{"textDocument":{"uri":"\#(document)","languageId":"criteria","version":1,"text":"a==\#(text)"}}"#
      var client = Client.started()
      client.notify("textDocument/didOpen", item)
      #expect(client.findings().isEmpty != isLost, "\(text) is opened")
      client.change(document, #"{"text":"a==1"}"#)
      #expect(client.findings() == [])
      let end = #"{"line":0,"character":4}"#
      client.change(document, #"{"range":{"start":\#(end),"end":\#(end)},"text":"\#(text)"}"#)
      #expect(client.findings().isEmpty != isLost, "\(text) is typed")
      client.change(document, #"{"text":"a==\#(text)"}"#)
      #expect(client.findings().isEmpty != isLost, "\(text) is the whole")
    }
  }

  @Test("a range that is asked about may go on behind the end")
  func rangesBehindTheEnd() {
    var client = Client.started()
    client.open(document, "a==1 || b==2 && c==3")
    let uri = #""textDocument":{"uri":"\#(document)"}"#
    for end in [
      #"{"line":1,"character":0}"#, #"{"line":7,"character":9}"#,
      #"{"line":2147483647,"character":2147483647}"#,
    ] {
      let range = #""range":{"start":{"line":0,"character":0},"end":\#(end)}"#
      for (method, more) in [
        ("inlayHint", ""), ("semanticTokens/range", ""), ("codeAction", #","context":{"diagnostics":[]}"#),
        ("rangeFormatting", #","options":{"tabSize":2,"insertSpaces":true}"#),
      ] {
        let answer = client.request("textDocument/" + method, "{\(uri),\(range)\(more)}")
        #expect(answer.hasPrefix("[") || answer.hasPrefix("{"), "\(method) \(end): \(answer)")
      }
    }
  }

  @Test("changes are taken in the client's columns")
  func columns() {
    for (encoding, column) in [("utf-8", 9), ("utf-16", 7), ("utf-32", 6)] {
      var client = Client.started(encoding: encoding)
      client.open(document, "# ü😀\na==😀=\r\n")
      // Behind the emoji of the second line: 3 + 4, 3 + 2, 3 + 1 columns, and one more.
      let start = column - 2
      client.change(
        document,
        #"{"range":{"start":{"line":1,"character":\#(start)},"end":{"line":1,"character":\#(start + 1)}},"text":" && b=>2"}"#
      )
      #expect(client.findings() == ["1:\(start + 5)-1:\(start + 7) 1 CQ002"], "\(encoding)")
    }
  }
}
