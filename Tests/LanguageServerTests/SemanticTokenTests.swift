import JSONSyntax
import LanguageServer
import TestSupport
import Testing
import Workspace

private let types = [
  "comment", "keyword", "class", "property", "variable", "operator", "string", "number", "enumMember",
  "regexp",
  "parameter", "namespace",
]

@Suite("Semantic tokens")
struct SemanticTokenTests {
  /// What is coloured, as `type(text)`, line by line.
  private func shown(_ data: [Int], _ text: String, _ encoding: String) -> [String] {
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    var result = [String](repeating: "", count: lines.count)
    var line = 0
    var column = 0
    for index in stride(from: 0, to: data.count - 4, by: 5) {
      line += data[index]
      column = data[index] == 0 ? column + data[index + 1] : data[index + 1]
      guard line < lines.count, data[index + 3] < types.count else { return ["\(data)"] }
      let part = slice(lines[line], column, data[index + 2], encoding)
      let modifiers = String(repeating: "*", count: data[index + 4].nonzeroBitCount)
      result[line] += (result[line].isEmpty ? "" : " ") + "\(types[data[index + 3]])\(modifiers)(\(part))"
    }
    return result
  }

  private func slice(_ line: Substring, _ start: Int, _ length: Int, _ encoding: String) -> String {
    switch encoding {
    case "utf-8": String(decoding: Array(line.utf8).dropFirst(start).prefix(length), as: UTF8.self)
    case "utf-16": String(decoding: Array(line.utf16).dropFirst(start).prefix(length), as: UTF16.self)
    default: String(String.UnicodeScalarView(line.unicodeScalars.dropFirst(start).prefix(length)))
    }
  }

  private func numbers(_ value: JSONValue?) -> [Int] {
    (value?.elements ?? []).compactMap { $0.int64.map { Int($0) } }
  }

  private func tokens(
    _ text: String, name: String = "a.criteria", encoding: String = "utf-8", range: String? = nil
  ) throws -> [String] {
    let typing = try Typing(encoding: encoding)
    var client = typing.client()
    client.open(typing.folder.uri(name), text, language: Typing.language(name))
    let document = #"{"textDocument":{"uri":"\#(typing.folder.uri(name))"}"#
    let answer =
      range.map { client.request("textDocument/semanticTokens/range", document + ",\"range\":\($0)}") }
      ?? client.request("textDocument/semanticTokens/full", document + "}")
    return shown(numbers(value(answer)?["data"]), text, encoding)
  }

