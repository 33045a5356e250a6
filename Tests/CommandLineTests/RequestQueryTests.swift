import FolderTestSupport
import Testing

private let organizations = """
  {"organizations": [
    {"id": 8013, "name": "Acme", "zone": "eu1.make.com", "teams": [{"id": 35}, {"id": 212}]},
    {"id": 8014, "name": "Globex", "zone": "eu2.make.com", "teams": []}], "pg": {"limit": 10000}}
  """
private let dataStores = """
  {"dataStores": [
    {"id": 15043, "name": "Old data store", "records": 10, "size": "620", "maxSize": "1048576", "teamId": 35},
    {"id": 13433, "name": "New data store", "records": 1, "size": "48", "maxSize": "1048576", "teamId": 35},
    {"id": 7, "name": "Äther", "records": 0, "size": "0", "maxSize": "1048576", "teamId": 36}]}
  """

private let files = [
  "fixtures/make-organizations.json": organizations, "fixtures/dataStores.json": dataStores,
  "fixtures/teams.ndjson": "{\"id\": 12345678901234567890, \"n\": 1.10}\n\n{\"id\": 2, \"n\": 1.1}\n",
  "fixtures/my-connections.json": "{\"connections\": {\"id\": 1}}",
  "fixtures/hooks.json": "{\"hooks\": [{\"id\": 1}, 7]}", "fixtures/dlqs.json": "{\"dlqs\": [",
  "fixtures/functions.ndjson": "{\"id\": 1}\n{\"id\": 2\n{\"id\": 3}\n",
  "fixtures/notifications.json": "[]",
  "fixtures/user-team-roles.json":
    "{\"userTeamRoles\": [{\"userId\": 4, \"teamId\": 35}, {\"userId\": 5, \"teamId\": 36}]}",
  "fixtures/usersRoles.csv": "id\n1\n",
  "fixtures/one.json": "{\"scenario\": {\"id\": 925, \"name\": \"A\"}}",
  "fixtures/two.json": "{\"scenario\": {\"id\": 926, \"name\": \"B\"}}",
  "fixtures/people.json": "{\"list\": [{\"id\": \"1\", \"name\": \"x\"}]}",
  "page.json": "[{\"id\": 1}, {\"id\": 2}]",
]

