import JSONSyntax
import LanguageServer
import Testing
import Workspace

@Suite("Code lenses and commands")
struct CommandTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private let head = "@datastore empdir\n"

  /// The result of a command at the cursor, and the messages that came with it.
  private func run(
    _ command: String, _ text: String, name: String = "a.criteria", capabilities: String = ""
  ) -> String {
    var asking = Asking(folder, text, name: name, capabilities: capabilities)
    return execute(command, &asking)
  }

  private func execute(_ command: String, _ asking: inout Asking) -> String {
    let argument = "{\(asking.document),\"position\":\(asking.place)}"
    let answer = asking.client.request(
      "workspace/executeCommand", #"{"command":"cliquery.\#(command)","arguments":[\#(argument)]}"#)
    return value(answer)?.string ?? answer
  }

  @Test("a query is run as `cliquery query` runs it")
  func runQuery() {
    let text = run("runQuery", head + "@order_by empid desc\n@limit 1\nisactive$0==true")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.first == "empdir: isactive==true")
    #expect(lines.dropFirst().first == "2 of 3 records match (fixtures/empdir.ndjson); shown: 1")
    #expect(lines.count > 4 && lines[3].contains("department") && lines[4].contains("1002"), "\(text)")
    #expect(run("runQuery", head + "@let x = 1\nempid==$0${x}").contains("0 of 3 records match"))
    #expect(
      run("runQuery", "# all of them$0\n" + head).contains("empdir: every record\n3 of 3 records match"))
    #expect(run("runQuery", head + "@operation delete\n@ids 3$0\n").contains("1 of 3 records matches"))
  }

  @Test("what keeps a query from being run is said")
  func obstacles() {
    let cases: [(text: String, answer: String)] = [
      (head + "nofield==1$0", "-32803 not run: CQ011: "),
      (head + "empid==${x}$0", "-32803 the hole `x` has no value; give it one: `@let x = …`"),
      ("@datastore other\nempid==1$0", "-32803 there are no records of `other`"),
      ("$0\n\n" + head + "empid==1", "-32803 no query stands there"),
    ]
    for (text, answer) in cases { #expect(run("runQuery", text).hasPrefix(answer), "\(text)") }
  }

  @Test("explain is what `cliquery explain` says")
  func explain() {
    let text = run("explain", head + "department==Sales$0 && isactive==true")
    #expect(
      text.hasPrefix(
        "selects the records of `empdir` where `department` is \"Sales\" and `isactive` is true\n\n"),
      "\(text)")
    #expect(text.contains("field") && text.contains("department  =="))
    #expect(run("explain", "empid==(1$0").hasPrefix("selects"))
  }

  @Test("the address and the script of a query")
  func copies() {
    let cases: [(command: String, text: String, name: String, answer: String)] = [
      (
        "copyURL", head + "@order_by empid desc\n@limit 5\n(department==R&D) && (empid>1)$0", "a.criteria",
        "https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=%28department%3D%3DR%26D%29%20%26%26%20"
          + "%28empid%3E1%29&order_by=empid%20desc&limit=5\n"
      ),
      (
        "copyURL",
        "@api v2\n" + head + "@order_by +empid\n@let d = a, b\ndepartment in ($0${d},x) || empid==${e}",
        "a.criteria",
        "https://cliq.zoho.com/api/v2/storages/empdir/records?criteria=department%20in%20%28%22a%2C%20b%22%2Cx%29"
          + "%20%7C%7C%20empid%3D%3D${e}&order_by=%2Bempid\n"
      ),
      (
        "copyURL", head + "@operation update\nempid==1$0", "a.criteria",
        "-32803 an update carries its criteria"
      ),
      (
        "copyDeluge",
        head
          + "@order_by empid desc, department\n@limit 5\ndepartment==\"a$0\\\\b\" && empid==${user.get(\"id\")}",
        "a.criteria",
        """
        q = Map();
        q.put("criteria", "department==\\"a\\\\\\\\b\\" && empid==" + user.get("id"));
        // getRecords sorts by one field only.
        q.put("order_by", "-empid");
        q.put("limit", "5");
        response = zoho.cliq.getRecords("empdir", q);

        """
      ),
      (
        "copyDeluge", head + "@operation delete\nempid==1$0", "a.criteria",
        "response = zoho.cliq.deleteRecords(\"empdir\", \"empid==1\");\n"
      ),
      (
        "copyURL",
        "q = Map();\nq.put(\"criteria\", \"empid==\" + x + \" && department=='é$0'\");\nr = zoho.cliq.getRecords(\"empdir\", q);\n",
        "a.dg",
        "https://cliq.zoho.com/api/v2/storages/empdir/records?criteria=empid%3D%3D${x}%20%26%26%20department%3D%3D%27%C3%A9%27\n"
      ),
    ]
    for (command, text, name, answer) in cases {
      let found = run(command, text, name: name)
      #expect(answer.hasSuffix("\n") ? found == answer : found.hasPrefix(answer), "\(text)\n\(found)")
    }
  }

  @Test("arguments of a client are not taken on trust")
  func wrongArguments() {
    var asking = Asking(folder, head + "empid==1")
    let uri = asking.uri
    let cases: [(params: String, code: String)] = [
      (#"{"command":"cliquery.nothing"}"#, "-32602"),
      (#"{"command":7}"#, "-32602"),
      (#"{}"#, "-32602"),
      (#"{"command":"cliquery.runQuery"}"#, "-32602"),
      (#"{"command":"cliquery.runQuery","arguments":[]}"#, "-32602"),
      (#"{"command":"cliquery.runQuery","arguments":["x"]}"#, "-32602"),
      (#"{"command":"cliquery.runQuery","arguments":[{},{}]}"#, "-32602"),
      (#"{"command":"cliquery.explain","arguments":[{"textDocument":{"uri":"\#(uri)"}}]}"#, "-32602"),
      (
        #"{"command":"cliquery.explain","arguments":[{"textDocument":{"uri":"\#(uri)"},"position":{"line":99,"character":0}}]}"#,
        "-32602"
      ),
      (
        #"{"command":"cliquery.explain","arguments":[{"textDocument":{"uri":"\#(uri)"},"position":{"line":0,"character":0},"version":7}]}"#,
        "-32801"
      ),
      (
        #"{"command":"cliquery.explain","arguments":[{"textDocument":{"uri":"file:///none"},"position":{"line":0,"character":0}}]}"#,
        "-32602"
      ),
    ]
    for (params, code) in cases {
      #expect(asking.client.request("workspace/executeCommand", params).hasPrefix(code + " "), "\(params)")
    }
  }

  @Test("answers are shown as the client can show them")
  func shown() throws {
    let text = head + "department==Sales$0"
    var plain = Asking(folder, text)
    _ = execute("runQuery", &plain)
    var client = Asking(folder, text, capabilities: #""window":{"showDocument":{"support":true}}"#)
    let params =
      "{\"command\":\"cliquery.runQuery\",\"arguments\":[{\(client.document),\"position\":\(client.place)}]}"
    let messages = client.client.exchange("workspace/executeCommand", params)
    let asked = try #require(messages.first { $0["method"]?.string == "window/showDocument" })
    let uri = try #require(asked.path("params", "uri")?.string)
    let path = FilePath(String(uri.dropFirst("file://".count)))
    let result = try #require(messages.first { $0["result"] != nil }?["result"]?.string)
    #expect(try FileSystem.read(path) == Array(result.utf8))
    // A client that cannot show it after all gets the beginning.
    client.client.send(#"{"jsonrpc":"2.0","id":\#(asked["id"]?.source ?? ""),"result":{"success":false}}"#)
    let message = client.client.messages().first { $0["method"]?.string == "window/showMessage" }
    #expect(message?.path("params", "message")?.string?.hasPrefix("empdir: department==Sales\n") == true)

    _ = client.client.request("shutdown")
    #expect(FileSystem.kind(path) == nil)

    let said = plain.client.exchange(
      "workspace/executeCommand",
      "{\"command\":\"cliquery.explain\",\"arguments\":[{\(plain.document),\"position\":\(plain.place)}]}")
    #expect(said.contains { $0["method"]?.string == "window/showMessage" })
  }

  @Test("of an answer that is too long for a message a client without documents is told where all of it is")
  func longAnswers() throws {
    var lines = records
    for number in 2000..<2040 {
      lines += #"{"id":"\#(number)","empid":"\#(number)","department":"Sales"}"# + "\n"
    }
    try FileSystem.write(Array(lines.utf8), to: folder.path.appending("fixtures").appending("empdir.ndjson"))
    var asking = Asking(folder, head + "department==Sales$0")
    let messages = asking.client.exchange(
      "workspace/executeCommand",
      "{\"command\":\"cliquery.runQuery\",\"arguments\":[{\(asking.document),\"position\":\(asking.place)}]}")
    let result = try #require(messages.first { $0["result"] != nil }?["result"]?.string)
    let shown = messages.first { $0["method"]?.string == "window/showMessage" }
    let message = try #require(shown?.path("params", "message")?.string)
    #expect(message.split(separator: "\n").count < 16 && message.contains("\n…\nall of it: /"))
    let path = FilePath(String(message.split(separator: " ").last ?? ""))
    #expect(try FileSystem.read(path) == Array(result.utf8))
    _ = asking.client.request("shutdown")
    #expect(FileSystem.kind(path) == nil)
  }

  @Test("lenses stand above each query and count when they are looked at")
  func lenses() {
    let text =
      "# one\n\(head)department==Sales\n\n\(head)nofield==1\n\n@datastore other\nempid==1\n\n\(head)empid==${x}\n"
    var asking = Asking(folder, text)
    let lenses = value(asking.ask("textDocument/codeLens"))?.elements ?? []
    #expect(lenses.count == 16)
    #expect(
      lenses.compactMap { $0.path("range", "start", "line")?.int64 }
        == [0, 4, 7, 10].flatMap { [$0, $0, $0, $0] })
    let titles = lenses.compactMap { lens -> String? in
      if let title = lens.path("command", "title")?.string { return title }
      return value(asking.client.request("codeLens/resolve", lens.source))?.path("command", "title")?.string
    }
    #expect(
      titles.enumerated().filter { $0.offset % 4 == 0 }.map(\.element) == [
        "run (2 of 3 records match)", "run (CQ011)", "run (no fixture of `other`)", "run (`x` has no value)",
      ])
    #expect(Array(titles[1..<4]) == ["explain", "copy as URL", "copy as Deluge"])
    // What a lens carries is what its command takes.
    let command = lenses[1]["command"]
    let params =
      #"{"command":\#(command?["command"]?.source ?? ""),"arguments":\#(command?["arguments"]?.source ?? "")}"#
    #expect(asking.client.request("workspace/executeCommand", params).hasPrefix("\"selects"))
    asking.client.change(asking.uri, #"{"text":"empid==1"}"#)
    #expect(asking.client.request("codeLens/resolve", lenses[0].source).hasPrefix("-32801 "))
    #expect(asking.client.request("codeLens/resolve", #"{"range":{}}"#).hasPrefix("-32602 "))
    #expect(asking.client.request("codeLens/resolve", lenses[1].source) == lenses[1].source)
  }

  @Test("changed records are counted anew")
  func changedFixtures() throws {
    let refresh = #""workspace":{"codeLens":{"refreshSupport":true},"inlayHint":{"refreshSupport":true}}"#
    var asking = Asking(folder, head + "department==Sales$0", capabilities: refresh)
    let path = folder.path.appending("fixtures").appending("empdir.ndjson")
    try FileSystem.write(Array(#"{"id":"1","department":"Sales"}"#.utf8), to: path)
    asking.client.notify(
      "workspace/didChangeWatchedFiles", #"{"changes":[{"uri":"file://\#(path.text)","type":2}]}"#)
    let methods = asking.client.messages().compactMap { $0["method"]?.string }
    #expect(methods.contains("workspace/codeLens/refresh") && methods.contains("workspace/inlayHint/refresh"))
    #expect(execute("runQuery", &asking).contains("1 of 1 record matches"))
  }
}