  @Test("a request file and the requests of other hosts")
  func requests() throws {
    let file =
      "### 😀 stores\r\n# note\r\n@team = 35\r\nGET https://eu1.make.com/api/v2/data-stores/{{id}}?teamId=35&nope=x&pg%5BsortDir%5D=asc\r\nAuthorization: Token {{t}}\r\n"
    let expected = [
      "comment(### 😀 stores)", "comment(# note)", "parameter*(team) number(35)",
      "keyword(GET) namespace(https) namespace(eu1.make.com) namespace(/api/v2) class(data-stores) parameter({{id}}) operator(?) variable(teamId) operator(=) string(35) operator(&) variable(nope) operator(=) string(x) operator(&) variable(pg) operator(%5B) variable(sortDir) operator(%5D) operator(=) string(asc)",
      "property(Authorization) string(Token ) parameter({{t}})", "",
    ]
    for encoding in ["utf-8", "utf-16", "utf-32"] {
      #expect(try tokens(file, name: "a.http", encoding: encoding) == expected, "\(encoding)")
    }
    let list = "GET /data-stores?teamId=35&cols[]=id&cols[1]=none&pg[sortBy]=name&pg[sortDir]=asc#x\n"
    #expect(
      try tokens(list, name: "a.http") == [
        "keyword(GET) class(data-stores) operator(?) property(teamId) operator(=) number(35) operator(&) property(cols) operator([) operator(]) operator(=) property(id) operator(&) property(cols) operator([) number(1) operator(]) operator(=) variable(none) operator(&) property(pg) operator([) property(sortBy) operator(]) operator(=) property(name) operator(&) property(pg) operator([) property(sortDir) operator(]) operator(=) enumMember(asc) comment(#x)",
        "",
      ])
  }

  @Test("a criteria document has its parts in colours that every theme has")
  func document() throws {
    let cases: [(text: String, tokens: [String])] = [
      ("empid>=1001", ["property(empid) operator(>=) number(1001)"]),
      (
        "(department==Sales and more) && (isactive==true)",
        [
          "property(department) operator(==) string(Sales and more) operator(&&) property(isactive) operator(==) enumMember(true)"
        ]
      ),
      (
        "department not like %a_b% || empid in (1, x)",
        [
          "property(department) keyword(not like) regexp(%) string(a) regexp(_) string(b) regexp(%) operator(||) property(empid) keyword(in) number(1) string(x)"
        ]
      ),
      (
        "department==\"a\" AND empid==1",
        [
          "property(department) operator(==) string(\"a\") keyword(AND) property(empid) operator(==) number(1)"
        ]
      ),
      (
        "salary==1 && id==2",
        ["variable(salary) operator(==) number(1) operator(&&) property**(id) operator(==) number(2)"]
      ),
      ("!(department==1)", ["operator(!) property(department) operator(==) string(1)"]),
      (
        "department==a${x}b && ${y}==1 && ${z}",
        [
          "property(department) operator(==) string(a) parameter(${x}) string(b) operator(&&) parameter(${y}) operator(==) number(1) operator(&&) parameter(${z})"
        ]
      ),
      ("((department==", ["property(department) operator(==)"]), ("&& ||", ["operator(&&) operator(||)"]),
      ("", [""]),
      (
        "# note\n@datastore empdir\n@api v3\n@order_by department desc, empid\n@limit 50\n@ids 1, 2\n@let x = 7\n@let y = Sales\n@expect count 3\n@expect ids in order 2, 1\n@expect error CQ011\n@nonsense 1\nempid==1",
        [
          "comment(# note)", "keyword(@datastore) class(empdir)", "keyword(@api) enumMember(v3)",
          "keyword(@order_by) property(department) keyword(desc) property(empid)",
          "keyword(@limit) number(50)",
          "keyword(@ids) number(1) number(2)", "keyword(@let) parameter*(x) operator(=) number(7)",
          "keyword(@let) parameter*(y) operator(=) string(Sales)",
          "keyword(@expect) keyword(count) number(3)",
          "keyword(@expect) keyword(ids) keyword(in) keyword(order) number(2) number(1)",
          "keyword(@expect) keyword(error) enumMember(CQ011)", "keyword(@nonsense)",
          "property(empid) operator(==) number(1)",
        ]
      ),
      (
        "empid==1 &&\n# between\ndepartment in (Sales,\n  x)",
        [
          "property(empid) operator(==) number(1) operator(&&)", "comment(# between)",
          "property(department) keyword(in) string(Sales)", "string(x)",
        ]
      ),
    ]
    for (text, expected) in cases {
      #expect(try tokens(text) == expected, "\(text)")
    }
  }

  @Test("in other hosts the criteria only, and nothing of expressions, escapes in one piece")
  func hosts() throws {
    let script =
      "q = Map();\nq.put(\"criteria\",\"department==\\\"R\\\" && \" + \"empid==\" + x + \" && isactive==true\");\ninfo zoho.cliq.getRecords(\"empdir\", q);"
    #expect(
      try tokens(script, name: "a.dg") == [
        "",
        #"property(department) operator(==) string(\"R\") operator(&&) property(empid) operator(==) operator(&&) property(isactive) operator(==) enumMember(true)"#,
        "",
      ])
    #expect(
      try tokens("{\"criteria\":\"a==\\\"\\u00e4\\\"\",\"values\":{}}", name: "a.json") == [
        #"property(a) operator(==) string(\"\u00e4\")"#
      ])
  }

  @Test("columns and lengths in each encoding; line ends of every kind")
  func encodings() throws {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
      let found = try tokens("# 山田😀\r\ndepartment==😀山 && empid==1\r\n", encoding: encoding)
      #expect(
        found == [
          "comment(# 山田😀)",
          "property(department) operator(==) string(😀山) operator(&&) property(empid) operator(==) number(1)",
          "",
        ], "\(encoding)")
    }
  }

  @Test("a range has the tokens that touch it")
  func range() throws {
    let text = "empid==1\n\nempid==2\n\nempid==3\n"
    let part = #"{"start":{"line":2,"character":0},"end":{"line":2,"character":6}}"#
    #expect(try tokens(text, range: part) == ["", "", "property(empid) operator(==)", "", "", ""])
  }

  @Test("what has changed since is the difference, and all of it where the client's tokens are not known")
  func delta() throws {
    let typing = try Typing()
    var client = typing.client()
    let uri = typing.folder.uri("a.criteria")
    client.open(uri, "empid==1\n\nempid==2\n")
    let document = #"{"textDocument":{"uri":"\#(uri)"}"#
    let full = value(client.request("textDocument/semanticTokens/full", document + "}"))
    let id = full?["resultId"]?.string ?? ""
    func delta(_ client: inout Client, _ id: String) -> JSONValue? {
      value(
        client.request(
          "textDocument/semanticTokens/full/delta", document + ",\"previousResultId\":\"\(id)\"}"))
    }
    let same = delta(&client, id)
    #expect(same?["edits"]?.elements.isEmpty == true)
    #expect(delta(&client, id)?["data"]?.elements.count == 30)
    client.change(
      uri, #"{"range":{"start":{"line":2,"character":7},"end":{"line":2,"character":8}},"text":"22"}"#)
    let last = delta(&client, "3")
    #expect(last?["edits"]?.elements.map(\.source) == [#"{"start":25,"deleteCount":5,"data":[0,2,2,7,0]}"#])
    #expect(delta(&client, "nonsense")?["data"]?.elements.count == 30)
    client.notify("textDocument/didClose", document + "}")
    client.open(uri, "empid==1\n")
    #expect(delta(&client, "5")?["data"]?.elements.count == 15)
  }

  @Test("differences applied one after another are the tokens of the text")
  func differences() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let typing = try Typing()
    var client = typing.client()
    let uri = typing.folder.uri("a.criteria")
    var text = Array(
      "@datastore empdir\n(empid==1) && (department==Sales)\n\n# x\nisactive==true\n".unicodeScalars)
    client.open(uri, String(String.UnicodeScalarView(text)))
    let document = #"{"textDocument":{"uri":"\#(uri)"}"#
    let full = value(client.request("textDocument/semanticTokens/full", document + "}"))
    var id = full?["resultId"]?.string ?? ""
    var data = numbers(full?["data"])
    let pieces = [
      "(", ")", " && ", "empid", "==", "\n", "\n\n", "# c", "😀", "\"", "@let x = 1", "${x}", " like %a%", "",
      "",
    ]
    for step in 0..<300 {
      let start = Int.random(in: 0...text.count, using: &random)
      let end = min(text.count, start + Int.random(in: 0...6, using: &random))
      let piece = pieces.randomElement(using: &random) ?? ""
      text.replaceSubrange(start..<end, with: piece.unicodeScalars)
      var writer = JSONWriter()
      writer.string(String(String.UnicodeScalarView(text)))
      client.change(uri, #"{"text":\#(String(decoding: writer.bytes, as: UTF8.self))}"#, version: step + 2)
      let answer = value(
        client.request(
          "textDocument/semanticTokens/full/delta", document + ",\"previousResultId\":\"\(id)\"}"))
      for edit in answer?["edits"]?.elements ?? [] {
        let start = Int(edit["start"]?.int64 ?? -1)
        let count = Int(edit["deleteCount"]?.int64 ?? -1)
        guard start >= 0, count >= 0, start + count <= data.count else {
          Issue.record("seed \(seed), step \(step): \(edit.source)")
          return
        }
        data.replaceSubrange(start..<(start + count), with: numbers(edit["data"]))
      }
      let whole = value(client.request("textDocument/semanticTokens/full", document + "}"))
      id = whole?["resultId"]?.string ?? ""
      let isSame = data == numbers(whole?["data"])
      #expect(isSame, "seed \(seed), step \(step)")
      if !isSame { return }
    }
  }

  @Test("a changed schema makes the client ask again")
  func refresh() throws {
    let typing = try Typing(capabilities: #""workspace":{"semanticTokens":{"refreshSupport":true}}"#)
    var client = typing.client()
    client.open(typing.folder.uri("a.criteria"), "empid==1")
    _ = client.messages()
    client.notify(
      "workspace/didChangeWatchedFiles",
      #"{"changes":[{"uri":"\#(typing.folder.uri("datastores/empdir.json"))","type":2}]}"#)
    #expect(client.messages().contains { $0["method"]?.string == "workspace/semanticTokens/refresh" })
  }
}
