import FolderTestSupport
import Foundation
import Testing

/// The documentation's employee directory, with its two records.
private let schema = """
  {"unique_name": "empdir", "name": "Employee Directory", "description": "People", "fields": [
    {"unique_name": "notes", "name": "Notes", "type": "large-text"},
    {"unique_name": "empid", "name": "Employee ID", "type": "number", "mandatory": true},
    {"unique_name": "empname", "name": "Employee Name", "type": "limited-text", "mandatory": true},
    {"unique_name": "isactive", "name": "Active Status", "type": "boolean"}],
   "unique_keys": [["empid"]]}
  """
private let records = """
  {"list": [
    {"id": "227828000000128010", "empid": "1001", "empname": "John Doe", "isactive": true, "notes": "x",
     "added_time": "1777360402254", "modified_time": "1777360403455"},
    {"id": "227828000000128011", "empid": "1002", "empname": "Jane Roe", "isactive": false, "notes": null,
     "added_time": "1777360402255", "modified_time": "1777360402255"}]}
  """

private func workspace(_ more: [String: String] = [:]) throws -> TestFolder {
  try TestFolder(
    ["datastores/empdir.json": schema, "fixtures/empdir.json": records].merging(more) { $1 })
}

/// One after the other in one folder: what is called, with what code it ends, and what is said somewhere in the output,
/// or else on standard error. `|` stands between arguments.
private let dialogue: [(call: String, code: Int32, said: String)] = [
  ("describe", 2, "there is no store `cliquery.store`"),
  ("insert|empdir|empid=1", 2, "there is no store `cliquery.store`"),
  ("import|empdri", 2, "there is no fixture of `empdri`"),
  ("import|empdri|fixtures/empdir.json", 2, "did you mean `empdir`?"),
  ("import|empdir", 0, "imported 2 records of fixtures/empdir.json into `empdir`"),
  ("describe", 0, "empdir: 2 records, 4 fields, 1 unique key"),
  ("describe|empdir", 0, "  empid: number, mandatory\n"),
  ("describe|empdir|--json", 0, "\"unique_keys\": [\n      [\n        \"empid\""),
  ("describe|nope", 2, "there is no datastore `nope` in `cliquery.store` (`datastore_not_found`)"),
  ("import|empdir", 2, "fixtures/empdir.json:2:3: there is a record with the id `227828000000128010`"),
  ("import|empdir|wide.csv", 2, "wide.csv:3:"),
  ("import|empdir|text.csv", 2, "text.csv:3:"),
  ("import|empdir|taken.csv", 2, "taken.csv:3:1: there is a record with `empid` `1002` already"),
  ("import|empdir|cut.json", 2, "nothing of cut.json was imported"),
  ("import|empdir|notes.txt", 2, "its name ends in .json, .ndjson or .csv"),
  ("import|empdir|missing.csv", 2, "missing.csv: cannot be read"),
  ("describe", 0, "empdir: 2 records"),
  ("insert|empdir|empid=1003|empname=Zoë", 0, "inserted record 227828000000128012 into `empdir`"),
  ("insert|empdir|empid=1003|empname=Z", 2, "(`datastore_unique_key_violation`)"),
  ("insert|empdir|empid=1003|empname=Z|--json", 2, "\"code\":\"datastore_unique_key_violation\"}"),
  (
    "insert|empdir|empid=x|empname=Z", 2, "`empid` takes a number, not `x` (`datastore_invalid_number_value`)"
  ),
  ("insert|empdir|empid=1004", 2, "(`datastore_required_field_missing`)"),
  ("insert|empdir|empid=1004|empnam=Z", 2, "did you mean `empname`? (`datastore_column_not_found`)"),
  (
    "insert|empdir|{\"empid\": 1004, \"empname\": \"Q\", \"isactive\": false}|--json", 0, "\"empid\":\"1004\""
  ),
  ("insert|empdir|{\"empid\": 1005", 2, "the values are no JSON"),
  ("insert|empdir|empid", 2, "`empid` is no value; write `field=value`"),
  (
    "update|empdir|isactive==false|--set|notes=gone", 2,
    "this would update 2 records of 4 in `empdir`; add --yes"
  ),
  ("update|empdir|isactive==false|--set|notes=gone|--yes", 0, "updated 2 records of `empdir`"),
  ("update|empdir|isactive==false|--set|empid=7|--yes", 2, "(`datastore_update_violates_unique_key`)"),
  ("update|empdir|empid==x|--set|notes=gone|--yes", 2, "CQ013"),
  ("update|empdir||--set|notes=gone|--yes", 2, "CQ024"),
  ("update|empdir|empid==77|--set|notes=gone", 0, "no record of `empdir` matches; nothing was changed"),
  ("update|empdir|--set|notes=gone", 2, "which records are meant?"),
  ("update|empdir|empid==1001", 2, "nothing to change is named"),
  ("update|empdir|--id|227828000000128010|--values|{\"notes\": null}|--json", 0, "\"notes\":null"),
  ("update|empdir|--id|7|--set|notes=", 2, "(`datastore_record_not_found`)"),
  ("delete|empdir|empname like %oe", 2, "this would delete 2 records of 4 in `empdir`; add --yes"),
  ("delete|empdir|empname==${who}|--let|who=Zoë|--yes", 0, "deleted 1 record of `empdir`"),
  ("delete|empdir|--id|7", 2, "(`datastore_record_not_found`)"),
  ("delete|empdir|--id|7|--id|227828000000128013", 0, "deleted 1 record of `empdir`"),
  ("delete|empdir", 2, "which records are meant?"),
  ("export|empdir|out.csv", 0, "wrote 2 records of `empdir` to out.csv"),
  ("export|empdir|out.json", 0, "wrote 2 records of `empdir` to out.json"),
  ("export|empdir|out.txt", 2, "does not tell its form"),
  ("export|empdir", 0, "{\"id\":\"227828000000128010\""),
  ("import|empdir|out.json|--replace", 0, "imported 2 records"),
  ("import|empdir|out.csv|--replace", 0, "imported 2 records"),
  ("delete|empdir|--datastore", 2, "this would delete the datastore `empdir` with 2 records; add --yes"),
  ("delete|empdir|--datastore|--yes", 0, "deleted the datastore `empdir`"),
  ("create", 0, "created `empdir` in cliquery.store: 4 fields, 1 unique key"),
  ("create", 0, "has all datastores of the workspace already"),
  ("create|empdri", 2, "did you mean `empdir`?"),
  ("describe|--store|datastores", 2, "`datastores` is a folder"),
  ("describe|--store|notes.txt", 2, "not a SQLite file"),
]

