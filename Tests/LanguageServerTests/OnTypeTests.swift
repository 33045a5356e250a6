import JSONSyntax
import LanguageServer
import Testing
import Workspace

@Suite("Formatting while typing")
struct OnTypeTests {
  /// The text after the edits for the character before `$0`; nil where there are none.
  private func typed(
    _ text: String, name: String = "a.criteria", options: String = "{}", encoding: String = "utf-8"
  ) throws -> String? {
    let typing = try Typing(encoding: encoding)
    let (whole, _) = typing.place(text)
    let before = text.firstRange(of: "$0").map { text[..<$0.lowerBound] } ?? text[...]
    let start = before.unicodeScalars.lastIndex(of: "\n")
    let isNewLine = start.map { before.unicodeScalars[$0...].allSatisfy(\.properties.isWhitespace) } ?? false
    let character = isNewLine ? "\\n" : String(before.last ?? " ")
    let answer = typing.ask(
      "onTypeFormatting", text, name: name, more: ",\"ch\":\"\(character)\",\"options\":\(options)")
    guard let edits = answer?.elements, !edits.isEmpty else { return nil }
    let shown = ShownText(whole)
    var result = whole
    // From the last on, so that the places before stay.
    for edit in edits.reversed() {
      guard let range = shown.range(edit["range"]), let newText = edit["newText"]?.string else {
        return "no edit"
      }
      result = ShownText(result).applying(range, newText)
    }
    return result
  }

  @Test("the line that was finished, the group that was closed, the blank before an operator")
  func cases() throws {
    let cases: [(text: String, result: String?)] = [
      // After a line.
      ("department == Sales\n$0", "department==Sales\n"), ("department==Sales\n$0", nil),
      ("(empid == 1)&&(department  ==  Sales)  \n$0", "(empid==1) && (department==Sales)\n"),
      ("empid in ( 1 , 2 )\n$0", "empid in (1,2)\n"),
      ("department   not   like x\n$0", "department not like x\n"),
      ("empid == 1 && \n$0department == a", "empid==1 &&\ndepartment == a"),
      ("# c\nempid == 1 &&\n$0", "# c\nempid==1 &&\n"),
      ("empid == 1\n\ndepartment == a\n$0", "empid == 1\n\ndepartment==a\n"),
      ("  empid == 1\n$0", "  empid==1\n"), ("empid == 1\r\n$0", "empid==1\r\n"),
      // What is broken keeps what is not.
      ("empid == \n$0", "empid==\n"), ("empid == 1 && (\n$0", "empid==1 && (\n"), ("nonsense here\n$0", nil),
      ("department == \"a  b\"   \n$0", "department==\"a  b\"\n"),
      ("department == a  b\n$0", "department==a  b\n"),
      ("department == = a\n$0", "department== = a\n"), ("department== >a\n$0", nil),
      ("department == ${a == b}\n$0", "department==${a == b}\n"),
      // Comments and directives.
      ("# a com$0ment", nil), ("# a com\n$0ment here", "# a com\n# ment here"),
      ("# a com\n  $0ment", "# a com\n# ment"),
      ("# a comment\n$0", nil), ("# a\n$0# b", nil), ("@datastore   empdir  \n$0", nil), ("\n$0", nil),
      ("$0", nil),
      // After a parenthesis.
      ("( empid == 1 )$0", "(empid==1)"), ("( empid == 1 )$0 && ( x == 2 )", "(empid==1) && ( x == 2 )"),
      ("department == x && ( empid == 1 )$0", "department == x && (empid==1)"),
      ("empid in ( 1, 2 )$0", "empid in (1,2)"), ("(empid==1)$0", nil), ("department==a (b)$0", nil),
      (")$0", nil),
      ("((  empid == 1 )$0", "((empid==1)"),
      // After an operator.
      ("(empid==1)&&$0", "(empid==1) &&"), ("(empid==1)||$0", "(empid==1) ||"),
      ("(empid==1)  &&$0", "(empid==1) &&"),
      ("(empid==1) &&$0", nil), ("(empid==1)&$0", nil), ("department==R&$0", nil),
      ("empid==1||$0department==2", "empid==1 ||department==2"),
    ]
    for (text, result) in cases {
      #expect(try typed(text) == result, "\(text)")
    }
  }

  @Test("other hosts are left alone; blanks at line ends stay where the client wants them")
  func options() throws {
    #expect(try typed("q.put(\"criteria\",\"a == 1\");\n$0", name: "a.dg") == nil)
    #expect(try typed("empid==1 &&  \n$0", options: #"{"trimTrailingWhitespace":false}"#) == nil)
    #expect(try typed("empid==1 &&  \n$0") == "empid==1 &&\n")
    let typing = try Typing()
    let params = ",\"ch\":7,\"options\":{}"
    var client = typing.client()
    client.open(typing.folder.uri("a.criteria"), "a")
    #expect(
      client.request(
        "textDocument/onTypeFormatting",
        #"{"textDocument":{"uri":"\#(typing.folder.uri("a.criteria"))"},"position":{"line":0,"character":0}\#(params)}"#
      ).hasPrefix("-32602"))
  }

  @Test("a document may keep its end as it is")
  func finalNewline() throws {
    let typing = try Typing()
    for (text, options, result) in [
      ("empid == 1", #"{"insertFinalNewline":false}"#, "empid==1"), ("empid == 1", "{}", "empid==1\n"),
      ("empid == 1\n", #"{"insertFinalNewline":false}"#, "empid==1\n"),
      ("empid==1", #"{"insertFinalNewline":false}"#, "empid==1"),
    ] {
      let edits = typing.ask("formatting", "$0" + text, more: ",\"options\":\(options)")?.elements ?? []
      let shown = ShownText(text)
      let edited = edits.reduce(text) { text, edit in
        guard let range = shown.range(edit["range"]) else { return "no range" }
        return shown.applying(range, edit["newText"]?.string ?? "")
      }
      #expect(edited == result, "\(text) \(options)")
    }
  }
}
