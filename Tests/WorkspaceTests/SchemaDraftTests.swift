import CriteriaSemantics
import FolderTestSupport
import Linting
import Testing
import Workspace

@Test(
  "a draft holds every field that scripts, documents and fixtures name, with its places, and a type where one is told"
)
func schemaDraft() throws {
  let folder = try TestFolder()
  try folder.write(
    "a.criteria",
    """
    @datastore staff
    @order_by hired desc, id
    (team==x) && (${f}==1) && (active==true)

    @datastore empdir
    nothing==new

    orphan==1
    """)
  try folder.write(
    "sub/b.dg",
    """
    m = Map();
    m.put("title","Clerk");
    m.put("pay", "5");
    r = zoho.cliq.createRecord("staff", m);
    zoho.cliq.deleteRecords("gone", "when<5");
    """)
  try folder.write(
    "fixtures/staff.json",
    "{\"list\": [{\"id\": \"1\", \"active\": true, \"pay\": \"7\", \"note\": \"\(String(repeating: "x", count: 251))\"}]}"
  )
  try folder.write("fixtures/gone.csv", "\u{FEFF}when,\"who, then\",who\r\n5,a,\"b \"\"c\"\"\"\r\n")
  try folder.write("fixtures/lines.ndjson", "{\"a\": 1}\n{\"a\": 2, \"b\": \"x\"}\n{\"b\": 3}\n")
  try folder.write(
    "datastores/empdir.json",
    "{\"name\":\"E\",\"unique_name\":\"empdir\",\"description\":\"d\",\"fields\":[{\"name\":\"a\",\"unique_name\":\"a\",\"type\":\"number\"}]}"
  )
  var session = WorkspaceSession(currentDirectory: folder.path)
  let result = session.draftSchemas(session.discover([folder.path]).files)
  #expect(result.problems == [])
  #expect(result.described == ["empdir"])
  let fields = result.drafts.map { draft in
    (["\(draft.datastore) \(draft.api.rawValue)"]
      + draft.fields.map { "\($0.name): \($0.type.rawValue), \($0.seen.joined(separator: ", "))" })
      .joined(separator: "\n")
  }
  #expect(
    fields == [
      """
      gone v2
      when: number, compared in sub/b.dg:5, in fixtures/gone.csv
      who: limited-text, in fixtures/gone.csv
      """,
      """
      lines v3
      a: number, in fixtures/lines.ndjson
      b: unknown, in fixtures/lines.ndjson
      """,
      """
      staff v3
      team: limited-text, compared in a.criteria:3
      active: boolean, compared in a.criteria:3, in fixtures/staff.json
      hired: unknown, sorted by in a.criteria:2
      title: limited-text, written in sub/b.dg:2
      pay: unknown, written in sub/b.dg:3, in fixtures/staff.json
      note: large-text, in fixtures/staff.json
      """,
    ])

  for draft in result.drafts {
    let (path, problem) = session.write(draft)
    #expect(problem == nil)
    #expect(path == "datastores/\(draft.datastore).json")
    #expect(session.write(draft).problem?.message == "the file exists already")
    let read = SchemaFile(draft.encoded, path: nil)
    #expect(read.problems.map(\.message) == [], "\(draft.datastore)")
    #expect(read.schemas.first?.fields.map(\.uniqueName) == draft.fields.map(\.name))
  }
  let again = WorkspaceSession(currentDirectory: folder.path)
  #expect(again.main.catalog.names == ["empdir", "gone", "lines", "staff"])
}

@Test(
  "what a script writes and compares tells types; what contradicts itself, and what is computed, tells none")
func typesOfDrafts() throws {
  let folder = try TestFolder()
  try folder.write(
    "a.dg",
    #"""
    m = {"code":"LOG-" + n, "level":3, "done":false, "at":zoho.currenttime.toLong(), "by":user.get("id"),
      "size":"12", "flag":"TRUE", "kind":1, "note":"" + n, "sum":a + b.toLong()};
    zoho.cliq.createRecord("logs", m);
    zoho.cliq.deleteRecords("logs", "kind==error && text like %x% && day>2025-01-31 && age>=18 && who==" + w);
    zoho.cliq.deleteRecords("logs", "state in (open,5) && rank==7 && gone==null && name==\"Ann\"");
    """#)
  try folder.write(
    "b.json",
    #"""
    {"method":"PATCH","url":"https://cliq.zoho.com/api/v3/datastores/logs/records",
     "body":{"criteria":"level==2","values":{"paid":true,"price":5,"city":"Oslo"}}}
    """#)
  var session = WorkspaceSession(currentDirectory: folder.path)
  let draft = try #require(session.draftSchemas(session.discover([folder.path]).files).drafts.first)
  let types = Dictionary(uniqueKeysWithValues: draft.fields.map { ($0.name, $0.type.rawValue) })
  #expect(
    types == [
      "code": "limited-text", "level": "number", "done": "boolean", "at": "number", "by": "unknown",
      "size": "unknown", "flag": "unknown", "kind": "unknown", "note": "unknown", "sum": "unknown",
      "text": "limited-text", "day": "limited-text", "age": "number", "who": "unknown",
      "state": "limited-text", "rank": "unknown", "gone": "unknown", "name": "limited-text",
      "paid": "boolean", "price": "number", "city": "limited-text",
    ])
}

@Test("a field seen once beside a similar one seen often may be a misspelling, and that is asked")
func misspellingsInDrafts() throws {
  let folder = try TestFolder()
  try folder.write(
    "a.criteria",
    "@datastore tasks\nstatus==open\n\n@datastore tasks\nstatus==new && statis==old && owner==x\n")
  var session = WorkspaceSession(currentDirectory: folder.path)
  let draft = try #require(session.draftSchemas(session.discover([folder.path]).files).drafts.first)
  let meant = draft.fields.map { "\($0.name): \(draft.likelyMeaning(of: $0) ?? "-")" }
  #expect(meant == ["status: -", "statis: status", "owner: -"])
}

@Test("the sample of settings changes nothing, and each of its lines can be taken in")
func settingsSample() throws {
  let folder = try TestFolder()
  try folder.write(".cliquery.yml", SettingsSample.text)
  let session = WorkspaceSession(currentDirectory: folder.path)
  #expect(session.problems == [])
  #expect(session.main.settings == Settings())
  let lines = SettingsSample.text.split(separator: "\n", omittingEmptySubsequences: false)
  let taken = lines.dropFirst(2).map { $0.hasPrefix("# ") ? "" : String($0.dropFirst()) }
  try folder.write(".cliquery.yml", taken.filter { !$0.hasPrefix("extend") }.joined(separator: "\n"))
  let whole = WorkspaceSession(currentDirectory: folder.path)
  #expect(whole.problems.map(\.line) == [])
  // `lint.select` shows what runs without it.
  var lint = Settings().lint
  lint.select = whole.main.settings.lint.select
  let (selected, usual) = (RuleSelectors.selection(lint), RuleSelectors.selection(Settings().lint))
  for rule in RuleRegistry.rules {
    #expect(selected.isEnabled(rule.info.code) == usual.isEnabled(rule.info.code), "\(rule.info.code)")
  }
  #expect(selected.runsCustomRules == usual.runsCustomRules)
}
