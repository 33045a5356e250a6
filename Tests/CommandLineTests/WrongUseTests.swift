import FolderTestSupport
import Foundation
import Testing

/// What is said of a command line that cannot be meant so: what, where, what to do.
@Suite("wrong use")
struct WrongUseTests {
  @Test func messages() throws {
    let cases: [(arguments: [String], message: String)] = [
      (
        ["check", "--format", "jsn"],
        "`--format` takes `text`, `concise`, `json`, `jsonl`, `sarif`, `junit`, `github` or `gitlab`, not `jsn`; "
          + "did you mean `json`? (see `cliquery check --help`)"
      ),
      (
        ["check", "--fail-on", "warn"],
        "`--fail-on` takes `hint`, `warning` or `error`, not `warn` (see `cliquery check --help`)"
      ),
      (
        ["check", "--statistics", "--format", "sarif"],
        "`--statistics` is written as `text` or `json`; leave out `--format sarif`"
      ),
      (
        ["check", "-odd.dg"],
        "a file whose name begins with `-` is named with its folder: `./-odd.dg` (see `cliquery check --help`)"
      ),
      (["check", "--select"], "`--select` needs a value: `--select <rules>` (see `cliquery check --help`)"),
      (
        ["query", "team", "--limit", "-1"],
        "`--limit` needs a value, and `-1` begins as an option does; write `--limit=-1` (see `cliquery query --help`)"
      ),
      (
        ["query", "team", "--json", "--csv"],
        "`--json` and `--csv` do not go together; give one of them (see `cliquery query --help`)"
      ),
      (
        ["query", "team", "--from-index", "x"],
        "`--from-index` takes a number, not `x` (see `cliquery query --help`)"
      ),
      (["query", "team.json", "status==open"], "team.json: there is no such file or folder"),
      (["query", "saved/team.json"], "saved/team.json: there is no such file or folder"),
      (
        ["query", "/nothing"],
        "there is no saved answer with `nothing`: save one as `fixtures/nothing.json` "
          + "(there are `teams` and `notes`)"
      ),
      (
        ["query", "fixtures/a.json", "status==open"],
        "fixtures/a.json: this is a saved answer of Make with `teams`; "
          + "ask it with a request, which begins with `/`"
      ),
      (
        ["query", "datastores/team.json"],
        "datastores/team.json: this is the schema of a datastore; its records are the answer of \"List records\""
      ),
      (
        ["query", "GET teams?organizationId=1"],
        "the path of a request begins with `/`: `cliquery query 'GET /teams?organizationId=1'`"
      ),
      (["query", "GTE /teams"], "`GTE` is no method of a request; did you mean `GET`?"),
      (
        ["query", "team", "a==1", "--store", "gone.sqlite"],
        "there is no store `gone.sqlite`; make it with `cliquery store create`, or name another with `--store`"
      ),
      (["explain", "level>1", "--record", "one.json"], "one.json: there is no such file"),
      (["explain"], "`<criteria>` is missing (see `cliquery explain --help`)"),
      (
        ["explain", "status", "==", "open"],
        "a criteria is one argument; put it in quotes: `cliquery explain '…'` (see `cliquery explain --help`)"
      ),
      (
        ["init", "O'Brien. X"], "`cliquery init` takes no argument `O'Brien. X` (see `cliquery init --help`)"
      ),
      (["rule", "CQ99"], "there is no rule `CQ99`; `cliquery rule` lists them"),
      (["decisions", "C99"], "there is no decision `C99`; `cliquery decisions` lists them"),
      (["store", "import"], "`<datastore>` is missing (see `cliquery store import --help`)"),
      (
        ["store", "improt", "team"],
        "there is no command `cliquery store improt`; did you mean `cliquery store import`?"
      ),
      (
        ["store", "fields", "x"],
        "there is no command `cliquery store fields x`; `cliquery store fields` has `add`, `edit`, `delete`"
      ),
      (["help", "chekc"], "there is no command `chekc`; did you mean `cliquery check`?"),
      (
        ["help", "store", "improt"],
        "there is no command `cliquery store improt`; did you mean `cliquery store import`?"
      ),
      (
        ["store", "delete", "team", "12"],
        "`12` is no criteria; is the id of a record meant? `--id 12`"
      ),
      (["repl", "taem"], "there is no datastore `taem`; did you mean `team`?"),
      (["repl", "other"], "there is no datastore `other`; records are here of `team`"),
      (["repl", "other.csv"], "other.csv: there is no such file"),
      (
        ["url", "--curl", "--zone", "http://eu1.make.com/x", "/teams?organizationId=1"],
        "`--zone` takes a host such as `eu1.make.com`, not `http://eu1.make.com/x`"
      ),
    ]
    let saved = ["-odd.dg": "", "fixtures/a.json": #"{"teams": [], "notes": [], "pg": {"limit": 1}}"#]
    let folder = try TestFolder(Sample.files.merging(saved) { $1 })
    for (arguments, message) in cases {
      let outcome = try Program.cliquery.run(arguments, in: folder.url)
      let last = outcome.error.split(separator: "\n").last { $0.hasPrefix("error: ") } ?? ""
      #expect(last == "error: \(message)", "\(arguments)")
      #expect(outcome.code == 2 && outcome.output.isEmpty, "\(arguments)")
    }
  }

  @Test func aGroupOfCommandsAloneIsAnsweredWithItsHelp() throws {
    let folder = try TestFolder()
    for arguments in [["store"], ["store", "fields"], []] {
      let outcome = try Program.cliquery.run(arguments, in: folder.url)
      #expect(outcome.code == 2 && outcome.output.isEmpty, "\(arguments)")
      #expect(outcome.error.contains("SUBCOMMANDS:"), "\(arguments)")
    }
  }

  @Test func aCopiedAddressIsAZone() throws {
    let folder = try TestFolder()
    let outcome = try folder.cliquery("url", "--curl", "--zone", "https://eu1.make.com/", "GET /users/me")
    #expect(outcome.output.hasPrefix("curl 'https://eu1.make.com/api/v2/users/me'"), "\(outcome)")
  }

  @Test func theBeginningOfACodeListsItsRules() throws {
    let folder = try TestFolder()
    let outcome = try folder.cliquery("rule", "cq02")
    let codes = outcome.output.split(separator: "\n").filter { $0.hasPrefix("  ") }.map { $0.prefix(8) }
    #expect(codes.count > 3 && codes.allSatisfy { $0.hasPrefix("  CQ02") }, "\(outcome.output)")
  }

  @Test func aDecisionIsFoundByItsNumber() throws {
    let folder = try TestFolder()
    for name in ["C9", "c9", "M3"] {
      let outcome = try folder.cliquery("decisions", name)
      #expect(outcome.output.hasPrefix(name.uppercased() + " ") && outcome.code == 0)
      #expect(!outcome.output.contains("\n\nC") && !outcome.output.contains("\n\nM"), "\(outcome.output)")
    }
  }

  @Test func helpFitsATerminalOfEightyColumns() throws {
    let folder = try TestFolder()
    let commands = [
      [], ["check"], ["format"], ["query"], ["test"], ["explain"], ["store"], ["store", "fields"],
      ["store", "make"], ["store", "import"], ["store", "insert"], ["store", "update"], ["store", "delete"],
      ["store", "edit"], ["repl"], ["lsp"], ["parse"], ["url"], ["rule"], ["decisions"], ["init"],
    ]
    for command in commands {
      let arguments = command + ["--help"]
      let outcome = try Program.cliquery.run(arguments, in: folder.url, environment: ["COLUMNS": "80"])
      let discussion = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        .prefix { !$0.hasPrefix("USAGE:") }
      // A line that was broken by hand and again by the reader leaves a short one in the middle of a paragraph.
      for (line, next) in zip(discussion, discussion.dropFirst())
      where !line.hasPrefix(" ") && !line.isEmpty && !next.hasPrefix(" ") && !next.isEmpty {
        let word = next.prefix { $0 != " " }
        #expect(line.count + 1 + word.count >= 80, "\(command): \(line)")
      }
    }
  }
}
