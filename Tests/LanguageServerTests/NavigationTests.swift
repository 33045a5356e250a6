import Foundation
import JSONSyntax
import LanguageServer
import SourceText
import Testing
import Workspace

/// With marks around the declaration of `department`.
private let markedSchema = schema.replacing(
  #""unique_name": "department""#, with: #""unique_name": "«department»""#)
private let keyedSchema = markedSchema.replacing(
  #"[["empid"]]"#, with: #"[["empid", "«department»"]]"#)
private let markedRecords = records.replacing("\"department\"", with: "\"«department»\"")

@Suite("From a name to its other places")
struct NavigationTests {
  private func check(
    _ method: String, _ files: [String: String], _ extra: [String: String] = [:], more: String = "",
    isInFile: Bool = false, capabilities: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for encoding in encodings {
      let folder = try MarkedFolder(files, extra)
      var client = folder.client(encoding, capabilities: capabilities)
      let text = client.request("textDocument/" + method, folder.params(encoding, more))
      let answer = value(text)
      let places = method == "linkedEditingRange" ? answer?["ranges"] : answer
      let shown = folder.shown(places, encoding, file: isInFile ? folder.cursorFile : nil)
      #expect(shown == folder.expected, "\(method) \(encoding): \(text)", sourceLocation: sourceLocation)
    }
  }

  @Test("a field leads to its schema, a datastore too, a hole to its @let, a variable to its assignments")
  func definition() throws {
    let schemas = ["datastores/empdir.json": schema]
    let cases: [(files: [String: String], extra: [String: String])] = [
      (
        [
          "a.criteria": "# 山 😀\n@datastore empdir\n(department==😀) && (de$0partment!=b)\r\n",
          "datastores/empdir.json": markedSchema,
        ], [:]
      ),
      (
        [
          "a.criteria": "@datastore empdir\n@order_by empid desc, departmen$0t\n",
          "datastores/empdir.json": markedSchema,
        ], [:]
      ),
      // The only datastore is meant where none is named.
      (["a.criteria": "$0department==a\n", "datastores/empdir.json": markedSchema], [:]),
      (
        [
          "a.criteria": "@datastore em$0pdir\n",
          "datastores/empdir.json": schema.replacing(#""empdir""#, with: #""«empdir»""#),
        ], [:]
      ),
      (
        [
          "datastores/empdir.json": schema.replacing(#"[["empid"]]"#, with: #"[["emp$0id"]]"#).replacing(
            #""unique_name": "empid""#, with: #""unique_name": "«empid»""#)
        ], [:]
      ),
      (
        [
          "fixtures/empdir.ndjson": records.replacing("\"1\",\"empid\"", with: "\"1\",\"em$0pid\""),
          "datastores/empdir.json": schema.replacing(
            #""unique_name": "empid""#, with: #""unique_name": "«empid»""#),
        ], [:]
      ),
      (["fixtures/empdir.csv": "id,\"depart$0ment\"\n1,a\n", "datastores/empdir.json": markedSchema], [:]),
      (["a.criteria": "@let «dept» = Sales\n@datastore empdir\ndepartment==${ de$0pt }\n"], schemas),
      (
        ["a.criteria": "@let «dept» = Sales\n@datastore empdir\n\nempid==1\n\ndepartment==${dept$0}\n"],
        schemas
      ),
      (
        ["a.criteria": "@let dept = Sales\n@datastore empdir\n\n@let «dept» = b\ndepartment==${dept$0}\n"],
        schemas
      ),
      (
        [
          "a.dg":
            "if (x) { «d» = input.d; }\nq = Map();\nq.put(\"criteria\", \"department==\" + $0d);\ninfo zoho.cliq.getRecords(\"empdir\", q);\n"
        ], schemas
      ),
      (
        [
          "a.dg":
            "q = Map();\nq.put('criteria', 'department==\\'a\\' && depart$0ment!=b');\ninfo zoho.cliq.getRecords(\"empdir\", q);\n",
          "datastores/empdir.json": markedSchema,
        ], [:]
      ),
      (
        [
          "a.dg": "info zoho.cliq.getRecords(\"emp$0dir\");\n",
          "datastores/empdir.json": schema.replacing(#""empdir""#, with: #""«empdir»""#),
        ], [:]
      ),
      (
        [
          "a.json":
            #"{"request": {"method": "GET", "url": "https://x/api/v3/datastores/empdir/records?criteria=a%3D%3D1%20%26%26%20dep$0artment%3D%3Db"}}"#,
          "datastores/empdir.json": markedSchema,
        ], [:]
      ),
      // Nothing says what these are.
      (["a.criteria": "@datastore empdir\nsal$0ary==1\n"], schemas),
      (["a.criteria": "@datastore empdir\ndepartment==Sal$0es\n"], schemas),
      (["a.criteria": "# cliquery: ignore CQ$0011\n@datastore empdir\nsalary==1\n"], schemas),
      (["a.criteria": "@datastore empdir\ndepartment==${de$0pt}\n"], schemas),
    ]
    for (files, extra) in cases {
      try check("definition", files, extra)
      try check("declaration", files, extra)
    }
    let links = #""textDocument":{"definition":{"linkSupport":true}}"#
    try check("definition", cases[0].files, capabilities: links)
    let folder = try MarkedFolder(cases[0].files)
    var client = folder.client("utf-8", capabilities: links)
    let link = value(client.request("textDocument/definition", folder.params("utf-8")))?.elements.first
    #expect(link?["originSelectionRange"].map(Client.range) == "2:23-2:33")
    let target = folder.range(link?["targetRange"], in: "datastores/empdir.json", "utf-8")
    #expect(Array(schema.utf8).text(target).hasPrefix(#"{"name": "Department""#))
  }

  @Test("references are in documents, scripts, JSON, schemas and fixtures; highlights in one document")
  func references() throws {
    let files = [
      "a.criteria":
        "@datastore empdir\n@order_by «dep$0artment» desc\n(«department»==a) && (empid==1)\n\n@datastore other\ndepartment==a\n",
      "b.criteria": "@datastore empdir\r\n\r\n# 😀\r\n«department»==😀 || «department» like %x%\r\n",
      "sub/a.dg":
        "q = {\"criteria\": \"empid==1 && «department»==\" + x, \"order_by\": \"+«department»\"};\nr = zoho.cliq.getRecords(\"empdir\", q);\nm = Map();\nm.put(\"«department»\", \"a\");\nzoho.cliq.createRecord(\"empdir\", m);\n",
      "b.json":
        #"[{"method": "PATCH", "url": "https://x/api/v3/datastores/empdir/records", "body": {"criteria": "«department»==\"a\"", "values": {"«department»": 1}}}]"#,
      "datastores/empdir.json": keyedSchema,
      "fixtures/empdir.ndjson": markedRecords,
    ]
    let extra = [
      "c.dg": "department = \"department==1\";\n",
      "datastores/other.json": schema.replacing("empdir", with: "other"),
    ]
    try check("references", files, extra, more: #","context":{"includeDeclaration":true}"#)
    var without = files
    without["datastores/empdir.json"] = keyedSchema.replacing(markedSchemaField, with: plainSchemaField)
    try check("references", without, extra, more: #","context":{"includeDeclaration":false}"#)
    try check("documentHighlight", ["a.criteria": files["a.criteria"] ?? ""], extra, isInFile: true)
    // The same from a schema, and from a fixture.
    func at(_ file: String) -> [String: String] {
      var moved = files.mapValues { $0.replacing("$0", with: "") }
      moved[file] = moved[file]?.replacing("«department»", with: "«$0department»", maxReplacements: 1)
      return moved
    }
    for file in files.keys { try check("references", at(file), extra) }

    let datastore = [
      "a.criteria": "@datastore «emp$0dir»\nempid==1\n", "b.dg": "info zoho.cliq.getRecords(\"«empdir»\");\n",
      "b.json": #"{"url": {"raw": "https://x/api/v3/datastores/«empdir»/records"}, "method": "GET"}"#,
      "datastores/empdir.json": schema.replacing(#""empdir""#, with: #""«empdir»""#),
      "fixtures/empdir.ndjson": "«»" + records,
    ]
    try check("references", datastore)
    try check("documentHighlight", ["a.criteria": datastore["a.criteria"] ?? ""], isInFile: true)
  }

  @Test("words of the language name variables where they can")
  func variables() throws {
    let query = "  q = {\"criteria\": \"x==\" + NAME};\n  info zoho.cliq.getRecords(\"empdir\", q);\n"
    for (head, name) in [
      ("void f(string «date»)\n{\n", "date"), ("void f()\n{\n  «index» = 0;\n", "index"),
      ("void f(list l)\n{\n  for each «date» in l\n  {\n    info «date»;\n  }\n", "date"),
      ("void f(list l)\n{\n  for each index i in l\n  {\n    «index» = i;\n  }\n", "index"),
    ] {
      let text = head + query.replacing("NAME", with: "«$0\(name)»") + "}\n"
      try check("documentHighlight", ["a.dg": text], isInFile: true)
    }
  }

  @Test("of very many records those around the cursor are shown")
  func manyRecords() throws {
    let record = "{\"id\":1,\"empid\":1}\n"
    let text =
      String(repeating: record, count: 3000) + "{\"emp$0id\":1}\n" + String(repeating: record, count: 3000)
    let folder = try MarkedFolder(["fixtures/empdir.ndjson": text])
    var client = folder.client("utf-8")
    let lines = value(client.request("textDocument/documentHighlight", folder.params("utf-8")))?.elements
      .compactMap { $0.path("range", "start", "line")?.int64 }
    #expect(lines?.count == 2000 && lines?.contains(3000) == true)
  }

  @Test("what is searched: the folders of the client, else that of settings, else what is open")
  func searched() throws {
    let folder = try MarkedFolder([
      "a/.cliquery.yml": "{}\n", "a/a.criteria": "@datastore log\nle$0vel==1\n",
      "a/b.criteria": "@datastore log\nlevel==1\n",
      "b/.cliquery.yml": "{}\n", "b/c.criteria": "@datastore log\nlevel==1\n",
    ])
    func found(_ folders: [String], _ extra: [String] = []) -> [String] {
      var client = Client()
      let list = folders.map { #"{"uri":"\#(folder.folder.uri($0))","name":"\#($0)"}"# }.joined(
        separator: ",")
      _ = client.request("initialize", #"{"capabilities":{},"workspaceFolders":[\#(list)]}"#)
      client.notify("initialized", "{}")
      for name in [folder.cursorFile] + extra {
        client.open(folder.folder.uri(name), folder.texts[name] ?? "")
      }
      _ = client.messages()
      let answer = client.request(
        "textDocument/references", folder.params("utf-16", #","context":{},"workDoneToken":"t""#))
      let kinds = client.asides.compactMap { $0.path("params", "value", "kind")?.string }
      #expect(kinds.first == "begin" && kinds.last == "end", "\(kinds)")
      return (value(answer)?.elements ?? []).map { folder.name(ofURI: $0["uri"]?.string ?? "") }
    }
    let both = ["a/a.criteria", "a/b.criteria"]
    #expect(found(["a", "b"]) == both)
    #expect(found([""]) == both)
    #expect(found(["b"]) == both)
    #expect(found([]) == both)
    for name in ["a/.cliquery.yml", "b/.cliquery.yml", ".cliquery.yml"] {
      try FileManager.default.removeItem(atPath: folder.folder.path.appending(name).text)
    }
    #expect(found([]) == ["a/a.criteria"])
    #expect(found([], ["a/b.criteria"]) == both)
    #expect(found(["a"]) == both)
    #expect(found([""]) == both + ["b/c.criteria"])
  }

  @Test("holes are highlighted and linked with their @let, in their block or in the document")
  func holes() throws {
    let texts = [
      "@let «dept» = a\n@limit ${ «d$0ept» }\ndepartment==${«dept»} || x==<«dept»>\n\ny==${dept}\n",
      "@let «de$0pt» = a\n\ndepartment=={{«dept»}}\n\n@let dept = b\nx==${dept}\n\n@order_by ${«dept»}\nx==1\n",
      "# 😀 ${dept}\r\nx==\"😀${«$0dept»}\" && y==${«dept»}\r\n\r\nz==${dept}\r\n",
      "@datastore ${«st$0ore»}\nx==${«store»}\n",
    ]
    for text in texts {
      try check("documentHighlight", ["a.criteria": text], isInFile: true)
      try check("linkedEditingRange", ["a.criteria": text], isInFile: true)
      try check("references", ["a.criteria": text])
    }
    let collection =
      #"{"variable": [{"key": "«dept»", "value": 1}], "item": [{"request": {"method": "GET", "url": "{{base}}/api/v3/datastores/empdir/records?criteria=department=={{«de$0pt»}}&limit={{«dept»}}"}}, "{{«dept»}}"]}"#
    for method in ["documentHighlight", "linkedEditingRange"] {
      try check(method, ["a.json": collection], isInFile: true)
      try check("linkedEditingRange", ["a.criteria": "@datastore em$0pdir\nx==${x}\n"], isInFile: true)
      try check("linkedEditingRange", ["a.criteria": "@datastore empdir\nx==${x$0}\n"], isInFile: true)
    }
    let file =
      "# 😀\n@«team» = 35\n@other = {{«team»}}\n\nGET /teams/{{«te$0am»}}?x={{other}}\nX: {{«team»}} {{$guid}}\n\n{{«team»}}\n"
    for method in ["documentHighlight", "linkedEditingRange"] {
      try check(method, ["a.http": file], isInFile: true)
    }
    try check("references", ["a.http": file])
    try check(
      "definition",
      ["a.http": file.replacing("«", with: "").replacing("»", with: "").replacing("@team", with: "@«team»")])
    let script =
      "void f(string «d»)\n{\n  «d» = «d».trim();\n  q = {\"criteria\": \"x==\" + «$0d»};\n  info zoho.cliq.getRecords(\"empdir\", q);\n}\nvoid g(string d)\n{\n  info d;\n}\n"
    try check("documentHighlight", ["a.dg": script], isInFile: true)
  }
}

private let markedSchemaField = #""unique_name": "«department»""#
private let plainSchemaField = #""unique_name": "department""#
