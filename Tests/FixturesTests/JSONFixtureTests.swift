import Fixtures
import TestSupport
import Testing

private let head = "empid empname isactive salary phone notes"

@Suite struct JSONFixtureTests {
  @Test("the forms of workspace.md, Files") func forms() {
    let row = #"{"empid":"1","empname":"A","isactive":true,"salary":"5","phone":7,"notes":""}"#
    let expected = "\(head)\n1 'A' true 5 7 ''"
    ReadingCase.check([
      .init("array", .json, employees, "[\(row)]", expected),
      .init("byte-order mark, blanks", .json, employees, "\u{FEFF}\r\n [ \(row) \t]\n", expected),
      .init(
        "answer of List records", .json, employees,
        #"{"url":"/api/v3/datastores/empdir/records","type":"datastore_record","sync_token":"MTB8","list":[\#(row)]}"#,
        expected),
      .init("Deluge", .json, employees, #"{"status":"SUCCESS","list":[\#(row)]}"#, expected),
      .init("list first", .json, employees, #"{"list":[\#(row)],"x":{"a":["]",{}]}}"#, expected),
      .init(
        "answer of Get a record", .json, employees, #"{"url":"u","type":"datastore_record","data":\#(row)}"#,
        expected),
      .init("one record", .json, employees, row, expected),
      .init("one a line", .ndjson, employees, "\u{FEFF}\(row)\r\n\n  \n", expected),
      .init("one a line, no line end", .ndjson, employees, row, expected),
      .init("no records", .json, employees, #"{"list":[]}"#, head),
      .init("empty lines", .ndjson, employees, "", head),
    ])
  }

  @Test("C19, C20, C21 and defaults: what a value is") func values() {
    ReadingCase.check([
      .init(
        "numbers and booleans in both forms", .ndjson, employees,
        #"{"empid":"0042","isactive":"TRUE"}"# + "\n" + #"{"empid":-1.50,"isactive":false}"# + "\n"
          + #"{"empid":1.5e3,"isactive":"False"}"#,
        "\(head)\n42 null true 0 null null\n-1.5 null false 0 null null\n1500 null false 0 null null"),
      .init(
        "19 digits and more are exact", .ndjson, employees,
        #"{"empid":9223372036854775808}"# + "\n" + #"{"empid":"12345678901234567890.123456789"}"#,
        "\(head)\n9223372036854775808 null null 0 null null\n12345678901234567890.123456789 null null 0 null null"
      ),
      .init(
        "a text field takes a number as it is written", .ndjson, employees,
        #"{"empname":1.50,"notes":true,"salary":1}"#, "\(head)\nnull '1.50' null 1 null 'true'"),
      .init(
        "null has no default, an absent key has", .ndjson, employees, #"{"salary":null}"# + "\n{}",
        "\(head)\nnull null null null null null\nnull null null 0 null null"),
      .init(
        "masked", .ndjson, employees, #"{"phone":"****","notes":"*","empname":"***","salary":1}"#,
        "\(head)\nnull '***' null 1 <****> <*>"),
      .init(
        "the last of a key that stands twice", .ndjson, employees,
        #"{"empid":1,"empname":"a","empid":2,"empname":null,"salary":1}"#, "\(head)\n2 null null 1 null null"),
      .init(
        "escapes, also in keys", .ndjson, employees,
        #"{"emp\u006eame":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é😀\u0000","salary":1}"#,
        "\(head)\nnull '\"\\/\u{8}\u{C}\n\r\té😀é😀\0' null 1 null null"),
      .init(
        "ids and times, in their places", .ndjson, employees,
        #"{"salary":1}"# + "\n"
          + #"{"modified_time":"3","salary":1,"id":"227828000000128010","added_time":"2"}"#,
        "id \(head) added_time modified_time\nnull null null null 1 null null null null\n"
          + "227828000000128010 null null null 1 null null 2 3"),
    ])
  }

  @Test("a bad record is told with its place, and nothing is read") func problems() {
    func line(_ text: String, _ problem: String) -> ReadingCase {
      .init(problem, .ndjson, employees, "{}\n\(text)\n{}", "f:2:\(problem)")
    }
    ReadingCase.check([
      line(#"{"empid":"abc"}"#, "10: `abc` is not a number; `empid` is a number field"),
      line(#"{"empid":"1e3"}"#, "10: `1e3` is not a number; `empid` is a number field"),
      line(
        #"{"empid":""}"#,
        "10: the empty text is not a number; `empid` is a number field, write null for no value"),
      line(#"{"empid":true}"#, "10: `true` is not a number; `empid` is a number field"),
      line(
        #"{"empid":123456789012345678901234567890123456789}"#,
        "10: `123456789012345678901234567890123456789` is not a number of at most 38 digits; `empid` is a number field"
      ),
      line(#"{"isactive":1}"#, "13: `1` is neither `true` nor `false`; `isactive` is a boolean field"),
      line(#"{"isactive":"yes"}"#, "13: `yes` is neither `true` nor `false`; `isactive` is a boolean field"),
      line(#"{"notes":["a"]}"#, "10: a field holds a text, a number, a boolean or null, and this is a list"),
      line(
        #"{"notes":{"a":"}"}}"#,
        "10: a field holds a text, a number, a boolean or null, and this is an object"),
      line(#"{"empnam":"x"}"#, "2: `empnam` is no field of `empdir`; did you mean `empname`?"),
      line(#"{"Employee Name":"x"}"#, "2: `Employee Name` is no field of `empdir`; did you mean `empname`?"),
      line(#"{"zzz":"x"}"#, "2: `zzz` is no field of `empdir`; add it to the schema or take it out"),
      line(
        #"{"empid":1"#,
        "11: the line ends in the middle of a record: expected `,` or `}`; was it saved whole?"),
      line(
        #"{"empid":"#, "10: the line ends in the middle of a record: expected a value; was it saved whole?"),
      line(#"{"empname":"ab"#, "12: the line ends in the middle of this text; was it saved whole?"),
      line(#"{"empid" 1}"#, "10: expected `:` after the key, found `1`"),
      line(#"{"empid":01}"#, "10: expected a value, found `01`"),
      line(#"{"empid":nul}"#, "10: expected a value, found `nul`"),
      line(#"{empid:1}"#, "2: expected a key in double quotes, found `empid`"),
      line(#"{"empid":1,}"#, "11: expected another key after this `,`; remove the comma"),
      line(
        #"{"empid":1} x"#, "13: expected the end of the line, found `x`; each record has a line of its own"),
      line(
        "[1]", "1: expected a record `{…}`, found an array; an array of records belongs in a `.json` file"),
      line("7", "1: expected a record `{…}`, found `7`"),
      line(
        #"{"empname":"\q"}"#, #"13: expected one of `\" \\ \/ \b \f \n \r \t \uXXXX` after this backslash"#),
      line(#"{"empname":"a\ud800b"}"#, #"14: this `\u` escape is half of a pair; its other half is missing"#),
      line(
        "{\"empname\":\"a\tb\"}", #"14: expected an escape such as `\t` for a control character in a text"#),
      .init(
        "not UTF-8", .ndjson, employees,
        bytes: Array("{\"empname\":\"a".utf8) + [0xC3, 0x28] + Array("\"}".utf8),
        "f:1:14: expected UTF-8 text; save the file as UTF-8"),
      .init(
        "UTF-16", .json, employees, bytes: [0xFF, 0xFE, 0x5B, 0],
        "f:1:1: the file is UTF-16; save it as UTF-8"),
      .init(
        "several, each line for itself", .ndjson, employees, "{\"empid\":\"a\",\"isactive\":2}\n{\n{}",
        """
        f:1:10: `a` is not a number; `empid` is a number field
        f:1:25: `2` is neither `true` nor `false`; `isactive` is a boolean field
        f:2:2: the line ends in the middle of a record: expected a key in double quotes; was it saved whole?
        """),
      .init(
        "two records of one id", .ndjson, employees,
        #"{"id":"7"}"# + "\n\n" + #"{"id":9}"# + "\n" + #" {"id":7.0}"#,
        "f:4:2: the id `7` is also that of the record at line 1; an id belongs to one record"),
    ])
  }

  @Test("broken files") func brokenFiles() {
    ReadingCase.check([
      .init(
        "truncated in a record", .json, employees, "{\"list\":[\n  {\"empid\":1},\n  {\"empid\":",
        "f:3:12: the file ends in the middle of a record: expected a value; was it saved whole?"),
      .init(
        "truncated after a record", .json, employees, "[{\"empid\":1}",
        "f:1:13: the file ends before the array of records is closed by `]`; was it saved whole?"),
      .init(
        "truncated after a comma", .json, employees, "[{\"empid\":1},",
        "f:1:14: the file ends in the middle of the array of records; was it saved whole?"),
      .init(
        "empty", .json, employees, " \n",
        "f:2:1: the file is empty; expected records: an array, or an answer with `list`"),
      .init(
        "a number", .json, employees, "7",
        "f:1:1: expected records: an array, or an answer with `list`; found `7`"),
      .init("not a record", .json, employees, "[{},7]", "f:1:5: expected a record `{…}`, found `7`"),
      .init(
        "a comma too many", .json, employees, "[{},]",
        "f:1:4: expected another record after this `,`; remove the comma"),
      .init("no comma", .json, employees, "[{} {}]", "f:1:5: expected `,` or `]` after a record, found `{`"),
      .init("what follows", .json, employees, "[{}] x", "f:1:6: expected the end of the file, found `x`"),
      .init(
        "a line each in a .json file", .json, employees, "{\"empid\":1}\r{\"empid\":2}",
        "f:2:1: a second record begins here: one record a line belongs in a `.ndjson` file"),
      .init(
        "a refusal", .json, employees, #"{"message":"Not found.","code":"datastore_not_found"}"#,
        "f:1:1: this is a refusal of the API (`datastore_not_found`: Not found.), it holds no records"),
      .init(
        "a failure of Deluge", .json, employees, #"{"status":"FAILURE"}"#,
        "f:1:1: this answer holds no `list` of records"),
      .init(
        "brackets", .json, employees, #"{"a":[}],"list":[]}"#,
        "f:1:7: expected a value, found `}`"),
    ])
  }

  @Test("problems beyond twenty are counted") func count() {
    let text = String(repeating: "{\n", count: 50)
    let lines = read(Array(text.utf8), .ndjson, employees).split(separator: "\n")
    #expect(lines.count == 21)
    #expect(lines.last == "f: 30 more problems")
  }

  /// v3, "List records", example; "Add a record" spells the field as the schema does.
  @Test("the documentation's products, one of whose fields it spells in two ways") func twoSpellings() {
    let rows = #"""
      {"url":"/api/v3/datastores/empdir/records","type":"datastore_record","list":[
      {"productcateogry":"zylker","id":"14756000000008008","productid":"1004","instock":true},
      {"productcateogry":"zylcal","id":"14756000000008003","productid":"1003","instock":false}]}
      """#
    let added =
      #"{"list":[{"productcategory":"zylker","productid":"1001"},{"productcateogry":"a","productid":"7"}]}"#
    ReadingCase.check([
      .init(
        "with a schema", .json, products, rows,
        "f:2:2: `productcateogry` is no field of `products`; did you mean `productcategory`? (and so in 1 more record)"
      ),
      .init(
        "without a schema", .json, nil, added,
        """
        productcategory:limited-text productid:number productcateogry:limited-text
        'zylker' 1001 null
        null 7 'a'
        f:1:58: `productcateogry` may be `productcategory` spelt in another way: no record has both; they were read as two fields
        """),
    ])
  }

  @Test("types without a schema") func inference() {
    ReadingCase.check([
      .init(
        "all kinds", .ndjson, nil,
        #"{"n":1,"b":true,"t":"x","zip":"0123","nothing":null,"id":"5","s":"12"}"# + "\n"
          + #"{"n":"2.50","b":"FALSE","t":7,"zip":"9","modified_time":"3"}"#,
        """
        id:number n:number b:boolean t:limited-text zip:limited-text nothing:limited-text s:number modified_time:number
        5 1 true 'x' '0123' null 12 null
        null 2.5 false '7' '9' null null 3
        """),
      .init(
        "what late records say holds for all", .ndjson, nil,
        String(repeating: #"{"a":1,"b":true,"c":null}"# + "\n", count: 2) + #"{"a":"x","b":3,"c":4}"#,
        "a:limited-text b:limited-text c:number\n'1' 'true' null\n'1' 'true' null\n'x' '3' 4"),
      .init("a mix is a text", .json, nil, #"[{"a":true},{"a":1}]"#, "a:limited-text\n'true'\n'1'"),
      .init(
        "a long number", .ndjson, nil, #"{"a":12345678901234567890,"b":"12345678901234567890"}"#,
        "a:number b:limited-text\n12345678901234567890 '12345678901234567890'"),
    ])
  }

  @Test("what only late records have is found") func lateFields() {
    let rows = (0..<1500).map { row in row == 1400 ? #"{"a":"x","late":1}"# : #"{"a":\#(row)}"# }
    let lines = read(Array(rows.joined(separator: "\n").utf8), .ndjson, nil).split(separator: "\n")
    #expect(lines.count == 1501)
    #expect(lines.first == "a:limited-text late:number")
    #expect(lines.dropFirst(1401).first == "'x' 1")
    #expect(lines.dropFirst(1).first == "'0' null")
  }

  @Test("fields without end are a problem, told once a key") func tooManyFields() {
    let rows = (0..<300).map { "{\"k\($0)\":1}" }.joined(separator: "\n")
    let lines = read(Array(rows.utf8), .ndjson, nil).split(separator: "\n")
    #expect(
      lines.first == "f:257:2: `k256` is one field too many: records have at most 256 (cliquery's limit)")
    #expect(lines.last == "f: 24 more problems")
    let header = (0..<300).map { "c\($0)" }.joined(separator: ",")
    ReadingCase.check([
      .init(
        "columns", .csv, nil, header + "\n",
        "f:1:1: the header has 300 columns; expected at most 256 (cliquery's limit)")
    ])
  }

  @Test("time grows with the file, whatever it holds") func growth() {
    let shapes: [(String, FixtureFormat, (Int) -> String)] = [
      ("brackets", .ndjson, { "{\"a\":" + String(repeating: "[", count: $0) }),
      ("keys", .json, { "[{" + (0..<$0).map { "\"k\($0 % 300)\":1" }.joined(separator: ",") + "}]" }),
      ("quotes", .csv, { "a\n\"" + String(repeating: "\"\"", count: $0) + "\"\n" }),
      ("broken lines", .ndjson, { String(repeating: "{\"a\":x}\n", count: $0) }),
      ("one long text", .ndjson, { "{\"a\":\"" + String(repeating: "\\u00e9", count: $0) + "\"}" }),
    ]
    for (name, format, make) in shapes {
      let ratio = Growth.ratio(
        from: 20_000, prepare: { Array(make($0).utf8) }, work: { _ = read($0, format, nil) })
      #expect(ratio < Growth.limit, "\(name): \(ratio)")
    }
  }
}
