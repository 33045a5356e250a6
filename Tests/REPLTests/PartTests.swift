import FolderTestSupport
import Testing
import Workspace

@testable import REPL

/// The parts of a session that know nothing of each other.
@Suite("parts of the session")
struct PartTests {
  @Test func inputIsFinishedOrGoesOn() {
    for (text, missing) in [
      ("team==x", nil), ("", nil), ("(team==x", .parenthesis), ("(team==x)", nil), ("team==x &&", .condition),
      ("team==x ||  ", .condition), ("team==", .value), ("team in", .value), ("team in (a,", .value),
      ("team in (a, b", .parenthesis), ("team in a,", .value), ("!", nil), ("team", nil), ("team==x)", nil),
      ("team=>x", nil), ("team=='x", nil), ("(", .parenthesis), ("((team==x) || (pay>1)", .parenthesis),
      ("team==${t", nil), ("&&", .condition),
    ] as [(String, InputCompleteness.Missing?)] {
      #expect(InputCompleteness.missing(in: text) == missing, "\(text)")
    }
  }

  @Test func commandsByTheirBeginnings() {
    func words(_ match: SessionCommand.Match) -> String {
      switch match {
      case .command(let command): command.name
      case .ambiguous(let commands): commands.map(\.name).joined(separator: "|")
      case .unknown(let suggestion): "? \(suggestion ?? "-")"
      }
    }
    for (word, found) in [
      ("use", "use"), ("USE", "use"), ("sch", "schema"), ("o", "order|output"), ("ord", "order"),
      ("exit", "? quit"),
      ("qiut", "? quit"), ("zzzz", "? -"), ("s", "schema|sql|save"), ("w", "why|watch"), ("h", "help"),
    ] {
      #expect(words(SessionCommand.find(word)) == found, "\(word)")
    }
    let names = SessionCommand.all.map(\.name)
    #expect(Set(names).count == names.count)
    // Every command is found by some beginning that is not its whole name, or stands alone.
    for command in SessionCommand.all {
      #expect(words(SessionCommand.find(command.name)) == command.name && !command.summary.isEmpty)
    }
  }

  @Test func assignments() throws {
    for (text, values) in [
      ("a=1", "a:1"), ("a = x y , b='p, q'", "a:x y;b:p, q"), ("a=\"q\\\"u\"", "a:q\"u"), ("a==b=c", "a:b=c"),
      ("a=", "a:"), ("a=O'Brien, b=1", "a:O'Brien;b:1"), ("a='it\\'s', b=2", "a:it's;b:2"),
      ("a=山　田", "a:山　田"),
    ] {
      let found = try Assignments(text).values.map { "\($0.name):\($0.value)" }.joined(separator: ";")
      #expect(found == values, "\(text)")
    }
    for text in ["a", "a=1,", ",a=1", "=1", "a=1,a=2", ""] {
      #expect(throws: Assignments.Problem.self, "\(text)") { try Assignments(text) }
    }
    for (text, after) in [
      ("a=1 where b==2", "b==2"), ("a=1 WHERE b", "b"), ("a=' where ' where c", "c"), ("a=1", nil),
      ("a=nowhere", nil),
      ("a=1 where", ""), ("a=1 where b==x where y", "b==x where y"),
    ] as [(String, String?)] {
      #expect(Assignments.placeOfWhere(in: text).map { String(text[$0.upperBound...]) } == after, "\(text)")
    }
  }

