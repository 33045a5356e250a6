import FolderTestSupport
import RecordStore
import Testing
import Workspace

@testable import REPL

private let files = TestFolder.staff.merging([
  "fixtures/make.json": """
  {"dataStores": [
    {"id": 15043, "name": "Old data store", "records": 10, "size": "620", "maxSize": "1048576", "teamId": 35},
    {"id": 13433, "name": "New data store", "records": 1, "size": "48", "maxSize": "1048576", "teamId": 35},
    {"id": 7, "name": "Äther", "records": 0, "size": "0", "maxSize": "1048576", "teamId": 36}], "pg": {}}
  """
]) { $1 }

/// Whole dialogues about requests, as a person sees them: `> ` stands before what is typed.
@Suite("dialogues about requests")
struct RequestDialogueTests {
  private func check(
    _ dialogue: String, columns: Int = 80, store: RecordStore? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try TestFolder(files)
    try checkDialogue(
      dialogue, columns: columns, folder: folder, store: store, start: nil, sourceLocation: sourceLocation)
  }

  @Test func asking() throws {
    try check(
      """
      > .datastores
      *  staff       4 records  5 fields      from `fixtures/staff.json`
         tags        2 records  no schema     from `fixtures/tags.csv`
         dataStores  3 records  saved answer  from `fixtures/make.json`
      > /data-stores?teamId=35&cols[2]=id&cols[1]=name
      name               id
      New data store  13433
      Old data store  15043
      2 of 3 records match
      > .let team = 35
      > /data-stores?teamId={team}&pg[limit]=1&cols[]=id
         id
      13433
      2 of 3 records match
      these are the first 1; `.next` shows more
      > .next
         id
      15043
      2 of 3 records match
      > .next
      error: there is no next page
      > /data-stores?teamId={other}
      error: the hole `{other}` has no value; give it one: `.let other = …`
      > /data-stores/7?cols[]=name
      name
      Äther
      > /data-stores/8
                     ^
      error: there is no `dataStore` with the id `8` in `fixtures/make.json` (status
      404)
      """)
  }

  @Test func forms() throws {
    try check(
      """
      > .mode ndjson
      > GET /data-stores?teamId=36
      {"id":7,"name":"Äther","records":0,"size":"0","maxSize":"1048576","teamId":36}
      1 of 3 records matches
      > .mode json
      > /data-stores?teamId=36&cols[]=id
      {
        "dataStores": [
          {
            "id": 7
          }
        ],
        "pg": {
          "sortBy": "name",
          "limit": 10000,
          "sortDir": "asc",
          "offset": 0
        }
      }
      1 of 3 records matches
      > .limit 2
      > /data-stores?teamId=36&cols[]=id
      note: `.limit` does not touch requests; `pg[limit]` does
      {
        "dataStores": [
          {
            "id": 7
          }
        ],
        "pg": {
          "sortBy": "name",
          "limit": 10000,
          "sortDir": "asc",
          "offset": 0
        }
      }
      1 of 3 records matches
      > .format /data-stores?teamId=36&pg%5Blimit%5D=1
      /data-stores?teamId=36&pg[limit]=1
      > .use dataStores
      error: `dataStores` is a saved answer of Make; a line that begins with `/` asks
      it
      > .sql /data-stores
      error: `.sql` is about criteria, and `/data-stores` is a request
      > POST /data-stores {"name": "x"}
        ^^^^
      error: `POST` changes what Make holds, and saved answers are only read; begin
      with a store: `cliquery repl --store FILE`
      """)
  }

  @Test func stores() throws {
    let store = try RecordStore.inMemory()
    try check(
      """
      > POST /data-stores {"name": "Customers", "teamId": 35, "maxSizeMB": 1}
      id  name       records  size  maxSize  teamId
       1  Customers        0  0     1048576      35
      > POST /data-stores/1/data {"key": "a", "data": {"n": 1.10}}
      key  data
      a    {"n":1.10}
      > PATCH /data-stores/1/data/a {"x": null}
      key  data
      a    {"n":1.10,"x":null}
      > /data-stores/1/data
      key  data
      a    {"n":1.10,"x":null}
      1 of 1 record matches
      > DELETE /data-stores/1/data?confirmed=true {"keys": ["a"]}
      keys
      ["a"]
      > /data-stores/1/data
      0 of 0 records match
      """, store: store)
  }

  @Test func completion() throws {
    let folder = try TestFolder(files)
    var session = folder.session(TestHost())
    _ = session.run(".let t = 1")
    let cases: [(text: String, holds: [String], lacks: [String])] = [
      ("/data-st|", ["data-stores"], ["teams"]),
      ("GET /data-stores?team|", ["teamId"], []),
      ("/data-stores?pg[sortDir]=|", ["asc", "desc"], ["name"]),
      ("/data-stores?pg[sortBy]=|", ["name"], []),
      ("/data-stores?cols[]=max|", ["maxSize"], ["id"]),
      ("/data-stores?teamId=|", ["35", "36"], []),
      (".schema /data-st|", ["data-stores"], []),
      (".format /data-stores?team|", ["teamId"], []),
      ("te|", ["team"], ["teamId"]),
    ]
    _ = session.run(".use staff")
    for (text, holds, lacks) in cases {
      let line = Array(text.dropLast().utf8)
      let labels = session.complete(line, cursor: line.count).candidates.map(\.label)
      #expect(
        holds.allSatisfy(labels.contains) && !lacks.contains(where: labels.contains), "\(text): \(labels)")
    }
  }

  @Test("what is read on another thread is waited for, and not where Ctrl-C comes") func waiting() throws {
    let folder = try TestFolder(files)
    let host = TestHost()
    var session = folder.session(host)
    host.cancels = true
    let outcome = session.run("/data-stores")
    #expect(outcome == .done || host.transcript.contains("cancelled"))
    host.cancels = false
    #expect(session.run("/data-stores?cols[]=id") == .done)
  }
}
