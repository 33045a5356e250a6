import JSONSyntax
import LanguageServer
import SourceText
import Testing
import Workspace

private let hierarchical =
  #""textDocument":{"documentSymbol":{"hierarchicalDocumentSymbolSupport":true},"documentLink":{"tooltipSupport":true}}"#

@Suite("How a document is built")
struct StructureTests {
  private func ask(
    _ method: String, _ files: [String: String], _ encoding: String = "utf-8", more: String = "",
    capabilities: String = hierarchical
  ) throws -> (answer: JSONValue?, folder: MarkedFolder) {
    let folder = try MarkedFolder(files, ["datastores/empdir.json": schema])
    var client = folder.client(encoding, capabilities: capabilities)
    return (value(client.request(method, folder.params(encoding, more))), folder)
  }

  /// Name, detail and texts of an outline's entries, a level deeper by two blanks.
  private func outline(
    _ symbols: [JSONValue], _ folder: MarkedFolder, _ encoding: String, _ indent: String = ""
  )
    -> [String]
  {
    symbols.flatMap { symbol -> [String] in
      let text = Array((folder.texts[folder.cursorFile] ?? "").utf8)
      let range = folder.range(symbol["range"], in: folder.cursorFile, encoding)
      let selection = folder.range(symbol["selectionRange"], in: folder.cursorFile, encoding)
      let detail = symbol["detail"]?.string.map { " (\($0))" } ?? ""
      let line =
        "\(indent)\(symbol["kind"]?.source ?? "") \(symbol["name"]?.string ?? "")\(detail) [\(text.text(selection))]"
        + (range.contains(selection) ? "" : " outside")
      return [line] + outline(symbol["children"]?.elements ?? [], folder, encoding, indent + "  ")
    }
  }

  @Test("the outline has datastores, their queries, and the conditions of these")
  func outline() throws {
    let cases: [(files: [String: String], lines: [String])] = [
      (
        [
          "a.criteria":
            "$0# 😀\n@datastore empdir\n(x==😀)\n  && (y==b)\n\n@datastore empdir\n@operation delete\n\nz==1\n"
        ],
        [
          "5 empdir [empdir]", "  12 (x==😀) && (y==b) [(x==😀)\n  && (y==b)]", "    17 x==😀 [x==😀]",
          "    17 y==b [y==b]", "  12 all records (delete) []", "12 z==1 [z==1]",
        ]
      ),
      (
        ["a.criteria": "$0@datastore empdir\n\nx==1\n\n@datastore other\ny==1\n"],
        ["5 empdir [x==1]", "  12 x==1 [x==1]", "5 other [other]", "  12 y==1 [y==1]"]
      ),
      (
        [
          "a.dg":
            "$0q = {\"criteria\": \"x=='😀' && \" +\n \"y==\" + d};\nr = zoho.cliq.getRecords(\"empdir\", q);\nzoho.cliq.deleteRecords(\"other\", \"z==1\");"
        ],
        [
          "5 empdir [x=='😀' && \" +\n \"y==\" + d]", "  12 x=='😀' && y==${d} [x=='😀' && \" +\n \"y==\" + d]",
          "    17 x=='😀' [x=='😀']", "    17 y==${d} [y==\" + d]", "5 other [z==1]",
          "  12 z==1 (delete) [z==1]",
        ]
      ),
      (
        ["datastores/empdir.json": "$0" + schema],
        ["5 empdir [empdir]", "  8 empid [empid]", "  8 department [department]", "  8 isactive [isactive]"]
      ),
      (
        [
          "a.http":
            "$0@base = x\n### All stores 😀\n# cliquery: ignore MQ040\nGET https://eu1.make.com/api/v2/data-stores?teamId=1\n  &pg[limit]=5\nAuthorization: Token t\n\n###\nPOST {{base}}/teams\n\n{}\n"
        ],
        [
          "6 All stores 😀 (GET /data-stores) [https://eu1.make.com/api/v2/data-stores?teamId=1\n  &pg[limit]=5]",
          "6 POST /teams [{{base}}/teams]",
        ]
      ),
      (
        ["a.dg": "$0// 😀\nr = invokeurl [ url: \"https://eu1.make.com/api/v2/teams/7\" type: DELETE ];\n"],
        ["6 DELETE /teams/7 [https://eu1.make.com/api/v2/teams/7]"]
      ),
      (["a.criteria": "$0# nothing\n"], []),
    ]
    for (files, lines) in cases {
      for encoding in encodings {
        let (answer, folder) = try ask("textDocument/documentSymbol", files, encoding)
        let found = outline(answer?.elements ?? [], folder, encoding)
        #expect(found == lines, "\(encoding)")
      }
    }
    let (flat, _) = try ask("textDocument/documentSymbol", cases[0].files, capabilities: "")
    let names = flat?.elements.map { "\($0["containerName"]?.string ?? "-") \($0["name"]?.string ?? "")" }
    #expect(names == ["empdir (x==😀) && (y==b)", "empdir all records", "- z==1"])
  }

