import LintTestSupport
import Linting
import TestSupport
import Testing

@Suite("Time grows with the text")
struct RuleGrowthTests {
  /// Texts that these rules have much to do with, each a unit that is repeated.
  private static let documents: [(name: String, unit: String)] = [
    ("suppressions", "# cliquery: ignore CQ104, CQ105 -- known\na==1 || a==1\n\n"),
    ("bindings", "@let x = 1\n@let y = 2\n@expect count 1\na==${x} && b==${z} && @\n\n"),
    ("directives", "a==1\n@limit 5\n@nothing\n\n"),
  ]

  private static let texts: [(name: String, unit: String)] = [
    ("repeated conditions", "(a==1) && "), ("repeated values", "a in (1,1) || "),
    ("mixed", "a==1 || b==2 && "),
    ("nested", "((a==1) && "), ("patterns", "a like x* && "), ("swallowed", "a==1 b==2 (c) "),
  ]

  @Test func ofDocuments() {
    let setting = FileSetting(select: ["ALL"])
    for (name, unit) in Self.documents {
      let ratio = Growth.ratio(from: 300) {
        Array(String(repeating: unit, count: $0).utf8)
      } work: {
        _ = setting.findings(in: $0)
      }
      #expect(ratio < Growth.limit, "\(name)")
    }
  }

  @Test func ofScripts() {
    let setting = FileSetting(.deluge, select: ["ALL"])
    for unit in [
      "// cliquery: ignore CQ104\nzoho.cliq.deleteRecords(\"d\", \"a==1 || a==1 || b==\" + message);\n",
      "// cliquery: ignore CQ104\n", "/* cliquery: ignore-file */ x; ",
    ] {
      let ratio = Growth.ratio(from: 300) {
        Array(String(repeating: unit, count: $0).utf8)
      } work: {
        _ = setting.findings(in: $0)
      }
      #expect(ratio < Growth.limit, "\(unit)")
    }
  }

  @Test func ofTexts() {
    let setting = CheckSetting(select: ["ALL"])
    for (name, unit) in Self.texts {
      let ratio = Growth.ratio(from: 300) {
        Array((String(repeating: unit, count: $0) + "z==1").utf8)
      } work: {
        _ = setting.findings(in: $0)
      }
      #expect(ratio < Growth.limit, "\(name)")
    }
  }
}
