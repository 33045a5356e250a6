import JSONSyntax
import LanguageServer
import SourceText
import Testing
import Workspace

@Suite("Findings, pushed and pulled")
struct FindingsTests {
  private let folder: Folder
  private let uri: String
  private static let pulls =
    #""textDocument":{"diagnostic":{}},"workspace":{"diagnostics":{"refreshSupport":true}}"#
  private static let takesAll =
    #""textDocument":{"publishDiagnostics":{"relatedInformation":true,"codeDescriptionSupport":true,"dataSupport":true,"tagSupport":{"valueSet":[1,2]}}}"#

  init() throws {
    folder = try Folder()
    uri = folder.uri("a.criteria")
  }

  /// `kind id findings` of the answer to a pull.
  private func pull(_ client: inout Client, _ uri: String, known: String? = nil) -> (
    kind: String, id: String, found: [String]
  ) {
    let previous = known.map { #","previousResultId":"\#($0)""# } ?? ""
    let answer = value(
      client.request("textDocument/diagnostic", #"{"textDocument":{"uri":"\#(uri)"}\#(previous)}"#))
    return (
      answer?["kind"]?.string ?? "", answer?["resultId"]?.string ?? "",
      answer?["items"]?.elements.map(Client.described) ?? []
    )
  }

  private func published(_ messages: [JSONValue]) -> [JSONValue] {
    messages.filter { $0["method"]?.string == "textDocument/publishDiagnostics" }
  }

  @Test("who pulls findings is not pushed any, and is told when it has them already")
  func pulled() {
    var client = Client.started(in: folder.path, capabilities: Self.pulls)
    client.open(uri, "empid=>1\n")
    #expect(published(client.messages()).isEmpty)
    let first = pull(&client, uri)
    #expect(first.kind == "full" && first.found == ["0:5-0:7 1 CQ002"])
    let second = pull(&client, uri, known: first.id)
    #expect(second.kind == "unchanged" && second.id == first.id && second.found.isEmpty)
    // A change behind the findings leaves them what they are.
    client.change(
      uri, #"{"range":{"start":{"line":1,"character":0},"end":{"line":1,"character":0}},"text":"\n# x\n"}"#)
    #expect(pull(&client, uri, known: first.id).kind == "unchanged")
    client.change(
      uri, #"{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"text":"\n"}"#)
    let moved = pull(&client, uri, known: first.id)
    #expect(moved.kind == "full" && moved.found == ["1:5-1:7 1 CQ002"])
    client.notify("textDocument/didClose", #"{"textDocument":{"uri":"\#(uri)"}}"#)
    #expect(published(client.messages()).isEmpty)
  }

  @Test("a text that is not known has its one finding, and a file that is not open those of what is stored")
  func pulledOtherwise() throws {
    var client = Client.started(in: folder.path, capabilities: Self.pulls)
    client.open(uri, "empid=>1\n")
    client.change(
      uri, #"{"range":{"start":{"line":9,"character":0},"end":{"line":1,"character":0}},"text":"x"}"#)
    #expect(pull(&client, uri).found.count == 1)
    let stored = folder.path.appending("b.criteria")
    try FileSystem.write(Array("empid=>1\n".utf8), to: stored)
    #expect(pull(&client, "file://" + stored.text).found == ["0:5-0:7 1 CQ002"])
    // Editors ask for files of tabs that are gone, and for texts of others.
    for gone in ["file:///no/such.criteria", "git:/a.criteria?x", "untitled:2"] {
      #expect(pull(&client, gone).found.isEmpty, "\(gone)")
    }
    #expect(client.request("textDocument/diagnostic", #"{"textDocument":{"uri":7}}"#).hasPrefix("-32602"))
    client.open("untitled:1", "x", language: "markdown")
    #expect(pull(&client, "untitled:1").found.isEmpty)
  }

  @Test("findings carry what the client takes: fixes, tags, places in schemas, the page of the rule")
  func details() throws {
    let text =
      "@datastore empdir\nsalary==1 && empid=>1\n\n@datastore empdir\n@order_by +empid\nempid==1 || empid==1\n"
    for (capabilities, docs) in [("", false), (Self.takesAll, false), (Self.takesAll, true)] {
      let settings =
        "lint: {select: [ALL], hints: true}\n" + (docs ? "docs-url: https://rules.example\n" : "")
      try FileSystem.write(Array(settings.utf8), to: folder.path.appending(".cliquery.yml"))
      var client = Client.started(in: folder.path, capabilities: capabilities)
      client.open(uri, text)
      let items = published(client.messages()).last?.path("params", "diagnostics")?.elements ?? []
      func item(_ code: String) -> JSONValue? { items.first { $0["code"]?.string == code } }
      let takesAll = !capabilities.isEmpty
      let related = item("CQ011")?["relatedInformation"]?.elements.first
      #expect(
        related?.path("location", "uri")?.string == (takesAll ? folder.uri("datastores/empdir.json") : nil))
      #expect(related?.path("location", "range").map(Client.range) == (takesAll ? "0:38-0:44" : nil))
      #expect(
        item("CQ002")?.path("data", "fixes")?.elements.first?["edits"]?.elements.first?["newText"]?.string
          == (takesAll ? ">=" : nil))
      #expect(item("CQ118")?["tags"]?.source == (takesAll ? "[2]" : nil))
      #expect(item("CQ104")?["tags"]?.source == (takesAll ? "[1]" : nil), "\(items.map(Client.described))")
      #expect(
        item("CQ002")?.path("codeDescription", "href")?.string == (docs ? "https://rules.example/CQ002" : nil)
      )
    }
  }

  // MARK: Workspace

  /// The answer to a pull of the workspace, as `name version kind findings`, and its ids.
  private func pullAll(_ client: inout Client, _ more: String = "", known: String = "") -> (
    reports: [String], known: String, messages: [JSONValue]
  ) {
    client.send(
      #"{"jsonrpc":"2.0","id":"all","method":"workspace/diagnostic","params":{"previousResultIds":[\#(known)]\#(more)}}"#
    )
    let messages = client.messages()
    let answer = messages.last { $0["id"]?.string == "all" }
    let parts = messages.filter { $0["method"]?.string == "$/progress" }.compactMap {
      $0.path("params", "value")
    }
    let items = (parts + [answer?["result"]].compactMap(\.self)).flatMap { $0["items"]?.elements ?? [] }
    let reports = items.map { item in
      let name = item["uri"]?.string?.split(separator: "/").last.map(String.init) ?? ""
      return "\(name) \(item["version"]?.source ?? "") \(item["kind"]?.string ?? "")"
        + (item["items"]?.elements ?? []).map { " " + Client.described($0) }.joined()
    }
    let ids = items.map {
      #"{"uri":"\#($0["uri"]?.string ?? "")","value":"\#($0["resultId"]?.string ?? "")"}"#
    }
    return (reports, ids.joined(separator: ","), messages)
  }

  @Test("the findings of the workspace are those of a check of its files, and of the texts that are open")
  func workspace() throws {
    for (name, text) in [
      ("a.criteria", "empid==1\n"), ("b.criteria", "empid=>1\n"), ("c.dg", "info 1;\n"),
      ("d.txt", "empid=>1"),
    ] {
      try FileSystem.write(Array(text.utf8), to: folder.path.appending(name))
    }
    var client = Client.started(in: folder.path, capabilities: Self.pulls)
    client.open(uri, "empid=<1\n")
    let first = pullAll(&client)
    #expect(
      first.reports.sorted() == [
        "a.criteria 1 full 0:5-0:7 1 CQ002", "b.criteria null full 0:5-0:7 1 CQ002",
      ])
    let second = pullAll(&client, known: first.known)
    #expect(second.reports.sorted() == ["a.criteria 1 unchanged", "b.criteria null unchanged"])
    // A file that is gone has no findings any more.
    try? FileSystem.write(Array("empid==1\n".utf8), to: folder.path.appending("b.criteria"))
    let gone = #"{"uri":"\#(folder.uri("e.criteria"))","value":"x"}"#
    let third = pullAll(&client, #","partialResultToken":"t""#, known: first.known + "," + gone)
    #expect(
      third.reports.sorted() == ["a.criteria 1 unchanged", "b.criteria null full", "e.criteria null full"])
    #expect(
      third.messages.last { $0["id"]?.string == "all" }?.path("result", "items")?.elements.isEmpty == true)
    #expect(client.request("workspace/diagnostic", "{}").hasPrefix("-32602"))
  }

  @Test("a datastore that two files name is not taken for a mistake, as in a check of both")
  func namesOfSeveralFiles() throws {
    for name in ["a.criteria", "b.criteria"] {
      try FileSystem.write(Array("@datastore empdri\nempid==1\n".utf8), to: folder.path.appending(name))
    }
    var client = Client.started(in: folder.path, capabilities: Self.pulls)
    #expect(pullAll(&client).reports.sorted() == ["a.criteria null full", "b.criteria null full"])
    try FileSystem.write(Array("empid==1\n".utf8), to: folder.path.appending("b.criteria"))
    #expect(
      pullAll(&client).reports.sorted() == ["a.criteria null full 0:11-0:17 2 CQ010", "b.criteria null full"])
  }

  @Test("a pull of many files leaves room for others, and can be cancelled")
  func pieces() throws {
    for number in 0..<40 {
      try FileSystem.write(Array("empid=>1\n".utf8), to: folder.path.appending("\(number).criteria"))
    }
    var client = Client.started(in: folder.path, capabilities: Self.pulls)
    func begin(_ client: inout Client) {
      client.send(
        #"{"jsonrpc":"2.0","id":"all","method":"workspace/diagnostic","params":{"previousResultIds":[]}}"#)
    }
    begin(&client)
    #expect(client.work(1).isEmpty)
    client.open(uri, "empid=>1\n")
    #expect(pull(&client, uri).found.count == 1)
    let answers = client.messages().filter { $0["id"]?.string == "all" }
    #expect(answers.count == 1 && answers.first?.path("result", "items")?.elements.count == 40)
    begin(&client)
    _ = client.work(1)
    client.notify("$/cancelRequest", #"{"id":"all"}"#)
    let cancelled = client.messages().filter { $0["id"]?.string == "all" }
    #expect(cancelled.count == 1 && cancelled.first?.path("error", "code")?.source == "-32800")
  }

  @Test("changed settings have the client ask again")
  func refresh() throws {
    var client = Client.started(in: folder.path, capabilities: Self.pulls)
    client.open(uri, "salary==1\n")
    let first = pull(&client, uri)
    #expect(first.found == ["0:0-0:6 1 CQ011"])
    let settings = folder.path.appending(".cliquery.yml")
    try FileSystem.write(Array("lint: {ignore: [CQ011]}\n# changed\n".utf8), to: settings)
    client.notify(
      "workspace/didChangeWatchedFiles", #"{"changes":[{"uri":"file://\#(settings.text)","type":2}]}"#)
    #expect(client.messages().contains { $0["method"]?.string == "workspace/diagnostic/refresh" })
    #expect(pull(&client, uri, known: first.id).found.isEmpty)
  }
}
