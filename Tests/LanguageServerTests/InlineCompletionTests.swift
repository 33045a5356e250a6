import JSONSyntax
import LanguageServer
import Testing
import Workspace

private let head = "@datastore empdir\n"

@Suite("Inline completion")
struct InlineCompletionTests {
  /// The texts that are shown behind the cursor.
  private func shown(
    _ text: String, name: String = "a.criteria", trigger: Int = 1, selected: String = ""
  ) throws -> [String] {
    let typing = try Typing()
    let more =
      ",\"context\":{\"triggerKind\":\(trigger)\(selected.isEmpty ? "" : ",\"selectedCompletionInfo\":\(selected)")}"
    let answer = typing.ask("inlineCompletion", text, name: name, more: more)
    return (answer?["items"]?.elements ?? []).map { $0["insertText"]?.string ?? "none" }
  }

  @Test("the rest of a value, and of a condition that other queries have")
  func cases() throws {
    let others =
      "(department==Sales) && (isactive==true)\n\n(department==Sales) && (isactive==true)\n\ndepartment==x && empid>=1001\n\n"
    let cases: [(text: String, shown: [String])] = [
      (head + "department==$0", ["Sales", "Research and Development"]), (head + "department==S$0", ["ales"]),
      (head + "department==s$0", []), (head + "department==Research a$0", ["nd Development"]),
      (head + "(department==$0)", ["Sales", "Research and Development"]),
      (head + "department==\"R$0", ["esearch and Development\""]),
      (head + "department in (Sales,$0", ["Research and Development"]),
      (head + "isactive==$0", ["true", "false"]),
      (head + "isactive==t$0", ["rue"]), (head + "empid>=10$0", ["01", "02", "03"]),
      // Not in the middle of something.
      (head + "department==S$0 && empid==1", []), (head + "department==S$0les", []),
      (head + "salary==$0", []),
      (head + "$0", []), (head + "department $0", []), (head + "department==Sales$0", []),
      ("# department==$0", []),
      ("@data$0", []),
      // From other queries.
      (others + "department==Sales$0", [" && isactive==true", " && empid>=1001"]),
      (others + "(department==Sales) $0", ["&& (isactive==true)", "&& (empid>=1001)"]),
      (others + "department==Sales && $0", ["isactive==true", "empid>=1001"]),
      (others + "department==Sales && is$0", ["active==true"]),
      (others + "isa$0", ["ctive==true"]),
      (others + "(isactive==true) && (dep$0", ["artment==Sales", "artment==x"]),
      (others + "isactive==true && department==Sales && empid>=1$0", ["001", "002", "003"]),
      (others + "isactive==true && department==Sales && empid>=1001 $0", []),
    ]
    for (text, expected) in cases {
      #expect(try shown(text) == expected, "\(text)")
    }
  }

  @Test("one is enough while somebody types; what is selected is gone on from; hosts get their escapes")
  func context() throws {
    #expect(try shown(head + "department==$0", trigger: 2) == ["Sales"])
    let range = #"{"start":{"line":1,"character":0},"end":{"line":1,"character":3}}"#
    let text = "department==Sales\n\nisactive==true\n"
    #expect(
      try shown(
        "dep$0\n\n" + text,
        selected: #"{"range":\#(range.replacing("\"line\":1", with: "\"line\":0")),"text":"department"}"#)
        == ["department==Sales"])
    #expect(
      try shown(
        "dep$0", selected: #"{"range":\#(range.replacing("\"line\":1", with: "\"line\":0")),"text":"other"}"#)
        == [])
    let script =
      "q = Map();\nq.put(\"criteria\",\"department==\\\"R$0\");\ninfo zoho.cliq.getRecords(\"empdir\", q);\n"
    #expect(try shown(script, name: "a.dg") == [#"esearch and Development\""#])
    let typing = try Typing()
    var client = typing.client()
    client.open(typing.folder.uri("a.criteria"), "a")
    let place =
      #""textDocument":{"uri":"\#(typing.folder.uri("a.criteria"))"},"position":{"line":0,"character":0}"#
    #expect(client.request("textDocument/inlineCompletion", "{\(place)}").hasPrefix("-32602"))
  }
}