  @Test("selections grow from the value to the document")
  func selections() throws {
    let script =
      "if (a)\n{\n\tq = {\"criteria\": \"empid==1 && (department=='😀$0b')\"};\n}\ninfo zoho.cliq.getRecords(\"empdir\", q);\n"
    let cases: [(file: String, text: String, parts: [String])] = [
      (
        "a.criteria", "# 😀\n@datastore empdir\n((x==\"😀 b$0\") || y in (1, 2)) && z==1\n\nw==1\n",
        [
          "b", "😀 b", "\"😀 b\"", "x==\"😀 b\"", "(x==\"😀 b\")", "(x==\"😀 b\") || y in (1, 2)",
          "((x==\"😀 b\") || y in (1, 2))", "((x==\"😀 b\") || y in (1, 2)) && z==1",
          "# 😀\n@datastore empdir\n((x==\"😀 b\") || y in (1, 2)) && z==1",
        ]
      ),
      (
        "a.criteria", "x in (1, 2$02) || y==${dept}",
        ["22", "1, 22", "(1, 22)", "x in (1, 22)"]
      ),
      ("a.criteria", "x==1 || y==${de$0pt}", ["dept", "${dept}", "y==${dept}"]),
      (
        "a.criteria", "@order_by empid desc, depart$0ment\nx==1\n",
        [
          "department", "empid desc, department", "@order_by empid desc, department",
          "@order_by empid desc, department\nx==1",
        ]
      ),
      ("a.criteria", "# one $0two\n# three\n\nx==1", ["two", "one two", "# one two", "# one two\n# three"]),
      (
        "a.dg", script,
        [
          "😀b", "'😀b'", "department=='😀b'", "(department=='😀b')", "empid==1 && (department=='😀b')",
          "\"empid==1 && (department=='😀b')\"", "\"criteria\": \"empid==1 && (department=='😀b')\"",
          "{\"criteria\": \"empid==1 && (department=='😀b')\"}",
          "q = {\"criteria\": \"empid==1 && (department=='😀b')\"}",
          "q = {\"criteria\": \"empid==1 && (department=='😀b')\"};",
          "\n\tq = {\"criteria\": \"empid==1 && (department=='😀b')\"};\n",
          "{\n\tq = {\"criteria\": \"empid==1 && (department=='😀b')\"};\n}",
          "if (a)\n{\n\tq = {\"criteria\": \"empid==1 && (department=='😀b')\"};\n}",
        ]
      ),
      (
        "a.json", "{\"criteria\": \"x==\\\"$0y\\\" && z==1\", \"values\": {}}",
        [
          "y", "\\\"y\\\"", "x==\\\"y\\\"", "x==\\\"y\\\" && z==1", "\"x==\\\"y\\\" && z==1\"",
          "\"criteria\": \"x==\\\"y\\\" && z==1\"",
        ]
      ),
      (
        "a.http", "###\nGET /data-stores?teamId=1&pg%5Bli$0mit%5D=5\nX: y\n",
        [
          "limit", "%5Blimit%5D", "pg%5Blimit%5D", "pg%5Blimit%5D=5", "teamId=1&pg%5Blimit%5D=5",
          "/data-stores?teamId=1&pg%5Blimit%5D=5", "GET /data-stores?teamId=1&pg%5Blimit%5D=5",
          "GET /data-stores?teamId=1&pg%5Blimit%5D=5\nX: y",
          "###\nGET /data-stores?teamId=1&pg%5Blimit%5D=5\nX: y",
        ]
      ),
      ("a.criteria", "$0", []),
    ]
    for (file, marked, parts) in cases {
      for encoding in encodings {
        let folder = try MarkedFolder([file: marked], ["datastores/empdir.json": schema])
        var client = folder.client(encoding)
        let params = folder.params(encoding).replacing("\"position\":", with: "\"positions\":[")
          .replacing("}}", with: "}]}", maxReplacements: 1)
        let fixed = String(params.dropLast(params.hasSuffix("]}") ? 0 : 0))
        let text = client.request("textDocument/selectionRange", fixed)
        var node = value(text)?.elements.first
        var found: [String] = []
        let bytes = Array((folder.texts[file] ?? "").utf8)
        while let range = node {
          found.append(bytes.text(folder.range(range["range"], in: file, encoding)))
          node = range["parent"]
        }
        let whole = bytes.text(ByteRange(0, bytes.count))
        let expected = parts.last == whole ? parts : parts + [whole]
        #expect(found.filter { !$0.isEmpty || bytes.isEmpty } == expected, "\(encoding): \(text)")
      }
    }
  }

