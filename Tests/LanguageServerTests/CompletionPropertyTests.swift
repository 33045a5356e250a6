import CriteriaSyntax
import Embedding
import JSONSyntax
import LanguageServer
import SourceText
import Testing
import Workspace

/// Texts as they are while somebody types, and as they come from elsewhere.
private let texts = [
  "", "(", "((", ")", "department", "dep", "department=", "department==", "department==Sales",
  "department == Sales",
  "department==Research and", "department==\"Sal", "department=='Sal'", "department==\"Sales\" && ",
  "(department==Sales",
  "(department==Sales)", "(department==Sales) &", "(department==Sales) &&", "(department==Sales) && (",
  "department==Sales and isactive",
  "department==Sales && isactive==true", "department==Sales&&isactive==t",
  "(department==Sales) && (isactive==true) || empid>1",
  "(department==Sales)(isactive==true)", "department in", "department in ", "department in (",
  "department in (Sales", "department in (Sales,",
  "department in (Sales, Research and Development)", "department in Sales, Re", "department not",
  "department not in (Sales) && ", "department not like %a%",
  "department like", "department like ", "department like %", "isactive==tr && department==",
  "isactive = = true", "empid => 1001", "empid >", "empid >= 10",
  "empid in (1001, 1002", "!(department==Sales)", "not (empid==1) || ", "empid==1 ||\n  department==Sa",
  "empid==1 &&\ndepartment", "&& department==Sales",
  "|| ||", "department==${dept} && isactive==", "department==${de", "department==a${dept}b && em",
  "${cond} && empid", "x==1 && y==2 && ", "department.contains(\"a\")",
  "department <> Sales", "department===Sales", "山田==1 && dep", "department==山田　太郎 && em",
  "department==😀 && is", "\tdepartment\t==\tSales\t&&\tem",
  "department==O'Brien && isac", "department==R&D && em", "department==a(b) && is", "empid==1 dep",
  "empid between 1 and", "\"department\"==Sales", "[department]==Sales",
  "department==\"a\\\"b\" && em", "(((((empid==1", "empid==1)))) && dep", "department==% && _",
  "department in (a,,b", "department in [Sales, Re",
]

