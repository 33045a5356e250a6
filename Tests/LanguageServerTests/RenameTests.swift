import JSONSyntax
import LanguageServer
import SourceText
import Testing
import Workspace

@Suite("A new name, everywhere")
struct RenameTests {
  /// Renames what stands at the cursor and applies what is answered; every `«…»` is expected to become the new name,
  /// and editingFully else to stay.
  private func check(
    _ files: [String: String], to newName: String, _ extra: [String: String] = [:], capabilities: String = "",
    moves: [String] = [], warning: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for encoding in encodings {
      let folder = try MarkedFolder(files, extra)
      let before = findings(folder)
      var client = folder.client(encoding, capabilities: capabilities)
      let text = client.request("textDocument/rename", folder.params(encoding, #","newName":"\#(newName)""#))
      let answer = value(text)
      var expected = folder.texts
      for (name, text) in folder.expected { expected[name] = renamed(text, to: newName) }
      let (after, moved) = folder.applied(answer, encoding)
      #expect(after == expected, "\(encoding): \(text)", sourceLocation: sourceLocation)
      #expect(moved == moves, "\(encoding): \(text)", sourceLocation: sourceLocation)
      let shown = client.asides.filter { $0["method"]?.string == "window/showMessage" }
        .compactMap { $0.path("params", "message")?.string }
      let annotation = answer?.path("changeAnnotations", "confirm")
      let said = shown.first ?? annotation?["description"]?.string
      #expect(said == warning, "\(encoding)", sourceLocation: sourceLocation)
      #expect(annotation == nil || annotation?["needsConfirmation"]?.bool == true)
      for (name, text) in after {
        try folder.write(text, name)
      }
      for move in moves {
        let names = move.components(separatedBy: " -> ").map { folder.folder.path.appending($0) }
        try FileSystem.write(FileSystem.read(names[0]), to: names[1])
      }
      let new = findings(folder).filter { $0.value > before[$0.key] ?? 0 }
      #expect(new.isEmpty, "\(encoding): \(new)", sourceLocation: sourceLocation)
    }
  }

  private func renamed(_ marked: String, to newName: String) -> String {
    marked.components(separatedBy: "«").enumerated().map { index, part in
      index == 0 ? part : newName + part.components(separatedBy: "»").dropFirst().joined()
    }.joined()
  }

  /// How often each code is found in each file.
  private func findings(_ folder: MarkedFolder) -> [String: Int] {
    var session = WorkspaceSession(currentDirectory: folder.folder.path)
    var counts: [String: Int] = [:]
    let files = session.discover([folder.folder.path]).files
    _ = session.check(files) { report in
      for finding in report.findings { counts["\(report.path) \(finding.code)", default: 0] += 1 }
    }
    for problem in session.problems { counts["\(problem.path ?? "") schema", default: 0] += 1 }
    return counts
  }

  private func refusal(
    _ files: [String: String], to newName: String, _ extra: [String: String] = [:]
  ) throws -> String {
    let folder = try MarkedFolder(files, extra)
    var client = folder.client("utf-8", capabilities: editingFully)
    return client.request("textDocument/rename", folder.params("utf-8", #","newName":"\#(newName)""#))
      .replacing(folder.folder.path.text, with: "")
  }

  private static let uses = [
    "a.criteria":
      "# 😀\n@datastore empdir\n@order_by «depatment» desc\n(x😀==1) || («dep$0atment»==😀) && («depatment» in (a, b))\r\n",
    "b.dg":
      "q = Map();\nq.put(\"criteria\", 'empid==1 && «depatment»==\\'a\\' && x==' + depatment);\nq.put(\"order_by\", \"-«depatment»\");\nr = zoho.cliq.getRecords(\"empdir\", q);\nfor each one in r.get(\"list\")\n{\n\tinfo one.get(\"«depatment»\");\n}\n",
    "sub/c.json":
      #"{"item": [{"request": {"method": "DELETE", "url": {"raw": "https://x/api/v3/datastores/empdir/records?criteria=%28a%3D%3D1%29%26%26%28«depatment»%3D%3D%22b%22%29"}}}, {"request": {"method": "PATCH", "url": "https://x/api/v3/datastores/empdir/records", "body": {"mode": "raw", "raw": "{\"criteria\": \"«depatment»==1\", \"values\": {\"«depatment»\": \"a\"}}"}}}]}"#,
    "fixtures/empdir.csv": "id;empid;\"«depatment»\";isactive\n1;1;depatment;true\n",
  ]
  private static let others = [
    "datastores/empdir.json": schema,
    "datastores/other.json": schema.replacing("empdir", with: "other"),
    "z.criteria": "@datastore other\ndepatment==1\n",
    "fixtures/other.json": #"[{"id": 1, "depatment": "a"}]"#,
  ]

  @Test("misspelt uses of a field become one that exists, in every host, and no schema changes")
  func misspelt() throws {
    try check(Self.uses, to: "department", Self.others)
    try check(Self.uses, to: "department", Self.others, capabilities: editingFully)
    // What is open counts as it is there; a file that is not looked into stays.
    var ignored = Self.others
    ignored[".gitignore"] = "sub\n"
    ignored["sub/c.json"] = "{}"
    var seen = Self.uses
    seen["sub/c.json"] = nil
    try check(seen, to: "department", ignored)
    for (json, format) in [
      (#"{"data": {"list": 1, "«depatment»": "a"}}"#, "json"),
      (
        #"{"list": [{"id": "1", "«depatment»": "depatment", "x": {"depatment": 1}}, {"«depatment»": null}]}"#,
        "json"
      ),
      ("{\"id\": 1, \"«depatment»\": \"a\"}\n{broken\n{\"«depatment»\" : [1, {}]}\n", "ndjson"),
      (#"[{"id": 1, "«depatment»": "😀"}, ["depatment"]]"#, "json"),
      (#"{"id": 1, "«depatment»": ""}"#, "json"),
    ] {
      try check(
        ["a.criteria": "@datastore empdir\n«depatmen$0t»==1\n", "fixtures/empdir.\(format)": json],
        to: "department", ["datastores/empdir.json": schema])
    }
  }

  @Test("uses that only an editor's eye finds: fragments, parts of URLs, strange spellings, variables")
  func rareUses() throws {
    let cases = [
      // A text that is put together in steps is no query, and is renamed all the same.
      "c = \"empid==1\";\nif (a) { c = c + \" && «depat$0ment»==\" + x; }\nq = Map();\nq.put(\"criteria\", c);\ninfo zoho.cliq.getRecords(\"empdir\", q);\n",
      "r = invokeurl [\n url: \"https://x/api/v3/datastores/empdir/records?criteria=%28«depa$0tment»%3D%3D\" + d + \"%29&order_by=«depatment»%20desc\"\n type: GET\n];\n",
      "db = \"empdir\";\nzoho.cliq.deleteRecords(db, \"«depa$0tment»==1\");\nrow = zoho.cliq.getRecords(db).get(\"list\").get(0);\ninfo row.get(\"«depatment»\");\nzoho.cliq.updateRecord(db, \"1\", {\"«depatment»\": 1, \"empid\": depatment});\n",
    ]
    for text in cases { try check(["a.dg": text], to: "department", ["datastores/empdir.json": schema]) }
    for text in [
      "\"«depat$0ment»\"==1", "[«depat$0ment»]==1", "«depat$0ment» AND empid==1", "not(«depat$0ment»==1",
      "empid==1 && «depat$0ment»", "«depat$0ment»", "(( «depat$0ment»==\r\n\r\n",
      "«depat$0ment»=1\n  && «depatment» is null",
    ] {
      try check(
        ["a.criteria": "@datastore empdir\n" + text], to: "department", ["datastores/empdir.json": schema])
    }
  }

  @Test("a field of a schema changes with a warning, and with everything that uses it")
  func schemaFields() throws {
    let inSchema = schema.replacing("\"department\"", with: "\"«department»\"")
      .replacing(#"[["empid"]]"#, with: #"[["empid", "«department»"]]"#)
    let files = [
      "a.criteria": "@datastore empdir\n«depart$0ment»==1\n", "datastores/empdir.json": inSchema,
      "fixtures/empdir.ndjson": records.replacing("\"department\"", with: "\"«department»\""),
    ]
    let warning =
      "the API cannot rename a field: in Cliq it stays `department` until there is a new field `team` with its values"
    for capabilities in ["", editingFully] {
      try check(files, to: "team", capabilities: capabilities, warning: warning)
      var fromSchema = files.mapValues { $0.replacing("$0", with: "") }
      fromSchema["datastores/empdir.json"] = inSchema.replacing(
        "«department»", with: "«$0department»", maxReplacements: 1)
      try check(fromSchema, to: "team", capabilities: capabilities, warning: warning)
    }
    // A text that reaches two datastores spells a field in one way.
    let shared = [
      "a.dg":
        "q = {\"criteria\": \"«departmen$0t»==1\"};\nif (a) { info zoho.cliq.getRecords(\"empdir\", q); } else { info zoho.cliq.getRecords(\"other\", q); }\n",
      "b.criteria": "@datastore other\n«department»==2\n",
      "datastores/empdir.json": schema.replacing("\"department\"", with: "\"«department»\""),
      "datastores/other.json": schema.replacing("empdir", with: "other").replacing(
        "\"department\"", with: "\"«department»\""),
    ]
    try check(shared, to: "team", warning: warning)
  }

  @Test("a datastore is renamed with its fixtures, a misspelt one becomes the one that exists")
  func datastores() throws {
    let uses = [
      "a.criteria": "@datastore «em$0pdr»\nempid==1\n", "b.dg": "info zoho.cliq.getRecords(\"«empdr»\");\n",
      "c.json": #"{"method": "GET", "url": "https://x/api/v3/datastores/«empdr»/records"}"#,
    ]
    try check(uses, to: "empdir", ["datastores/empdir.json": schema])
    let described = [
      "a.criteria": "@datastore «em$0pdir»\nempid==1\n",
      "datastores/empdir.json": schema.replacing(#""empdir""#, with: #""«empdir»""#),
      "fixtures/empdir.ndjson": records,
    ]
    let warning =
      "the API cannot rename a datastore: in Cliq it stays `empdir` until there is a new datastore `people` with its records"
    try check(
      described, to: "people", capabilities: editingFully,
      moves: ["fixtures/empdir.ndjson -> fixtures/people.ndjson"], warning: warning)
    try check(described, to: "people", warning: warning)
  }

  @Test("holes and their @let are renamed together, where they mean the same")
  func holes() throws {
    let cases: [(files: [String: String], newName: String)] = [
      (
        [
          "a.criteria":
            "@let «dept» = a\nx==${«de$0pt»} && y=={{ «dept» }} && z==\"😀${«dept»}\"\n\nx==${dept}\n"
        ], "team"
      ),
      (
        ["a.criteria": "@let «de$0pt» = a\n\nx==${«dept»}\r\n\r\n@let dept = b\r\nx==${dept}\r\n"],
        "user.name"
      ),
      (["a.criteria": "@let dept = a\nx==${«dp$0et»}\n"], "dept"),
      (["a.criteria": "@let «d$0pet» = a\nx==${dept}\n"], "dept"),
      (["a.criteria": "x==${«de$0pt»}\n\nx==${dept}\n"], "user.get('id')"),
      (
        [
          "a.json":
            #"{"variable": [{"key": "«d»"}], "url": "{{«d»}}/api/v3/datastores/empdir/records?criteria=x=={{«d$0»}}", "method": "GET"}"#
        ], "day"
      ),
      (
        [
          "a.dg":
            "void f(string d)\n{\n  «day» = d;\n  q = {\"criteria\": \"x==\" + «da$0y».trim()};\n  info zoho.cliq.getRecords(\"empdir\", q);\n  info x.day + \"day\";\n}\n"
        ], "date"
      ),
    ]
    for (files, newName) in cases { try check(files, to: newName, ["datastores/empdir.json": schema]) }
  }

  @Test("what cannot be is refused with a reason, and nothing is left out in silence")
  func refusals() throws {
    let head = "@datastore empdir\n"
    let schemas = ["datastores/empdir.json": schema]
    let script = { (criteria: String) in
      "d = 1;\nq = {\"criteria\": \(criteria)};\ninfo zoho.cliq.getRecords(\"empdir\", q);\n"
    }
    let cases: [(files: [String: String], newName: String, answer: String)] = [
      (
        ["a.criteria": head + "dep$0artment==1"], "empid",
        "-32602 `empid` is a field of `empdir` already; two fields cannot become one"
      ),
      (
        ["a.criteria": head + "dep$0artment==1"], "id",
        "-32602 every record of `empdir` has a field `id` already; two fields cannot become one"
      ),
      (
        ["a.criteria": head + "dep$0artment==1"], "Team",
        "-32602 `Team` cannot name a field: expected lowercase letters, digits and `_`, beginning with a letter"
      ),
      (["a.criteria": head + "dep$0artment==1"], "", "-32602 a field needs a name"),
      (
        ["a.criteria": head + "sal$0ary==1"], "a b",
        "-32602 `a b` cannot name a field: expected lowercase letters, digits and `_`, beginning with a letter"
      ),
      (
        ["a.criteria": head + "sal$0ary==1"], "a23456789012345678901",
        "-32602 `a23456789012345678901` has 21 characters; the name of a field has at most 20"
      ),
      (["a.criteria": head + "i$0d==1"], "key", "-32803 every record has `id`; its name is the API's"),
      (
        [
          "a.criteria": head + "depatm$0ent==1",
          "fixtures/empdir.json": #"[{"depatment": 1}, {"department": 1, "depatment": 2}]"#,
        ], "department",
        "-32602 fixtures/empdir.json:1:39 has both `depatment` and `department`; take one of them out first"
      ),
      (
        ["a.criteria": head + "depatm$0ent==1", "b.dg": script("\"depat\" + \"ment==1\"")], "department",
        "-32803 `depatment` is put together from pieces or escaped at b.dg:2:19; write it in one piece there first"
      ),
      (
        ["a.criteria": "@datastore empdi$0r"], "other",
        "-32602 a schema describes `other` already; two datastores cannot become one"
      ),
      (
        ["a.criteria": "@datastore em$0p", "fixtures/emp.csv": "id\n", "fixtures/empdir.csv": "id\n"],
        "empdir", "-32602 `fixtures/empdir.csv` exists already; the records of `emp` cannot be put there"
      ),
      (
        ["a.criteria": "@let a = 1\n@let b = 2\nx==${$0a} || x==${b}"], "b",
        "-32602 there is a hole `b` already; two holes cannot become one"
      ),
      (
        ["a.criteria": "@let a = 1\n\n@let b = 2\nx==${a$0} || x==${b}"], "b",
        "-32602 there is a hole `b` already; two holes cannot become one"
      ),
      (
        ["a.criteria": "x==${$0a} || x==${b}"], "b",
        "-32602 there is a hole `b` already; two holes cannot become one"
      ),
      (["a.criteria": "x==${$0a}"], "a}", "-32602 `a}` cannot name a hole: `${a}}` would be read otherwise"),
      (["a.criteria": "x==${$0a}"], " a", "-32602 ` a` cannot name a hole: `${ a}` would be read otherwise"),
      (
        ["a.criteria": "@let a = 1\nx==${$0a}"], "b=c",
        "-32602 `b=c` cannot name a hole: `@let b=c = …` would be read otherwise"
      ),
      (["a.criteria": "x==${$0a}"], " ", "-32602 a hole needs a name"),
      (["a.criteria": "x==<$0a>"], "1", "-32602 `1` cannot name a hole: `<1>` would be read otherwise"),
      (
        ["a.dg": script("\"x==\" + messa$0ge")], "text",
        "-32803 `message` is given to the script from outside; nothing in it gives the name"
      ),
      (
        ["a.dg": script("\"x==\" + $0d")], "q",
        "-32602 there is a variable `q` already; two variables cannot become one"
      ),
      (
        ["a.dg": script("\"x==\" + $0d")], "1d",
        "-32602 `1d` cannot name a variable: expected letters, digits and `_`, beginning with a letter"
      ),
      (
        ["a.dg": script("\"x==\" + $0d")], "return",
        "-32602 `return` is a word of the language and cannot name a variable"
      ),
      (
        ["a.criteria": head + "department==Sal$0es"], "x",
        "-32803 no name stands here that could be changed: put the cursor on a field, a datastore or a hole"
      ),
    ]
    let other = ["datastores/other.json": schema.replacing("empdir", with: "other")]
    for (files, newName, answer) in cases {
      let more = answer.contains("`other`") ? schemas.merging(other) { first, _ in first } : schemas
      let found = try refusal(files, to: newName, more)
      #expect(found == answer, "\(files)")
    }
  }

  @Test("what would be renamed is told before")
  func preparation() throws {
    let cases: [(text: String, answer: String)] = [
      ("@datastore empdir\n# 😀\n(x==😀) && salar$0y==1", "2:13-2:19 salary"),
      ("x==${ de$0pt }", "0:6-0:10 dept"),
      ("@datastore emp$0dir", "0:11-0:17 empdir"), ("x==v$0alue", "null"), ("$0# a comment", "null"),
      ("@let dept$0 = a", "0:5-0:9 dept"),
      // Written otherwise than it is called.
      (
        "GET https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=%65m$0pid%3D1\n",
        "0:68-0:75 %65mpid empid"
      ),
      ("i$0d==1", "-32803 every record has `id`; its name is the API's"),
    ]
    for (text, expected) in cases {
      let name = text.hasPrefix("GET") ? "a.http" : "a.criteria"
      let folder = try MarkedFolder([name: text], ["datastores/empdir.json": schema])
      var client = folder.client("utf-8", capabilities: editingFully)
      let text = client.request("textDocument/prepareRename", folder.params("utf-8"))
      let answer = value(text)
      let shown = answer?["range"].map { range in
        let bytes = Array((folder.texts[name] ?? "").utf8)[folder.range(range, in: name, "utf-8")]
        let written = String(decoding: bytes, as: UTF8.self)
        let placeholder = answer?["placeholder"]?.string ?? "none"
        return "\(Client.range(range)) \(written)" + (placeholder == written ? "" : " " + placeholder)
      }
      #expect((shown ?? text) == expected)
    }
  }

  @Test("the old name is no change, but for an editor that shows so what would change")
  func preview() throws {
    let text = "@let dept = a\nempid==${de$0pt}"
    for (name, count) in [("Qt Creator", 2), ("other", 0)] {
      let folder = try MarkedFolder(["a.criteria": text])
      var client = Client(currentDirectory: folder.folder.path)
      _ = client.request("initialize", #"{"clientInfo":{"name":"\#(name)"},"capabilities":{}}"#)
      client.notify("initialized", "{}")
      client.open(folder.folder.uri("a.criteria"), folder.texts["a.criteria"] ?? "")
      let prepared = value(client.request("textDocument/prepareRename", folder.params("utf-16")))
      #expect(
        (prepared?["start"] != nil) == (name == "Qt Creator"), "it knows no other name than what is written")
      let answer = value(
        client.request("textDocument/rename", folder.params("utf-16", #","newName":"dept""#)))
      #expect(answer?["changes"]?.members.first?.value.elements.count ?? 0 == count)
      #expect(folder.applied(answer, "utf-16").texts == folder.texts)
    }
  }
}