  @Test("folds are blocks, comments and groups, as whole lines where the client wants that")
  func folds() throws {
    let document =
      "# one\n# two\n\n@datastore empdir\n(a==1 ||\n  (b==2 &&\n   c==3\n  )\n) &&\n(\n  d==4\n)\n\nx==1\n\n# 1\n# 2\nx==1\n"
    let script =
      "// one\n// two\nif (a)\n{\n\tq = {\"criteria\": \"a==1 && \" +\n\t\t\"b==2\"};\n\tinfo zoho.cliq.getRecords(\"empdir\", q);\n}\nelse {\n\tinfo 1;\n}\n"
    let lines = #""textDocument":{"foldingRange":{"lineFoldingOnly":true}}"#
    let two = #""textDocument":{"foldingRange":{"lineFoldingOnly":true,"rangeLimit":2}}"#
    let cases: [(file: String, text: String, capabilities: String, folds: [String])] = [
      (
        "a.criteria", document, "",
        ["0-1 comment", "3-11", "4:1-8:0", "5:3-7:2", "9:1-11:0", "15-17"]
      ),
      ("a.criteria", document, lines, ["0-1 comment", "3-11", "4-7", "5-6", "9-10", "15-17"]),
      ("a.criteria", document, two, ["3-11", "15-17"]),
      (
        "a.criteria", document.replacing("\n", with: "\r\n"), lines,
        ["0-1 comment", "3-11", "4-7", "5-6", "9-10", "15-17"]
      ),
      ("a.dg", script, lines, ["0-1 comment", "3-6", "4-5", "8-9"]),
      ("a.dg", script, "", ["0-1 comment", "3:1-7:0", "4-5", "8:6-10:0"]),
      ("a.criteria", "(a==1 || (\nb==2)) && (\nc==3)", "", ["0-2", "1:11-2:4"]),
      ("a.criteria", "x==1 ||\n(a==1 ||\nb==2 ||\nc==3) && (\nd==4)", "", ["0-4", "1:1-2", "3:10-4:4"]),
      (
        "a.http",
        "# one\n# two\n### a\nGET /teams\n  ?organizationId=1\n\n### b\nPOST /teams\nX: y\n\n{\n}\n\n", lines,
        ["0-1 comment", "2-4", "3-4", "6-11", "7-11"]
      ),
      ("a.criteria", "x==1", "", []),
    ]
    for (file, text, capabilities, folds) in cases {
      let (answer, _) = try ask("textDocument/foldingRange", [file: "$0" + text], capabilities: capabilities)
      let found = answer?.elements.map { fold in
        func place(_ line: String, _ column: String) -> String {
          (fold[line]?.source ?? "") + (fold[column].map { ":" + $0.source } ?? "")
        }
        return place("startLine", "startCharacter") + "-" + place("endLine", "endCharacter")
          + (fold["kind"]?.string.map { " " + $0 } ?? "")
      }
      #expect(found == folds, "\(text) \(capabilities)")
    }
  }

  @Test("names of datastores and rules are links")
  func links() throws {
    let settings = "docs-url: https://x/rules\n"
    let cases: [(file: String, text: String, links: [String])] = [
      (
        "a.criteria",
        "$0# cliquery: ignore CQ011, keyword-case\n@datastore empdir\nx==1\n\n@datastore other\nx==1\n\n@datastore log\n@expect error CQ024\n",
        [
          "CQ011 https://x/rules/CQ011 what CQ011 says", "keyword-case https://x/rules/CQ115 what CQ115 says",
          "empdir datastores/empdir.json the schema of `empdir`", "log fixtures/log.csv the records of `log`",
          "CQ024 https://x/rules/CQ024 what CQ024 says",
        ]
      ),
      (
        "a.dg", "$0info zoho.cliq.getRecords(\"empdir\");\nx = \"empdir\";\n",
        ["empdir datastores/empdir.json the schema of `empdir`"]
      ),
      (
        "a.json", #"$0{"url": {"raw": "{{base}}/api/v3/datastores/empdir/records"}, "method": "GET"}"#,
        ["empdir datastores/empdir.json the schema of `empdir`"]
      ),
      (
        "a.http", "$0# cliquery: ignore MQ040\nPOST /teams\n\n< ./bodies/team.json\n",
        [
          "MQ040 https://x/rules/MQ040 what MQ040 says",
          "./bodies/team.json bodies/team.json the body that is sent",
        ]
      ),
    ]
    for (file, text, links) in cases {
      let (answer, folder) = try ask(
        "textDocument/documentLink", [file: text, "fixtures/log.csv": "id\n", ".cliquery.yml": settings])
      let found = answer?.elements.map { link in
        let range = folder.range(link["range"], in: file, "utf-8")
        let target = link["target"]?.string ?? ""
        let shown = target.hasPrefix("file:") ? folder.name(ofURI: target) : target
        return
          "\(Array((folder.texts[file] ?? "").utf8).text(range)) \(shown) \(link["tooltip"]?.string ?? "")"
      }
      #expect(found == links)
    }
  }

