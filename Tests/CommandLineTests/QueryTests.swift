import FolderTestSupport
import Foundation
import Testing

/// What `query` answers, whole.
@Suite("query")
struct QueryTests {
  private struct Case {
    let arguments: [String]
    var input: String?
    var code: Int32 = 0
    var output = ""
    /// The first line of standard error, or all of it where it ends with a newline.
    var error = ""

    init(
      _ arguments: [String], input: String? = nil, code: Int32 = 0, output: String = "", error: String = ""
    ) {
      (self.arguments, self.input, self.code, self.output, self.error) = (
        arguments, input, code, output, error
      )
    }
  }

  private func check(_ cases: [Case], in folder: TestFolder) throws {
    for item in cases {
      let outcome = try Program.cliquery.run(["query"] + item.arguments, in: folder.url, input: item.input)
      let isError =
        item.error.hasSuffix("\n") ? outcome.error == item.error : outcome.error.hasPrefix(item.error)
      #expect(
        outcome.code == item.code && outcome.output == item.output && isError,
        "\(item.arguments): \(outcome.code)\n\(outcome.output)\n\(outcome.error)")
    }
  }

  @Test func formsOfAnswers() throws {
    let folder = try TestFolder(RecordSample.files)
    let plain =
      "note: no schema describes `plain`: the types of its fields were inferred from `fixtures/plain.csv`\n"
    try check(
      [
        Case(
          ["team", "status==open", "--ndjson"],
          output: """
            {"id":"11","status":"open","level":"3","active":true,"phone":"*****"}
            {"id":"14","status":"open","level":"2.5","active":true,"phone":"*****"}

            """, error: "2 of 4 records match\n"),
        Case(
          ["team", "status==open", "--csv", "--columns", "level, id"],
          output: "level,id\n3,11\n2.5,14\n", error: "2 of 4 records match\n"),
        Case(
          ["team", "level>2", "--order-by", "level desc", "--table"],
          output: """
            id  status  level  active  phone
            12  new        10  false   null
            11  open        3  true    *****
            14  open      2.5  true    *****

            """, error: "3 of 4 records match\n"),
        Case(["team", "--count"], output: "4\n"),
        Case(["team", "status like op%", "--count", "--limit", "1"], output: "3\n"),
        Case(["team", "status==none", "--table"], error: "0 of 4 records match\n"),
        Case(["team", "status==none", "--csv"], output: "id,status,level,active,phone\n", error: "0 of 4"),
        Case(["team", "status==none", "--fail-if-empty", "--count"], code: 1, output: "0\n"),
        // Null is unknown, and so is not unlike anything.
        Case(["team", "level!=3", "--count"], output: "2\n"),
        Case(
          ["team", "phone==1", "--ndjson"],
          error: """
            0 of 4 records match
            note: whether 3 records match cannot be said: a masked value decides (C21)

            """),
        Case(["team", "status==${s}", "--let", "s=new", "--count"], output: "1\n"),
        Case(
          ["-", "n>1", "--csv"], input: "{\"n\":\"1\"}\n{\"n\":2}\n", output: "n\n2\n",
          error: "note: no schema tells types"),
        Case(["-", "level>2", "--count", "--schema", "team"], input: "{\"level\":\"10\"}\n", output: "1\n"),
        Case(["--datastore", "team", "status==new", "--count"], output: "1\n"),
        Case(["team", "-", "--count"], input: "status==new\n", output: "1\n"),
        Case(["status==new", "--count"], output: "1\n"),
        Case(
          ["plain", "size>9", "--ndjson"], output: "{\"name\":\"alpha\",\"size\":\"10\"}\n",
          error: plain + "1 of 3 records matches\n"),
        Case(
          ["fixtures/plain.csv", "name==beta, the second", "--table"],
          output: "name              size\nbeta, the second     9\n",
          error: plain + "1 of 3 records matches\n"),
      ], in: folder)
  }

  @Test func theAnswerOfTheAPI() throws {
    let folder = try TestFolder(RecordSample.files)
    let v3 = try #require(
      try JSONSerialization.jsonObject(
        with: Data(folder.cliquery("query", "team", "active==true", "--limit", "2").output.utf8))
        as? [String: Any])
    #expect(
      Set(v3.keys) == ["url", "type", "sync_token", "list", "next_token"]
        && v3["url"] as? String == "/api/v3/datastores/team/records"
        && v3["type"] as? String == "datastore_record")
    let records = v3["list"] as? [[String: Any]] ?? []
    #expect(records.map { $0["id"] as? String } == ["11", "13"])
    #expect(records.last?["level"] is NSNull && records.first?["level"] as? String == "3")
    let v2 = try #require(
      try JSONSerialization.jsonObject(
        with: Data(folder.cliquery("query", "team", "active==true", "--api", "v2").output.utf8))
        as? [String: Any])
    #expect(Set(v2.keys) == ["status", "list"] && (v2["list"] as? [Any])?.count == 3)
  }

  /// Every record once, in order, whatever the size of the pages.
  @Test func pagesFollowEachOther() throws {
    let folder = try TestFolder(["fixtures/big.ndjson": RecordSample.numbers(237)])
    let all = try folder.cliquery(
      "query", "big", "--order-by", "n desc", "--limit", "all", "--csv", "--columns", "n")
    let expected = (1...237).reversed().map(String.init)
    #expect(all.output.split(separator: "\n").dropFirst().map(String.init) == expected)
    #expect(all.error.hasSuffix("\n237 of 237 records match\n"), "\(all.error)")
    var found: [String] = []
    var token: String?
    for page in 0..<10 {
      let next = token.map { ["--next-token", $0] } ?? ["--limit", "40"]
      let outcome = try Program.cliquery.run(
        ["query", "big", "n>0", "--order-by", "n desc"] + next, in: folder.url)
      let answer = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
      let records = answer?["list"] as? [[String: Any]] ?? []
      found += records.compactMap { $0["n"] as? String }
      token = answer?["next_token"] as? String
      #expect(
        outcome.error.contains("shown: \(page < 5 ? 40 : 37)\(page < 5 ? "; " : "\n")"),
        "\(page) \(outcome.error)")
      if token == nil { break }
    }
    #expect(found == expected)
    let fifty = try folder.cliquery("query", "big", "--ndjson")
    #expect(fifty.output.split(separator: "\n").count == 50)
    let v2 = try folder.cliquery(
      "query", "big", "--ndjson", "--api", "v2", "--from-index", "231", "--order-by", "+n")
    #expect(v2.output.split(separator: "\n").count == 7 && v2.output.hasPrefix("{\"id\":\"231\""))
    #expect(
      try folder.cliquery("query", "big", "--ndjson", "--api", "v2").output.split(separator: "\n").count
        == 100)
  }

  @Test func whatCannotBeUsedSaysWhy() throws {
    var files = RecordSample.files
    files["fixtures/cut.json"] = "{\"list\": [{\"id\": \"1\", \"name\": \"A\"}, {\"id\": \"2\""
    files["fixtures/wide.csv"] = "id,name\n1,A\n2,B,C\n"
    files["fixtures/twice.json"] = "[]"
    files["fixtures/twice.csv"] = "id\n1\n"
    let folder = try TestFolder(files)
    try folder.write("bad/team.ndjson", "{\"id\":\"1\",\"level\":\"abc\"}\n")
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("empty.json"), withIntermediateDirectories: true)
    func refused(_ arguments: [String], _ error: String, input: String? = nil) -> Case {
      Case(arguments, input: input, code: 2, error: error)
    }
    try check(
      [
        refused(["cut"], "error: fixtures/cut.json:1:"),
        refused(["wide"], "error: fixtures/wide.csv:3:"),
        refused(["bad/team.ndjson", "level==1"], "error: bad/team.ndjson:1:"),
        refused(
          ["twice"],
          "error: `fixtures/twice.csv` and `fixtures/twice.json` both hold records of `twice`; keep one"),
        refused(["gone"], "error: there are no records of `gone`: save an answer of \"List records\""),
        refused(["teem"], "error: there are no records of `teem`; did you mean `team`?\n"),
        refused(["gone.json", "a==1"], "error: gone.json: there is no such file or folder\n"),
        refused(
          ["nowhere/gone.json", "a==1"], "error: nowhere/gone.json: there is no such file or folder\n"),
        refused(["./empty.json", "a==1"], "error: empty.json: this is a folder\n"),
        refused(
          ["team", "statsu==open"],
          "error[CQ011 unknown-field]: `statsu` is not a field of `team`; did you mean `status`?"),
        refused(["team", "status==open AND level>1"], "error[CQ003 word-logical-operator]: "),
        refused(["plain", "nmae==x"], "note: no schema describes `plain`"),
        refused(["team", "--order-by", "lvel"], "error[CQ021 unknown-sort-field]: "),
        refused(
          ["team", "--columns", "id,lvel"],
          "error: `--columns`: these records have no field `lvel`; did you mean `level`?\n"),
        refused(["team", "--limit", "0"], "error[CQ022 limit-out-of-range]: "),
        refused(["team", "--limit", "many"], "error: `--limit` takes a number or `all`, not `many`\n"),
        refused(
          ["team", "--from-index", "2"],
          "error: `--from-index` belongs to v2; add `--api v2`, or use `--next-token`\n"),
        refused(
          ["team", "--next-token", "AAAA"],
          "error: `--next-token`: the page token is not one of cliquery's; leave it out for the first page "
            + "(`datastore_invalid_next_token`)\n"),
        refused(["team", "status==${s}"], "error: the hole `${s}` has no value; give it one: `--let s=…`\n"),
        refused(
          ["team", "status==open", "--let", "s=1"], "error: `--let s=…` names no hole of the criteria; "),
        refused(
          ["team", "status==<who>", "--let", "hwo=1"],
          "error: `--let hwo=…` names no hole of the criteria; did you mean `--let who=…`?\n"),
        refused(
          ["-", "a==1", "--schema", "teem"],
          "error: `--schema teem`: no file in `datastores/` describes it; did you mean `team`?\n", input: ""),
        refused([], "error: a datastore and a criteria are missing"),
        refused(
          ["team", "status", "==", "open"],
          "error: a criteria is one argument, but 3 were given; put it in quotes: `cliquery query team 'status == open'`\n"
        ),
        refused(["-", "-"], "error: records and criteria cannot both come from standard input"),
        refused(
          ["/api/v2/data-stores/1/data"],
          "error: there is no saved answer with `records`: save one as `fixtures/records.json`\n"
        ),
        refused(
          ["https://eu1.make.com/api/v2/enums/timezones"],
          "error: there is no saved answer with `timezones`: save one as `fixtures/timezones.json`"),
        refused(["team", "--json", "--csv"], "error: "),
      ], in: folder)
    let unknown = try folder.cliquery("query", "plain", "nmae==x")
    #expect(
      unknown.error.hasSuffix(
        """
        error: no field `nmae` in these records; did you mean `name`?
         --> <criteria>:1:1
          |
        1 | nmae==x
          | ^^^^

        """), "\(unknown.error)")
  }

  /// The page on records spells one field of its products in two ways.
  @Test func aFieldInTwoSpellingsIsPointedOut() throws {
    let products = """
      {"list": [
        {"id": "14756000000008008", "productcateogry": "zylker", "productid": "1004", "instock": true},
        {"id": "14756000000008003", "productcategory": "zylcal", "productid": "1003", "instock": false}]}
      """
    let folder = try TestFolder(["fixtures/products.json": products])
    let outcome = try folder.cliquery("query", "products", "instock==true && productid>1003", "--count")
    #expect(outcome.code == 0 && outcome.output == "1\n")
    #expect(
      outcome.error.contains(
        "note: fixtures/products.json:3:3: `productcategory` may be `productcateogry` spelt in another way"),
      "\(outcome.error)")
  }

  /// Standard input is answered as it comes: the lines that match, as they are.
  @Test func standardInputIsAStream() throws {
    let folder = try TestFolder(RecordSample.files)
    let note =
      "note: no schema tells types: numbers and booleans are compared as such where the criteria's value and the "
      + "record's are, all else as text\n"
    let inferred = "note: the types of the fields were inferred from the records\n"
    let many = (1...40_000).map { "{\"n\":\($0),\"t\":\"row \($0)\"\($0 > 30_000 ? ",\"late\":1" : "")}" }
    let lines = many.joined(separator: "\n")
    func filtered(_ text: String) -> String { "\(text)\n" }
    try check(
      [
        Case(
          ["-", "n==2"], input: "{\"n\" : 1}\n\n{\"n\": 2.0, \"x\":null}\r\n",
          output: "{\"n\": 2.0, \"x\":null}\r\n", error: note + "1 of 2 records matches\n"),
        Case(
          ["-", "n>=39999"], input: lines, output: filtered(many.suffix(2).joined(separator: "\n")),
          error: note + "2 of 40000 records match\n"),
        Case(
          ["-", "n>7", "--limit", "2"], input: lines, output: filtered(many[7...8].joined(separator: "\n")),
          error: note + "the first 2 records that match, of "),
        Case(
          ["-", "n>39999", "--csv"], input: lines, output: "n,t,late\n40000,row 40000,1\n",
          error: note + "1 of 40000 records matches\n"),
        Case(
          ["-", "n>0", "--csv"], input: lines,
          output: filtered("n,t\n" + (1...40_000).map { "\($0),row \($0)" }.joined(separator: "\n")),
          error: note + "40000 of 40000 records match\n"
            + "note: the first records that match have no `late`, so the answer does not show it; `--ndjson` does\n"
        ),
        Case(["-", "n>0", "--count"], input: lines, output: "40000\n", error: note),
        Case(["-", "", "--count"], input: "", output: "0\n"),
        Case(
          ["-", "n>1", "--order-by", "n desc", "--csv", "--limit", "1"], input: lines,
          output: "n,t,late\n40000,row 40000,1\n",
          error: inferred + "39999 of 40000 records match; shown: 1; more with `--limit all`\n"),
        Case(
          ["-", "level>2", "--csv", "--schema", "team", "--columns", "level"], input: "{\"level\":\"10\"}\n",
          output: "level\n10\n"),
        Case(
          ["-", "n==1"], input: lines + "\n{\"n\":\n", code: 2, output: "{\"n\":1,\"t\":\"row 1\"}\n",
          error: note + "error: <stdin>:40001:"),
        Case(["-", "n==1"], input: "[1]\n", code: 2, error: note + "error: <stdin>:1:1: "),
        Case(
          ["-", "statsu==x", "--schema", "team"], input: "", code: 2, error: "error[CQ011 unknown-field]: "),
        Case(
          ["-", "n==1", "--next-token", "AAAA"], input: "", code: 2,
          error: "error: standard input has no pages; "),
      ], in: folder)
    let bytes = try Program.shell("printf '{\"n\":\"\\xff\"}\\n' | cliquery query - 'n==1'", in: folder.url)
    #expect(bytes.code == 2 && bytes.error.hasPrefix(note + "error: <stdin>:1:"), "\(bytes.error)")
    let closed = try Program.shell(
      "yes '{\"n\":1}' | cliquery query - 'n==1' | head -n 2; echo ${PIPESTATUS[1]}", in: folder.url)
    #expect(
      closed.output == "{\"n\":1}\n{\"n\":1}\n0\n" && !closed.error.contains("error"), "\(closed.error)")
  }

  @Test func storesAnswerAsFilesDo() throws {
    let folder = try TestFolder(RecordSample.files)
    #expect(try folder.cliquery("store", "create", "--store", "t.sqlite", "team").code == 0)
    #expect(
      try folder.cliquery("store", "import", "--store", "t.sqlite", "team", "fixtures/team.ndjson").code == 0)
    for criteria in ["", "status==open", "level>2.5 || level==10", "status like op%", "level!=3"] {
      for form in ["--json", "--csv", "--count"] {
        let arguments = [
          "query", "team", criteria, form, "--order-by", "level desc", "--columns", "id,level",
        ]
        let file = try Program.cliquery.run(arguments, in: folder.url)
        let store = try Program.cliquery.run(arguments + ["--store", "t.sqlite"], in: folder.url)
        func list(_ text: String) -> Substring { text.drop { $0 != "[" } }
        #expect(file.code == 0 && store.code == 0, "\(criteria) \(store.error)")
        #expect(
          form == "--json" ? list(file.output) == list(store.output) : file.output == store.output,
          "\(criteria) \(store.output)")
      }
    }
    let page = try folder.cliquery("query", "team", "level>2", "--limit", "1", "--store", "t.sqlite")
    let answer = try JSONSerialization.jsonObject(with: Data(page.output.utf8)) as? [String: Any]
    let token = try #require(answer?["next_token"] as? String)
    let code = "; leave it out for the first page (`datastore_invalid_next_token`)\n"
    let cases: [(arguments: [String], error: String)] = [
      (["team", "level>1", "--next-token", token, "--store", "t.sqlite"], code),
      (["team", "level>1", "--next-token", token], code),
      (["tema", "--store", "t.sqlite"], "did you mean `team`?\n"),
      (["team", "--store", "gone.sqlite"], ""), (["team", "--store", "fixtures/team.ndjson"], ""),
      (["team", "--store", "."], ""), (["team", "statsu==x", "--store", "t.sqlite"], ""),
    ]
    for (arguments, error) in cases {
      let outcome = try Program.cliquery.run(["query"] + arguments, in: folder.url)
      #expect(
        outcome.code == 2 && outcome.error.hasPrefix("error") && outcome.error.hasSuffix(error)
          && outcome.output.isEmpty, "\(arguments) \(outcome.error)")
    }
  }

  /// A reader that has seen enough ends the run without a word.
  @Test func aClosedPipeIsNoError() throws {
    let folder = try TestFolder(["fixtures/big.ndjson": RecordSample.numbers(30_000)])
    let outcome = try Program.shell(
      "cliquery query big --limit all --json 2>error | head -n 3; echo ${PIPESTATUS[0]}", in: folder.url)
    #expect(outcome.output.hasSuffix("\n0\n") && outcome.output.split(separator: "\n").count == 4)
    let error = folder.read("error") ?? ""
    #expect(!error.contains("error"), "\(error)")
  }

  @Test func explainSaysWhyARecordMatchesOrNot() throws {
    let folder = try TestFolder(RecordSample.files)
    let arguments = ["status==open && level>2", "--datastore", "team", "--record"]
    let cases: [(record: String, input: String?, code: Int32, words: String)] = [
      ("11", nil, 0, "\n11 matches\n"),
      ("12", nil, 0, "\n12 does not match\n"),
      ("13", nil, 0, "does not match"),
      ("{\"status\":\"open\",\"level\":1}", nil, 0, "\n<record> does not match\n"),
      ("-", "{\"status\":\"open\",\"level\":\"7\"}", 0, "\n<record> matches\n"),
      ("99", nil, 2, "error: no record of `team` has the id `99`; `cliquery query team` lists them\n"),
      ("{\"status\":", nil, 2, "error: <record>:1:"),
      ("fixtures/team.ndjson", nil, 2, "error: `fixtures/team.ndjson` holds 4 records; "),
    ]
    for (record, input, code, words) in cases {
      let outcome = try Program.cliquery.run(["explain"] + arguments + [record], in: folder.url, input: input)
      let text = code == 0 ? outcome.output : outcome.error
      #expect(
        outcome.code == code && text.contains(words), "\(record): \(outcome.code) \(text)\(outcome.error)")
    }
    let json = try Program.cliquery.run(["explain"] + arguments + ["12", "--json"], in: folder.url)
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let record = object?["record"] as? [String: Any]
    let steps = record?["steps"] as? [[String: Any]] ?? []
    #expect(record?["answer"] as? String == "false" && steps.count == 3, "\(json.output)")
    #expect(steps.map { $0["decides"] as? Bool } == [true, true, false])
    #expect(steps.last?["truth"] as? String == "true" && steps.last?["value"] as? String == "10")
  }
}
