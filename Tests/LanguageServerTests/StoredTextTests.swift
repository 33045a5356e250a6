import JSONSyntax
import LanguageServer
import Testing
import Workspace

@Suite("Texts that are stored and not open")
struct StoredTextTests {
  @Test("of a schema that is broken one thing is shown, and the rest is logged")
  func brokenSchema() throws {
    let folder = try Folder()
    try FileSystem.write(
      Array(#"{"broken"#.utf8), to: folder.path.appending("datastores").appending("one.json"))
    var client = Client.started(in: folder.path)
    client.open(folder.uri("a.criteria"), "@datastore empdir\nempid==1\n")
    let messages = client.messages()
    func count(_ method: String) -> Int {
      messages.filter { message in
        message["method"]?.string == method
          && message.path("params", "message")?.string?.contains("one.json") ?? false
      }.count
    }
    #expect(count("window/showMessage") == 1 && count("window/logMessage") > 1)
  }

  @Test("findings that are sent piece by piece are all sent before the progress ends")
  func pieces() throws {
    let folder = try Folder()
    try FileSystem.write(Array("empid=>1\n".utf8), to: folder.path.appending("b.criteria"))
    var client = Client.started(in: folder.path, capabilities: #""textDocument":{"diagnostic":{}}"#)
    _ = client.exchange(
      "workspace/diagnostic", #"{"previousResultIds":[],"partialResultToken":"p","workDoneToken":"w"}"#)
    let tokens = client.messages().compactMap { $0.path("params", "token")?.string }
    #expect(tokens.contains("p") && tokens.last == "w", "\(tokens)")
  }

  @Test("columns count from behind a byte order mark, which editors do not show")
  func byteOrderMark() throws {
    let folder = try Folder()
    let mark = "\u{FEFF}"
    let schema = #"{"unique_name": "one", "fields": [{"unique_name": "size", "type": "number"}]}"#
    try FileSystem.write(
      Array((mark + schema).utf8), to: folder.path.appending("datastores").appending("one.json"))
    let script = #"x = zoho.cliq.getRecords("one", {"criteria": "size=>1"});"#
    for encoding in encodings {
      for marked in [true, false] {
        let file = folder.path.appending("a.dg")
        try FileSystem.write(Array(((marked ? mark : "") + script).utf8), to: file)
        var asking = Asking(
          folder, "@datastore one\nsi$0ze==1", encoding: encoding,
          capabilities: #""textDocument":{"diagnostic":{}}"#)
        let uri = folder.uri("a.dg")
        let here = #"{"textDocument":{"uri":"\#(uri)"}}"#
        let found = value(asking.client.request("textDocument/diagnostic", here))
        #expect(found?["items"]?.elements.map(Client.described) == ["0:50-0:52 1 CQ002"])
        var client = asking.client
        _ = client.exchange("workspace/diagnostic", #"{"previousResultIds":[]}"#)
        let reports = client.messages().last { $0["result"] != nil }?.path("result", "items")?.elements
        let report = reports?.first { $0["uri"]?.string == uri }
        #expect(report?["items"]?.elements.map(Client.described) == ["0:50-0:52 1 CQ002"])

        let places = asking.askAtPlace("textDocument/references")?.elements ?? []
        let shown = places.map { place in
          let name = place["uri"]?.string?.split(separator: "/").last ?? ""
          return "\(name) \(place["range"].map(Client.range) ?? "")"
        }
        #expect(shown.sorted() == ["a.criteria 1:0-1:4", "a.dg 0:46-0:50", "one.json 0:51-0:55"])
        let target = asking.askAtPlace("textDocument/definition")
        #expect((target?.elements.first ?? target)?["range"].map(Client.range) == "0:51-0:55")
        let edits = value(
          asking.ask("textDocument/rename", #""position":\#(asking.place),"newName":"width""#))
        let edit = edits?["changes"]?[uri]?.elements.first
        #expect(edit?["range"].map(Client.range) == "0:46-0:50")
        let symbols = value(asking.client.request("workspace/symbol", #"{"query":"size"}"#))
        let symbol = symbols?.elements.first {
          $0.path("location", "uri")?.string?.hasSuffix("one.json") ?? false
        }
        #expect(symbol?.path("location", "range").map { Client.range($0).hasPrefix("0:") } == true)

        // A client that has it open with its mark counts with it.
        asking.client.open(uri, (marked ? mark : "") + script, language: "deluge")
        let open = value(asking.client.request("textDocument/diagnostic", here))
        let column = 50 + (marked ? (encoding == "utf-8" ? 3 : 1) : 0)
        #expect(open?["items"]?.elements.map(Client.described) == ["0:\(column)-0:\(column + 2) 1 CQ002"])
      }
    }
  }
}