/// What is asked, with `|` between arguments, the exit code, the output, and a part of what is said beside it.
private let cases: [(call: String, code: Int32, output: String, said: String)] = [
  (
    "/organizations/8013?cols%5B1%5D=id&cols%5B2%5D=name&cols%5B3%5D=teams|--ndjson", 0,
    #"{"id":8013,"name":"Acme","teams":[{"id":35},{"id":212}]}"# + "\n", ""
  ),
  (
    "/organizations/8014?cols[2]=id&cols[1]=name|--csv", 0, "name,id\nGlobex,8014\n", ""
  ),
  (
    "/data-stores?teamId=35&pg[sortDir]=asc&cols[]=id", 0,
    """
    {
      "dataStores": [
        {
          "id": 13433
        },
        {
          "id": 15043
        }
      ],
      "pg": {
        "sortBy": "name",
        "limit": 10000,
        "sortDir": "asc",
        "offset": 0
      }
    }

    """, "2 of 3 records match"
  ),
  (
    "https://eu1.make.com/api/v2/data-stores?teamId={teamId}&cols%5B%5D=name|--let|teamId=36|--ndjson", 0,
    #"{"name":"Äther"}"# + "\n", "1 of 3 records matches"
  ),
  (
    "GET|/data-stores?cols[]=id|--limit|1|--ndjson", 0, "{\"id\":13433}\n", "shown: 1; more with `pg[offset]`"
  ),
  ("GET /data-stores|--count", 0, "3\n", ""),
  ("/data-stores?teamId=99|--fail-if-empty|--ndjson", 1, "", "0 of 3 records match"),
  (
    "/data-stores?teamId=35&cols[]=id&cols[]=teamId|--table", 0,
    "   id  teamId\n13433      35\n15043      35\n", ""
  ),
  ("/data-stores?color=red|--count", 0, "3\n", "`color`"),
  (
    "/teams|--ndjson", 0, "{\"id\":12345678901234567890,\"n\":1.10}\n{\"id\":2,\"n\":1.1}\n",
    "2 of 2 records match"
  ),
  ("/teams/2|--ndjson", 0, "{\"id\":2,\"n\":1.1}\n", ""),
  ("/notifications|--json", 0, "{\n  \"notifications\": [],\n  \"pg\": {\n    \"offset\": 0\n  }\n}\n", ""),
  ("/teams/35/user-team-roles|--ndjson", 0, "{\"userId\":4,\"teamId\":35}\n", "1 of 2 records matches"),
  ("/scenarios/926?cols[]=name|--json", 0, "{\n  \"scenario\": {\n    \"name\": \"B\"\n  }\n}\n", ""),
  ("page.json|/users?teamId=1&pg[limit]=1|--ndjson", 0, "{\"id\":1}\n", "2 of 2 records match; shown: 1"),
  // What cannot be answered.
  (
    "/data-stores?teamId=35&pg[limit]=abc", 2,
    "{\"detail\":\"`pg[limit]` is `abc`; it takes a whole number, 1 or more\",\"message\":\"Invalid Input "
      + "Parameters\",\"code\":\"IM005\"}\n", "1:34"
  ),
  ("/data-stores?teamId=35&pg[limit]=-1|--table", 2, "", "pg[limit]"),
  ("/data-stores?teamId=35&cols[]=nmae", 2, "", "did you mean `name`?"),
  ("/data-stores?teamId={team}", 2, "", "the hole `{team}` has no value; give it one: `--let team=…`"),
  ("/data-stores?teamId={team}|--let|taem=1", 2, "", "did you mean `--let team=…`?"),
  (
    "/organizations/9", 2,
    "{\"detail\":\"there is no `organization` with the id `9` in `fixtures/make-organizations.json`\",\"message\":"
      + "\"Not Found\",\"code\":null}\n", "status 404"
  ),
  ("/scenarios/927", 2, "{\"detail\"", "there is no `scenario` with the id `927`"),
  (
    "/connections", 2, "",
    "fixtures/my-connections.json:1:17: `connections` is an object, not a list of records"
  ),
  ("/hooks", 2, "", "fixtures/hooks.json:1:23: record 2 is a number; a record is an object"),
  ("/dlqs", 2, "", "fixtures/dlqs.json:1:"),
  (
    "/functions", 2, "", "fixtures/functions.ndjson:2:1: expected `}` for this `{`, found the end of the line"
  ),
  ("/users/roles", 2, "", "fixtures/usersRoles.csv:1:1: answers of Make are saved as JSON"),
  ("/templates", 2, "", "there is no saved answer with `templates`: save one as `fixtures/templates.json`"),
  ("missing.json|/teams", 2, "", "missing.json"),
  ("POST|/data-stores", 2, "", "name a store: `--store FILE`"),
  ("/data-stores|--order-by|name", 2, "", "sort with `pg[sortBy]`"),
  ("/data-stores?pg[limit]=1|--limit|2", 2, "", "say the same"),
  ("/data-stores|--store|none.store", 2, "", "there is no store `none.store`"),
]

@Suite("query with a request")
struct RequestQueryTests {
  @Test func requestsAreAnsweredOverSavedAnswers() throws {
    let folder = try TestFolder(files)
    for (call, code, output, said) in cases {
      let arguments = ["query"] + call.split(separator: "|").map(String.init)
      let outcome = try Program.cliquery.run(arguments, in: folder.url)
      #expect(outcome.code == code, "\(call): \(outcome.output)\(outcome.error)")
      let isWhole = output.isEmpty || output.hasSuffix("\n")
      #expect(
        isWhole ? outcome.output == output : outcome.output.hasPrefix(output),
        "\(call): \(outcome.output)\(outcome.error)")
      #expect(said.isEmpty || outcome.error.contains(said), "\(call): \(outcome.error)")
    }
  }

  @Test func standardInputHoldsAnAnswer() throws {
    let folder = try TestFolder()
    let inputs = [
      "{\"teams\": [{\"id\": 1}, {\"id\": 2}], \"pg\": {}}", "[{\"id\": 1}, {\"id\": 2}]",
      "{\"id\": 1}\n{\"id\": 2}\n",
    ]
    for input in inputs {
      let outcome = try folder.cliquery(
        "query", "-", "/teams?pg[sortBy]=id&pg[sortDir]=desc", "--ndjson", input: input)
      #expect(outcome.output == "{\"id\":2}\n{\"id\":1}\n", "\(input): \(outcome.error)")
    }
  }

  @Test func savedAnswersAreNoDatastores() throws {
    let folder = try TestFolder([
      "fixtures/people.json": "{\"list\": [{\"id\": \"1\", \"name\": \"x\"}]}",
      "fixtures/teams.json": "{\"pg\": {\"limit\": 1}, \"teams\": [{\"id\": 1}]}",
    ])
    let outcome = try folder.cliquery("query", "name==x", "--count")
    #expect(outcome.output == "1\n", "\(outcome.error)")
    let made = try folder.cliquery("init", "--infer")
    #expect(made.code == 0 && folder.read("datastores/people.json") != nil)
    #expect(folder.read("datastores/teams.json") == nil, "\(made.output)\(made.error)")
  }
}

