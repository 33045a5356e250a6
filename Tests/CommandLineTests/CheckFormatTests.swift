import FolderTestSupport
import Foundation
import Testing
import cliquery

@Suite("formats of check")
struct CheckFormatTests {
  private func check(_ arguments: [String]) throws -> Outcome {
    let folder = try TestFolder(Sample.files)
    return try Program.cliquery.run(["check"] + arguments, in: folder.url)
  }

  @Test func text() throws {
    let outcome = try check(["--hints", "queries"])
    #expect(
      outcome.output == """
        error[CQ011 unknown-field]: `statsu` is not a field of `team`; did you mean `status`?
         --> queries/team.criteria:2:1
          |
        2 | statsu==open
          | ^^^^^^
          = unsafe fix: replace with `status`
          = see: `team` is described here (datastores/team.json:1:18)
          = the server answers `datastore_column_not_found`

        warning[CQ014 invalid-boolean]: `yes` is neither `true` nor `false`, and `active` is a boolean (the rule \
        is documented, its error code is not)
         --> queries/team.criteria:5:9
          |
        5 | active==yes
          |         ^^^
          = unsafe fix: replace with `true`

        hint[CQ306 system-field]: whether criteria may name `id` is not documented
         --> queries/team.criteria:8:1
          |
        8 | id==7
          | ^^


        """)
    #expect(
      outcome.error == """
        found 1 error, 1 warning and 1 hint; 2 can be fixed with `--fix --unsafe-fixes`
        4 queries in 2 files

        """)
  }

  @Test func concise() throws {
    let outcome = try check(["--format", "concise", "--ignore", "CQ014"])
    #expect(
      outcome.output
        == "queries/team.criteria:2:1: error: `statsu` is not a field of `team`; did you mean `status`? "
        + "[CQ011 unknown-field]\n")
    #expect(outcome.error.isEmpty)
  }

  @Test func github() throws {
    let outcome = try check(["--format", "github", "--hints"])
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(
      lines.first
        == "::error file=queries/team.criteria,line=2,endLine=2,col=1,endColumn=7,title=CQ011 unknown-field::"
        + "`statsu` is not a field of `team`; did you mean `status`?")
    #expect(lines.map { $0.prefix { $0 != " " } } == ["::error", "::warning", "::notice"])
  }

  @Test func githubEscapesWhatItsCommandsRead() throws {
    let folder = try TestFolder(Sample.files)
    try folder.write("queries/a,b:c %.criteria", "@datastore team\nlevel==50%\n")
    let outcome = try folder.cliquery("check", "--format", "github", "queries/a,b:c %.criteria")
    #expect(
      outcome.output.hasPrefix("::error file=queries/a%2Cb%3Ac %25.criteria,line=2,"), "\(outcome.output)")
    #expect(outcome.output.contains("`50%25`"), "\(outcome.output)")
  }

  @Test func everyKeyOfJSONIsAlwaysThere() throws {
    let outcome = try check(["--format", "json", "--hints"])
    let findings = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    #expect(findings.count == 3)
    let keys = [
      "api", "basis", "code", "datastores", "fixes", "host", "message", "name", "operation", "path", "range",
      "related", "serverCode", "severity", "url",
    ]
    for finding in findings { #expect(finding.keys.sorted() == keys) }
    let first = try #require(findings.first)
    let expected: [String: Any] = [
      "code": "CQ011", "name": "unknown-field", "severity": "error",
      "message": "`statsu` is not a field of `team`; did you mean `status`?",
      "serverCode": "datastore_column_not_found", "basis": "documented", "operation": "list", "api": "v3",
      "datastores": ["team"], "host": "criteria", "path": "queries/team.criteria",
      "range": [
        "start": ["line": 2, "column": 1, "offset": 16], "end": ["line": 2, "column": 7, "offset": 22],
      ],
      "fixes": [
        [
          "title": "replace with `status`", "safe": false,
          "edits": [
            [
              "range": [
                "start": ["line": 2, "column": 1, "offset": 16],
                "end": ["line": 2, "column": 7, "offset": 22],
              ], "newText": "status",
            ]
          ],
        ]
      ],
      "related": [
        [
          "message": "`team` is described here", "path": "datastores/team.json",
          "range": [
            "start": ["line": 1, "column": 18, "offset": 17], "end": ["line": 1, "column": 22, "offset": 21],
          ],
        ]
      ],
      "url": NSNull(),
    ]
    #expect(NSDictionary(dictionary: first) == NSDictionary(dictionary: expected), "\(first)")
  }

  @Test func jsonLinesNameTheirVersionFirst() throws {
    let outcome = try check(["--format", "jsonl", "--hints"])
    let lines = try outcome.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(lines.count == 4 && outcome.output.hasPrefix(#"{"version":1,"#))
    #expect(lines.dropFirst().map { $0["code"] as? String } == ["CQ011", "CQ014", "CQ306"])
  }

  @Test func gitlab() throws {
    let outcome = try check(["--format", "gitlab", "--hints"])
    let issues = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    #expect(issues.map { $0["severity"] as? String } == ["major", "minor", "info"])
    #expect(Set(issues.compactMap { $0["fingerprint"] as? String }).count == 3)
    let location: [String: Any] = ["path": "queries/team.criteria", "lines": ["begin": 2, "end": 2]]
    #expect(
      NSDictionary(dictionary: issues.first?["location"] as? [String: Any] ?? [:])
        == NSDictionary(dictionary: location))
    #expect(issues.allSatisfy { $0["description"] is String && $0["check_name"] is String })
  }

  @Test func aFileTakesTheFindingsAndStandardOutputNothing() throws {
    let folder = try TestFolder(Sample.files)
    let outcome = try folder.cliquery("check", "--format", "json", "--output-file", "found.json")
    #expect(outcome.code == 1 && outcome.output.isEmpty)
    #expect(folder.read("found.json") == (try folder.cliquery("check", "--format", "json")).output)
  }

  @Test func nothingFoundIsAnEmptyReportOfEachForm() throws {
    for (format, expected) in [
      ("text", ""), ("concise", ""), ("json", "[]\n"), ("gitlab", "[]\n"), ("github", ""),
    ] {
      #expect(try check(["--format", format, "queries/clean.criteria"]).output == expected, "\(format)")
    }
  }

  /// The sample has an error, a warning and a hint.
  @Test func junitFailsWhatFailsTheRun() throws {
    for (settings, arguments, failures) in [
      ("", [], 2), ("", ["--fail-on", "error"], 1), ("", ["--fail-on", "hint"], 3),
      ("lint: {fail-on: error}\n", [], 1), ("lint: {fail-on: error}\n", ["--fail-on", "warning"], 2),
    ] {
      let folder = try TestFolder(Sample.files)
      if !settings.isEmpty { try folder.write(".cliquery.yml", settings) }
      let outcome = try Program.cliquery.run(
        ["check", "--hints", "--format", "junit", "queries"] + arguments, in: folder.url)
      let expected = "<testsuites name=\"cliquery\" tests=\"4\" failures=\"\(failures)\" errors=\"0\">"
      #expect(outcome.output.contains(expected), "\(settings) \(arguments) \(outcome.output)")
    }
  }

  @Test func statisticsCountByRule() throws {
    #expect(try check(["--statistics"]).output == "1  CQ011  unknown-field\n1  CQ014  invalid-boolean\n")
  }

  @Test func tokensAreNotRepeated() throws {
    let token = "a93c07e5-1f6d-4b82-9d35-6ce8f04b7a12"
    let folder = try TestFolder([
      "a.http": """
      GET https://eu1.make.com/api/v2/data-stores?teamid=35
      Authorization: Bearer \(token)

      """
    ])
    for format in OutputFormat.allCases {
      let outcome = try folder.cliquery("check", "a.http", "--hints", "--format", format.rawValue)
      #expect(outcome.code == 1 && outcome.output.contains("HQ205"), "\(format): \(outcome.output)")
      #expect(!(outcome.output + outcome.error).contains(token), "\(format)")
    }
    let text = try folder.cliquery("check", "a.http")
    #expect(text.output.contains("2 | Authorization: Bearer ************************************\n"))
  }
}
