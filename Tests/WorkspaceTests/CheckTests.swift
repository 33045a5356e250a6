import Linting
import SourceText
import Testing
import Workspace

private let schema = """
  {"name": "Employees", "unique_name": "empdir", "description": "d", "fields": [
    {"name": "Name", "unique_name": "empname", "type": "limited-text"},
    {"name": "Pay", "unique_name": "salary", "type": "number"}]}
  """

private struct Checked {
  var lines: [String] = []
  var summary = CheckSummary()
  var reports: [FileReport] = []
}

private func check(
  _ folder: TemporaryFolder, _ options: CheckOptions = CheckOptions(),
  _ overrides: SettingsOverrides = SettingsOverrides()
) -> Checked {
  var session = WorkspaceSession(currentDirectory: folder.path, overrides: overrides)
  let files = session.discover([FilePath(folder.path.bytes)]).files
  var checked = Checked()
  checked.summary = session.check(files, options: options) { report in
    checked.reports.append(report)
    for finding in report.findings {
      let start = report.places(of: finding.range).start
      checked.lines.append("\(report.path):\(start.line):\(start.column) \(finding.severity) \(finding.code)")
    }
  }
  return checked
}

@Test("findings come with their places, by the settings of the nearest file upwards")
func settingsReachFindings() throws {
  let folder = try TemporaryFolder()
  try folder.write("datastores/empdir.json", schema)
  try folder.write("a.criteria", "@datastore empdir\nsalry=>5\n")
  try folder.write("b/ü x.criteria", "\u{FEFF}@datastore empdir\r\n\r\nempname==\"ü\" && salary like 5\r\n")
  try folder.write("c/c.criteria", "@datastore other\nx <> 1\n")
  #expect(
    check(folder).lines == [
      "a.criteria:2:1 error CQ011", "a.criteria:2:6 error CQ002", "b/ü x.criteria:3:25 error CQ012",
      "c/c.criteria:2:3 error CQ002",
    ])
  try folder.write(
    ".cliquery.yml",
    "lint: {severity: {CQ011: warning, unknown-operator: off}, per-file-ignores: {b/: [CQ01]}}\n")
  #expect(check(folder).lines == ["a.criteria:2:1 warning CQ011"])
  try folder.write("c/.cliquery.yml", "lint: {fail-on: error}\n")
  let last = check(folder)
  #expect(last.lines == ["a.criteria:2:1 warning CQ011", "c.criteria:2:3 error CQ002"])
  #expect(last.summary.failingCount == 2)
  var overrides = SettingsOverrides()
  overrides.select = ["CQ002"]
  overrides.ignore = ["CQ9999"]
  let selected = check(folder, CheckOptions(), overrides)
  #expect(selected.lines == ["c.criteria:2:3 error CQ002"])
  #expect(selected.summary.problems.map(\.message).first?.hasPrefix("there is no rule `CQ9999`") ?? false)
}

@Test("the line of coverage names what was not checked")
func coverage() throws {
  let folder = try TemporaryFolder()
  #expect(check(folder).summary.coverage == "no file with queries")
  try folder.write("a.criteria", "# nothing\n")
  #expect(check(folder).summary.coverage == "no query in 1 file")
  try folder.write("b.criteria", "a==1\n\nb==1\n")
  #expect(
    check(folder).summary.coverage
      == "2 queries in 1 file; 2 queries name no datastore, field names not checked: `@datastore NAME`")
  try folder.write("c.criteria", "@datastore x\na==1\n\n@datastore y\nb==1\n")
  #expect(
    check(folder).summary.coverage
      == "4 queries in 2 files; 2 datastores have no schema, field names not checked: `cliquery init --infer`"
  )
  try folder.write("datastores/x.json", schema)
  try folder.write("c.criteria", "@datastore empdir\nsalary==1\n")
  #expect(check(folder).summary.coverage == "3 queries in 2 files")
}

