import JSONSyntax
import LanguageServer
import Testing
import Workspace

@Suite("Code actions and their clients")
struct ActionResolveTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private static let lazy =
    #""textDocument":{"codeAction":{"codeActionLiteralSupport":{},"dataSupport":true,"resolveSupport":{"properties":["edit"]}}}"#

  private let text = "@datastore empdir\nempid=>1 && depart$0ment==Sales\n"

  private func actions(_ asking: inout Asking, _ context: String = "") -> [JSONValue] {
    let more = #""range":\#(asking.selection),"context":{"diagnostics":[]\#(context)}"#
    return value(asking.ask("textDocument/codeAction", more))?.elements ?? []
  }

  @Test("edits come when they are asked for, and only for the text they were offered for")
  func resolve() {
    var whole = Asking(
      folder, text, capabilities: #""textDocument":{"codeAction":{"codeActionLiteralSupport":{}}}"#)
    let edits = actions(&whole).map { "\($0["title"]?.source ?? "") \($0["edit"]?.source ?? "")" }
    var lazy = Asking(folder, text, capabilities: Self.lazy)
    let offered = actions(&lazy)
    #expect(offered.count > 5 && offered.allSatisfy { $0["edit"] == nil && $0["data"] != nil })
    let resolved = offered.compactMap { value(lazy.client.request("codeAction/resolve", $0.source)) }
    #expect(resolved.map { "\($0["title"]?.source ?? "") \($0["edit"]?.source ?? "")" } == edits)
    #expect(resolved.allSatisfy { $0["data"] != nil && $0["kind"] != nil })
    for data in ["", #","data":7"#, #","data":{"id":"wrap"}"#] {
      #expect(lazy.client.request("codeAction/resolve", #"{"title":"x"\#(data)}"#).hasPrefix("-32602 "))
    }
    let isWhole = #"{"title":"x","command":{"title":"x","command":"y"}}"#
    #expect(lazy.client.request("codeAction/resolve", isWhole) == isWhole)
    let unknown = offered.last?.source.replacing(#""id":"fixAll""#, with: #""id":"nothing""#) ?? ""
    #expect(lazy.client.request("codeAction/resolve", unknown).hasPrefix("-32801 "))
    lazy.client.change(lazy.uri, #"{"text":"empid=>2"}"#)
    for action in offered {
      #expect(lazy.client.request("codeAction/resolve", action.source).hasPrefix("-32801 "))
    }
  }

  @Test("the client's own findings come back with their fixes")
  func clientFindings() {
    let selected = "$0@datastore empdir\nempid=>1\n$0"
    var asking = Asking(folder, selected, capabilities: Self.lazy)
    let range = #"{"start":{"line":1,"character":5},"end":{"line":1,"character":7}}"#
    let own = #"{"range":\#(range),"code":"CQ002","message":"as the client has it","data":{"x":1}}"#
    let more = #""range":\#(asking.selection),"context":{"diagnostics":[\#(own)],"only":["quickfix"]}"#
    let action = value(asking.ask("textDocument/codeAction", more))?.elements.first
    #expect(action?["diagnostics"]?.elements.first?.source == own)
    #expect(action?["isPreferred"]?.bool == true)
    let other = more.replacing("CQ002", with: "CQ001")
    let message = value(asking.ask("textDocument/codeAction", other))?.elements.first?["diagnostics"]?
      .elements.first
    #expect(message?["message"]?.string != "as the client has it" && message?["code"]?.string == "CQ002")
  }

  @Test("clients that take commands only get commands, and their edits are sent to them")
  func commands() throws {
    var asking = Asking(folder, text, capabilities: #""workspace":{"applyEdit":true}"#)
    let offered = actions(&asking)
    let action = try #require(offered.first { $0["title"]?.string == "Fix everything that is safe to fix" })
    #expect(action["command"]?.string == "cliquery.applyAction")
    let params = #"{"command":"cliquery.applyAction","arguments":\#(action["arguments"]?.source ?? "")}"#
    let messages = asking.client.exchange("workspace/executeCommand", params)
    let request = try #require(messages.first { $0["method"]?.string == "workspace/applyEdit" })
    let edits = request.path("params", "edit", "changes")?.members.first?.value.elements ?? []
    #expect(asking.applying(edits) == "@datastore empdir\nempid>=1 && department==Sales\n")
    let id = request["id"]?.source ?? ""
    asking.client.send(#"{"jsonrpc":"2.0","id":\#(id),"result":{"applied":false,"failureReason":"busy"}}"#)
    let shown = asking.client.messages().first { $0["method"]?.string == "window/showMessage" }
    #expect(shown?.path("params", "message")?.string == "the change was not made: busy")
    for arguments in ["[]", "[7]", "[{}]"] {
      let params = #"{"command":"cliquery.applyAction","arguments":\#(arguments)}"#
      #expect(asking.client.request("workspace/executeCommand", params).hasPrefix("-32602 "), "\(arguments)")
    }
  }
}
