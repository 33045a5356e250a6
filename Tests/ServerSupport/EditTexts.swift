import TestSupport

/// Pieces of the texts that are edited: what a person may write, and what crosses the borders of blocks.
enum EditTexts: String, CaseIterable {
  case criteria
  case deluge
  case json
  case request

  var fileName: String {
    switch self {
    case .criteria: "edited.criteria"
    case .deluge: "edited.dg"
    case .json: "requests.json"
    case .request: "edited.http"
    }
  }

  /// Some lines of which a document is made: few, so that what belongs together meets.
  func someLines(_ random: inout SeededGenerator) -> [String] {
    let all =
      switch self {
      case .criteria: Self.criteriaLines
      case .deluge: Self.delugeLines
      case .json: Self.jsonLines
      case .request: Self.requestLines
      }
    let count = Int.random(in: 2...12, using: &random)
    return ["", "", self == .request ? "###" : "\t"] + all.shuffled(using: &random).prefix(count)
  }

  /// What is typed inside of lines.
  static let strokes = [
    "\n", "\n\n", "\r", "\r\n", "\r\r", " ", "  ", "\t", "#", "@", "=", "==", "=>", "&&", "(", ")", "\"", "'",
    "\\", "$", "{",
    "}", "${x}", "x", "é", "😀", "e\u{301}", "\u{FEFF}", "👩‍👧", "山", "%", ",", "1", "cliquery: ignore", ": ",
    "- ", "-file", ";", "?", "&", "[", "]", "%5B", "/",
  ]

  private static let criteriaLines = [
    "@datastore empdir", "@datastore empdri", "@datastore other",
    "@datastore ${store}", "@api v2", "@api v4", "@operation delete", "@operation update",
    "@order_by empid asc",
    "@order_by salary desc, nosuch", "@limit 5", "@limit many", "@limit ${n}", "@ids 1,2",
    "@let dept = Sales",
    "@let nosuch = 1", "@let dept = HR", "@expect count 2", "@expect error CQ011", "@expect error CQ002",
    "@nonsense",
    "# plain 😀 text", "# cliquery: ignore CQ011", "# cliquery: ignore CQ002, CQ011 -- known",
    "# cliquery: ignore CQ401",
    "# cliquery: ignore unknown-field", "# cliquery: ignore nosuch", "# cliquery: ignore-file CQ012",
    "# cliquery: ignore-file", "empid=>1", "(department==Sales) && (isactive==true)", "salary==1",
    "department===${dept}",
    "department==<dept>", "department like %é😀%", "(empid==1", "department in a,b,c,a",
    "empid==1 AND salary>x",
    "\u{FEFF}empid==1", " @indented", "isactive==yes || department==Sales && empid==2",
  ]

  private static let delugeLines = [
    "q = Map();", "q.put(\"criteria\", \"department==Sales\");", "q.put(\"criteria\",\"empid=>\" + number);",
    "q.put(\"criteria\",\"salary==\\\"a\\\" && 😀==\" + x);", "info zoho.cliq.getRecords(\"empdir\", q);",
    "r = zoho.cliq.getRecords(\"empdri\", q);", "zoho.cliq.deleteRecords(\"empdir\", \"empid=<1\");",
    "if(a == \"b\")",
    "{", "}", "// cliquery: ignore CQ002", "// a comment 😀", "/* cliquery: ignore-file CQ011 */",
    "text = \"department=='x'\"; // cliquery: criteria", "for each row in rows", "q.put(\"limit\", \"x\");",
    "x = 'a' + \"b\";", "q.put(\"criteria\", \"empid==1 && department==Sales\");",
    "zoho.cliq.deleteRecords(\"empdir\", \"(empid==\" + x + \") && salary>2\");",
    "zoho.cliq.deleteRecords(\"empdri\", \"department like %a%\");", "c = \"isactive==true && é==1\";",
    "q.put(\"criteria\", c);", "q.put(\"limit\", c);",
    "zoho.cliq.deleteRecords(\"empdir\", \"department==\\\"a\\\" && nosuch==\\\"b\\\" && (empid==1)\");",
    "zoho.cliq.deleteRecords(\"empdir\", \"department=='a' && salary=='b'\"); x = y' + z';",
  ]

  private static let jsonLines = [
    "{", "}", "[", "]", ",", "\"criteria\": \"department==Sales\",",
    "\"criteria\": \"empid=>1 && \\u00e9==1\"",
    "{\"criteria\": \"salary===1\", \"values\": {\"a\": 1}},",
    "{\"criteria\": \"empid=>\\\"1\\\"\", \"values\": {}}",
    "\"name\": \"😀 text\",", "\"values\": [1, 2],", "{{hole}}", "\"url\": \"x\"", "null,",
  ]

  private static let requestLines = [
    "###", "### 😀 named", "# cliquery: ignore MQ020", "# cliquery: ignore-file MQ010", "// a comment",
    "@team = 35", "@base = https://eu1.make.com/api/v2", "GET {{base}}/data-stores?teamId={{team}}",
    "GET https://eu1.make.com/api/v2/data-stores?teamId=1&limit=5", "/teams?cols=id,name&pg%5Blimit%5D=x",
    "  &pg[sortBy]=nope", "  ?organizationId=1", "DELETE /teams/7", "POST /data-stores",
    "Authorization: Bearer x", "{\"name\": \"é\"}", "< ./body.json",
    "GET https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=empid=>1",
    "https://eu1.make.com/api/v2/users?teamId=1&organizationId=2&cols[]=id&cols[2]=id",
    "GET https://cliq.zoho.com/api/v3/datastores/empdri/records?criteria=empid==1",
    "@store = https://cliq.zoho.com/api/v3/datastores/empdri", "GET {{store}}/records?criteria=empid=<1",
    "@token = 12345678-12ef-abcd-1234-1234567890ab", "Authorization: Token {{token}}",
    "Authorization: Bearer {{token}}", "GET {{api}}/teams?cols[]=id&teamId=1",
    "GET {{api}}/scenarios/1?cols[]=x",
    "GET {{api}}/data-stores?pg[limit]=x", "# cliquery: make", "# cliquery: criteria",
    "# cliquery: ignore CQ010, HQ205", "# cliquery: ignore CQ002",
    "curl -G 'https://cliq.zoho.com/api/v3/datastores/empdir/records' --data-urlencode 'criteria=empid=>1'",
  ]
}
