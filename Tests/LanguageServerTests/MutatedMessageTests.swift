import JSONRPC
import JSONSyntax
import LanguageServer
import TestSupport
import Testing
import Workspace

@Suite("Messages that nobody meant")
struct MutatedMessageTests {
  private static let methods = [
    "textDocument/hover", "textDocument/completion", "textDocument/codeAction", "textDocument/formatting",
    "textDocument/rangeFormatting", "textDocument/rename", "textDocument/prepareRename",
    "textDocument/definition", "textDocument/references", "textDocument/documentSymbol",
    "textDocument/foldingRange", "textDocument/selectionRange", "textDocument/codeLens",
    "textDocument/inlayHint", "textDocument/signatureHelp", "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/full/delta", "textDocument/semanticTokens/range", "textDocument/diagnostic",
    "workspace/symbol", "workspace/executeCommand", "textDocument/onTypeFormatting",
    "textDocument/inlineCompletion", "textDocument/documentLink", "textDocument/linkedEditingRange",
    "completionItem/resolve", "codeAction/resolve", "codeLens/resolve",
  ]

  private static let notifications = [
    "textDocument/didOpen", "textDocument/didChange", "textDocument/didSave", "textDocument/didClose",
    "workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles",
    "workspace/didChangeWorkspaceFolders", "$/setTrace", "initialized",
  ]

  private static let uri = "file:///nowhere/a.criteria"

  private static func message(_ id: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    func place() -> String {
      #"{"line":\#(Int.random(in: -1...6, using: &generator)),"character":\#(Int.random(in: -1...20, using: &generator))}"#
    }
    let range = #"{"start":\#(place()),"end":\#(place())}"#
    let document =
      #""textDocument":{"uri":"\#(uri)","version":\#(id),"languageId":"criteria","text":"a=>1 && \nb==\u00fc"}"#
    let common =
      #"{\#(document),"position":\#(place()),"positions":[\#(place())],"range":\#(range),"options":{"tabSize":2,"insertSpaces":true},"context":{"diagnostics":[],"includeDeclaration":true,"triggerKind":1},"newName":"x","ch":"\n","query":"a","command":"cliquery.explain","arguments":[\#(place())],"contentChanges":[{"range":\#(range),"text":"x==\#(id)\n"}],"changes":[],"settings":{"cliquery":{"lint":{"hints":true}}},"event":{"added":[],"removed":[]},"value":"off","previousResultId":"1","previousResultIds":[],"data":{},"label":"x","title":"x"}"#
    if Int.random(in: 0..<3, using: &generator) == 0 {
      let method = notifications.randomElement(using: &generator) ?? ""
      return Array(#"{"jsonrpc":"2.0","method":"\#(method)","params":\#(common)}"#.utf8)
    }
    let method = methods.randomElement(using: &generator) ?? ""
    return Array(#"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(common)}"#.utf8)
  }

  private static let pieces = [
    "null", "[]", "{}", "-1", "1e400", "9223372036854775807", "\"\"", "true", ",", ":", "\"", "\\ud83d", "[[",
    "}}",
    "\u{0}", "2147483648", "\"uri\":7", "é",
  ].map { Array($0.utf8) }

  private static func mutated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 0...3, using: &generator) where !bytes.isEmpty {
      let start = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, start + Int.random(in: 0...12, using: &generator))
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: pieces.randomElement(using: &generator) ?? [], at: start)
      case 2: bytes.replaceSubrange(start..<end, with: pieces.randomElement(using: &generator) ?? [])
      default: bytes[start] = UInt8.random(in: 0...255, using: &generator)
      }
    }
    return bytes
  }

  @Test("each request has one answer, whatever it holds, and the session lives")
  func answers() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    var session = ServerSession(currentDirectory: FilePath("/nowhere"))
    session.receive(RPCMessage(Array(#"{"id":0,"method":"initialize","params":{"capabilities":{}}}"#.utf8)))
    _ = session.takeOutput()
    for round in 1...20_000 {
      let body = Self.mutated(Self.message(round, &generator), &generator)
      let message = RPCMessage(body)
      session.receive(message)
      if round % 10 == 0 { while session.work() {} }
      let answers = session.takeMessages().filter { answer in
        switch answer.kind {
        case .result, .error: true
        case .notification, .request: false
        }
      }
      let expected =
        switch message {
        case .request, .invalid: 1
        case .notification, .response: 0
        }
      let isRight = answers.count == expected
      #expect(
        isRight,
        "seed \(seed), round \(round): \(answers.count) answers to \(String(decoding: body, as: UTF8.self))")
      if !isRight { return }
    }
    session.receive(RPCMessage(Array(#"{"id":"end","method":"shutdown"}"#.utf8)))
    #expect(
      session.takeOutput().map { String(decoding: $0, as: UTF8.self) }.contains {
        $0.contains(#""id":"end","result":null"#)
      })
  }
}
