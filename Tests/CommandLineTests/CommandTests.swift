import FolderTestSupport
import Foundation
import Testing

@Suite("commands")
struct CommandTests {
  @Test func explainSaysWhatIsSelected() throws {
    let folder = try TestFolder(Sample.files)
    let outcome = try folder.cliquery("explain", "status==open && level>=2")
    #expect(
      outcome.output == """
        selects the records of `team` where `status` is "open" and `level` is at least 2

        field   operator  value  type          read as
        status  ==        open   limited-text  text `open`, letters in this case
        level   >=        2      number        number 2

        """)
    #expect(outcome.code == 0 && outcome.error.isEmpty)
  }

  @Test func onlyAnErrorOrAnUnboundHoleStops() throws {
    let folder = try TestFolder(Sample.files)
    let cases: [(arguments: [String], input: String?, code: Int32, error: String)] = [
      (["status==${s}"], nil, 2, "error: the hole `${s}` has no value; give it one: `--let s=…`\n"),
      (["status==${s}", "--let", "s=open"], nil, 0, ""),
      (["status==${s}", "--let", "s=open", "--let", "t=1"], nil, 2, "error: `--let t=…` names no hole"),
      (["status==${s}", "--let", "open"], nil, 2, "error: `--let` takes `name=value`, not `open`\n"),
      (["-"], "status==open\n", 0, ""),
      (["statsu==open"], nil, 2, "error[CQ011 unknown-field]: "),
      (["active==yes"], nil, 0, "warning[CQ014 invalid-boolean]: "),
      (["status==open", "--operation", "delete", "--api", "v2"], nil, 0, ""),
    ]
    for (arguments, input, code, error) in cases {
      for command in ["explain", "parse"] {
        let outcome = try Program.cliquery.run([command] + arguments, in: folder.url, input: input)
        #expect(outcome.code == code, "\(command) \(arguments) \(outcome.error)")
        #expect(error.isEmpty ? outcome.error.isEmpty : outcome.error.hasPrefix(error), "\(outcome.error)")
      }
    }
  }

  @Test func jsonOfExplainAndParse() throws {
    let folder = try TestFolder(Sample.files)
    let text = "( status == open )||level in (1, 2)"
    let explained = try folder.cliquery("explain", "--json", text)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(explained.output.utf8)) as? [String: Any])
    #expect(object["criteria"] as? String == text && object["datastore"] as? String == "team")
    #expect((object["clauses"] as? [[String: Any]])?.map { $0["field"] as? String } == ["status", "level"])
    let parsed = try folder.cliquery("parse", "--json", text)
    let tree = try JSONSerialization.jsonObject(with: Data(parsed.output.utf8))
    func tokens(_ node: Any) -> String {
      guard let node = node as? [String: Any] else { return "" }
      return node["text"] as? String ?? (node["children"] as? [Any] ?? []).map(tokens).joined()
    }
    #expect(tokens(tree) == text)
  }

  @Test func formatWritesChecksAndShows() throws {
    let before = "status==open&&level>1\n"
    let after = "(status==open) && (level>1)\n"
    let folder = try TestFolder(["a.criteria": before, "b.criteria": after])
    let check = try folder.cliquery("format", "--check")
    #expect(
      check.code == 1 && check.output == "would format a.criteria\n" && folder.read("a.criteria") == before)
    let diff = try folder.cliquery("format", "--diff")
    #expect(
      diff.code == 0 && diff.output.contains("-\(before)+\(after)") && folder.read("a.criteria") == before)
    let piped = try folder.cliquery("format", "-", input: before)
    #expect(piped.code == 0 && piped.output == after && piped.error.isEmpty)
    let written = try folder.cliquery("format")
    #expect(
      written.code == 0 && written.output == "formatted a.criteria\n" && folder.read("a.criteria") == after)
    #expect(try folder.cliquery("format", "--check").code == 0)
  }

  @Test func formatTakesARangeOfLines() throws {
    let folder = try TestFolder(["a.criteria": "a==1&&b==2\n\nc==3&&d==4\n"])
    #expect(try folder.cliquery("format", "--range", "3-3", "a.criteria").code == 0)
    #expect(folder.read("a.criteria") == "a==1&&b==2\n\n(c==3) && (d==4)\n")
  }

  @Test func initDraftsWhatScriptsTell() throws {
    let script = "q = Map();\nq.put(\"criteria\",\"stage==won\");\nr = zoho.cliq.getRecords(\"deals\",q);\n"
    let folder = try TestFolder(["bot.dg": script])
    let first = try folder.cliquery("check")
    #expect(first.error.hasSuffix("field names not checked: `cliquery init --infer`\n"), "\(first.error)")
    let made = try folder.cliquery("init", "--infer")
    #expect(
      made.code == 0 && made.output.contains("wrote datastores/deals.json: 1 field\n"), "\(made.output)")
    #expect(folder.read("datastores/deals.json")?.contains("\"stage\"") == true)
    #expect(folder.read(".cliquery.yml")?.contains("#lint:") == true)
    #expect(try folder.cliquery("check").error == "1 query in 1 file\n")
    try folder.write("datastores/deals.json", "mine")
    _ = try folder.cliquery("init", "--infer")
    #expect(folder.read("datastores/deals.json") == "mine")
  }

  @Test func everyRuleHasAPage() throws {
    let folder = try TestFolder()
    let rules = try #require(
      try JSONSerialization.jsonObject(with: Data(folder.cliquery("rule", "--json").output.utf8))
        as? [[String: Any]])
    #expect(rules.count > 40)
    for rule in rules {
      #expect((rule["page"] as? String)?.contains("## What it does") == true, "\(rule["code"] ?? "")")
    }
    let page = try folder.cliquery("rule", "cq011").output
    #expect(page.hasPrefix("CQ011 unknown-field (error)\n\nWhat it does\n"), "\(page.prefix(80))")
  }

  @Test("a name that a rule of each language has shows the pages of both")
  func sharedRuleNames() throws {
    let folder = try TestFolder()
    for (name, codes) in [("syntax", ["CQ001", "MQ001"]), ("double-encoding", ["HQ204", "MQ041"])] {
      let pages = try codes.map { try folder.cliquery("rule", $0).output }
      #expect(try folder.cliquery("rule", name).output == pages.joined(separator: "\n"))
      let json = try JSONSerialization.jsonObject(
        with: Data(folder.cliquery("rule", name, "--json").output.utf8))
      #expect((json as? [[String: Any]])?.map { $0["code"] as? String } == codes)
    }
    let one = try JSONSerialization.jsonObject(
      with: Data(folder.cliquery("rule", "MQ001", "--json").output.utf8))
    #expect((one as? [String: Any])?["name"] as? String == "syntax")
  }

  @Test func everyDecisionIsListed() throws {
    let folder = try TestFolder([".cliquery.yml": "dialect:\n  like: glob\n"])
    let text = try folder.cliquery("decisions").output
    for number in 1...28 { #expect(text.contains("C\(number) "), "C\(number)") }
    let decisions = try #require(
      try JSONSerialization.jsonObject(with: Data(folder.cliquery("decisions", "--json").output.utf8))
        as? [[String: Any]])
    let like = decisions.first { $0["decision"] as? String == "C11" }
    #expect(
      like?["value"] as? String == "glob" && like?["option"] as? String == "dialect.like", "\(like ?? [:])")
  }
}
