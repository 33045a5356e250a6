import JSONSyntax
import LanguageServer
import Testing
import Workspace

@Suite("Inlay hints and signature help")
struct HintTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  /// The text of the selected lines with each hint in `⟦…⟧`.
  private func hinted(_ text: String, name: String = "a.criteria", encoding: String = "utf-8") -> String {
    var asking = Asking(folder, text, name: name, encoding: encoding)
    let whole = text.contains("$0")
    let end = Asking.place(after: asking.text, encoding)
    let range = whole ? asking.selection : #"{"start":{"line":0,"character":0},"end":\#(end)}"#
    let hints = value(asking.ask("textDocument/inlayHint", #""range":\#(range)"#))?.elements ?? []
    let edits = hints.compactMap { hint -> JSONValue? in
      guard let place = hint["position"]?.source, let label = hint["label"]?.string else { return nil }
      return value(#"{"range":{"start":\#(place),"end":\#(place)},"newText":"⟦\#(label)⟧"}"#)
    }
    return asking.applying(edits)
  }

  @Test("what `&&` and `||` imply, and how many records match")
  func hints() {
    let head = "@datastore empdir\n"
    let script =
      "q = Map();\nq.put(\"criteria\", \"empid==1001\");\ninfo zoho.cliq.getRecords(\"empdir\", q);\n"
    let cases: [(text: String, name: String, after: String)] = [
      (head + "department==Sales", "a.criteria", head + "department==Sales⟦2 of 3⟧"),
      (
        head + "empid==1001 || empid==1002 && isactive==true\n", "a.criteria",
        head + "empid==1001 || ⟦(⟧empid==1002 && isactive==true⟦)⟧⟦2 of 3⟧\n"
      ),
      (
        head + "(empid==1001) || ((empid==1002) && (isactive==true))", "a.criteria",
        head + "(empid==1001) || ((empid==1002) && (isactive==true))⟦2 of 3⟧"
      ),
      (
        head + "nofield==1 || empid==2 && empid==3", "a.criteria",
        head + "nofield==1 || ⟦(⟧empid==2 && empid==3⟦)⟧"
      ),
      (head + "empid==1 || empid==2 && ", "a.criteria", head + "empid==1 || empid==2 && "),
      (head + "empid==${x}", "a.criteria", head + "empid==${x}"),
      (head + "@let x = 1002\nempid==${x}", "a.criteria", head + "@let x = 1002\nempid==${x}⟦1 of 3⟧"),
      (
        head + "@operation delete\n@ids 1, 3\n", "a.criteria", head + "@operation delete\n@ids 1, 3⟦2 of 3⟧\n"
      ),
      ("department==Sales\r\n", "a.criteria", "department==Sales⟦2 of 3⟧\r\n"),
      (script, "a.dg", script.replacing("==1001\"", with: "==1001\"⟦1 of 3⟧")),
    ]
    for (text, name, after) in cases { #expect(hinted(text, name: name) == after, "\(text)") }
  }

  @Test("how much of a saved answer a request selects")
  func items() throws {
    let saved = #"{"scenarios":[{"id":1,"teamId":1},{"id":2,"teamId":1}],"pg":{"limit":10,"offset":0}}"#
    try FileSystem.write(Array(saved.utf8), to: folder.path.appending("fixtures").appending("scenarios.json"))
    let start = "GET https://eu1.make.com/api/v2/"
    let cases: [(text: String, after: String)] = [
      ("\(start)scenarios?teamId=1\n", "\(start)scenarios?teamId=1⟦2 of 2⟧\n"),
      (
        "\(start)scenarios?teamId=1&pg%5Blimit%5D=1\n",
        "\(start)scenarios?teamId=1&pg%5Blimit%5D=1⟦teamId=1&pg[limit]=1⟧⟦2 of 2⟧\n"
      ),
      ("\(start)teams?organizationId=1\n", "\(start)teams?organizationId=1\n"),
      ("\(start)scenarios?teamId={{team}}\n", "\(start)scenarios?teamId={{team}}\n"),
      ("POST https://eu1.make.com/api/v2/scenarios\n", "POST https://eu1.make.com/api/v2/scenarios\n"),
    ]
    for (text, after) in cases { #expect(hinted(text, name: "a.http") == after, "\(text)") }
  }

  @Test("only what is asked for, however columns are counted")
  func places() {
    let text = "department==山田🎉 || $0department==é && empid==1$0\n\ndepartment==Sales"
    let after = "department==山田🎉 || ⟦(⟧department==é && empid==1⟦)⟧⟦0 of 3⟧\n\ndepartment==Sales"
    for encoding in ["utf-8", "utf-16", "utf-32"] {
      #expect(hinted(text, encoding: encoding) == after, "\(encoding)")
    }
    #expect(hinted("department==Sales\n\n$0empid==1001\n\n$0department==Sales").contains("1 of 3"))
    #expect(!hinted("department==Sales\n\n$0empid==1001\n\n$0department==Sales").contains("2 of 3"))
  }

  /// The label with the active parameter in `⟦…⟧`, a bar, and the first line of what is said of it.
  private func signature(_ text: String, name: String = "a.criteria", capabilities: String = "") -> String {
    var asking = Asking(folder, text, name: name, capabilities: capabilities)
    guard let help = asking.askAtPlace("textDocument/signatureHelp"), !help.isNull else { return "none" }
    let active = Int(help["activeSignature"]?.int64 ?? 0)
    guard let signature = help["signatures"]?.elements[active], let label = signature["label"]?.string,
      let parameter = signature["parameters"]?.elements[Int(help["activeParameter"]?.int64 ?? 0)]["label"]
    else { return "broken" }
    let shown: String
    if let text = parameter.string {
      shown = label.replacing(text, with: "⟦\(text)⟧", maxReplacements: 1)
    } else {
      let offsets = parameter.elements.compactMap { $0.int64 }.map(Int.init)
      let units = Array(label.utf16)
      let parts = [units[..<offsets[0]], units[offsets[0]..<offsets[1]], units[offsets[1]...]]
      let texts = parts.map { String(decoding: $0, as: UTF16.self) }
      shown = "\(texts[0])⟦\(texts[1])⟧\(texts[2])"
    }
    let line = signature.path("documentation", "value")?.string?.split(separator: "\n").first ?? ""
    return "\(shown) | \(line)"
  }

  @Test("lists: where the cursor is, and how many values are left")
  func lists() {
    let head = "@datastore empdir\n"
    let label = "v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, ...)"
    func expected(_ head: String, _ active: String, _ used: String) -> String {
      let marked = label.replacing(
        active == "..." ? "..." : active + (active == "v10" ? "," : ","),
        with: active == "..." ? "⟦...⟧" : "⟦\(active)⟧,")
      return "\(head)\(marked) | \(used)"
    }
    let open = "department in ("
    let cases: [(text: String, head: String, active: String, used: String)] = [
      (head + "department in ($0", open, "v1", "0 of 10 values used"),
      (head + "department in ($0)", open, "v1", "0 of 10 values used"),
      (head + "department in (Sales$0", open, "v1", "1 of 10 values used"),
      (head + "department in (Sales,$0", open, "v2", "1 of 10 values used"),
      (head + "department in (Sales, $0)", open, "v2", "1 of 10 values used"),
      (head + "department in (Sales, $0, Support) && empid==1", open, "v2", "2 of 10 values used"),
      (head + "department in \"a\", $0", open, "v2", "1 of 10 values used"),
      (head + "department in $0", open, "v1", "0 of 10 values used"),
      (head + "(department not in (a,\n b$0", "department not in (", "v2", "2 of 10 values used"),
      (
        head + "department in (1,2,3,4,5,6,7,8,9,10,$0)", open, "...", "10 of 10 values used"
      ),
      (
        head + "department in (1,2,3,4,5,6,7,8,9,10,11$0)", open, "...",
        "11 values; the documented maximum is 10 (CQ006)"
      ),
    ]
    let offsets =
      #""textDocument":{"signatureHelp":{"signatureInformation":{"parameterInformation":{"labelOffsetSupport":true}}}}"#
    for (text, head, active, used) in cases {
      #expect(signature(text) == expected(head, active, used), "\(text)")
      #expect(!signature(text, capabilities: offsets).hasPrefix("broken"), "\(text)")
    }
    let nowhere = [
      "department in$0", "department$0 in (a)", "department in (a)$0", "department==a$0", "$0",
      "department in (a) && $0", "department in (a) && x==$0",
    ]
    for text in nowhere { #expect(signature(head + text) == "none", "\(text)") }
  }

  @Test("lists in scripts")
  func listsInScripts() {
    let start = "q = Map();\nq.put(\"criteria\",\"department in ('a', $0"
    let rest = "\ninfo zoho.cliq.getRecords(\"empdir\", q);\n"
    for text in [start + "b)\");" + rest, start + "\");" + rest] {
      #expect(signature(text, name: "a.dg").hasPrefix("department in (v1, ⟦v2⟧"), "\(text)")
    }
  }

  @Test("directives say what they take")
  func directives() {
    let cases: [(text: String, label: String)] = [
      ("@datastore $0", "@datastore ⟦name⟧"),
      ("@api v$0", "@api ⟦v2|v3⟧"),
      ("@operation $0\nempid==1", "@operation ⟦list|update|delete⟧"),
      ("@order_by emp$0", "@order_by ⟦field⟧ [asc|desc], ..."),
      ("@order_by empid $0", "@order_by field ⟦[asc|desc]⟧, ..."),
      ("@order_by empid asc, $0", "@order_by field [asc|desc]⟦, ...⟧"),
      ("@order_by +$0", "@order_by ⟦+field|-field⟧"),
      ("@limit $0", "@limit ⟦count⟧"),
      ("@ids 1,$0", "@ids id⟦, ...⟧"),
      ("@let $0", "@let ⟦name⟧ = value"),
      ("@let a = $0", "@let name = ⟦value⟧"),
      ("@expect $0", "@expect count ⟦number⟧"),
      ("@expect er$0", "@expect error ⟦code⟧"),
      ("@expect ids in order $0", "@expect ids in order ⟦id ...⟧"),
    ]
    for (text, label) in cases { #expect(signature(text).hasPrefix(label + " | "), "\(text)") }
    for text in ["@datast$0", "@nothing $0", "# @datastore $0"] {
      #expect(signature(text) == "none", "\(text)")
    }
  }
}
