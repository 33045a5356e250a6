import JSONSyntax
import LanguageServer
import SourceText
import Testing
import Workspace

@Suite("What an editor asks")
struct FeatureTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
  }

  private func ask(
    _ method: String, _ text: String, name: String = "a.criteria", more: String = "",
    capabilities: String =
      #""textDocument":{"hover":{"contentFormat":["markdown"]},"codeAction":{"codeActionLiteralSupport":{}}}"#
  ) -> JSONValue? {
    let (text, place) = cut(text)
    var client = Client.started(in: folder.path, capabilities: capabilities)
    let language = name.hasSuffix(".dg") ? "deluge" : "criteria"
    client.open(folder.uri(name), text, language: language)
    let params = #"{"textDocument":{"uri":"\#(folder.uri(name))"},"position":\#(place)\#(more)}"#
    return value(client.request("textDocument/" + method, params))
  }

  @Test("completion at a cursor, in whole and in broken text")
  func completion() {
    let head = "@datastore empdir\n"
    let cases: [(text: String, labels: [String])] = [
      ("@da$0", ["@datastore"]),
      ("@datastore $0", ["empdir"]),
      ("@operation up$0", ["update"]),
      (head + "@order_by dep$0\n", ["department"]),
      (head + "dep$0", ["department"]),
      (head + "(dep$0", ["department"]),
      (head + "department==Sales && emp$0", ["empid"]),
      (head + "department==$0", ["Sales", "Research and Development"]),
      (head + "department==r$0", ["Research and Development"]),
      (head + "isactive==$0", ["true", "false"]),
      (head + "isactive==f$0 && (", ["false"]),
      (head + "(department==Sales) $0", ["&&", "||"]),
    ]
    for (text, labels) in cases {
      let items = ask("completion", text)?["items"]?.elements.compactMap { $0["label"]?.string } ?? []
      #expect(items == labels, "\(text)")
    }
  }

  @Test("a completion inside of a string is written as the host wants it")
  func completionInScripts() {
    let script =
      "q = Map();\nq.put(\"criteria\",\"department==R$0\");\ninfo zoho.cliq.getRecords(\"empdir\", q);\n"
    let item = ask("completion", script, name: "a.dg")?["items"]?.elements.first
    #expect(item?.path("textEdit", "newText")?.string == "Research and Development")
    #expect(item?.path("textEdit", "range").map(Client.range) == "1:30-1:31")
  }

  @Test("hover says what stands there")
  func hover() {
    let head = "@datastore empdir\n"
    let cases: [(text: String, parts: [String])] = [
      (
        head + "dep$0artment==Sales",
        ["**department** (Department): limited-text", "`Sales` (2)", "selects the records"]
      ),
      (head + "em$0pid>=1", ["number", "mandatory", "unique key `empid`"]),
      (head + "department$0 like %x%", ["**department**"]),
      (head + "department li$0ke %x%", ["**`like`**"]),
      (head + "department==Sal$0es", ["text `Sales`"]),
      ("# cliquery: ignore CQ0$011\n" + head + "x==1", ["# unknown-field (CQ011)"]),
    ]
    for (text, parts) in cases {
      let markdown = ask("hover", text)?.path("contents", "value")?.string ?? ""
      for part in parts { #expect(markdown.contains(part), "\(text): \(markdown)") }
    }
    #expect(ask("hover", "@datastore empdir\nempid==1\n\n$0\n")?.isNull == true)
  }

  @Test("fixes are offered where their findings are, and all safe ones together")
  func actions() {
    let text = "@datastore empdir\nempid=>1 && $0department===Sales AND isactive==true\n"
    func titles(_ range: String, _ only: String = #","only":["quickfix","source"]"#) -> [String] {
      let more = #","range":\#(range),"context":{"diagnostics":[]\#(only)}"#
      let titles = ask("codeAction", text, more: more)?.elements.compactMap { $0["title"]?.string } ?? []
      return titles.filter { !$0.hasPrefix("Ignore ") }
    }
    let first = #"{"start":{"line":1,"character":5},"end":{"line":1,"character":7}}"#
    let all = #"{"start":{"line":0,"character":0},"end":{"line":2,"character":0}}"#
    let everything = "Fix everything that is safe to fix"
    #expect(titles(first) == ["Replace with `>=`", everything])
    #expect(titles(first, #","only":["quickfix"]"#) == ["Replace with `>=`"])
    #expect(titles(first, #","only":["source"]"#) == [everything])
    #expect(titles(all).count == 4)
    let more = #","range":\#(all),"context":{"diagnostics":[],"only":["source.fixAll"]}"#
    let edit = ask("codeAction", text, more: more)?.elements.first?["edit"]?["changes"]?
      .members.first?.value.elements.first
    #expect(edit?["newText"]?.string == ">=1 && department==Sales &&")
  }

  @Test("formatting is what the command writes")
  func formatting() {
    let text = "@datastore empdir\n$0department == Sales   &&isactive==true"
    let edits = ask("formatting", text, more: #","options":{"tabSize":2,"insertSpaces":true}"#)?.elements
    #expect(edits?.count == 1)
    #expect(edits?.first?["newText"]?.string == "(department==Sales) && (isactive==true)\n")
    #expect(ask("formatting", "$0empid==1\n", more: #","options":{}"#)?.elements.isEmpty == true)
    let query = "@datastore empdir\nempid = 1\n"
    func lines(_ lines: ClosedRange<Int>) -> String {
      #"{"start":{"line":\#(lines.lowerBound),"character":0},"end":{"line":\#(lines.upperBound),"character":3}}"#
    }
    // The first two ranges lie in one query; the second query is not asked for.
    let ranges = [lines(0...1), lines(1...1), lines(6...7)].joined(separator: ",")
    let several = ask(
      "rangesFormatting", "$0\(query)\n\(query)\n\(query)", more: #","options":{},"ranges":[\#(ranges)]"#)
    #expect(several?.elements.compactMap { $0["range"].map(Client.range) } == ["1:5-1:8", "7:5-7:8"])
  }

  @Test("symbols and folds are the queries")
  func outline() {
    let text = "$0# one\n@datastore empdir\nempid==1\n\ndepartment==a &&\nempid==2\n"
    #expect(
      ask("documentSymbol", text)?.elements.compactMap { $0["name"]?.string } == [
        "empid==1", "department==a && empid==2",
      ])
    #expect(
      ask("foldingRange", text)?.elements.map(\.source) == [
        #"{"startLine":0,"endLine":2}"#, #"{"startLine":4,"endLine":5}"#,
      ])
  }

  @Test("a changed schema is seen in open documents")
  func watchedFiles() throws {
    var client = Client.started(in: folder.path)
    client.open(folder.uri("a.criteria"), "@datastore empdir\nsalary==1\n")
    #expect(client.findings() == ["1:0-1:6 1 CQ011"])
    let path = folder.path.appending("datastores").appending("empdir.json")
    try FileSystem.write(Array(schema.replacing("isactive", with: "salary").utf8), to: path)
    client.notify(
      "workspace/didChangeWatchedFiles", #"{"changes":[{"uri":"file://\#(path.text)","type":2}]}"#)
    #expect(client.findings() != ["1:0-1:6 1 CQ011"])
    client.notify("textDocument/didClose", #"{"textDocument":{"uri":"\#(folder.uri("a.criteria"))"}}"#)
    #expect(client.findings() == [])
  }
}
