import JSONSyntax
import LanguageServer
import Testing
import Workspace

@Suite("What can be done about a finding beside its fixes")
struct FindingActionTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private static let literals = #""textDocument":{"codeAction":{"codeActionLiteralSupport":{}}}"#
  private static let creating =
    literals
    + #","workspace":{"workspaceEdit":{"documentChanges":true,"resourceOperations":["create"]}}"#

  private func action(_ title: String, _ asking: inout Asking) -> JSONValue? {
    let answer = asking.ask(
      "textDocument/codeAction", #""range":\#(asking.selection),"context":{"diagnostics":[]}"#)
    return value(answer)?.elements.first { $0["title"]?.string?.hasPrefix(title) ?? false }
  }

  @Test("a comment silences a finding where its host has comments")
  func suppressions() {
    let script =
      "q = Map();\nq.put(\"criteria\", \"nofi$0eld==1\");\ninfo zoho.cliq.getRecords(\"empdir\", q);\n"
    let reason = " -- TODO: say why"
    let cases: [(title: String, text: String, name: String, after: String)] = [
      (
        "Ignore CQ011 here", "empid==1\r\n\r\n@datastore empdir\r\nnofi$0eld==1\r\n", "a.criteria",
        "empid==1\r\n\r\n# cliquery: ignore CQ011\(reason)\r\n@datastore empdir\r\nnofield==1\r\n"
      ),
      (
        "Ignore CQ011 in this file", "@datastore empdir\nnofi$0eld==1", "a.criteria",
        "# cliquery: ignore-file CQ011\(reason)\n@datastore empdir\nnofield==1"
      ),
      (
        "Ignore CQ011 here", script, "a.dg",
        script.replacing("$0", with: "").replacing(
          "==1\");", with: "==1\"); // cliquery: ignore CQ011\(reason)")
      ),
      (
        "Ignore CQ011 here", script.replacing("==1\");", with: "==1\"); // why"), "a.dg",
        script.replacing("$0", with: "").replacing("==1\");", with: "==1\"); // why").replacing(
          "q.put", with: "// cliquery: ignore CQ011\(reason)\nq.put")
      ),
    ]
    for (title, text, name, after) in cases {
      var asking = Asking(folder, text, name: name, capabilities: Self.literals)
      let edits = action(title, &asking)?.path("edit", "changes")?.members.first?.value.elements ?? []
      #expect(asking.applying(edits) == after, "\(title): \(text)")
      asking.client.change(asking.uri, Self.whole(after))
      #expect(!asking.client.findings().contains { $0.hasSuffix("CQ011") || $0.contains("CQ90") }, "\(after)")
    }
    var json = Asking(
      folder, #"{"criteria": "empid=$0>1", "values": {"department": "x"}}"#, name: "a.json",
      capabilities: Self.literals)
    #expect(action("Ignore", &json) == nil)
    #expect(action("Replace with", &json) != nil)
  }

  private static func whole(_ text: String) -> String {
    var writer = JSONWriter()
    writer.object { $0.member("text", text) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test("findings that the client names are mended, wherever on the line the cursor is")
  func named() {
    let text = "@datastore empdir\n$0empid=>1 && empid=<2\n"
    let known = { (start: Int, code: String) in
      #"{"range":{"start":{"line":1,"character":\#(start)},"end":{"line":1,"character":\#(start + 2)}},"code":"\#(code)","message":"m"}"#
    }
    let whole = #"{"start":{"line":0,"character":0},"end":{"line":2,"character":0}}"#
    let cases: [(range: String?, named: String, more: String, titles: [String])] = [
      (nil, "", "", []),
      (nil, known(17, "CQ002"), "", ["Replace with `<=`"]),
      (nil, known(5, "CQ002") + "," + known(17, "CQ002"), "", ["Replace with `>=`", "Replace with `<=`"]),
      // What is not as the server has it, is another server's.
      (nil, known(6, "CQ002") + "," + known(17, "X") + #",{"code":1},7"#, "", []),
      (whole, "", "", ["Replace with `>=`", "Replace with `<=`"]),
      (whole, known(17, "CQ002"), #","triggerKind":1"#, ["Replace with `>=`", "Replace with `<=`"]),
    ]
    for resolving in [false, true] {
      let capabilities =
        resolving
        ? #""textDocument":{"codeAction":{"codeActionLiteralSupport":{},"dataSupport":true,"resolveSupport":{"properties":["edit"]}}}"#
        : Self.literals
      var asking = Asking(folder, text, capabilities: capabilities)
      for (range, named, more, titles) in cases {
        let answer = value(
          asking.ask(
            "textDocument/codeAction",
            #""range":\#(range ?? asking.selection),"context":{"diagnostics":[\#(named)]\#(more)}"#))
        let fixes = (answer?.elements ?? []).filter { $0["title"]?.string?.hasPrefix("Replace") ?? false }
        #expect(fixes.compactMap { $0["title"]?.string } == titles, "\(named)")
        for fix in fixes where resolving {
          let resolved = asking.client.request("codeAction/resolve", fix.source)
          #expect(value(resolved)?["edit"] != nil, "\(resolved)")
        }
      }
    }
  }

  @Test("an editor that makes all changes that it gets at a key press is given one")
  func one() {
    let text = "@datastore empdir\nempid=>1 && empid=<2 && nofield==1\n"
    let whole = #"{"start":{"line":0,"character":0},"end":{"line":2,"character":0}}"#
    for (start, code, titles) in [(17, "CQ002", ["Replace with `<=`"]), (24, "CQ011", [])] {
      let range =
        #"{"start":{"line":1,"character":\#(start)},"end":{"line":1,"character":\#(start + (start == 17 ? 2 : 7))}}"#
      let context = #""context":{"diagnostics":[{"range":\#(range),"code":"\#(code)","message":"m"}]}"#
      let literals = #""codeAction":{"codeActionLiteralSupport":{}}"#
      var kate = Asking(
        folder, text, capabilities: #""textDocument":{\#(literals),"hover":{},"semanticTokens":{}}"#)
      let fixes = value(kate.ask("textDocument/codeAction", #""range":\#(whole),\#(context)"#))
      #expect(fixes?.elements.compactMap { $0["title"]?.string } == titles)
      var other = Asking(
        folder, text,
        capabilities: #""textDocument":{"completion":{},\#(literals),"hover":{},"semanticTokens":{}}"#)
      let all = value(other.ask("textDocument/codeAction", #""range":\#(whole),\#(context)"#))
      #expect((all?.elements.count ?? 0) > 3)
    }
  }

  @Test("a missing field is written into the schema as its last one is written")
  func fields() throws {
    let path = folder.path.appending("datastores").appending("empdir.json")
    let compact = schema
    let wide = """
      {
      \t"data": [{
      \t\t"unique_name": "empdir",
      \t\t"name": "E",
      \t\t"fields": [
      \t\t\t{
      \t\t\t\t"unique_name" : "empid",
      \t\t\t\t"type" : "number"
      \t\t\t}
      \t\t]
      \t}]
      }

      """
    let one =
      #"{"name":"E","unique_name":"empdir","description":"d","fields":[{"type":"number","name":"E","unique_name":"empid"}]}"#
    let cases: [(schema: String, text: String, title: String, after: String)] = [
      (
        compact, "@datastore empdir\nsal$0ary>=1",
        "Add the field `salary` (number) to the schema of `empdir`",
        compact.replacing(
          #""type": "boolean"}]"#,
          with:
            "\"type\": \"boolean\"},\n  {\"name\": \"salary\", \"unique_name\": \"salary\", \"type\": \"number\"}]"
        )
      ),
      (
        wide, "@datastore empdir\nis_on$0==true", "Add the field `is_on` (boolean)",
        wide.replacing(
          "\t\t\t}\n",
          with: "\t\t\t},\n\t\t\t{\n\t\t\t\t\"unique_name\" : \"is_on\",\n\t\t\t\t\"type\" : \"boolean\",\n"
            + "\t\t\t\t\"name\" : \"is_on\"\n\t\t\t}\n")
      ),
      (
        one, "@datastore empdir\n@order_by n$0ote\nempid==1", "Add the field `note` (limited-text)",
        one.replacing(
          #""unique_name":"empid"}"#,
          with: #""unique_name":"empid"},{"type":"limited-text","name":"note","unique_name":"note"}"#)
      ),
    ]
    for (schema, text, title, after) in cases {
      try FileSystem.write(Array(schema.utf8), to: path)
      var asking = Asking(folder, text, capabilities: Self.literals)
      let changes = action(title, &asking)?.path("edit", "changes")?.members ?? []
      #expect(changes.first?.key.string == "file://\(path.text)", "\(text)")
      var file = Asking(folder, schema, name: "datastores/empdir.json")
      #expect(file.applying(changes.first?.value.elements ?? []) == after, "\(text)")
      file.client.change(file.uri, Self.whole(after))
      try FileSystem.write(Array(after.utf8), to: path)
      #expect(Asking(folder, text, capabilities: Self.literals).isQuiet("CQ011"), "\(text)")
    }
  }

  @Test("a schema is made from records, where the client makes files")
  func creation() throws {
    let lines = #"{"id":"1","place":"Chennai","seats":4}"# + "\n"
    try FileSystem.write(Array(lines.utf8), to: folder.path.appending("fixtures").appending("rooms.ndjson"))
    let text = "@datastore rooms\nsea$0ts>1"
    var asking = Asking(folder, text, capabilities: Self.creating)
    let action = try #require(action("Create a schema of `rooms`", &asking))
    let changes = action.path("edit", "documentChanges")?.elements ?? []
    #expect(changes.first?["kind"]?.string == "create")
    #expect(changes.first?["uri"]?.string == folder.uri("datastores/rooms.json"))
    let draft = changes.last?["edits"]?.elements.first?["newText"]?.string ?? ""
    let types = value(draft)?["fields"]?.elements.map {
      "\($0["unique_name"]?.string ?? "") \($0["type"]?.string ?? "")"
    }
    #expect(types == ["place limited-text", "seats number"])
    var other = Asking(folder, text, capabilities: Self.literals)
    #expect(self.action("Create a schema", &other) == nil)
    var known = Asking(folder, "@datastore empdir\nempid$0==1", capabilities: Self.creating)
    #expect(self.action("Create a schema", &known) == nil)
  }
}

extension Asking {
  /// Whether nothing of this code is found in the document.
  func isQuiet(_ code: String) -> Bool {
    var client = client
    client.change(
      uri, #"{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"text":""}"#)
    return !client.findings().contains { $0.hasSuffix(code) }
  }
}
