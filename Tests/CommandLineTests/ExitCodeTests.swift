import FolderTestSupport
import Testing

@Suite("exit codes")
struct ExitCodeTests {
  @Test func codes() throws {
    let cases: [(arguments: [String], code: Int32)] = [
      (["check"], 1),
      (["check", "queries/clean.criteria"], 0),
      (["check", "--fail-on", "error", "queries"], 1),
      (["check", "--ignore", "CQ011", "--fail-on", "error"], 0),
      (["check", "--ignore", "CQ011"], 1),
      (["check", "--ignore", "CQ011,invalid-boolean"], 0),
      (["check", "--ignore", "CQ011,invalid-boolean", "--fail-on", "hint"], 0),
      (["check", "--ignore", "CQ011,invalid-boolean", "--fail-on", "hint", "--hints"], 1),
      (["check", "--select", "CQ004"], 0),
      (["check", "--exit-zero"], 0),
      (["check", "nothing-here.criteria"], 2),
      (["check", "--exit-zero", "nothing-here.criteria"], 2),
      (["check", "queries", "nothing-here.criteria"], 2),
      (["check", "--select", "CQ9999"], 2),
      (["check", "--unsafe-fixes"], 2),
      (["check", "--show-files"], 0),
      (["check", "--show-settings"], 0),
      (["check", "--statistics"], 1),
      (["check", "--output-file", "no/such/folder/report.txt"], 2),
      (["format", "--check", "queries/clean.criteria"], 0),
      (["format", "--range", "x", "queries/clean.criteria"], 2),
      (["format", "--range", "1-2"], 2),
      (["rule"], 0), (["rule", "CQ011"], 0), (["rule", "unknown-field"], 0), (["rule", "CQ9999"], 2),
      (["decisions"], 0),
      (["--version"], 0), (["--help"], 0), (["help"], 0), (["help", "check"], 0), (["check", "--help"], 0),
      ([], 2), (["chekc"], 2), (["check", "--formt", "json"], 2), (["check", "--format", "xml"], 2),
    ]
    let folder = try TestFolder(Sample.files)
    for (arguments, code) in cases {
      let outcome = try Program.cliquery.run(arguments, in: folder.url)
      #expect(outcome.code == code, "\(arguments) \(outcome.output) \(outcome.error)")
    }
  }

  @Test func whatIsNotBuiltYetIsSaidInOneSentence() throws {
    let folder = try TestFolder()
    let help = try folder.cliquery("--help").output
    for name in ["compare", "simplify", "migrate"] {
      let outcome = try folder.cliquery(name, "x")
      #expect(outcome.code == 2 && outcome.output.isEmpty)
      #expect(outcome.error.hasPrefix("error: `cliquery \(name)` is not built yet; "), "\(outcome.error)")
      #expect(!help.contains("  \(name) "))
    }
  }

  @Test func mistypedNamesGetASuggestion() throws {
    let folder = try TestFolder(["script.dg": ""])
    let cases: [(arguments: [String], message: String)] = [
      (["chekc"], "error: there is no command `chekc`; did you mean `cliquery check`?\n"),
      (["script.dg"], "error: there is no command `script.dg`; did you mean `cliquery check script.dg`?\n"),
      (
        ["check", "--statistcs"],
        "error: unknown option `--statistcs`; did you mean `--statistics`? (see `cliquery check --help`)\n"
      ),
      (
        ["check", "--select", "unknown-feild"],
        "error: there is no rule `unknown-feild`; did you mean `unknown-field`?\n"
      ),
      (
        ["rule", "unknwon-field"], "error: there is no rule `unknwon-field`; did you mean `unknown-field`?\n"
      ),
    ]
    for (arguments, message) in cases {
      let outcome = try Program.cliquery.run(arguments, in: folder.url)
      #expect(outcome.error == message && outcome.code == 2 && outcome.output.isEmpty, "\(arguments)")
    }
  }

  @Test func aBrokenFileStopsNothing() throws {
    let folder = try TestFolder(Sample.files)
    let outcome = try folder.cliquery(
      "check", "--format", "concise", "missing.criteria", "queries/team.criteria")
    #expect(outcome.code == 2)
    #expect(outcome.error == "error: missing.criteria: there is no such file or folder\n")
    #expect(outcome.output.hasPrefix("queries/team.criteria:2:1: error: "))
  }

  @Test func aBrokenSettingsFileIsNamedWithItsPlace() throws {
    let folder = try TestFolder(Sample.files.merging([".cliquery.yml": "lint:\n  hintz: true\n"]) { $1 })
    let outcome = try folder.cliquery("check", "queries/clean.criteria")
    #expect(outcome.code == 2)
    #expect(outcome.error.hasPrefix("error: .cliquery.yml:2:3: "), "\(outcome.error)")
    #expect(outcome.error.contains("`hints`"), "\(outcome.error)")
  }
}
