import JSONRPC
import JSONSyntax
import Testing
import Workspace

@testable import LanguageServer

@Suite("While the server works")
struct WorkingTests {
  @Test("a trace tells what was done and how long it took, never texts")
  func trace() {
    var session = ServerSession(currentDirectory: FilePath("/nowhere"))
    func send(_ body: String) -> [String] {
      let handled = session.receive(RPCMessage(Array(body.utf8)))
      session.traceHandled(handled, nanoseconds: 1_234_567)
      return session.takeOutput().map { String(decoding: $0, as: UTF8.self) }.filter {
        $0.contains("logTrace")
      }
    }
    _ = send(#"{"id":1,"method":"initialize","params":{"capabilities":{},"trace":"off"}}"#)
    #expect(send(#"{"id":2,"method":"textDocument/hover","params":{}}"#).isEmpty)
    #expect(send(#"{"method":"$/setTrace","params":{"value":"messages"}}"#).count == 1)
    #expect(
      send(#"{"id":"x","method":"textDocument/hover","params":{}}"#).first?.hasSuffix(
        #""params":{"message":"textDocument/hover (\"x\") took 1.234 ms"}}"#) == true)
    #expect(send(#"{"method":"$/setTrace","params":{"value":"loud"}}"#).count == 1)
    _ = send(#"{"method":"$/setTrace","params":{"value":"verbose"}}"#)
    let open =
      #"{"method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///nowhere/a.criteria","text":"secret==1"}}}"#
    let traced = send(open)
    #expect(traced.first?.contains(#""verbose":"done; 1 document is open, 1 to be checked""#) == true)
    #expect(!traced.joined().contains("secret"))
    #expect(send(#"{"id":3,"method":"no/such"}"#).first?.contains("refused with -32601") == true)
    _ = send(#"{"method":"$/setTrace","params":{"value":"off"}}"#)
    #expect(send(#"{"id":4,"method":"textDocument/hover","params":{}}"#).isEmpty)
  }

  @Test(
    "a request that runs is cancelled while it runs; one that waits before it does; both are answered once")
  func cancellation() {
    let cancellation = Cancellation()
    let queue = MessageQueue(cancellation)
    func put(_ body: String) { queue.put(RPCMessage(Array(body.utf8)), size: body.utf8.count) }
    put(#"{"id":1,"method":"a"}"#)
    put(#"{"id":2,"method":"b"}"#)
    put(#"{"method":"$/cancelRequest","params":{"id":2}}"#)
    #expect(queue.take(waiting: false)?.isCancelled == false)
    #expect(!cancellation.isCancelled)
    put(#"{"method":"$/cancelRequest","params":{"id":1}}"#)
    #expect(cancellation.isCancelled)
    #expect(queue.take(waiting: false)?.isCancelled == true)
    #expect(!cancellation.isCancelled)
    // Of what was answered, or is nothing.
    for id in ["1", "2", "\"1\"", "null", "{}", "1e400"] {
      put(#"{"method":"$/cancelRequest","params":{"id":\#(id)}}"#)
    }
    #expect(queue.take(waiting: false) == nil)
    put(#"{"method":"window/workDoneProgress/cancel","params":{"token":"t"}}"#)
    #expect(queue.take(waiting: false) == nil)
    #expect(cancellation.isCancelled(token: RPCID(text: "t")))
  }

  @Test("a request with a token tells of its beginning, its way and its end, and can be cancelled by it")
  func progress() {
    var session = ServerSession(currentDirectory: FilePath("/nowhere"))
    let params = #"{"capabilities":{},"workDoneToken":7}"#
    session.receive(RPCMessage(Array(#"{"id":1,"method":"initialize","params":\#(params)}"#.utf8)))
    let kinds = session.takeOutput().map { String(decoding: $0, as: UTF8.self) }
    #expect(kinds.count == 3)
    #expect(kinds.first?.contains(#""token":7,"value":{"kind":"begin","title":"reading settings""#) == true)
    #expect(kinds.dropFirst().first?.contains(#""kind":"end""#) == true)
    let token = JSONDocument(Array(#"{"workDoneToken":"t"}"#.utf8)).root
    var progress = WorkDoneProgress(session, of: token)
    progress.begin("work")
    for done in 0...1000 { progress.report(done, of: 1000) }
    progress.report(Int.max, of: 1)
    progress.report(1, of: 0)
    #expect(session.takeOutput().count == 102)
    #expect(!progress.isCancelled)
    session.cancellation.cancel(token: RPCID(text: "t"))
    #expect(progress.isCancelled)
    progress.end()
    #expect(!progress.isCancelled)
    // Nobody asked.
    var silent = WorkDoneProgress(session, of: nil)
    _ = session.takeOutput()
    silent.begin("work")
    silent.report(1, of: 2)
    silent.end()
    #expect(session.takeOutput().isEmpty)
  }

  @Test("many documents that wait are shown as progress, where the client makes a place for it")
  func checking() {
    /// The kinds of what is sent while 30 documents are checked anew; `answer` is what the client says when it is asked.
    func shown(capabilities: String, answer: String?) -> [String] {
      var client = Client.started(capabilities: capabilities)
      for number in 0..<30 { client.open("file:///nowhere/\(number).criteria", "a==1\n") }
      var told: [String] = []
      var token = ""
      func note(_ messages: [JSONValue]) {
        for message in messages {
          switch message["method"]?.string {
          case "window/workDoneProgress/create": token = message.path("params", "token")?.source ?? ""
          case "$/progress":
            told.append(message.path("params", "value", "kind")?.string ?? "")
            #expect(message.path("params", "token")?.source == token)
          default: break
          }
          if message["method"]?.string == "window/workDoneProgress/create", let answer {
            client.send(#"{"jsonrpc":"2.0","id":\#(message["id"]?.source ?? ""),\#(answer)}"#)
          }
        }
      }
      note(client.work(0))
      note(client.messages())
      #expect(token.isEmpty == capabilities.isEmpty)
      return told
    }
    let takes = #""window":{"workDoneProgress":true}"#
    let told = shown(capabilities: takes, answer: #""result":null"#)
    #expect(told.first == "begin" && told.last == "end" && told.count > 20, "\(told)")
    #expect(shown(capabilities: takes, answer: #""error":{"code":-32603,"message":"no"}"#) == [])
    #expect(shown(capabilities: takes, answer: nil) == [])
    #expect(shown(capabilities: "", answer: nil) == [])
  }
}
