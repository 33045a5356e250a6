import JSONSyntax
import LanguageServer
import Testing
import Workspace

@Suite("Refactorings")
struct RefactoringTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private static let head = "@datastore empdir\n"
  private static let literals = #""textDocument":{"codeAction":{"codeActionLiteralSupport":{}}}"#

  /// The document after the action whose title begins so, or the titles there are.
  private func apply(
    _ title: String, _ text: String, name: String = "a.criteria", encoding: String = "utf-8",
    kind: String = "refactor"
  ) -> String {
    var asking = Asking(folder, text, name: name, encoding: encoding, capabilities: Self.literals)
    let more = #""range":\#(asking.selection),"context":{"diagnostics":[],"only":["\#(kind)"]}"#
    let actions = value(asking.ask("textDocument/codeAction", more))?.elements ?? []
    guard let action = actions.first(where: { $0["title"]?.string?.hasPrefix(title) ?? false }) else {
      return "no such action: " + actions.compactMap { $0["title"]?.string }.joined(separator: "; ")
    }
    let edits = action.path("edit", "changes")?.members.first?.value.elements ?? []
    return asking.applying(edits)
  }

  private struct Case {
    let title: String
    let before: String
    let after: String
    var name = "a.criteria"

    init(_ title: String, _ before: String, _ after: String, _ name: String = "a.criteria") {
      (self.title, self.before, self.after, self.name) = (title, before, after, name)
    }
  }

  private func check(_ cases: [Case]) {
    for test in cases {
      #expect(apply(test.title, test.before, name: test.name) == test.after, "\(test.title): \(test.before)")
    }
  }

  @Test("parentheses")
  func parentheses() {
    check([
      Case("Wrap this condition", "empid$0==1 && isactive==true", "(empid==1) && isactive==true"),
      Case("Wrap this condition", "empid==1 && isactive==tr$0ue", "empid==1 && (isactive==true)"),
      Case(
        "Wrap what `&&` joins", "empid==1 || empid==2 $0&& empid==3", "empid==1 || (empid==2 && empid==3)"),
      Case("Wrap these", "$0empid==1 && empid==2$0 && empid==3", "(empid==1 && empid==2) && empid==3"),
      Case("Remove these", "($0(empid==1)) && empid==2", "(empid==1) && empid==2"),
      Case("Remove these", "(empid==1 |$0| empid==2)", "empid==1 || empid==2"),
      Case("Remove these", "( department==a b $0) && empid==2", "department==a b && empid==2"),
      Case(
        "Remove all 2", "((empid==1$0) && ((empid==2)))", "(empid==1) && (empid==2)"),
    ])
  }

  @Test("`=` and `==`")
  func equality() {
    check([
      Case("Write `=` as", "empid$0=1 && empid=2", "empid==1 && empid=2"),
      Case("Write `==` as", "empid==$01", "empid=1"),
      Case("Write all 2 `=` as", "empid$0=1 && empid=2 && empid==3", "empid==1 && empid==2 && empid==3"),
    ])
  }

  @Test("lists")
  func lists() {
    check(
      [
        Case(
          "Write as one `in`", "department==$0Sales || department=\"a, b\"",
          "department in (Sales,\"a, b\")"),
        Case(
          "Write as one `in` with 2", "(department==$0a) || (empid==1) || (department==b)",
          "(department in (a,b)) || (empid==1)"),
        Case("Write as one `not in`", "department!=$0a && (department!=b)", "department not in (a,b)"),
        Case("Write as 2", "department in (a$0, b)", "(department==a) || (department==b)"),
        Case(
          "Write as 2", "isactive==true && department in $0a,b",
          "isactive==true && ((department==a) || (department==b))"),
        Case(
          "Write as 2", "isactive=true && department not in ($0a,b)",
          "isactive=true && (department!=a) && (department!=b)"),
        Case("Write as one `==`", "department in ($0a)", "department==a"),
      ])
    // A comma would end the value, or a hole stand for a list.
    for text in ["department==$0a,b || department==c", "department in $0${x}"] {
      #expect(apply("Write as", text).hasPrefix("no such action: "), "\(text)")
    }
  }

  @Test("order")
  func order() {
    check([
      Case("Swap the operands of `&&`", "empid==1 &$0& department==a b", "department==a b && empid==1"),
      Case(
        "Swap the operands of `||`", "empid==1 |$0| empid==2 && empid==3", "empid==2 && empid==3 || empid==1"),
      Case("Swap with the condition after", "emp$0id==1\n  && ${x}==2\n", "${x}==2\n  && empid==1\n"),
      Case("Swap with the condition before", "(empid==1) && (emp$0id==2)", "(empid==2) && (empid==1)"),
      Case("Swap the two", "$0empid==1 && empid==2$0 && empid==3", "empid==2 && empid==1 && empid==3"),
    ])
  }

  @Test("negations")
  func negations() {
    check([
      Case("Push", "!(empid$0==1 || department like a%)", "(empid!=1 && department not like a%)"),
      Case("Negate this condition: `>` to `<=`", "empid$0>1 && empid==2", "empid<=1 && empid==2"),
      Case(
        "Select the opposite", "empid==$01 || isactive==true && department in (a,b)",
        "empid!=1 && (isactive!=true || department not in (a,b))"),
    ])
  }

  @Test("holes and `@let`")
  func holes() {
    let head = Self.head
    check([
      Case(
        "Turn the value", head + "department==\"a$0 b\"\n",
        head + "@let department = a b\ndepartment==${department}\n"),
      Case(
        "Turn the value", head + "@let empid = 1\r\n# c\r\nempid==${empid} ||\r\n  empid==$02",
        head + "@let empid = 1\r\n# c\r\n@let empid_2 = 2\nempid==${empid} ||\r\n  empid==${empid_2}"),
      Case(
        "Turn the value", head + "department in (\" x$0\",y)",
        head + "@let department = \" x\"\ndepartment in (${department},y)"),
      Case(
        "Put the value", head + "@let d = a, b\ndepartment in (${$0d},c) || department==${d}",
        head + "department in (\"a, b\",c) || department==a, b"),
      Case(
        "Put the value", "@let d = x\n\n\(head)department==%${$0d}%\n\n\(head)department==${d}\n",
        "@let d = x\n\n\(head)department==%x%\n\n\(head)department==${d}\n"),
      Case(
        "Put the hole", head + "department==$0${x} && empid==1", head + "department==\"${x}\" && empid==1"),
    ])
    #expect(apply("Put the hole", "department in $0${x}").hasPrefix("no such"))
  }

  @Test("inside of scripts and JSON every edit is written as the host wants it")
  func hosts() {
    func script(_ criteria: String) -> String {
      "q = Map();\nq.put(\"criteria\", \(criteria));\ninfo zoho.cliq.getRecords(\"empdir\", q);\n"
    }
    func request(_ criteria: String) -> String {
      #"{"criteria": "\#(criteria)", "values": {"department": "x"}}"#
    }
    check([
      Case(
        "Swap the operands", script(#""department==\"a\" &$0& empid==1""#),
        script(#""empid==1 && department==\"a\"""#), "a.dg"),
      Case(
        "Put the hole", script(#""department==" + $0x + " && empid==1""#),
        script(#""department==\"" + x + "\" && empid==1""#), "a.dg"),
      Case(
        "Wrap this", script(#""em$0pid==" + x + " && empid==1""#),
        script(#""(empid==" + x + ") && empid==1""#), "a.dg"),
      Case(
        "Write as one", script(#""department==a || depart$0ment==b""#), script(#""department in (a,b)""#),
        "a.dg"),
      Case(
        "Swap the operands", request(#"department==\"é\u0041\" |$0| empid==1"#),
        request(#"empid==1 || department==\"éA\""#), "a.json"),
    ])
    // An operand of the script cannot be moved, and nothing can be written behind the last one.
    #expect(
      apply("Swap", script(#""department==" + $0x + " && empid==1""#), name: "a.dg").hasPrefix("no such"))
    #expect(apply("Put the hole", script(#""department==" + $0x"#), name: "a.dg").hasPrefix("no such"))
    #expect(apply("Turn the value", script(#""department==$0x""#), name: "a.dg").hasPrefix("no such"))
  }

  @Test("a criteria in a URL is encoded and decoded")
  func urls() {
    func script(_ criteria: String) -> String {
      "r = invokeurl\n[\n\turl: \"https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=\(criteria)&limit=5\"\n\ttype: GET\n];\n"
    }
    check([
      Case(
        "Encode the criteria", script("department$0==R%26D"), script("department%3D%3DR%26D"), "a.dg"),
      Case(
        "Decode the criteria", script("%28department$0%3D%3DR%26D%29"), script("(department==R%26D)"), "a.dg"),
    ])
  }

  @Test("of a document the encoded form is shown")
  func encoded() {
    var asking = Asking(folder, "@datastore empdir\nempid>$01", capabilities: Self.literals)
    let more = #""range":\#(asking.selection),"context":{"diagnostics":[],"only":["refactor"]}"#
    let actions = value(asking.ask("textDocument/codeAction", more))?.elements ?? []
    let command = actions.first { $0["title"]?.string?.hasPrefix("Encode for a URL") ?? false }?["command"]
    let params =
      #"{"command":\#(command?["command"]?.source ?? ""),"arguments":\#(command?["arguments"]?.source ?? "")}"#
    #expect(asking.client.request("workspace/executeCommand", params).contains("?criteria=empid%3E1"))
  }

  @Test("columns are the client's")
  func encodings() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
      let after = apply("Swap the operands", "department==山🎉 &$0& empid==1 && empid==2", encoding: encoding)
      #expect(after == "empid==1 && department==山🎉 && empid==2", "\(encoding)")
    }
  }

  @Test("kinds are filtered as a tree, and what cannot be done says why where that is wanted")
  func kinds() {
    let disabled =
      #""textDocument":{"codeAction":{"codeActionLiteralSupport":{},"disabledSupport":true}}"#
    func titles(_ context: String, _ text: String) -> [String] {
      var asking = Asking(folder, text, capabilities: disabled)
      let answer = asking.ask(
        "textDocument/codeAction", #""range":\#(asking.selection),"context":{"diagnostics":[]\#(context)}"#)
      return (value(answer)?.elements ?? []).map { action in
        (action["kind"]?.string ?? "")
          + (action.path("disabled", "reason").map { " \($0.string ?? "")" } ?? "")
      }
    }
    let text = "(empid==$01) && isactive==true"
    let all = Set(titles("", text))
    #expect(all == ["refactor.rewrite", "refactor.extract"])
    #expect(Set(titles(#","only":["refactor.extract"]"#, text)) == ["refactor.extract"])
    #expect(titles(#","only":["refactor.inline"]"#, text) == [])
    #expect(titles(#","only":["quickfix"]"#, text) == [])
    let reason = "refactor.rewrite they stand in parentheses already"
    #expect(titles(#","only":["refactor.rewrite"]"#, text).contains(reason))
    #expect(titles(#","triggerKind":1"#, text).contains(reason))
    #expect(!titles(#","triggerKind":2"#, text).contains(reason))
    let loses = "refactor.rewrite it would mean something else"
    #expect(titles(#","only":["refactor"]"#, "(empid==1 $0|| empid==2) && empid==3").contains(loses))
  }
}
