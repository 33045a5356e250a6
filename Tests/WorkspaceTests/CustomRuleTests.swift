import FolderTestSupport
import Linting
import SourceText
import Testing
import Workspace

private let schema = """
  {"name": "Employees", "unique_name": "empdir", "description": "d", "fields": [
    {"name": "Name", "unique_name": "empname", "type": "limited-text"},
    {"name": "Notes", "unique_name": "notes", "type": "large-text"},
    {"name": "Pay", "unique_name": "salary", "type": "number"}]}
  """

/// `path:line:column severity name` of what the rules of the settings find in a document, and nothing else.
private func found(
  by when: String, in text: String, file: String = "a.criteria", severity: String? = nil
) throws -> [String] {
  let folder = try TestFolder()
  try folder.write("datastores/empdir.json", schema)
  let quoted = when.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
  let severity = severity.map { "\n    severity: \($0)" } ?? ""
  try folder.write(
    ".cliquery.yml",
    "custom-rules:\n  - name: mine\n    when: '\(quoted)'\n    message: not this way\(severity)\n")
  try folder.write(file, text)
  var session = WorkspaceSession(currentDirectory: folder.path)
  let files = session.discover([folder.path]).files
  var lines: [String] = []
  let summary = session.check(files, options: CheckOptions()) { report in
    for finding in report.findings where finding.code == CustomRule.code {
      let start = report.places(of: finding.range).start
      lines.append("\(report.path):\(start.line):\(start.column) \(finding.severity) \(finding.name)")
    }
  }
  #expect(summary.problems.isEmpty, "\(when)")
  return lines
}

private let text = """
  @datastore empdir
  (notes like %x%) && ((empname in Ada,"B,C") || (salary>=${pay}))

  @datastore other
  @operation delete
  (salary = 5)

  """

@Test("a rule of the settings asks every clause")
func customRules() throws {
  let notes = "a.criteria:2:2 warning mine"
  let name = "a.criteria:2:23 warning mine"
  let pay = "a.criteria:2:49 warning mine"
  let five = "a.criteria:6:2 warning mine"
  let cases: [(when: String, found: [String])] = [
    ("(field==notes) && (operator==like)", [notes]),
    ("datastore==empdir", [notes, name, pay]),
    ("datastore!=empdir", [five]),
    ("type in number,large-text", [notes, pay]),
    ("type!=number", [notes, name]),
    ("operator==\"==\"", [five]),
    ("operator==\">=\"", [pay]),
    ("operator==in", [name]),
    ("value like %x%", [notes]),
    ("value==%x%", [notes]),
    ("values like Ada,%", [name]),
    // A hole is unknown, and so is what is said of it.
    ("values!=nothing", [notes, name, five]),
    ("depth>0", [name, pay]),
    ("depth==0", [notes, five]),
    ("operation==delete", [five]),
    ("api==v3", [notes, name, pay, five]),
    ("file like %.criteria", [notes, name, pay, five]),
    ("file like scripts/%", []),
    (
      "field==a || field==b || field==c || field==d || field==e || field==f || field==g || field==h || field==i"
        + " || field==j || field==k || field==salary", [pay, five]
    ),
  ]
  for (when, expected) in cases { #expect(try found(by: when, in: text) == expected, "\(when)") }
}

@Test("severity, silence and selection of rules of the settings")
func customRuleControl() throws {
  #expect(
    try found(by: "field==salary", in: "salary>1\n", severity: "error") == ["a.criteria:1:1 error mine"])
  #expect(try found(by: "field==salary", in: "# cliquery: ignore mine -- known\nsalary>1\n").isEmpty)
  #expect(try found(by: "field==salary", in: "# cliquery: ignore custom\nsalary>1\n").isEmpty)
  #expect(try found(by: "field==salary", in: "# cliquery: ignore CQ011\nsalary>1\n").count == 1)
  let script =
    "q = Map();\nq.put(\"criteria\",\"salary==\" + pay);\ninfo zoho.cliq.getRecords(\"empdir\", q);\n"
  #expect(
    try found(by: "(field==salary) && (file==\"s/a b.dg\")", in: script, file: "s/a b.dg") == [
      "s/a b.dg:2:19 warning mine"
    ])
}