  @Test func linesOfARecord() {
    let row = [(text: "a long text of some words", isNull: false), (text: "null", isNull: true)]
    #expect(
      LinePrinter.print(["name", "n"], row, width: 20) == [
        "name = a long text", "       of some words", "   n = null",
      ])
    #expect(LinePrinter.print(["name"], row, width: nil) == ["name = a long text of some words"])
    #expect(LinePrinter.parts(of: "山田太郎山田太郎", width: 10) == ["山田太郎山", "田太郎"])
    #expect(LinePrinter.parts(of: "", width: 10) == [""])
    for width in 1...40 {
      let parts = LinePrinter.parts(
        of: "日本の窓口 is here, e\u{301}tc, and aVeryLongWordThatFitsNowhere", width: width)
      #expect(parts.allSatisfy { $0.count <= max(2, width) }, "\(width) \(parts)")
    }
  }

  @Test func listsOfCandidates() {
    func list(_ labels: [String], _ details: Bool = false, columns: Int = 20, rows: Int = 24) -> String {
      CandidateList.text(
        labels.map {
          .init(kind: .value, label: $0, detail: details ? "about \($0)" : nil, range: .init(at: 0))
        },
        columns: columns, rows: rows)
    }
    #expect(list(["a", "bb", "ccc", "d", "e", "f"]) == "a    ccc  e\nbb   d    f\n")
    #expect(list(["山田", "b", "b"]) == "山田  b\n")
    #expect(list(["aa", "b"], true) == "  aa  about aa\n  b   about b\n")
    let many = list((1...1000).map { "value\($0)" }, columns: 40, rows: 10)
    #expect(many.split(separator: "\n").count <= 8 && many.hasSuffix("more\n"), "\(many)")
    #expect(list(["a label that is far too long"]).split(separator: "\n").allSatisfy { $0.count <= 20 })
  }

  @Test func searchOfTheHistory() {
    let entries = ["team==a", "pay>1", "TEAM==b", "team==a"]
    var search = HistorySearch(original: "x", count: entries.count)
    search.add("t", in: entries)
    #expect(search.found == "team==a")
    search.again(in: entries)
    #expect(search.found == "TEAM==b" && !search.isFailing)
    search.add("z", in: entries)
    #expect(search.found == "TEAM==b" && search.isFailing && search.prompt == "(not found `tz`) ")
    search.remove(in: entries)
    #expect(search.found == "team==a" && !search.isFailing)
  }

  @Test func historyIsKept() throws {
    let folder = try TestFolder([:])
    let path = FilePath(folder.path.text).appending("deep/er/history")
    var history = LineHistory(path: path)
    let added = ["a", "b", "a", " secret", "", "c\nd", "c d"].map { history.add($0) }
    #expect(added == [true, true, true, false, false, true, false])
    #expect(history.entries == ["b", "a", "c d"])
    #expect(folder.read("deep/er/history") == "a\nb\na\nc d\n")
    #expect(LineHistory(path: path).entries == ["b", "a", "c d"])
    for (variables, expected) in [
      ([:], nil), (["HOME": "/h"], "/h/.local/state/cliquery/history"),
      (["HOME": "/h", "XDG_STATE_HOME": "/s"], "/s/cliquery/history"),
      (["HOME": "/h", "XDG_STATE_HOME": "rel"], "/h/.local/state/cliquery/history"),
      (["CLIQUERY_HISTORY": "x"], "x"),
      (["HOME": "/h", "CLIQUERY_HISTORY": ""], nil),
    ] as [([String: String], String?)] {
      #expect(LineHistory.defaultPath { variables[$0] }?.text == expected, "\(variables)")
    }
  }

  @Test func aQueryThatIsCancelledEndsNothingElse() throws {
    let host = TestHost()
    let folder = try TestFolder(TestFolder.staff)
    var session = folder.session(host)
    host.cancels = true
    #expect(session.run("pay>1") == .cancelled)
    host.cancels = false
    #expect(session.run("pay>1") == .done && host.transcript.contains("cancelled"))
  }

  @Test func scripts() throws {
    let folder = try TestFolder(TestFolder.staff)
    let host = TestHost(columns: nil, isInteractive: false)
    var session = folder.session(host)
    let script = "# who\n.use staff\n\n.columns name\npay>100 &&\n  team==Support\n\n(pay>1 &&\n\n.mode x\n"
    #expect(session.run(script: Array(script.utf8), path: "q.txt") == .failed)
    #expect(host.transcript.hasPrefix("name\nMira\n1 of 4 records matches\n"), "\(host.transcript)")
    #expect(
      host.transcript.contains("q.txt:8: error[CQ001") && !host.transcript.contains("mode"),
      "\(host.transcript)")
    try folder.write("a", ".read b\n")
    try folder.write("b", ".read a\n")
    #expect(session.run(".read a") == .failed && host.transcript.contains("b:1: `a` reads itself"))
  }
}
