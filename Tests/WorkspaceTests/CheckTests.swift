import FolderTestSupport
import Linting
import SourceText
import Testing
import Workspace

private let schema = """
  {"name": "Employees", "unique_name": "empdir", "description": "d", "fields": [
    {"name": "Name", "unique_name": "empname", "type": "limited-text"},
    {"name": "Pay", "unique_name": "salary", "type": "number"}]}
  """

@Test("findings come with their places, by the settings of the nearest file upwards")
func settingsReachFindings() throws {
  let folder = try TestFolder()
  try folder.write("datastores/empdir.json", schema)
  try folder.write("a.criteria", "@datastore empdir\nsalry=>5\n")
  try folder.write("b/ü x.criteria", "\u{FEFF}@datastore empdir\r\n\r\nempname==\"ü\" && salary like 5\r\n")
  try folder.write("c/c.criteria", "@datastore other\nx <> 1\n")
  #expect(
    Checked(folder).lines == [
      "a.criteria:2:1 error CQ011", "a.criteria:2:6 error CQ002", "b/ü x.criteria:3:25 error CQ012",
      "c/c.criteria:2:3 error CQ002",
    ])
  try folder.write(
    ".cliquery.yml",
    "lint: {severity: {CQ011: warning, unknown-operator: off}, per-file-ignores: {b/: [CQ01]}}\n")
  #expect(Checked(folder).lines == ["a.criteria:2:1 warning CQ011"])
  try folder.write("c/.cliquery.yml", "lint: {fail-on: error}\n")
  let last = Checked(folder)
  #expect(last.lines == ["a.criteria:2:1 warning CQ011", "c.criteria:2:3 error CQ002"])
  #expect(last.summary.failingCount == 2)
  var overrides = SettingsOverrides()
  overrides.select = ["CQ002"]
  overrides.ignore = ["CQ9999"]
  let selected = Checked(folder, CheckOptions(), overrides)
  #expect(selected.lines == ["c.criteria:2:3 error CQ002"])
  #expect(selected.summary.problems.map(\.message).first?.hasPrefix("there is no rule `CQ9999`") ?? false)
}

@Test("the line of coverage names what was not checked")
func coverage() throws {
  let folder = try TestFolder()
  #expect(Checked(folder).summary.coverage == "no file with queries")
  try folder.write("a.criteria", "# nothing\n")
  #expect(Checked(folder).summary.coverage == "no query in 1 file")
  try folder.write("b.criteria", "a==1\n\nb==1\n")
  #expect(
    Checked(folder).summary.coverage
      == "2 queries in 1 file; 2 queries name no datastore, field names not checked: `@datastore NAME`")
  try folder.write("c.criteria", "@datastore x\na==1\n\n@datastore y\nb==1\n")
  #expect(
    Checked(folder).summary.coverage
      == "4 queries in 2 files; 2 datastores have no schema, field names not checked: `cliquery init --infer`"
  )
  try folder.write("datastores/x.json", schema)
  try folder.write("c.criteria", "@datastore empdir\nsalary==1\n")
  #expect(Checked(folder).summary.coverage == "3 queries in 2 files")
}

@Test("schemas may stand above the settings, or above the current directory where there are none")
func schemasElsewhere() throws {
  let folder = try TestFolder()
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
    let folder = try TestFolder()
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
      let lines = Checked(folder, options).lines
      let wanted = ["0.criteria:2:7 error CQ002"] + expected.filter { $0 < "b" }
      #expect(
        lines == wanted + ["b.criteria:2:7 error CQ002"] + expected.filter { $0 > "b" },
        "\(names) \(other)")
    }
    var options = CheckOptions()
    options.fixing = .unsafe
    _ = Checked(folder, options)
    guard names.first == "empdri" else { continue }
    let text = String(decoding: try FileSystem.read(folder("a0.criteria")), as: UTF8.self)
    #expect(text == "@datastore \(expected.isEmpty ? "empdri" : "empdir")\nsalary==1\n", "\(names) \(other)")
  }
}

@Test("problems of schema files are said once, with their places, only where a query is met")
func schemaProblems() throws {
  let folder = try TestFolder()
  try folder.write("datastores/a.json", schema)
  try folder.write("datastores/b.json", schema)
  try folder.write("datastores/c.json", "{\n  \"unique_name\": 5\n}\n")
  try folder.write("none.criteria", "# nothing\n")
  #expect(Checked(folder).summary.problems.isEmpty)
  for name in ["x", "y", "z"] { try folder.write("\(name).criteria", "@datastore empdir\nsalary==1\n") }
  let problems = Checked(folder).summary.problems
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
  let folder = try TestFolder()
  try folder.write("datastores/empdir.json", schema)
  for index in 0..<60 {
    let blocks = (0..<(index % 7)).map { "@datastore empdir\nsalary=>\($0) && nope==1\n" }
    try folder.write("d\(index % 5)/\(index).criteria", blocks.joined(separator: "\n"))
  }
  var one = CheckOptions()
  one.threads = 1
  let serial = Checked(folder, one)
  #expect(serial.lines.count > 100)
  for threads in [2, 3, 8] {
    var many = CheckOptions()
    many.threads = threads
    let parallel = Checked(folder, many)
    #expect(parallel.lines == serial.lines)
    #expect(parallel.reports.map(\.path) == serial.reports.map(\.path))
    #expect(parallel.reports.flatMap(\.fingerprints) == serial.reports.flatMap(\.fingerprints))
    #expect(parallel.summary.coverage == serial.summary.coverage)
  }
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
  let folder = try TestFolder()
  try folder.write("a.dg", "zoho.cliq.deleteRecords(\"x\", \"a==\" + payload);\n")
  try folder.write("saved.json", "[{\"criteria\": \"a<>1\"}]")
  #expect(Checked(folder).lines == [])
  try folder.write(".cliquery.yml", "embedding: {free-text: [payload], criteria-files: [saved.json]}\n")
  #expect(Checked(folder).lines == ["a.dg:1:38 warning HQ202", "saved.json:1:17 error CQ002"])
}

@Test("what cannot be looked into, or not be ignored by a comment, is said")
func saidInsteadOfDone() throws {
  let folder = try TestFolder()
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
  let folder = try TestFolder()
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
  let folder = try TestFolder()
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