@Suite("store")
struct StoreCommandTests {
  @Test func recordsAreKeptAndChanged() throws {
    let folder = try workspace([
      "wide.csv": "empid,empname\n1,A\n2,B,C\n", "text.csv": "empid,empname\n1,A\nabc,B\n",
      "taken.csv": "empid,empname\n1,A\n1002,B\n", "cut.json": "{\"list\": [{\"empid\": \"1\"",
      "notes.txt":
        "no records at all, and no store: only a text that is long enough to have been a header once",
    ])
    for step in dialogue {
      let arguments =
        ["store"] + step.call.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      let outcome = try Program.cliquery.run(arguments, in: folder.url)
      #expect(outcome.code == step.code, "\(step.call): \(outcome.output)\(outcome.error)")
      #expect(
        (outcome.output + outcome.error).contains(step.said),
        "\(step.call): \(outcome.output)\(outcome.error)")
    }
    #expect(
      folder.read("out.csv") == """
        id,notes,empid,empname,isactive,added_time,modified_time
        227828000000128010,,1001,John Doe,true,1777360402254,\(try modified(folder, "227828000000128010"))
        227828000000128011,gone,1002,Jane Roe,false,1777360402255,\(try modified(folder, "227828000000128011"))

        """)
  }

  /// A time that the test does not know.
  private func modified(_ folder: TestFolder, _ id: String) throws -> String {
    let line = folder.read("out.csv")?.split(separator: "\n").first { $0.hasPrefix(id) } ?? ""
    let time = String(line.split(separator: ",").last ?? "")
    #expect(time.count == 13 && time > "1777360403455", "\(line)")
    return time
  }

  @Test func aLimitOnTheSizeOfFilesLosesNothing() throws {
    let rows = (10_001...13_000).map { "\($0),\(String(repeating: "x", count: 200))" }.joined(separator: "\n")
    let folder = try workspace(["big.csv": "empid,empname\n\(rows)\n"])
    #expect(try folder.cliquery("store", "import", "empdir").code == 0)
    let limited = try Program.shell("ulimit -f 200; cliquery store import empdir big.csv", in: folder.url)
    #expect(limited.code == 2, "\(limited.error)")
    #expect(
      limited.error.contains("a limit on the size of files is reached; nothing was changed"),
      "\(limited.error)")
    #expect(try folder.cliquery("store", "describe").output == "empdir: 2 records, 4 fields, 1 unique key\n")
    #expect(try folder.cliquery("store", "import", "empdir", "big.csv").code == 0)
    #expect(try folder.cliquery("store", "describe").output.hasPrefix("empdir: 3002 records"))
  }

  @Test func processesThatWriteAtOnceLoseNothing() throws {
    let folder = try workspace()
    #expect(try folder.cliquery("store", "create").code == 0)
    let line = """
      for process in 1 2 3 4; do
        (for number in 1 2 3 4 5; do
          cliquery store insert empdir empid=$process$number empname=P$process || exit 1
        done) &
      done
      for job in $(jobs -p); do wait $job || exit 1; done
      """
    let outcome = try Program.shell(line, in: folder.url)
    #expect(outcome.code == 0, "\(outcome.error)")
    let exported = try folder.cliquery("store", "export", "empdir").output.split(separator: "\n")
    #expect(exported.count == 20)
    let ids = exported.map { $0.prefix(27) }
    #expect(Set(ids).count == 20 && ids == ids.sorted(), "\(ids)")
    #expect(Set(outcome.output.split(separator: "\n")).count == 20)
  }
}