  @Test("symbols of the workspace are found by letters in their order")
  func workspaceSymbols() throws {
    let folder = try MarkedFolder(
      [
        "a.criteria": "$0@datastore empdir\ndepartment==😀\n",
        "sub/b.dg": "zoho.cliq.deleteRecords(\"log\", \"level==1\");",
        "c.json": "{}",
      ], ["datastores/empdir.json": schema])
    let cases: [(query: String, found: [String])] = [
      (
        "",
        [
          "5 empdir - datastores/empdir.json", "8 empid empdir datastores/empdir.json",
          "8 department empdir datastores/empdir.json", "8 isactive empdir datastores/empdir.json",
          "12 department==😀 empdir a.criteria", "12 level==1 log sub/b.dg",
        ]
      ),
      ("EMP", ["5 empdir - datastores/empdir.json", "8 empid empdir datastores/empdir.json"]),
      ("department", ["8 department empdir datastores/empdir.json", "12 department==😀 empdir a.criteria"]),
      ("l e v = 1", ["12 level==1 log sub/b.dg"]), ("zzz", []),
      ("epd", ["5 empdir - datastores/empdir.json", "8 empid empdir datastores/empdir.json"]),
    ]
    var client = folder.client("utf-16")
    for (query, expected) in cases {
      let answer = value(client.request("workspace/symbol", #"{"query":"\#(query)"}"#))
      let found = answer?.elements.map { symbol in
        "\(symbol["kind"]?.source ?? "") \(symbol["name"]?.string ?? "") \(symbol["containerName"]?.string ?? "-") "
          + folder.name(ofURI: symbol.path("location", "uri")?.string ?? "")
      }
      #expect(found == expected, "\(query)")
    }
    // What is open counts as it stands there.
    client.change(folder.folder.uri("a.criteria"), #"{"text":"zzz==1"}"#)
    let answer = value(client.request("workspace/symbol", #"{"query":"zzz"}"#))
    #expect(answer?.elements.compactMap { $0.path("location", "range").map(Client.range) } == ["0:0-0:6"])
    // A file that was looked into before counts as it is now, and one that is gone does not.
    let stored = folder.folder.path.appending("sub").appending("b.dg")
    try FileSystem.write(Array("zoho.cliq.deleteRecords(\"log\", \"other==22\");".utf8), to: stored)
    func names(_ query: String) -> [String] {
      let answer = value(client.request("workspace/symbol", #"{"query":"\#(query)"}"#))
      return answer?.elements.compactMap { $0["name"]?.string } ?? []
    }
    #expect(names("level") == [])
    #expect(names("other") == ["other==22"])
    try FileSystem.write([], to: stored)
    #expect(names("other") == [])
  }

  @Test("parameters of the wrong type are refused, and nothing traps")
  func malformed() throws {
    let folder = try MarkedFolder(["a.criteria": "@datastore empdir\nde$0pt==${a}\n"])
    var client = folder.client("utf-16")
    let methods =
      [
        "definition", "declaration", "references", "documentHighlight", "linkedEditingRange", "rename",
        "prepareRename",
        "selectionRange", "documentLink", "documentSymbol", "foldingRange",
      ].map { "textDocument/" + $0 } + ["workspace/symbol"]
    for method in methods {
      for params in ["null", "[]", "7", "{}", #"{"textDocument":7,"query":7}"#] {
        let answer = client.request(method, params)
        #expect(answer.hasPrefix("-32602"), "\(method) \(params): \(answer)")
      }
    }
    let uri = folder.folder.uri("a.criteria")
    for (method, member) in [
      ("definition", #""position":{"line":9,"character":0}"#),
      ("rename", #""position":{"line":1,"character":1}"#),
      ("rename", #""newName":7,"position":{"line":1,"character":1}"#),
      ("selectionRange", #""positions":[7]"#),
      ("selectionRange", #""positions":[{"line":-1,"character":0}]"#), ("selectionRange", #""positions":{}"#),
    ] {
      let answer = client.request("textDocument/\(method)", #"{"textDocument":{"uri":"\#(uri)"},\#(member)}"#)
      #expect(answer.hasPrefix("-32602"), "\(method) \(member): \(answer)")
    }
  }
}