/// One after the other over one store.
private let dialogue: [(call: String, code: Int32, output: String, said: String)] = [
  ("GET /data-stores", 2, "", "there is no store"),
  (
    "POST /data-stores|--body|{\"name\":\"Customers\",\"teamId\":123,\"datastructureId\":1234,\"maxSizeMB\":1}",
    0,
    """
    {
      "dataStore": {
        "id": 1,
        "name": "Customers",
        "records": 0,
        "size": "0",
        "maxSize": "1048576",
        "teamId": 123,
        "datastructureId": 1234
      }
    }

    """, ""
  ),
  ("POST /data-stores/1/data", 2, "{\"detail\":\"`POST` needs a body: a JSON object\"", "IM005"),
  ("POST /data-stores/1/data|--body|{\"key\":\"a\"", 2, "{\"detail\":\"<body>:1:", ""),
  (
    "POST /data-stores/1/data|--body|{\"key\":\"a\",\"data\":{\"n\":1.10,\"x\":null}}|--ndjson", 0,
    "{\"key\":\"a\",\"data\":{\"n\":1.10,\"x\":null}}\n", ""
  ),
  ("POST /data-stores/1/data|--body|{\"key\":\"a\"}", 2, "{\"detail\":", "already"),
  (
    "PATCH|/data-stores/1/data/a|--body|{\"n\":2}|--ndjson", 0,
    "{\"key\":\"a\",\"data\":{\"n\":2,\"x\":null}}\n", ""
  ),
  ("PATCH /data-stores/1/data/b|--body|{\"n\":2}", 2, "{\"detail\":", "there is no record with the key `b`"),
  // A record that is missing is created [decision M5].
  (
    "PUT /data-stores/1/data/b%2Fc|--body|@body.json|--ndjson", 0, "{\"key\":\"b/c\",\"data\":{\"y\":[1]}}\n",
    ""
  ),
  (
    "/data-stores/1/data?pg%5Blimit%5D=1|--json", 0,
    """
    {
      "records": [
        {
          "key": "a",
          "data": {
            "n": 2,
            "x": null
          }
        }
      ],
      "count": 2,
      "pg": {
        "limit": 1,
        "offset": 0
      }
    }

    """, "2 of 2 records match; shown: 1"
  ),
  ("/data-stores?teamId=123&cols[]=records|--ndjson", 0, "{\"records\":2}\n", ""),
  ("/data-stores/1?cols[]=name|--ndjson", 0, "{\"name\":\"Customers\"}\n", ""),
  ("/data-stores/2", 2, "{\"detail\":", "there is no data store 2"),
  ("/data-stores/x/data", 2, "{\"detail\":", "the id of a data store is a number, not `x`"),
  ("DELETE /data-stores/1/data|--body|{\"keys\":[\"a\"]}", 2, "{\"detail\":", "IM004"),
  ("DELETE /data-stores/1/data?confirmed=true|--body|{}", 2, "{\"detail\":", "names no records"),
  (
    "DELETE /data-stores/1/data?confirmed=true|--body|{\"keys\":[\"a\",\"q\"]}|--json", 0,
    "{\n  \"keys\": [\n    \"a\"\n  ]\n}\n", ""
  ),
  (
    "DELETE /data-stores/1/data?confirmed=true|--body|{\"all\":true,\"exceptKeys\":[]}|--ndjson", 0,
    "{\"keys\":[\"b/c\"]}\n", ""
  ),
  ("/data-stores/1/data?pg[offset]=-1|--json", 2, "{\"detail\":", "pg[offset]"),
  ("/teams|--json", 2, "", "a store does not answer `GET /teams`"),
  ("DELETE /data-stores/1|--ndjson", 0, "{\"dataStore\":1}\n", ""),
]

@Suite("query with a request to a store")
struct RequestStoreTests {
  @Test func requestsChangeAStore() throws {
    let folder = try TestFolder(["body.json": "{\"y\": [1]}"])
    for (call, code, output, said) in dialogue {
      let arguments = ["query"] + call.split(separator: "|").map(String.init) + ["--store", "s.sqlite"]
      let outcome = try Program.cliquery.run(arguments, in: folder.url)
      #expect(outcome.code == code, "\(call): \(outcome.output)\(outcome.error)")
      let isWhole = output.isEmpty || output.hasSuffix("\n")
      #expect(
        isWhole ? outcome.output == output : outcome.output.hasPrefix(output),
        "\(call): \(outcome.output)\(outcome.error)")
      #expect(said.isEmpty || outcome.error.contains(said), "\(call): \(outcome.error)")
    }
  }
}