@Suite("Completion at every place of a text")
struct CompletionPropertyTests {
  /// Beside each token, and inside of each word.
  private static func cursors(_ text: String) -> [Int] {
    let bytes = Array(text.utf8)
    func kind(_ byte: UInt8) -> Int {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...: 1
      case 0x20, 0x09, 0x0A: 2
      default: 3
      }
    }
    return (0...bytes.count).filter { place in
      if place < bytes.count, bytes[place] & 0xC0 == 0x80 { return false }
      guard place > 0, place < bytes.count else { return true }
      return kind(bytes[place - 1]) != kind(bytes[place]) || kind(bytes[place]) == 3 || place % 3 == 0
    }
  }

  private static func errors(_ document: String) -> Int {
    let file = CriteriaDocument.read(Array(document.utf8))
    var parser = CriteriaParser()
    return file.queries.reduce(0) { count, query in
      guard let text = query.criteria else { return count }
      parser.parse(text, knownFields: KnownFields(["empid", "department", "isactive", "id"]))
      return count + parser.tree.diagnostics.count
    }
  }

  /// What makes a condition of what a candidate leaves open.
  private static func rest(of label: String, kind: String) -> String {
    switch (kind, label) {
    case ("5", _): "==1"
    case ("24", "&&"), ("24", "||"): "empid==1"
    case ("24", ")"): ""
    case ("24", _): "1"
    default: ""
    }
  }

  @Test("candidates are edits at the cursor, each once, that begin as typed and make nothing worse")
  func everyPlace() throws {
    let head = "@datastore empdir\n@let dept = x\n"
    let typing = try Typing(
      capabilities:
        #""textDocument":{"completion":{"completionItemKind":{"valueSet":[5,6,12,14,15,24]},"completionItem":{"insertReplaceSupport":true}}}"#
    )
    var client = typing.client()
    var count = 0
    for (number, text) in texts.enumerated() {
      let document = head + text
      let shown = ShownText(document)
      let uri = typing.folder.uri("\(number).criteria")
      client.open(uri, document)
      for cursor in Self.cursors(text).map({ $0 + head.utf8.count }) {
        let before = shown.string(0..<cursor)
        let answer = value(
          client.request(
            "textDocument/completion",
            #"{"textDocument":{"uri":"\#(uri)"},"position":\#(typing.position(before))}"#))
        let items = answer?["items"]?.elements ?? []
        count += items.count
        var seen: Set<String> = []
        var starts: Set<Int> = []
        let errorsBefore = items.isEmpty ? 0 : Self.errors(before)
        for (index, item) in items.enumerated() {
          let label = item["label"]?.string ?? ""
          let problem = Self.problem(item, shown, cursor, &starts)
          #expect(problem == nil, "\(before)|: \(label): \(problem ?? "")")
          if problem != nil { return }
          let newText = item.path("textEdit", "newText")?.string ?? ""
          #expect(seen.insert(label + "\n" + newText).inserted, "\(before)|: \(label) twice")
          guard index < 12, let range = shown.range(item.path("textEdit", "insert")) else { continue }
          let accepted =
            shown.string(0..<range.lowerBound) + newText
            + Self.rest(of: label, kind: item["kind"]?.source ?? "")
          let errors = Self.errors(accepted)
          #expect(errors <= errorsBefore, "\(before)|: \(accepted) has \(errors) for \(errorsBefore)")
        }
        #expect(starts.count <= 1, "\(before)|: \(starts)")
      }
      client.notify("textDocument/didClose", #"{"textDocument":{"uri":"\#(uri)"}}"#)
    }
    #expect(count > 1000)
  }

  /// What is wrong with the edit of an item.
  private static func problem(
    _ item: JSONValue, _ text: ShownText, _ cursor: Int, _ starts: inout Set<Int>
  ) -> String? {
    guard let insert = text.range(item.path("textEdit", "insert")),
      let replace = text.range(item.path("textEdit", "replace"))
    else { return "no ranges" }
    starts.insert(insert.lowerBound)
    if insert.upperBound != cursor || insert.lowerBound > cursor { return "inserts at \(insert)" }
    if replace.lowerBound != insert.lowerBound || replace.upperBound < cursor { return "replaces \(replace)" }
    if text.line(at: insert.lowerBound) != text.line(at: replace.upperBound) { return "leaves its line" }
    let typed = text.string(insert).lowercased()
    let filter = item["filterText"]?.string?.lowercased() ?? ""
    return filter.hasPrefix(typed) ? nil : "`\(filter)` does not begin with `\(typed)`"
  }

  @Test("any place of any text has an answer")
  func anyText() throws {
    let typing = try Typing()
    let cases = [
      (
        "a.dg",
        "q = Map();\nq.put(\"criteria\",\"a\\\"b==\" + x.get('c') + \" && 山田 like %\\u\");\ninfo zoho.cliq.getRecords(\"emp\", q); // cliquery: ignore CQ0\n/* x"
      ),
      (
        "b.dg",
        "zoho.cliq.getRecords(\"empdir\", {\"criteria\": \"a==, \"order_by\":\"-e\n}}};'it's' zoho.cliq.\nq.put("
      ),
      (
        "a.json",
        "{\"criteria\": \"dep\\u00e4rt==\\\"S\\\\\", \"values\": {}, [\"https://x/api/v3/datastores//records?criteria=a%3&order_by=%\""
      ),
      (
        "c.criteria",
        "\u{FEFF}@datastore x\r\n@let a\r\n@expect ids \r\n#\r\n# cliquery: ignore \r\n a==\r\r\n@"
      ),
    ]
    for (name, text) in cases {
      var client = typing.client()
      let uri = typing.folder.uri(name)
      client.open(uri, text, language: Typing.language(name))
      for index in text.unicodeScalars.indices {
        let place = typing.position(String(text.unicodeScalars[..<index]))
        let all = #","context":{"triggerKind":1},"ch":"\n","options":{}"#
        for method in ["completion", "hover", "inlineCompletion", "onTypeFormatting"] {
          let answer = client.request(
            "textDocument/" + method, #"{"textDocument":{"uri":"\#(uri)"},"position":\#(place)\#(all)}"#)
          #expect(!answer.hasPrefix("-"), "\(name) \(place) \(answer)")
        }
      }
    }
  }
}
