import JSONSyntax
import LanguageServer
import Testing
import Workspace

private let address = "https://eu1.make.com/api/v2"

/// A request in each host, `$0` in it.
private func hosts(_ request: String) -> [(name: String, text: String)] {
  [
    ("a.http", "# 山 😀\r\n###\r\nGET \(address)\(request)\r\nAuthorization: Token {{token}}\r\n"),
    ("a.dg", "// 山 😀\nr = invokeurl\n[\n\turl: \"\(address)\(request)\"\n\ttype: GET\n];\n"),
    (
      "a.json", "{\"name\": \"山 😀\", \"method\": \"GET\", \"url\": \"\(address)\(request)\"}\n"
    ),
  ]
}

@Suite("Requests of the Make API in an editor")
struct RequestTests {
  @Test("are completed in every host, in whole and in broken text")
  func completion() throws {
    let cases: [(text: String, labels: String)] = [
      ("/data-st$0", "data-stores ; data-structures"), ("/data-stores?te$0", "teamId"),
      ("/data-stores?teamId=1&pg[so$0", "pg[sortBy] ; pg[sortDir]"),
      ("/data-stores?teamId=1&pg%5Bso$0", "pg[sortBy] ; pg[sortDir]"),
      ("/data-stores?teamId=1&pg[sortDir]=$0", "asc ; desc"),
      ("/data-stores?teamId=1&cols[]=rec$0", "records"),
      (
        "/data-stores?cols%5B%5D=$0&teamId=1",
        "id ; name ; records ; size ; maxSize ; teamId ; datastructureId ; *"
      ),
    ]
    let typing = try Typing()
    for (text, labels) in cases {
      for (name, text) in hosts(text) {
        #expect(typing.labels(text, name: name) == labels, "\(name): \(text)")
      }
    }
    let lines: [(text: String, labels: String)] = [
      ("P$0", "POST ; PUT ; PATCH"), ("###\nGE$0\n", "GET"), ("PA$0 \(address)/teams", "PATCH"),
      ("GET \(address)/data-stores?$0\n\n###", "teamId"), ("GET {{$0", "base ; team"),
      ("GET {{base}}/data-stores\n  ?teamId={{t$0", "team"),
      ("GET \(address)/data-stores\n  ?te$0\n", "teamId"),
      ("GET \(address)/teams/{{t$0}}\n", "team"), ("$0", "GET ; POST"), ("### name\n$0\n", "GET ; POST"),
      ("GET $0\n", "/scenarios"), ("GET https://x.org/$0", ""), ("GET https://x.org/{{t$0", "team"),
      ("GET /data-stores?pg%5B$0", "pg[sortBy]"),
      ("https://cliq.zoho.com/api/v3/datastores/a/records?$0", "criteria ; order_by"),
      ("Authorization: $0", ""), ("# GET $0", ""),
    ]
    for (text, labels) in lines {
      let found = typing.labels("@base = \(address)\n@team = 35\n\n" + text, name: "a.http")
      #expect(found.hasPrefix(labels), "\(text): \(found)")
    }
  }

  @Test("in a script whose string is open")
  func openString() throws {
    let open = "r = invokeurl\n[\n\turl: \"\(address)/data-stores?te$0\n\ttype: GET\n];\n"
    #expect(try Typing().labels(open, name: "a.dg") == "teamId")
  }

  @Test("what is inserted is written as its request and its host want it")
  func insertion() throws {
    for (encoding, column) in [("utf-8", 8), ("utf-16", 8), ("utf-32", 8)] {
      let typing = try Typing(encoding: encoding)
      let item = typing.ask("completion", "GET /data-stores?teamId=1&pg%5Bli$0=5\r\n", name: "a.http")?[
        "items"]?.elements.first
      #expect(item?.path("textEdit", "newText")?.string == "pg%5Blimit%5D", "\(encoding)")
      #expect(item?["filterText"]?.string == "pg%5Blimit%5D", "\(encoding)")
      _ = column
    }
    let typing = try Typing()
    let closed = typing.ask("completion", "GET /data-stores?pg[$0]", name: "a.http")?["items"]?.elements
      .first { $0["label"]?.string == "pg[limit]" }
    #expect(closed?.path("textEdit", "newText")?.string == "pg[limit]=")
    #expect(closed?.path("textEdit", "range").map(Client.range) == "0:17-0:21")
    #expect(closed?["filterText"]?.string?.hasPrefix("pg[") == true)
  }

