import FolderTestSupport
import Foundation
import Testing

@Suite("streams and files")
struct StreamTests {
  @Test func standardInputIsCheckedAsTheNameItIsGiven() throws {
    let folder = try TestFolder(["datastores/team.json": Sample.schema])
    let script = "q = Map();\nq.put(\"criteria\",\"statsu==open\");\nzoho.cliq.getRecords(\"team\",q);\n"
    for arguments in [["-", "--stdin-filename", "bots/a.dg"], ["--stdin-filename", "bots/a.dg"]] {
      let outcome = try Program.cliquery.run(
        ["check", "--format", "concise"] + arguments, in: folder.url, input: script)
      #expect(outcome.output.hasPrefix("bots/a.dg:2:19: error: "), "\(outcome.output) \(outcome.error)")
      #expect(outcome.code == 1)
    }
    let unnamed = try folder.cliquery("check", "--format", "concise", "-", input: "statsu==open\n")
    #expect(unnamed.output.hasPrefix("<stdin>:1:1: error: "), "\(unnamed.output) \(unnamed.error)")
  }

  @Test func standardInputIsFixedToStandardOutput() throws {
    let folder = try TestFolder(["datastores/team.json": Sample.schema])
    let outcome = try folder.cliquery("check", "--fix", "-", input: "level=>5 && statsu==open\n")
    #expect(outcome.output == "level>=5 && statsu==open\n")
    #expect(outcome.error.contains("CQ011"), "\(outcome.error)")
    #expect(outcome.code == 1)
  }

  @Test func fixesAreWrittenOrShown() throws {
    let folder = try TestFolder(["datastores/team.json": Sample.schema])
    let text = "@datastore team\nlevel=>5\n\n@datastore team\nstatsu==open\n"
    try folder.write("q.criteria", text)
    let shown = try folder.cliquery("check", "--diff")
    #expect(
      shown.output == """
        --- a/q.criteria
        +++ b/q.criteria
        @@ -1,5 +1,5 @@
         @datastore team
        -level=>5
        +level>=5
         
         @datastore team
         statsu==open

        """)
    #expect(shown.code == 1 && folder.read("q.criteria") == text)
    let safe = try folder.cliquery("check", "--fix")
    #expect(safe.code == 1 && safe.error.hasPrefix("fixed 1 finding in 1 file\n"), "\(safe.error)")
    #expect(folder.read("q.criteria") == text.replacing("=>", with: ">="))
    let unsafe = try folder.cliquery("check", "--fix", "--unsafe-fixes")
    #expect(unsafe.code == 0)
    #expect(folder.read("q.criteria") == text.replacing("=>", with: ">=").replacing("statsu", with: "status"))
  }

  @Test func theBaselineHidesWhatWasThere() throws {
    let folder = try TestFolder(Sample.files)
    let written = try folder.cliquery("check", "--baseline", "known.json")
    #expect(written.code == 0 && written.output.isEmpty)
    #expect(written.error.hasPrefix("wrote 2 findings to `known.json`"), "\(written.error)")
    #expect(try folder.cliquery("check", "--baseline", "known.json").code == 0)
    try folder.write(
      "queries/team.criteria", "\n# Moved.\n\n" + Sample.document + "\n@datastore team\nnope==1\n")
    let later = try folder.cliquery("check", "--format", "concise", "--baseline", "known.json")
    #expect(later.code == 1)
    #expect(
      later.output.split(separator: "\n").count == 1 && later.output.contains("`nope`"), "\(later.output)")
    try folder.write("known.json", "[]")
    #expect(try folder.cliquery("check", "--baseline", "known.json").code == 2)
  }

  @Test func ignoresAreWritten() throws {
    let folder = try TestFolder(Sample.files)
    let outcome = try folder.cliquery("check", "--add-ignores")
    #expect(outcome.error.contains("wrote 2 suppression comments"), "\(outcome.error)")
    #expect(outcome.code == 0 && folder.read("queries/team.criteria")?.contains("cliquery: ignore") == true)
    #expect(try folder.cliquery("check").code == 0)
  }

  @Test func filesAreListed() throws {
    let folder = try TestFolder(Sample.files)
    #expect(
      try folder.cliquery("check", "--show-files").output == "queries/clean.criteria\nqueries/team.criteria\n"
    )
  }

  @Test func settingsAreListedAsSettings() throws {
    let folder = try TestFolder([".cliquery.yml": "lint:\n  ignore: [CQ011]\nformat:\n  width: 80\n"])
    let shown = try folder.cliquery("check", "--show-settings", "--fail-on", "error")
    #expect(shown.output.contains("  ignore: [\"CQ011\"]\n") && shown.output.contains("  width: 80\n"))
    #expect(shown.output.contains("  fail-on: error\n"))
    try folder.write(".cliquery.yml", shown.output)
    let again = try folder.cliquery("check", "--show-settings")
    #expect(again.output == shown.output && again.code == 0, "\(again.error)")
  }

  @Test func aReaderThatGoesAwayIsNoTrouble() throws {
    let folder = try TestFolder(["datastores/team.json": Sample.schema])
    try folder.write("q.criteria", String(repeating: "@datastore team\nnope==1\n\n", count: 5000))
    let piped = try Program.shell("cliquery check | head -n 1; echo ${PIPESTATUS[0]}", in: folder.url)
    #expect(piped.output.hasSuffix("\n1\n"), "\(piped.output.suffix(200))")
    #expect(!piped.error.contains("pipe"), "\(piped.error)")
    let full = try Program.shell("cliquery check > /dev/full", in: folder.url)
    #expect(full.code == 2 && full.error.contains("cannot write to standard output: "), "\(full.error)")
    let closed = try Program.shell("cliquery check >&-", in: folder.url)
    #expect(closed.code == 2 && closed.error.contains("cannot write to standard output: "), "\(closed.error)")
  }

  @Test(.timeLimit(.minutes(5))) func interruptingEndsWith130() throws {
    let folder = try TestFolder(Sample.files)
    let outcome = try Program.shell(
      "set -m; cliquery check --watch > out.txt 2> err.txt & "
        + "until grep -q watching err.txt; do sleep 0.05; done; kill -INT $!; wait $!; echo $?",
      in: folder.url)
    #expect(outcome.output == "130\n")
    #expect(folder.read("out.txt")?.contains("CQ011") == true)
  }

  @Test(.timeLimit(.minutes(5))) func watchingChecksAgainWhenAFileChanges() throws {
    let folder = try TestFolder(Sample.files)
    let outcome = try Program.shell(
      """
      set -m; cliquery check --format concise --watch > out.txt 2> err.txt &
      until grep -q watching err.txt; do sleep 0.05; done
      printf '@datastore team\\nother==1\\n' > queries/clean.criteria
      until grep -q '`other`' out.txt; do sleep 0.05; done
      kill -INT $!; wait $!; echo $?
      """, in: folder.url)
    #expect(outcome.output == "130\n")
  }
}