@Test("schemas may stand above the settings, or above the current directory where there are none")
func schemasElsewhere() throws {
  let folder = try TemporaryFolder()
  try folder.write("datastores/empdir.json", schema)
  try folder.write("sub/deep/a.criteria", "nope==1\n")
  for settings in [nil, "datastores: {files: [\"../datastores/{empdir,x}.json\"]}\n"] {
    if let settings { try folder.write("sub/.cliquery.yml", settings) }
    var session = WorkspaceSession(currentDirectory: folder("sub"))
    var codes: [String] = []
    _ = session.check(session.discover([folder("sub/deep")]).files) { codes += $0.findings.map(\.code) }
    #expect(codes == ["CQ011"], "\(settings ?? "no settings")")
  }
}

@Test("a datastore a letter away from a known one is doubted only where the whole run names it once")
func datastoresUsedOnce() throws {
  let unknown = "warning CQ010"
  for (names, other, expected) in [
    (["empdri"], "", ["a0.criteria:1:12 \(unknown)"]),
    (["empdri", "empdir"], "", ["a0.criteria:1:12 \(unknown)"]),
    (["empdri", "empdri"], "", []),
    (["empdri", "empdirs"], "", ["a0.criteria:1:12 \(unknown)", "a1.criteria:1:12 \(unknown)"]),
    (["empdir", "empdri", "empdir"], "zoho.cliq.createRecord(\"empdri\", {\"x\": 1});", []),
    (["empdri"], "r = zoho.cliq.getRecords(\"empdri\", q);", []),
    ([], "zoho.cliq.deleteRecords(\"empdri\", \"salary==1\");", ["z.dg:1:26 \(unknown)"]),
  ] as [([String], String, [String])] {
    let folder = try TemporaryFolder()
    try folder.write("datastores/empdir.json", schema)
    for (index, name) in names.enumerated() {
      try folder.write("a\(index).criteria", "@datastore \(name)\nsalary==1\n")
    }
    // A broken query before and after, so that the order shows.
    try folder.write("0.criteria", "@datastore empdir\nsalary=>1\n")
    try folder.write("b.criteria", "@datastore empdir\nsalary=>1\n")
    if !other.isEmpty { try folder.write("z.dg", other) }
    for threads in [1, 3] {
      var options = CheckOptions()
      options.threads = threads
      let lines = check(folder, options).lines
      let wanted = ["0.criteria:2:7 error CQ002"] + expected.filter { $0 < "b" }
      #expect(
        lines == wanted + ["b.criteria:2:7 error CQ002"] + expected.filter { $0 > "b" },
        "\(names) \(other)")
    }
    var options = CheckOptions()
    options.fixing = .unsafe
    _ = check(folder, options)
    guard names.first == "empdri" else { continue }
    let text = String(decoding: try FileSystem.read(folder("a0.criteria")), as: UTF8.self)
    #expect(text == "@datastore \(expected.isEmpty ? "empdri" : "empdir")\nsalary==1\n", "\(names) \(other)")
  }
}

@Test("problems of schema files are said once, with their places, only where a query is met")
func schemaProblems() throws {
  let folder = try TemporaryFolder()
  try folder.write("datastores/a.json", schema)
  try folder.write("datastores/b.json", schema)
  try folder.write("datastores/c.json", "{\n  \"unique_name\": 5\n}\n")
  try folder.write("none.criteria", "# nothing\n")
  #expect(check(folder).summary.problems.isEmpty)
  for name in ["x", "y", "z"] { try folder.write("\(name).criteria", "@datastore empdir\nsalary==1\n") }
  let problems = check(folder).summary.problems
  #expect(
    problems.contains {
      $0.path == "datastores/b.json" && $0.severity == .warning && $0.place?.line == 1
        && $0.message == "`empdir` is described already in `datastores/a.json`; that description holds"
    }, "\(problems.map(\.line))")
  #expect(
    problems.contains { $0.path == "datastores/c.json" && $0.severity == .error && $0.place?.line == 2 })
  #expect(Set(problems).count == problems.count)
}

@Test("many threads say what one says, in the order of the paths")
func parallelIsSerial() throws {
  let folder = try TemporaryFolder()
  try folder.write("datastores/empdir.json", schema)
  for index in 0..<60 {
    let blocks = (0..<(index % 7)).map { "@datastore empdir\nsalary=>\($0) && nope==1\n" }
    try folder.write("d\(index % 5)/\(index).criteria", blocks.joined(separator: "\n"))
  }
  var one = CheckOptions()
  one.threads = 1
  let serial = check(folder, one)
  #expect(serial.lines.count > 100)
  for threads in [2, 3, 8] {
    var many = CheckOptions()
    many.threads = threads
    let parallel = check(folder, many)
    #expect(parallel.lines == serial.lines)
    #expect(parallel.reports.map(\.path) == serial.reports.map(\.path))
    #expect(parallel.reports.flatMap(\.fingerprints) == serial.reports.flatMap(\.fingerprints))
    #expect(parallel.summary.coverage == serial.summary.coverage)
  }
}

