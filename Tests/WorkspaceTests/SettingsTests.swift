import FolderTestSupport
import Linting
import Testing
import Workspace

/// The settings of a folder with `text` as its settings file, and the problems as `line:column message`.
private func read(_ text: String, beside files: [String: String] = [:]) throws -> (Settings, [String]) {
  let folder = try TestFolder()
  for (name, content) in files { try folder.write(name, content) }
  try folder.write(".cliquery.yml", text)
  let session = WorkspaceSession(currentDirectory: folder.path)
  let problems = session.problems.map { problem -> String in
    let place = problem.place.map { "\($0.line):\($0.column) " } ?? ""
    let mark = problem.severity == .warning ? "warning: " : ""
    let file = problem.path == ".cliquery.yml" ? "" : (problem.path ?? "") + " "
    return file + place + mark + problem.message
  }
  return (session.main.settings, problems)
}

@Test("what is wrong in settings is said with its place and what was expected")
func settingsProblems() throws {
  let rows: [(text: String, problems: [String])] = [
    ("", []), ("# only a comment\n", []), ("lint:\n", []), ("\u{FEFF}include: []\n", []),
    ("lnit:\n  hints: true\n", ["1:1 there is no setting `lnit`; did you mean `lint`?"]),
    (
      "lint:\n  selct: []\n", ["2:3 `lint` has no setting `selct`; did you mean `select`?"]
    ),
    ("select: [CQ001]\n", ["1:1 there is no setting `select`; did you mean `lint.select`?"]),
    (
      "embedding:\n  zzz: 1\n",
      ["2:3 `embedding` has no setting `zzz`; known are `criteria-files`, `free-text`"]
    ),
    (
      "lint: [a]\n",
      [
        "1:7 `lint` expects a mapping with `select`, `ignore`, `severity`, `per-file-ignores`, `hints` or "
          + "`fail-on`, found a list"
      ]
    ),
    ("- a\n", ["1:1 expected settings such as `lint:`, found a list"]),
    ("lint:\n  hints: yes\n", ["2:10 `lint.hints` expects `true` or `false`, found `yes`"]),
    (
      "lint:\n  hints: \"true\"\n",
      [
        "2:10 `lint.hints` expects `true` or `false`, found the text `true` in quotes"
      ]
    ),
    ("format:\n  width: 5\n", ["2:10 `format.width` expects a whole number from 20 to 1000, found `5`"]),
    (
      "format: {width: 99999999999999999999}\n",
      [
        "1:17 `format.width` expects a whole number from 20 to 1000, found `99999999999999999999`"
      ]
    ),
    ("format:\n  width:\n", ["2:9 `format.width` expects a whole number from 20 to 1000, found nothing"]),
    (
      "dialect:\n  like: globs\n",
      [
        "2:9 `dialect.like` expects `sql`, `contains` or `glob`, found `globs`; did you mean `glob`?"
      ]
    ),
    ("exclude: vendor\n", ["1:10 `exclude` expects a list of globs; write `[vendor]`"]),
    ("exclude: [a, {b: c}]\n", ["1:14 `exclude` expects a list of globs, found a mapping in it"]),
    (
      "lint: {select: [CQ001, CQ999x]}\n",
      [
        "1:24 there is no rule `CQ999x`; `cliquery rule` lists them"
      ]
    ),
    (
      "lint:\n  ignore: [unknown-operatr]\n",
      [
        "2:12 there is no rule `unknown-operatr`; did you mean `unknown-operator`?"
      ]
    ),
    (
      "lint: {severity: {CQ001: fatal}}\n",
      [
        "1:26 `lint.severity` expects `error`, `warning`, `hint` or `off`, found `fatal`"
      ]
    ),
    (
      "lint: {per-file-ignores: {\"a/*\": CQ001}}\n",
      [
        "1:34 `lint.per-file-ignores` expects a list of rules for `a/*`, found `CQ001`"
      ]
    ),
    (
      "docs-url: example.com\n",
      [
        "1:11 `docs-url` expects an address that begins with `https://` or `http://`, found `example.com`"
      ]
    ),
    (
      "make:\n  endpoints: |\n\n    GET /orders\n      teamId interger\n",
      [
        "5:14 `make.endpoints`: there is no type `interger`; did you mean `integer`?"
      ]
    ),
    (
      "custom-rules:\n  - name: x\n    wen: a\n    message: m\n",
      [
        "3:5 a rule of `custom-rules` has no `wen`; did you mean `when`?",
        "2:5 a rule of `custom-rules` needs `when`",
      ]
    ),
    (
      "custom-rules:\n  - {name: CQ011, when: a, message: m}\n  - {name: a b, when: 'field==x', message: m}\n",
      [
        "2:12 `CQ011` is the name of a rule of cliquery; name yours otherwise",
        "3:12 the name of a rule is one word without commas, such as `no-like-on-notes`, not `a b`",
      ]
    ),
    (
      "custom-rules:\n  - {name: x, when: 'field==ü && feld==x', message: m, severity: fatal}\n"
        + "  - {name: y, when: 'field==ü && feld==x', message: m}\n  - {name: z, when: field, message: m}\n"
        + "  - {name: w, when: field==1, message: m}\n  - {name: w, when: field==1, message: m}\n",
      [
        "2:67 `severity` expects `error`, `warning` or `hint`, found `fatal`",
        "3:35 `when`: `feld` is not a field of `clauses`; did you mean `field`?",
        "4:26 `when`: an operator such as `==` is expected after `field`",
        "6:5 two rules of `custom-rules` are named `w`",
      ]
    ),
    (
      "lint:\n  hints: true\n lint2: x\n",
      [
        "3:2 not YAML: did not find expected key"
      ]
    ),
    ("lint:\n\thints: true\n", ["2:1 not YAML: tabs cannot indent it; use blanks"]),
    ("lint:\n  hints: true\n\tselect: [x]\n", ["3:1 not YAML: tabs cannot indent it; use blanks"]),
    ("docs-url: @x\n", ["1:11 not YAML: a value cannot begin with `@`; put it in quotes"]),
    ("format: {width: 40}\nformat: {width: 50}\n", ["2:1 twice in one mapping: `format`"]),
    (
      "\"ä\": {}\n\"😀\": 1\nformat: {\"ö\": 1}\n",
      [
        "1:1 there is no setting `ä`; known are `dialect`, `datastores`, `fixtures`, `include`, `exclude`, "
          + "`extend`, `docs-url`, `lint`, `custom-rules`, `format`, `embedding`, `make`",
        "2:1 there is no setting `😀`; known are `dialect`, `datastores`, `fixtures`, `include`, `exclude`, "
          + "`extend`, `docs-url`, `lint`, `custom-rules`, `format`, `embedding`, `make`",
        "3:10 `format` has no setting `ö`; known are `width`, `equality`, `parentheses`, `embedded`",
      ]
    ),
    (
      "format: {equality: ä, width: 5}\n",
      [
        "1:20 `format.equality` expects `keep` or `canonical`, found `ä`",
        "1:31 `format.width` expects a whole number from 20 to 1000, found `5`",
      ]
    ),
    ("extend: other.yml\n", ["1:9 cannot extend `other.yml`: there is no such file or folder"]),
    (
      "extend: .cliquery.yml\n",
      [
        "1:9 `extend` leads in a circle: `.cliquery.yml` extends `.cliquery.yml`"
      ]
    ),
    ("? [a]\n: b\n", ["1:3 expected the name of a setting, found a list"]),
    (
      String(repeating: "[", count: 100_000),
      ["1:65 over 64 levels deep; settings have a few"]
    ),
    (
      "lint: &l {hints: true}\nformat: *f\n",
      ["2:9 not YAML: `*f` stands for a node that nothing before it names"]
    ),
    ("lint: {}\n---\nlint: {}\n", ["2:1 expected one document, found another one here"]),
  ]
  for row in rows {
    let (_, problems) = try read(row.text)
    #expect(problems == row.problems, "\(row.text.prefix(200))")
  }
}

