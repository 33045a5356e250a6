import JSONSyntax
import LanguageServer
import Testing
import Workspace

private let head = "@datastore empdir\n"

private func capabilities(_ item: String, _ more: String = "") -> String {
  "\"textDocument\":{\"completion\":{\"completionItem\":{\(item)}\(more)}}"
}

@Suite("Completion as the client takes it")
struct CompletionFormTests {
  /// The item of a label.
  private func item(
    _ text: String, _ label: String, _ capabilities: String, name: String = "a.criteria"
  ) throws -> JSONValue? {
    let answer = try Typing(capabilities: capabilities).ask("completion", text, name: name)
    return answer?["items"]?.elements.first { $0["label"]?.string == label }
  }

  @Test("snippets where the client has them, their marks escaped, and plain text elsewhere")
  func snippets() throws {
    let dollars = "q = Map();\nq.put(\"criteria\",\"$0\");\ninfo zoho.cliq.getRecords(\"empdir\", q);\n"
    let cases: [(text: String, label: String, snippet: String?, plain: String?, name: String)] = [
      (head + "department $0", "in", "in (${1:values})", "in ", "a.criteria"),
      (head + "department$0", "in", "department in (${1:values})", "department in ", "a.criteria"),
      (head + "department $0 && empid==1", "not like", "not like %$1%", "not like ", "a.criteria"),
      (head + "department $0Sales", "in", nil, "in ", "a.criteria"),
      (head + "$0", "(…)", "($1)", nil, "a.criteria"),
      ("$0", "@datastore empdir …", "@datastore empdir\n$0", nil, "a.criteria"),
      (dollars, "(…)", "($1)", nil, "a.dg"),
      (
        "  getR$0", "getRecords",
        "${1:query} = Map();\n  ${1:query}.put(\"criteria\",\"$2\");\n  ${3:records} = zoho.cliq.getRecords(\"${4:empdir}\",${1:query});",
        nil, "a.dg"
      ),
    ]
    for (text, label, snippet, plain, name) in cases {
      let offered = try item(text, label, capabilities(#""snippetSupport":true"#), name: name)
      if let snippet {
        #expect(offered?.path("textEdit", "newText")?.string == snippet, "\(text)")
        #expect(offered?["insertTextFormat"]?.source == "2", "\(text)")
      } else {
        #expect(offered?["insertTextFormat"] == nil, "\(text)")
      }
      let without = try item(text, label, "", name: name)
      #expect(without?.path("textEdit", "newText")?.string == plain, "\(text)")
      #expect(without?["insertTextFormat"] == nil, "\(text)")
    }
    let block = try Typing(capabilities: capabilities(#""snippetSupport":true"#))
    try FileSystem.write(
      Array(schema.replacing("empdir", with: "second").utf8),
      to: block.folder.path.appending("datastores").appending("second.json"))
    let items = block.ask("completion", head + "\nempid==1\n\n$0")?["items"]?.elements ?? []
    let news = items.last { $0["kind"]?.source == "15" }.flatMap { $0.path("textEdit", "newText")?.string }
    #expect(news == "@datastore second\n$0")
  }

  @Test("texts inside of snippets are escaped for the host and for the snippet")
  func escapes() {
    let snippet = CompletionSnippet(.text(#"a${x}\"#), .stop(1, "y}"), .stop(0, ""))
    #expect(SnippetText.of(snippet) == #"a\${x\}\\${1:y\}}$0"#)
    let quoted = snippet.encoded { $0.replacing("\\", with: #"\\"#) }
    #expect(quoted.map(SnippetText.of) == #"a\${x\}\\\\${1:y\}}$0"#)
  }

  @Test("a word under the cursor is replaced as a whole, where the client can choose, by its choice")
  func ranges() throws {
    let both = capabilities(#""insertReplaceSupport":true"#)
    let cases: [(text: String, label: String, insert: String, replace: String, plain: String)] = [
      (head + "dep$0art==x", "department", "1:0-1:3", "1:0-1:6", "1:0-1:6"),
      (head + "$0empid==x", "department", "1:0-1:0", "1:0-1:5", "1:0-1:0"),
      (head + "empid >$0= 1", "1001", "1:7-1:7", "1:7-1:7", "1:7-1:7"),
      (head + "empid $0>= 1", "==", "1:6-1:6", "1:6-1:8", "1:6-1:6"),
      (head + "department==Sa$0les && empid==1", "Sales", "1:12-1:14", "1:12-1:17", "1:12-1:17"),
      (
        head + "department==R$0esearch and Development", "Research and Development", "1:12-1:13", "1:12-1:36",
        "1:12-1:36"
      ),
      // What follows a blank may be something else.
      (head + "department==S$0 isactive==true", "Sales", "1:12-1:13", "1:12-1:13", "1:12-1:13"),
      (head + "department==\"S$0ales\"", "\"Sales\"", "1:12-1:14", "1:12-1:19", "1:12-1:19"),
      ("@datas$0tore empdir", "@datastore", "0:0-0:6", "0:0-0:10", "0:0-0:10"),
      ("@datastore em$0pd\nempid==1", "empdir", "0:11-0:13", "0:11-0:15", "0:11-0:15"),
    ]
    for (text, label, insert, replace, plain) in cases {
      let edit = try item(text, label, both)?["textEdit"]
      #expect(edit?["insert"].map(Client.range) == insert, "\(text)")
      #expect(edit?["replace"].map(Client.range) == replace, "\(text)")
      #expect(try item(text, label, "")?.path("textEdit", "range").map(Client.range) == plain, "\(text)")
    }
  }

  @Test("a client that replaces the word at the cursor, whatever the range, gets what belongs there")
  func words() throws {
    let kate = #""textDocument":{"codeAction":{},"hover":{},"semanticTokens":{}}"#
    let script =
      "q = Map();\nq.put(\"criteria\",\"empid==1 &$0\");\ninfo zoho.cliq.getRecords(\"empdir\", q);\n"
    let cases: [(text: String, label: String, range: String, new: String?, name: String)] = [
      (head + "dep$0art==x", "department", "1:0-1:6", "department", "a.criteria"),
      ("@dat$0", "@datastore", "0:1-0:4", "datastore ", "a.criteria"),
      (
        head + "department==Research and D$0", "Research and Development", "1:25-1:26", "Development",
        "a.criteria"
      ),
      (head + "department==\"S$0ales\"", "\"Sales\"", "1:13-1:18", "Sales", "a.criteria"),
      (head + "empid>$0", "1001", "1:6-1:6", "1001", "a.criteria"),
      (head + "empid!$0", "!=", "1:6-1:6", "=", "a.criteria"),
      (head + "@let a=1\nempid==$$0", "${a}", "2:8-2:8", "{a}", "a.criteria"),
      // More than the word would have to go.
      (head + "department==research and d$0", "Research and Development", "", nil, "a.criteria"),
      (script, "&&", "1:28-1:28", "& ", "a.dg"),
      ("GET https://eu1.make.com/api/v2/data-st$0", "data-stores", "0:37-0:39", "stores", "a.http"),
    ]
    for (text, label, range, new, name) in cases {
      let edit = try item(text, label, kate, name: name)?["textEdit"]
      #expect(edit?["newText"]?.string == new, "\(text)")
      if new != nil { #expect(edit?["range"].map(Client.range) == range, "\(text)") }
    }
  }

  @Test("where a string belongs that has not begun, its quotes come with it")
  func quotes() throws {
    let call = "info zoho.cliq.getRecords(\"empdir\", q);\n"
    for (text, label, new) in [
      ("info zoho.cliq.getRecords($0);", "empdir", "\"empdir\""),
      ("q = Map();\nq.put($0);\n\(call)", "criteria", "\"criteria\""),
      ("q = Map();\nq.put(\"$0\");\n\(call)", "criteria", "criteria"),
    ] {
      #expect(try item(text, label, "", name: "a.dg")?.path("textEdit", "newText")?.string == new, "\(text)")
    }
  }

  @Test("what all items share is said once, where the client can take it so")
  func defaults() throws {
    let taking = capabilities(
      #""insertReplaceSupport":true"#, #","completionList":{"itemDefaults":["editRange","data"]}"#)
    let answer = try Typing(capabilities: taking).ask("completion", head + "department==$0")
    #expect(answer?.path("itemDefaults", "editRange", "insert").map(Client.range) == "1:12-1:12")
    #expect(answer?.path("itemDefaults", "data", "datastore")?.string == "empdir")
    #expect(answer?["items"]?.elements.allSatisfy { $0["textEdit"] == nil } == true)
    #expect(answer?["items"]?.elements.allSatisfy { $0["textEditText"] == nil } == true)
    let operators = try Typing(capabilities: taking).ask("completion", head + "department $0")
    let like = operators?["items"]?.elements.first { $0["label"]?.string == "like" }
    #expect(like?["textEditText"]?.string == "like ")
  }

  @Test("a list that typing only narrows is complete")
  func incompleteness() throws {
    let typing = try Typing()
    for (text, isIncomplete) in [
      ("$0", false), ("dep$0", true), ("department $0", false), ("department==$0", false),
      ("department==S$0", true),
      ("department==Sales$0", true),
    ] {
      #expect(typing.ask("completion", head + text)?["isIncomplete"]?.bool == isIncomplete, "\(text)")
    }
  }

  @Test("pages are asked for one by one, in the form that the client shows")
  func resolve() throws {
    let cases: [(text: String, label: String, parts: [String], name: String)] = [
      (head + "$0", "department", ["department", "limited-text", "250", "Sales", "(2)"], "a.criteria"),
      (head + "department $0", "like", ["like", "matches a pattern", "List records"], "a.criteria"),
      ("@$0", "@expect", ["what a test expects", "@expect count 3"], "a.criteria"),
      (
        "@datastore $0", "empdir", ["Employees", "3 fields", "3 records", "datastores/empdir.json"],
        "a.criteria"
      ),
      ("# cliquery: ignore $0", "CQ011", ["unknown-field", "CQ011"], "a.criteria"),
      ("info zoho.cliq.$0", "getRecords", ["zoho.cliq.getRecords(\"datastore\", map)"], "a.dg"),
      (
        "q = Map();\nq.put(\"$0\");\ninfo zoho.cliq.getRecords(\"empdir\", q);", "limit",
        ["how many records", "100"], "a.dg"
      ),
    ]
    for takesMarkdown in [true, false] {
      for (text, label, parts, name) in cases {
        let format = takesMarkdown ? #""documentationFormat":["markdown"]"# : ""
        let typing = try Typing(capabilities: capabilities(format))
        var client = typing.client()
        let (text, place) = typing.place(text)
        client.open(typing.folder.uri(name), text, language: Typing.language(name))
        let list = value(
          client.request(
            "textDocument/completion",
            #"{"textDocument":{"uri":"\#(typing.folder.uri(name))"},"position":\#(place)}"#))
        let item = list?["items"]?.elements.first { $0["label"]?.string == label }
        #expect(item?["documentation"] == nil)
        let resolved = value(client.request("completionItem/resolve", item?.source ?? "{}"))
        #expect(resolved?["sortText"]?.string == item?["sortText"]?.string)
        let page = resolved?["documentation"]
        #expect(page?["kind"]?.string == (takesMarkdown ? "markdown" : nil), "\(text)")
        let shown = (takesMarkdown ? page?["value"] : page)?.string ?? ""
        for part in parts { #expect(shown.contains(part), "\(part): \(shown)") }
        if !takesMarkdown { #expect(!shown.contains("**") && !shown.contains("```"), "\(shown)") }
      }
    }
    // A client that asks for other things only has the page at once.
    let inline = try item(
      head + "$0", "department", capabilities(#""resolveSupport":{"properties":["additionalTextEdits"]}"#))
    #expect(inline?["documentation"]?.string?.contains("limited-text") == true)
    var client = try Typing().client()
    #expect(
      client.request("completionItem/resolve", #"{"label":"x","data":7}"#) == #"{"label":"x","data":7}"#)
    #expect(client.request("completionItem/resolve", #"{"label":7}"#).hasPrefix("-32602"))
  }

  @Test("kinds and details that the client knows")
  func details() throws {
    let old = try item(head + "department $0", "==", "")
    #expect(old?["kind"]?.source == "14")
    #expect(old?["labelDetails"] == nil)
    let new = try item(
      head + "department $0", "==",
      capabilities(#""labelDetailsSupport":true"#, #","completionItemKind":{"valueSet":[1,24]}"#))
    #expect(new?["kind"]?.source == "24")
    #expect(new?.path("labelDetails", "description")?.string == "is equal to (an alias of `=`)")
    #expect(try item(head + "department==$0", "Sales", "")?["detail"]?.string == "2 records")
  }

  @Test("columns in each encoding, beside wide characters and in escaped strings")
  func encodings() throws {
    for (encoding, column) in [("utf-8", 15), ("utf-16", 13), ("utf-32", 12)] {
      let typing = try Typing(encoding: encoding)
      let item = typing.ask("completion", head + "empid==😀 && dep$0\r\n")?["items"]?.elements.first
      #expect(
        item?.path("textEdit", "range").map(Client.range) == "1:\(column)-1:\(column + 3)", "\(encoding)")
    }
    let script =
      "q = Map();\nq.put(\"criteria\",\"department==\\\"R$0\");\ninfo zoho.cliq.getRecords(\"empdir\", q);\n"
    let item = try item(script, "\"Research and Development\"", "", name: "a.dg")
    #expect(item?.path("textEdit", "newText")?.string == #"\"Research and Development\""#)
    #expect(item?.path("textEdit", "range").map(Client.range) == "1:30-1:33")
    let url =
      #"{"method":"GET","url":"https://x/api/v3/datastores/empdir/records?criteria=department%3D%3DR$0"}"#
    let encoded = try self.item(url, "Research and Development", "", name: "a.json")
    #expect(encoded?.path("textEdit", "newText")?.string == "Research%20and%20Development")
  }
}