@Test("fixes of shown findings are applied and written, unsafe ones only when asked for")
func fixing() throws {
  let folder = try TemporaryFolder()
  let text = "a=>1 && b===2\n\nc contains x\n\nd<>1\n# cliquery: ignore CQ002\n"
  try folder.write("a.criteria", text)
  func content() throws -> String {
    String(decoding: try FileSystem.read(folder("a.criteria")), as: UTF8.self)
  }
  var options = CheckOptions()
  options.fixing = .safe
  options.writesFiles = false
  let shown = check(folder, options)
  #expect(try content() == text)
  #expect(
    shown.reports.first?.fixes.map { String(decoding: $0.after, as: UTF8.self) }?.hasPrefix("a>=1 && b==2\n")
      ?? false)
  options.writesFiles = true
  let safe = check(folder, options)
  #expect(try content() == "a>=1 && b==2\n\nc contains x\n\nd<>1\n# cliquery: ignore CQ002\n")
  #expect(safe.lines == ["a.criteria:3:3 error CQ002"])
  #expect(safe.summary.fixCount == 2 && safe.summary.filesFixed == 1)
  options.fixing = .unsafe
  let unsafe = check(folder, options)
  #expect(try content() == "a>=1 && b==2\n\nc like %x%\n\nd<>1\n# cliquery: ignore CQ002\n")
  #expect(unsafe.lines == [])
}

@Test("a baseline forgives what it knows where lines moved, and nothing else")
func baseline() throws {
  let folder = try TemporaryFolder()
  try folder.write("a.criteria", "a<>1\n\na<>1\n")
  var baseline = Baseline()
  for report in check(folder).reports { baseline.add(report) }
  #expect(baseline.known.count == 2)
  try folder.write("base.json", String(decoding: baseline.encoded, as: UTF8.self))
  let (read, problem) = Baseline.read(folder("base.json"))
  #expect(problem == nil)
  #expect(read.known == baseline.known)
  try folder.write("a.criteria", "# moved\n\nb==1\n\na<>1\n\n  a<>1\n\na<>1\n")
  var options = CheckOptions()
  options.baseline = read
  let checked = check(folder, options)
  #expect(checked.lines == ["a.criteria:9:2 error CQ002"])
  #expect(checked.summary.baselineCount == 2)

  for (text, message) in [
    ("[]", "not a baseline: expected an object with a list `findings`; write it anew"),
    ("{\"version\":2,\"findings\":[]}", "not a baseline: expected `version` 1, found `2`; write it anew"),
    (
      "{\"version\":1,\"findings\":[{}]}",
      "not a baseline: expected `path`, `code` and `fingerprint`; write it anew"
    ),
  ] {
    try folder.write("base.json", text)
    #expect(Baseline.read(folder("base.json")).problem?.message == message)
  }
}