@Test("every key sets what it names")
func settingsValues() throws {
  let (settings, problems) = try read(
    """
    dialect: {api: v2, like: glob}
    datastores: {files: [schemas/*.json], complete: true}
    fixtures: {files: [f.csv]}
    include: [scripts/]
    exclude: ["*.ds"]
    docs-url: https://example.com/
    lint:
      select: [CQ0]
      ignore: [syntax]
      severity: {CQ001: warning, CQ002: off}
      per-file-ignores: {"old/*": [CQ003]}
      hints: true
      fail-on: error
    format: {width: 80, equality: canonical, parentheses: keep, embedded: true}
    embedding: {criteria-files: [c.json], free-text: [input.query]}
    """)
  #expect(problems == [])
  var expected = Settings()
  expected.dialect.api = .v2
  expected.dialect.like = .glob
  expected.dialect.chosen = [.api, .like]
  expected.datastores.files = ["schemas/*.json"]
  expected.datastores.complete = true
  expected.fixtures.files = ["f.csv"]
  expected.include = ["scripts/"]
  expected.exclude = ["*.ds"]
  expected.docsURL = "https://example.com/"
  expected.lint.select = ["CQ0"]
  expected.lint.ignore = ["syntax"]
  expected.lint.severity = [
    Settings.SeverityOverride(rule: "CQ001", severity: .warning),
    Settings.SeverityOverride(rule: "CQ002", severity: nil),
  ]
  expected.lint.perFileIgnores = [Settings.PerFileIgnore(glob: "old/*", rules: ["CQ003"])]
  expected.lint.hints = true
  expected.lint.failOn = .error
  expected.format.width = 80
  expected.format.equality = .canonical
  expected.format.parentheses = .keep
  expected.format.embedded = true
  expected.embedding.criteriaFiles = ["c.json"]
  expected.embedding.freeText = ["input.query"]
  #expect(settings == expected)
}

@Test("extended settings hold where the file itself is silent")
func settingsExtend() throws {
  let (settings, problems) = try read(
    "extend: shared/base.yml\nformat: {width: 60}\n",
    beside: [
      "shared/base.yml": "extend: ../root.yml\nformat: {width: 70, equality: canonical}\n",
      "root.yml": "exclude: [vendor]\nlint: {hints: maybe}\n",
    ])
  #expect(settings.format.width == 60)
  #expect(settings.format.equality == .canonical)
  #expect(settings.exclude == ["vendor"])
  #expect(problems == ["root.yml 2:15 `lint.hints` expects `true` or `false`, found `maybe`"])

  let (_, circle) = try read("extend: a.yml\n", beside: ["a.yml": "extend: .cliquery.yml\n"])
  #expect(
    circle == [
      "a.yml 1:9 `extend` leads in a circle: `.cliquery.yml` extends `a.yml` extends `.cliquery.yml`"
    ])
}
