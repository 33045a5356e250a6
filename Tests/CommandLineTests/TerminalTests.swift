import FolderTestSupport
import Foundation
import Testing
import Workspace
import cliquery

@Suite("the terminal")
struct TerminalTests {
  @Test func colors() throws {
    let folder = try TestFolder(Sample.files)
    let cases: [(arguments: [String], environment: [String: String], isColored: Bool)] = [
      ([], [:], false),
      (["--color", "always"], [:], true),
      (["--color", "always"], ["NO_COLOR": "1"], true),
      (["--color", "never"], ["CLICOLOR_FORCE": "1"], false),
      ([], ["CLICOLOR_FORCE": "1"], true),
      ([], ["CLICOLOR_FORCE": "0"], false),
      ([], ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
      ([], ["CLICOLOR_FORCE": "1", "NO_COLOR": ""], true),
    ]
    for (arguments, environment, isColored) in cases {
      for format in ["text", "concise"] {
        let outcome = try Program.cliquery.run(
          ["check", "--format", format] + arguments, in: folder.url, environment: environment)
        #expect(outcome.output.contains("\u{1B}[") == isColored, "\(format) \(arguments) \(environment)")
      }
    }
    let json = try folder.cliquery("check", "--format", "json", "--color", "always")
    #expect(!json.output.contains("\u{1B}"))
  }

  @Test func colorFollowsTheTerminalOnlyWhereNothingElseIsSaid() {
    for (variables, isTerminal, isColored) in [
      ([:], true, true), ([:], false, false), (["TERM": "dumb"], true, false),
      (["CLICOLOR": "0"], true, false),
      (["NO_COLOR": "1"], true, false), (["CLICOLOR_FORCE": "1"], false, true),
    ] as [([String: String], Bool, Bool)] {
      let choice = ColorChoice.auto.isColored(isTerminal: isTerminal) { variables[$0] }
      #expect(choice == isColored, "\(variables) \(isTerminal)")
    }
  }

  @Test func marksStandUnderWideAndCombiningCharacters() throws {
    let folder = try TestFolder(["datastores/team.json": Sample.schema])
    // Each line stands in its document as written here, then as it is shown with its mark.
    let cases: [(line: String, shown: String)] = [
      ("status==山田　太郎 && nope==1", "status==山田　太郎 && nope==1\n  |                       ^^^^"),
      ("status==e\u{301} && nope==1", "status==e\u{301} && nope==1\n  |              ^^^^"),
      ("status==👨‍👩‍👧 && nope==1", "status==👨‍👩‍👧 && nope==1\n  |               ^^^^"),
      ("\tstatus==x\t&& nope==1", "    status==x   && nope==1\n  |                    ^^^^"),
      ("status==\u{1B}[31m && nope==1", "status==␛[31m && nope==1\n  |                  ^^^^"),
      ("level==山田", "level==山田\n  |        ^^^^"),
    ]
    for (line, shown) in cases {
      try folder.write("q.criteria", "@datastore team\n\(line)\n")
      let outcome = try folder.cliquery("check", "q.criteria")
      #expect(outcome.output.contains("\n2 | \(shown)\n"), "\(line)\n\(outcome.output)")
    }
  }

  @Test func longLinesAreCutAroundTheMark() {
    let bytes = Array((String(repeating: "a", count: 100) + "HERE" + String(repeating: "b", count: 100)).utf8)
    let table = PlaceTable(offsets: [100], lineOffsets: [100], in: bytes)
    guard let line = table.line(holding: 100) else {
      Issue.record("no line")
      return
    }
    for limit in 40...60 {
      let excerpt = Excerpt(line: line, span: .init(100, 104), limit: limit)
      let whole = excerpt.before + excerpt.inside + excerpt.after
      #expect(
        whole.count <= limit && excerpt.inside == "HERE" && excerpt.underline == "^^^^", "\(limit) \(whole)")
      #expect(whole.hasPrefix("…a") && whole.hasSuffix("b…") && excerpt.indent.count == excerpt.before.count)
    }
  }
}
