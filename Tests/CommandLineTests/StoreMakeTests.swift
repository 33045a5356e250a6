import FolderTestSupport
import Testing

/// One after the other in one folder; `|` stands between arguments.
private let dialogue: [(call: String, code: Int32, said: String)] = [
  ("make describe", 2, "there is no store `cliquery.store`"),
  ("make create|Customers|--team|35|--max-size-mb|1", 0, "created the data store `Customers` with the id 1"),
  ("make create|Orders|--id|137|--json", 0, "{\"dataStore\":{\"id\":137,\"name\":\"Orders\""),
  ("make create|Other|--id|137", 2, "there is a data store 137 already; choose another id (`IM005`)"),
  ("make create|Other|--max-size-mb|0", 2, "(`IM005`)"),
  (
    "make insert|Customers|--key|ada|name=Ada|{\"visits\": 1.10}", 0,
    "inserted the record `ada` into `Customers`"
  ),
  ("make insert|Customers|--key|ada|name=Ada", 2, "there is a record with the key `ada` already"),
  ("make insert|Custmers|name=Ada", 2, "did you mean `Customers`?"),
  ("make insert|Customers|{\"a\":", 2, "the data is no JSON"),
  ("make insert|Customers|name", 2, "write `name=text`"),
  (
    "make patch|1|ada|{\"visits\": 2}|--json", 0, "{\"key\":\"ada\",\"data\":{\"name\":\"Ada\",\"visits\":2}}"
  ),
  ("make patch|1|bob|name=Bob", 2, "there is no record with the key `bob`"),
  ("make put|1|bob|name=Bob", 0, "replaced the record `bob` of `Customers`"),
  ("make import|Customers|more.json", 2, "there is a record with the key `bob` already"),
  ("make import|Customers|more.json|--replace", 0, "imported 2 records of more.json into `Customers`"),
  ("make import|Customers|flat.ndjson", 2, "put what it holds into `data`"),
  ("make import|Customers|cut.ndjson", 2, "cut.ndjson:1:"),
  ("make import|Customers|more.csv", 2, "more.csv: cannot be read"),
  ("make describe|Customers", 0, "1  Customers: 3 records, 46 of 1048576 bytes"),
  ("make describe", 0, "137  Orders: 0 records, 0 bytes"),
  ("make describe|--json", 0, "{\"dataStores\":[{\"id\":1,\"name\":\"Customers\",\"records\":3"),
  ("make export|Customers|out.json", 0, "wrote 3 records of `Customers` to out.json"),
  ("make export|Customers|out.csv", 2, "does not tell its form"),
  ("make export|Customers", 0, "{\"key\":\"ada\",\"data\":{\"name\":\"Ada\",\"visits\":2}}\n"),
  ("make import|Orders|out.json", 0, "imported 3 records of out.json into `Orders`"),
  ("make delete|Orders|--key|ada", 2, "nothing is deleted without `--confirmed` (`IM004`)"),
  ("make delete|Orders", 2, "which records are meant?"),
  ("make delete|Orders|--key|ada|--key|eve|--confirmed", 0, "there is no record with the key `eve`"),
  ("make delete|Orders|--all|--except-key|bob|--confirmed|--json", 0, "{\"keys\":[\"zoe\"]}"),
  ("make drop|Orders", 2, "`Orders` holds 1 record; add `--confirmed` (`IM004`)"),
  ("make drop|Orders|--confirmed", 0, "deleted the data store `Orders`"),
  // Fields of a datastore of Cliq.
  ("create", 0, "created `team`"),
  (
    "fields add|team|size:number|title:limited-text,mandatory,name=Job title,default=a, b", 0,
    "added 2 fields to `team`"
  ),
  ("describe|team", 0, "  title: limited-text, mandatory, default `a, b`"),
  ("fields add|team|size:number", 2, "has a field `size` already"),
  ("fields add|team|x:numbr", 2, "did you mean `number`?"),
  ("fields add|team|x", 2, "write `x:limited-text`"),
  ("fields add|team|x:number,mandatry", 2, "did you mean `mandatory`?"),
  ("fields edit|team|size,mandatory=true,name=Size", 0, "edited 1 field of `team`"),
  ("describe|team", 0, "  size: number, mandatory"),
  ("fields edit|team|size:limited-text", 2, "types cannot change"),
  ("fields edit|team|sise,masked", 2, "did you mean `size`?"),
  ("fields edit|team|size,masked=maybe", 2, "`masked` is `true` or `false`, not `maybe`"),
  ("insert|team|status=open|size=1|title=x", 0, "inserted record"),
  (
    "fields delete|team|title", 2,
    "this would delete 1 field of `team` with what 1 record has in it; add --yes"
  ),
  ("fields delete|team|title|--yes|--json", 0, "\"unique_name\": \"team\""),
  ("edit|team|--name|The team|--unique-key|status,size", 0, "edited `team`: 2 fields, 1 unique key"),
  ("edit|team", 2, "nothing to change is named"),
  ("edit|team|--unique-key|nope", 2, "(`datastore_unique_key_column_not_found`)"),
  ("edit|team|--no-unique-keys|--unique-name|crew", 0, "edited `crew`: 2 fields"),
  ("describe", 0, "crew: 1 record, 2 fields\n"),
]

@Suite("store make, store fields")
struct StoreMakeTests {
  @Test func dataStoresAndFieldsAreChanged() throws {
    let folder = try TestFolder([
      "datastores/team.json": """
      {"unique_name": "team", "name": "Team", "description": "x", "fields": [
        {"unique_name": "status", "name": "Status", "type": "limited-text"}]}
      """,
      "more.json":
        "{\"records\": [{\"key\": \"bob\", \"data\": {\"n\": 1.10}}, {\"key\": \"zoe\", \"data\": null}], \"spec\": []}",
      "flat.ndjson": "{\"name\": \"x\"}\n", "cut.ndjson": "{\"key\": \"x\"\n",
    ])
    for step in dialogue {
      let arguments =
        ["store"]
        + step.call.split(separator: "|").enumerated().flatMap { index, part in
          index == 0 ? part.split(separator: " ").map(String.init) : [String(part)]
        }
      let outcome = try Program.cliquery.run(arguments, in: folder.url)
      #expect(outcome.code == step.code, "\(step.call): \(outcome.output)\(outcome.error)")
      #expect(
        (outcome.output + outcome.error).contains(step.said),
        "\(step.call): \(outcome.output)\(outcome.error)")
    }
  }
}