@Test("what a baseline, settings or options hide is not fixed")
func fixingLeavesWhatIsHidden() throws {
  let known = "a<>1\n\nb===1 && c LIKE %x%\n"
  let text = known + "\na=>1\n\na<>1\n"
  var select = SettingsOverrides()
  select.select = ["CQ115"]
  var ignore = SettingsOverrides()
  ignore.ignore = ["CQ002"]
  var hints = SettingsOverrides()
  hints.hints = true
  let none = SettingsOverrides()
  for (settings, overrides, baseline, expected) in [
    ("", none, nil, "a!=1\n\nb==1 && c like %x%\n\na>=1\n\na!=1\n"),
    // All that was there before, of all rules.
    ("", none, none, "a<>1\n\nb===1 && c LIKE %x%\n\na>=1\n\na!=1\n"),
    // One rule's, on a line where another is found.
    ("", none, ignore, "a!=1\n\nb==1 && c LIKE %x%\n\na>=1\n\na!=1\n"),
    ("", select, nil, "a<>1\n\nb===1 && c like %x%\n\na=>1\n\na<>1\n"),
    ("", ignore, nil, "a<>1\n\nb===1 && c like %x%\n\na=>1\n\na<>1\n"),
    (
      "lint: {per-file-ignores: {a.criteria: [CQ002]}}", none, nil,
      "a<>1\n\nb===1 && c like %x%\n\na=>1\n\na<>1\n"
    ),
    ("lint: {severity: {CQ002: off}}", none, nil, "a<>1\n\nb===1 && c like %x%\n\na=>1\n\na<>1\n"),
    ("lint: {severity: {CQ002: hint}}", none, nil, "a<>1\n\nb===1 && c like %x%\n\na=>1\n\na<>1\n"),
    ("lint: {severity: {CQ002: hint}}", hints, nil, "a!=1\n\nb==1 && c like %x%\n\na>=1\n\na!=1\n"),
  ] {
    let folder = try TemporaryFolder()
    if !settings.isEmpty { try folder.write(".cliquery.yml", settings) }
    var options = CheckOptions()
    if let baseline {
      try folder.write("a.criteria", known)
      var read = Baseline()
      for report in check(folder, CheckOptions(), baseline).reports { read.add(report) }
      options.baseline = read
    }
    try folder.write("a.criteria", text)
    options.fixing = .safe
    _ = check(folder, options, overrides)
    let fixed = String(decoding: try FileSystem.read(folder("a.criteria")), as: UTF8.self)
    #expect(fixed == expected, "\(settings) \(overrides) \(baseline.map { "\($0)" } ?? "")")
  }
}

@Test("comments that ignore are written where they hold, in the line ends of the file")
func addingIgnores() throws {
  let folder = try TemporaryFolder()
  try folder.write(
    "a.criteria", "\u{FEFF}@datastore x\r\na<>1\r\n\r\nb==1\r\n\r\nc<>1 &&\r\nd===2 and e==2\r\n")
  try folder.write(
    "b.dg",
    """
    m = Map();
    m.put("criteria", "a<>1");
      r = zoho.cliq.getRecords("x", m); // note
    zoho.cliq.deleteRecords("x", "b<>1"); // note
    """)
  var options = CheckOptions()
  options.addsIgnores = true
  let checked = check(folder, options)
  #expect(checked.lines == [])
  #expect(checked.summary.ignoresAdded == 4)
  #expect(
    String(decoding: try FileSystem.read(folder("a.criteria")), as: UTF8.self)
      == "\u{FEFF}# cliquery: ignore CQ002\r\n@datastore x\r\na<>1\r\n\r\nb==1\r\n\r\n"
      + "# cliquery: ignore CQ002, CQ003\r\nc<>1 &&\r\nd===2 and e==2\r\n")
  #expect(
    String(decoding: try FileSystem.read(folder("b.dg")), as: UTF8.self) == """
      m = Map();
      m.put("criteria", "a<>1"); // cliquery: ignore CQ002
        r = zoho.cliq.getRecords("x", m); // note
      // cliquery: ignore CQ002
      zoho.cliq.deleteRecords("x", "b<>1"); // note
      """)
  #expect(check(folder).lines == [])
}

@Test("places count bytes and scalars, and long lines are kept around the finding only")
func places() {
  let text = Array("ä😀x\r\n\(String(repeating: "é", count: 5_000))!\n".utf8)
  let bang = text.lastIndex(of: UInt8(ascii: "!")) ?? 0
  let table = PlaceTable(offsets: [6, 0, bang, text.count], lineOffsets: [6, bang], in: text)
  #expect(table.place(at: 6) == Place(line: 1, column: 7, scalarColumn: 3, offset: 6))
  #expect(table.place(at: bang) == Place(line: 2, column: 10_001, scalarColumn: 5_001, offset: bang))
  #expect(table.place(at: text.count).line == 3)
  #expect(table.line(holding: 6)?.bytes == Array("ä😀x".utf8))
  let long = table.line(holding: bang)
  #expect((long?.isCutBefore ?? false) && !(long?.isCutAfter ?? true) && (long?.bytes.count ?? 0) < 500)
  #expect(long.map { String(validating: $0.bytes, as: UTF8.self)?.hasSuffix("é!") ?? false } ?? false)
}