  @Test("documentation of what is offered comes when it is asked for")
  func resolve() throws {
    let cases: [(text: String, label: String, parts: [String])] = [
      ("/data-stores?$0", "pg[limit]", ["how many results", "default `10000`", "GET /data-stores"]),
      ("/data-stores?$0", "teamId", ["a whole number", "required"]),
      ("/data-st$0", "data-stores", ["`GET /data-stores`", "`dataStores`"]),
      ("/data-stores?cols[]=$0", "size", ["a column of", "Make's own client"]),
      ("/data-stores?pg[sortBy]=$0", "name", ["sorts by it", "Make's documentation"]),
    ]
    for (request, label, parts) in cases {
      let typing = try Typing(
        capabilities:
          #""textDocument":{"completion":{"completionItem":{"documentationFormat":["markdown"]}}}"#)
      var client = typing.client()
      let (text, place) = typing.place("GET " + address + request)
      let uri = typing.folder.uri("a.http")
      client.open(uri, text, language: "http")
      let list = value(
        client.request("textDocument/completion", #"{"textDocument":{"uri":"\#(uri)"},"position":\#(place)}"#)
      )
      let item = list?["items"]?.elements.first { $0["label"]?.string == label }
      let resolved = value(client.request("completionItem/resolve", item?.source ?? "{}"))
      let page = resolved?.path("documentation", "value")?.string ?? ""
      for part in parts { #expect(page.contains(part), "\(part): \(page)") }
    }
  }

  @Test("hover tells endpoint, parameter, property, value and hole")
  func hover() throws {
    let cases: [(text: String, parts: [String], range: String?)] = [
      (
        "/data-st$0ores?teamId=35",
        ["**`GET /data-stores`**", "`dataStores`", "required: `teamId`", "pages by"], nil
      ),
      ("/data-stores?tea$0mId=35", ["**`teamId`**", "a whole number", "required"], "teamId"),
      (
        "/data-stores?pg%5Bli$0mit%5D=5", ["**`pg[limit]`**", "how many results", "default `10000`"],
        "pg%5Blimit%5D"
      ),
      ("/data-stores?pg[sortBy]=na$0me", ["**`name`**", "sorts by it (Make's documentation)"], "name"),
      ("/data-stores?cols[]=maxS$0ize", ["a column of `GET /data-stores` (Make's own client)"], "maxSize"),
      ("/data-stores?cols[]=no$0ne", ["no column of"], "none"),
      ("/data-stores?teamId=3$05", ["the number 35"], "35"),
      ("/data-stores?pg[sortDir]=de$0sc", ["descending"], "desc"),
      ("/data-stores?teamId=3$05", ["answers with `dataStores` where `teamId` is `35`"], "35"),
      ("/teams?organizationId=1&includePrivateSpaces=tr$0ue", ["true"], "true"),
      ("/data-stores?teamId=%33$05", ["`%335` is read as `35`"], "%335"),
      ("/data-stores?nothing$0=1", ["**`nothing`**: no parameter of `GET /data-stores`"], "nothing"),
      ("/data-stors$0", ["did you mean `GET /data-stores`?"], nil),
    ]
    let typing = try Typing(capabilities: #""textDocument":{"hover":{"contentFormat":["markdown"]}}"#)
    for (request, parts, range) in cases {
      for (name, text) in hosts(request) {
        let hover = typing.ask("hover", text, name: name)
        let page = hover?.path("contents", "value")?.string ?? "nothing"
        for part in parts { #expect(page.contains(part), "\(name) \(request): \(page)") }
        let shown = ShownText(text.replacing("$0", with: ""))
        if let range, let place = shown.range(hover?["range"]) {
          #expect(shown.string(place) == range, "\(name) \(request)")
        }
      }
    }
    let file = "@team = 35\n\nG$1ET https://eu1.make.com/api/v2/data-stores?teamId={{te$2am}}&x={{no$3ne}}\n"
    for (mark, part) in [
      ("$1", "**`GET /data-stores`**"), ("$2", "here it is `35`"), ("$3", "inserted at run time"),
    ] {
      let text = file.replacing(mark, with: "$0").replacing(#/\$[123]/#, with: "")
      let page = typing.ask("hover", text, name: "a.http")?.path("contents", "value")?.string ?? "nothing"
      #expect(page.contains(part), "\(mark): \(page)")
    }
  }

  @Test("signature help shows the endpoint's parameters, the one at the cursor active")
  func signature() throws {
    let label = "GET /data-stores?teamId&cols[]&pg[sortBy]&pg[offset]&pg[sortDir]&pg[limit]"
    let cases: [(text: String, active: Int64?)] = [
      ("/data-stores?$0", 0), ("/data-stores?teamId=1&$0", 1), ("/data-stores?teamId=1&pg[off$0", 3),
      ("/data-stores?pg%5Blimit%5D=$0", 5), ("/data-stores?cols[2]=i$0d", 1),
      ("/data-sto$0res?teamId=1", nil),
    ]
    let typing = try Typing()
    for (request, active) in cases {
      for (name, text) in hosts(request) {
        let help = typing.ask("signatureHelp", text, name: name)
        #expect(help?["activeParameter"]?.int64 == active, "\(name) \(request)")
        let shown = help?["signatures"]?.elements.first?["label"]?.string
        #expect(shown == (active == nil ? nil : label), "\(name) \(request)")
      }
    }
  }

  @Test("an encoded request is shown decoded")
  func hints() throws {
    let cases: [(text: String, hints: [String])] = [
      ("/data-stores?teamId=35&pg%5BsortDir%5D=asc", ["teamId=35&pg[sortDir]=asc"]),
      ("/data-stores?teamId=35&pg[sortDir]=asc", []), ("/users?name=J%C3%BCrgen+M", ["name=Jürgen M"]),
      ("/data-stores?teamId={{team}}", []),
    ]
    let folder = try Folder()
    for (request, expected) in cases {
      for (name, text) in hosts(request) {
        var asking = Asking(folder, text, name: name)
        let answer = value(
          asking.ask(
            "textDocument/inlayHint",
            #""range":{"start":{"line":0,"character":0},"end":\#(Asking.place(after: text, "utf-8"))}"#))
        #expect(answer?.elements.compactMap { $0["label"]?.string } == expected, "\(name) \(request)")
      }
    }
  }

  @Test("findings are pushed and pulled, with their fixes, in every host")
  func findings() throws {
    for (name, text) in hosts("/data-stores?teamId=1&limit=5") {
      let folder = try Folder()
      var client = Client.started(in: folder.path)
      client.open(folder.uri(name), text, language: Typing.language(name))
      #expect(client.findings().contains { $0.hasSuffix("MQ020") }, "\(name)")
      let pulled = value(
        client.request("textDocument/diagnostic", #"{"textDocument":{"uri":"\#(folder.uri(name))"}}"#))
      #expect(pulled?["items"]?.elements.contains { $0["code"]?.string == "MQ020" } == true, "\(name)")
    }
  }

  @Test("actions: fixes, all of them at once, other spellings, variables, comments that silence")
  func actions() throws {
    let folder = try Folder()
    func apply(_ title: String, _ text: String, name: String, kind: String) -> String {
      var asking = Asking(
        folder, text, name: name,
        capabilities: #""textDocument":{"codeAction":{"codeActionLiteralSupport":{}}}"#)
      let more = #""range":\#(asking.selection),"context":{"diagnostics":[],"only":["\#(kind)"]}"#
      let actions = value(asking.ask("textDocument/codeAction", more))?.elements ?? []
      guard let action = actions.first(where: { $0["title"]?.string?.hasPrefix(title) ?? false }) else {
        return "no such action: " + actions.compactMap { $0["title"]?.string }.joined(separator: "; ")
      }
      return asking.applying(action.path("edit", "changes")?.members.first?.value.elements ?? [])
    }
    let cases: [(title: String, kind: String, before: String, after: String)] = [
      (
        "Encode the request", "refactor.rewrite", "/data-stores?tea$0mId=1&pg[limit]=5",
        "/data-stores?teamId=1&pg%5Blimit%5D=5"
      ),
      (
        "Decode the request", "refactor.rewrite", "/data-stores?tea$0mId=1&pg%5Blimit%5D=5",
        "/data-stores?teamId=1&pg[limit]=5"
      ),
      (
        "Ask for each", "refactor.rewrite", "/data-stores?cols=i$0d,name",
        "/data-stores?cols%5B%5D=id&cols%5B%5D=name"
      ),
      (
        "Number the columns", "refactor.rewrite", "/data-stores?cols[]=i$0d&cols[]=name",
        "/data-stores?cols[1]=id&cols[2]=name"
      ),
      (
        "Take the numbers", "refactor.rewrite", "/data-stores?cols[1]=i$0d&cols[2]=name",
        "/data-stores?cols[]=id&cols[]=name"
      ),
    ]
    for (title, kind, before, after) in cases {
      for ((name, before), (_, after)) in zip(hosts(before), hosts(after)) {
        let result = apply(title, before, name: name, kind: kind)
        // How it reaches the server tells how brackets are written where none are.
        let isSame =
          result == after || result == after.replacing("%5B", with: "[").replacing("%5D", with: "]")
        #expect(isSame, "\(name) \(title): \(result)")
      }
    }
    let file: [(title: String, kind: String, before: String, after: String)] = [
      (
        "Turn the value", "refactor.extract", "GET /data-stores?teamId=$035\n",
        "@teamId = 35\n\nGET /data-stores?teamId={{teamId}}\n"
      ),
      (
        "Turn the value", "refactor.extract", "@a = 1\n\nGET /data-stores/1$037/data\n",
        "@a = 1\n@dataStoreId = 137\n\nGET /data-stores/{{dataStoreId}}/data\n"
      ),
      (
        "Put the value", "refactor.inline", "@team = 35\n\nGET /data-stores?teamId={{te$0am}}\n",
        "@team = 35\n\nGET /data-stores?teamId=35\n"
      ),
      (
        "Fix everything", "source.fixAll", "GET /data-stores?teamId=1&cols%5B%5D=id&cols%5B%5D=i$0d\n",
        "GET /data-stores?teamId=1&cols%5B%5D=id\n"
      ),
      (
        "Ignore MQ020 here", "quickfix", "###\nGET /data-stores?teamId=1&lim$0it=5\n",
        "###\n# cliquery: ignore MQ020 -- TODO: say why\nGET /data-stores?teamId=1&limit=5\n"
      ),
    ]
    for (title, kind, before, after) in file {
      let result = apply(title, before, name: "a.http", kind: kind)
      let isSame = result == after || result == after.replacing("%5B", with: "[").replacing("%5D", with: "]")
      #expect(isSame, "\(title): \(result)")
    }
  }

  @Test("lenses run, explain and copy a request")
  func commands() throws {
    let folder = try Folder()
    let saved =
      #"{"dataStores":[{"id":1,"name":"b","teamId":35},{"id":2,"name":"a","teamId":35},{"id":3,"name":"c","teamId":7}],"pg":{}}"#
    try FileSystem.write(
      Array(saved.utf8), to: folder.path.appending("fixtures").appending("dataStores.json"))
    let text = "@team = 35\n\nGET \(address)/data-stores?teamId={{team}}&pg%5BsortBy%5D=name\n"
    var asking = Asking(folder, text, name: "a.http")
    let lenses = value(asking.ask("textDocument/codeLens"))?.elements ?? []
    #expect(lenses.count == 3)
    let run = value(asking.client.request("codeLens/resolve", lenses.first?.source ?? "null"))
    #expect(run?.path("command", "title")?.string == "run (2 of 3 items)")
    func answer(_ command: String) -> String {
      let place = #"{"textDocument":{"uri":"\#(asking.uri)"},"position":{"line":2,"character":10}}"#
      let text = asking.client.request(
        "workspace/executeCommand", #"{"command":"cliquery.\#(command)","arguments":[\#(place)]}"#)
      return value(text)?.string ?? text
    }
    let ran = answer("runQuery")
    #expect(ran.contains("2 of 3 items") && ran.contains("\"dataStores\": ["), "\(ran)")
    let sent = "\(address)/data-stores?teamId=35&pg%5BsortBy%5D=name"
    #expect(answer("copyURL") == sent + "\n")
    #expect(
      answer("copyCurl") == "curl '\(sent)' \\\n  -H \"Authorization: Token $MAKE_API_TOKEN\"\n")
    let explained = answer("explain")
    #expect(
      explained.contains("answers with `dataStores` where `teamId` is `35`")
        && explained.contains("the property that results are sorted by"))
    #expect(answer("copyDeluge").hasPrefix("-32803"))
    let typing = try Typing()
    try FileSystem.write(
      Array(saved.utf8), to: typing.folder.path.appending("fixtures").appending("dataStores.json"))
    #expect(typing.labels("GET \(address)/data-stores?teamId=$0", name: "a.http") == "35 ; 7")
  }
}
