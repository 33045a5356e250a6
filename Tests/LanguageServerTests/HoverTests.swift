import JSONSyntax
import LanguageServer
import Testing
import Workspace

@Suite("Hover")
struct HoverTests {
  private let markdown = #""textDocument":{"hover":{"contentFormat":["markdown"]}}"#

  @Test("says what stands beside a criteria, in every host")
  func parts() throws {
    let script = { (place: String) in
      "q = Map();\nq.put(\"criteria\",\"department==Sales\");\n\(place)\ninfo zoho.cliq.getRecords(\"empdir\", q);\n"
    }
    // base64 of `10|1738315800000|`.
    let token = "MTB8MTczODMxNTgwMDAwMHw="
    let cases: [(text: String, name: String, parts: [String])] = [
      ("@data$0store empdir\nempid==1", "a.criteria", ["`@datastore`", "the datastore that is asked"]),
      (
        "@datastore emp$0dir\nempid==1", "a.criteria",
        ["**empdir** (Employees): 3 fields", "3 records", "datastores/empdir.json"]
      ),
      (
        "@datastore empdir\n@order_by depart$0ment desc\nempid==1", "a.criteria",
        ["**department**", "limited-text"]
      ),
      ("@let dept = Sales\ndepartment==${de$0pt}", "a.criteria", ["`${dept}`: a hole; here it is `Sales`"]),
      ("department==${de$0pt}", "a.criteria", ["inserted at run time"]),
      ("department==a &$0& empid==1", "a.criteria", ["**`&&`**: both sides hold"]),
      ("department==a |$0| empid==1", "a.criteria", ["**`||`**"]),
      ("# cliquery: ignore unknown-f$0ield\nempid==1", "a.criteria", ["# unknown-field (CQ011)"]),
      (
        "# cliquery: ignore syn$0tax\nempid==1", "a.criteria",
        ["# syntax (CQ001)", "\n---\n\n# syntax (MQ001)"]
      ),
      ("empid==10$001", "a.criteria", ["`1001`: number 1001"]),
      (script("q.put(\"limit$0\", 5);"), "a.dg", ["**`limit`**: how many records a page has"]),
      (script("q.put(\"criteria$0\", 5);"), "a.dg", ["**`criteria`**: which records"]),
      (
        script("x = 1;").replacing("getRecords", with: "getRec$0ords"), "a.dg",
        ["**`getRecords`**", "zoho.cliq.getRecords(\"datastore\", map)"]
      ),
      (script("").replacing("\"empdir\"", with: "\"emp$0dir\""), "a.dg", ["**empdir** (Employees)"]),
      (
        script("").replacing("department==", with: "depart$0ment=="), "a.dg",
        ["**department** (Department): limited-text", "in 3 records of the fixtures: `Sales` (2)"]
      ),
      (
        script("q.put(\"start_token\",\"\(token)$0\");"), "a.dg",
        ["`start_token`", "2025-01-31 09:30:00 UTC", "opaque"]
      ),
      (script("q.put(\"start_token\",\"abc$0d\");"), "a.dg", ["an opaque token (C15)"]),
      (
        "{\"method\":\"GET\",\"url\":\"https://cliq.zoho.com/api/v3/datastores/emp$0dir/records?criteria=empid%3D%3D1\"}",
        "a.json",
        ["**empdir** (Employees)"]
      ),
      (
        "{\"method\":\"GET\",\"url\":\"https://x/api/v3/datastores/empdir/records?criteria=empid%3D%3D1&sync_token=MTB8MTczODMx$0NTgwMDAwMHw%3D\"}",
        "a.json", ["`sync_token`", "2025-01-31 09:30:00 UTC"]
      ),
    ]
    for (text, name, parts) in cases {
      let shown =
        try Typing(capabilities: markdown).ask("hover", text, name: name)?.path("contents", "value")?.string
        ?? ""
      for part in parts { #expect(shown.contains(part), "\(text): \(part) in \(shown)") }
    }
  }

  @Test("nothing is said of what is nothing")
  func nothing() throws {
    let typing = try Typing(capabilities: markdown)
    for (text, name) in [
      ("# a com$0ment\nempid==1", "a.criteria"), ("x = $01;", "a.dg"), ("info \"emp$0id\";", "a.dg"),
      ("m.put(\"limit$0\", 1); other(m);", "a.dg"), ("{\"a\": \"b$0\"}", "a.json"), ("$0", "a.criteria"),
    ] {
      #expect(typing.ask("hover", text, name: name)?.isNull == true, "\(text)")
    }
  }

  @Test("a client without Markdown gets none")
  func plainText() throws {
    let typing = try Typing()
    for (text, expected) in [
      ("@datastore empdir\nemp$0id==1", "empid (Employee ID): number, mandatory, unique key `empid`"),
      ("department li$0ke a_b", "`like`: matches a pattern, whatever the case of letters; for limited-text"),
      ("# cliquery: ignore CQ0$011\nempid==1", "unknown-field (CQ011)"),
      ("@exp$0ect count 1\nempid==1", "  @expect count 3"),
    ] {
      let contents = typing.ask("hover", text)?["contents"]
      let shown = contents?["value"]?.string ?? ""
      #expect(contents?["kind"]?.string == "plaintext")
      #expect(shown.contains(expected), "\(text): \(shown)")
      for mark in ["**", "```", "---", "\n#", "\\_", "_v3"] {
        #expect(!shown.contains(mark), "\(text): \(shown)")
      }
    }
  }
}