@Test("settings name further free text, and JSON files whose criteria are criteria")
func embeddingSettings() throws {
  let folder = try TemporaryFolder()
  try folder.write("a.dg", "zoho.cliq.deleteRecords(\"x\", \"a==\" + payload);\n")
  try folder.write("saved.json", "[{\"criteria\": \"a<>1\"}]")
  #expect(check(folder).lines == [])
  try folder.write(".cliquery.yml", "embedding: {free-text: [payload], criteria-files: [saved.json]}\n")
  #expect(check(folder).lines == ["a.dg:1:38 warning HQ202", "saved.json:1:17 error CQ002"])
}

@Test("what cannot be looked into, or not be ignored by a comment, is said")
func saidInsteadOfDone() throws {
  let folder = try TemporaryFolder()
  var session = WorkspaceSession(currentDirectory: folder.path)
  let input = session.standardInput(Array("GET /".utf8), name: FilePath("x.py"))
  let message =
    "queries inside `.py` files are not found by this version; put the criteria into a `.criteria` file to check it"
  #expect(session.check(input).summary.problems.map(\.message) == [message])
  #expect(session.format(input).problems.map(\.message) == [message])

  try folder.write("datastores/x.json", "{\"unique_name\": 1}")
  let schemas = session.discover([folder("datastores/x.json")]).files
  #expect(session.check(schemas) { _ in }.problems.contains { $0.kind == .schema && $0.severity == .error })

  let body = "{\"criteria\": \"a<>1\", \"values\": {\"b\": 1}}"
  try folder.write("body.json", body)
  var options = CheckOptions()
  options.addsIgnores = true
  let summary = session.check(session.discover([folder("body.json")]).files, options: options) { _ in }
  #expect(
    summary.problems.contains { $0.message.contains("lint.per-file-ignores") && $0.severity == .warning })
  #expect(try FileSystem.read(folder("body.json")) == Array(body.utf8))
}

@Test("embedded criteria are formatted when asked for, documents always, and nothing else")
func formatting() throws {
  let folder = try TemporaryFolder()
  try folder.write("a.criteria", "a == 1&&b==2\n")
  try folder.write("b.dg", "zoho.cliq.deleteRecords(\"x\", \"a==1&&b == 2\");\n")
  var session = WorkspaceSession(currentDirectory: folder.path)
  let files = session.discover([folder.path]).files
  func changes(_ options: FormatRunOptions) -> [String] {
    var lines: [String] = []
    _ = session.format(files, options: options) { report in
      lines.append(
        report.path + " " + (report.change.map { String(decoding: $0.after, as: UTF8.self) } ?? ""))
    }
    return lines
  }
  var options = FormatRunOptions()
  #expect(changes(options) == ["a.criteria (a==1) && (b==2)\n"])
  options.embedded = true
  options.writesFiles = true
  let script = "b.dg zoho.cliq.deleteRecords(\"x\", \"a==1 && b == 2\");\n"
  #expect(changes(options) == ["a.criteria (a==1) && (b==2)\n", script])
  #expect(changes(options) == [])
}

@Test("standard input is checked as the file it is called, or as what it looks like")
func standardInput() throws {
  let folder = try TemporaryFolder()
  try folder.write("sub/.cliquery.yml", "lint: {ignore: [CQ002]}\n")
  let rows: [(text: String, name: String?, kind: String, count: Int)] = [
    ("a<>1", nil, "criteria", 1), ("a<>1", "sub/x.criteria", "criteria", 0),
    ("zoho.cliq.deleteRecords(\"x\", \"b<>1\");", nil, "deluge", 1),
    ("{\"a\": 1}", nil, "json", 0), ("{field}==\"x\"", nil, "criteria", 0),
  ]
  for row in rows {
    var session = WorkspaceSession(currentDirectory: folder.path)
    let input = session.standardInput(Array(row.text.utf8), name: row.name.map { FilePath($0) })
    let (report, summary) = session.check(input)
    #expect(input.kind.rawValue == row.kind, "\(row)")
    #expect(report.findings.count == row.count, "\(row) \(report.findings.map(\.message))")
    #expect(report.shownPath == row.name ?? "<stdin>")
    #expect(summary.fileCount == 1)
  }
}
