import CriteriaSemantics
import CriteriaSyntax
import SourceText
import TestSupport
import Testing

/// Reads a schema file in which `«` and `»` stand around each expected problem. Checks the places, the words
/// (`error code: message`, in order) and that every name's range is exactly the name.
@discardableResult
private func check(
  _ marked: String, _ expected: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
) -> SchemaFile {
  var bytes: [UInt8] = []
  var open: [Int] = []
  var places: [ByteRange] = []
  for character in marked {
    switch character {
    case "«": open.append(bytes.count)
    case "»": places.append(ByteRange(open.popLast() ?? 0, bytes.count))
    default: bytes += Array(String(character).utf8)
    }
  }
  let file = SchemaFile(bytes, path: "datastores/test.json")
  let found = file.problems.map { problem in
    let severity = problem.severity == .error ? "error" : "warning"
    let code = problem.serverCode.map { " \($0)" } ?? ""
    return "\(severity)\(code): \(problem.message)"
  }
  #expect(found == expected, "\(marked)", sourceLocation: sourceLocation)
  #expect(file.problems.map(\.range) == places.sorted(), "\(marked)", sourceLocation: sourceLocation)
  for schema in file.schemas {
    #expect(bytes.text(schema.nameRange) == schema.uniqueName, sourceLocation: sourceLocation)
    for field in schema.fields {
      #expect(bytes.text(field.nameRange) == field.uniqueName, sourceLocation: sourceLocation)
    }
  }
  return file
}

/// A body of "Create a datastore" that is in order but for `fields` and what stands beside them.
private func body(fields: String, beside: String = "") -> String {
  #"{"unique_name":"empdir","name":"Employees","description":"Everyone","fields":["#
    + fields + "]" + (beside.isEmpty ? "" : "," + beside) + "}"
}

private let empid = #"{"unique_name":"empid","name":"Employee ID","type":"number","mandatory":true}"#
private let notes = #"{"unique_name":"notes","name":"Notes","type":"large-text"}"#

private let answered = #"""
  {"unique_name": "empdir", "name": "Employee Directory", "id": "227828000000132001",
   "creator": {"name": "NP NTC", "id": "119440882"}, "status": "enabled",
   "fields": [
     {"default_value": "", "masked": false, "name": "Notes", "unique_name": "notes", "type": "large-text",
      "mandatory": false, "id": "17202020414617773604009000"},
     {"default_value": "0", "masked": false, "name": "Employee ID", "unique_name": "empid", "type": "number",
      "mandatory": true, "id": "17202020414617773604009001"},
     {"default_value": "true", "masked": false, "name": "Active Status", "unique_name": "isactive",
      "type": "boolean", "mandatory": false, "id": "17202020414617773604009003"}],
   "type": "custom", "description": "V3 API test datastore", "unique_keys": [["empid"]], "scope": "personal"}
  """#

@Test func `the three saved forms`() {
  let creation = check(
    #"""
    {
      "unique_name": "empdir", "name": "Employee Directory", "description": "Everyone on the payroll",
      "fields": [
        {"name": "Notes", "unique_name": "notes", "type": "large-text", "mandatory": false},
        {"name": "Employee ID", "unique_name": "empid", "type": "number", "mandatory": true, "masked": true,
         "default_value": "0"}
      ],
      "unique_keys": [["empid"]]
    }
    """#)
  #expect(creation.form == .creation)
  #expect(creation.schemas.count == 1)
  let schema = creation.schemas.first
  #expect(schema?.displayName == "Employee Directory" && schema?.api == .v3)
  #expect(schema?.path == "datastores/test.json")
  #expect(schema?.uniqueKeys == [["empid"]])
  #expect(schema?.fields.map(\.type) == [.largeText, .number])
  #expect(schema?.fields.map(\.isMandatory) == [false, true])
  #expect(schema?.fields.map(\.isMasked) == [false, true])
  #expect(schema?.fields.map(\.defaultValue) == [nil, "0"])

  let single = check(#"{"url": "/api/v3/datastores/1", "type": "datastore", "data": \#(answered)}"#)
  #expect(single.form == .answer)
  #expect(single.schemas.first?.fields.map(\.type) == [.largeText, .number, .boolean])
  let other = answered.replacing("empdir", with: "other")
  let list = check(#"{"type": "datastore", "sync_token": "MTB8", "data": [\#(answered), \#(other)]}"#)
  #expect(list.form == .list)
  #expect(list.schemas.map(\.uniqueName) == ["empdir", "other"])
  #expect(check(answered).form == .answer, "copied out of the answer")
}

@Test func `api may stand beside`() {
  let data =
    #"{"unique_name":"customerfeedbackregister","fields":[{"unique_name":"userid","type":"unknown"}]"#
  #expect(check(data + #","api":"v2"}"#).schemas.first?.api == .v2)
  #expect(check(#"{"api":"v2","data":\#(data)}}"#).schemas.first?.api == .v2)
  #expect(check(#"{"api":"v2","data":[\#(data)},\#(data),"api":"v3"}]}"#).schemas.map(\.api) == [.v2, .v3])
  check(
    #"{"api":«2»,"data":\#(data)}}"#, ["error: expected `\"v2\"` or `\"v3\"`, found `2`"])
  let v2 = SchemaFile(Array((data + "}").utf8), path: nil, api: .v2)
  #expect(v2.problems.isEmpty && v2.schemas.first?.api == .v2)
}

@Test func `what is no schema is named for what it is`() {
  for (text, message) in [
    ("«[»]", "warning: expected at least one datastore, found an empty list"),
    ("«7»", "error: expected a datastore in `{…}`, found `7`"),
    (
      #"«{»"a":1}"#,
      "error: expected a datastore: `unique_name` and `fields`, or the API's answer with `data`, found neither"
    ),
    (
      #"«{»"list":[{"id":"1"}]}"#,
      "error: expected a datastore, found a list of records; it belongs in `fixtures`"
    ),
    (
      #"«{»"message":"No.","code":"datastore_not_found"}"#,
      "error: expected a datastore, found the API's error answer `datastore_not_found`; send the request again"
    ),
    (#"{"data":"«x»"}"#, "error: expected `data` to be a datastore or a list of them, found `\"x\"`"),
    ("«»", "error: expected a value, found the end of the file"),
    (#"{"data":[«1»]}"#, "error: expected a datastore in `{…}`, found `1`"),
  ] {
    #expect(check(text, [message]).schemas.isEmpty)
  }
}

@Test func `broken JSON has its place, and what can be read is read`() {
  let file = check(
    body(fields: empid + #","# + "«,»" + notes), ["error: expected a value, found `,`"])
  #expect(file.schemas.first?.fields.count == 2)
  check(
    body(fields: empid + "«,»"), ["warning: expected another item after this `,`; remove the comma"])
  check(
    body(fields: #"{"unique_name":"a","name":"A","type":«nubmer»}"#),
    ["error: expected a value, found `nubmer`"])
}

@Test func `documented rules of creation, with the code of the operation's own table`() {
  let invalid = "datastore_fields_invalid_value"
  let creation = "datastore_invalid_creation_data"
  let many = (1...20).map { #"{"unique_name":"f\#($0)","name":"F","type":"number"}"# }
  let long = String(repeating: "x", count: 101)
  let cases: [(String, [String])] = [
    (
      body(fields: "").replacing("[]", with: "«[»]"),
      ["error datastore_fields_required: expected at least one field, found an empty list"]
    ),
    (
      #"«{»"unique_name":"a","name":"A","description":"B"}"#,
      ["error datastore_fields_required: `fields` is missing; a datastore must have it"]
    ),
    (
      #"«««{»»»"fields":[\#(empid)]}"#,
      [
        "error \(creation): `unique_name` is missing; a datastore must have it",
        "warning \(creation): `name` is missing; \"Create a datastore\" requires it",
        "warning \(creation): `description` is missing; \"Create a datastore\" requires it",
      ]
    ),
    (
      body(fields: many.dropLast().joined(separator: ",") + ",«{»" + many[19].dropFirst()),
      ["error datastore_fields_limit_exceeded: 20 fields; at most 19 are allowed beside the record id"]
    ),
    (
      body(fields: empid + "," + empid.replacing("\"empid\"", with: "\"«empid»\"")),
      ["error datastore_fields_duplicate_column: the field `empid` stands twice; the first one counts"]
    ),
    (
      body(fields: #"{"unique_name":"«empId»","name":"A","type":"number"}"#),
      [
        "error \(invalid): `empId` cannot name a field: expected lowercase letters, digits and `_`, beginning with a letter"
      ]
    ),
    (
      body(fields: #"{"unique_name":"«abcdefghijklmnopqrstu»","name":"A","type":"number"}"#),
      [
        "warning \(invalid): `abcdefghijklmnopqrstu` has 21 characters; at most 20 are allowed; `\"api\": \"v2\"` allows 30"
      ]
    ),
    (
      body(fields: #"{"unique_name":"a","name":"«Twenty-one characters»","type":"number"}"#),
      ["warning \(invalid): `name` has 21 characters; at most 20 are allowed"]
    ),
    (
      body(fields: #"{"unique_name":"«id»","name":"A","type":"number"}"#),
      ["warning: `id` is a field that every record has already; choose another name"]
    ),
    (
      body(fields: #"«{»"unique_name":"a","name":"A"}"#),
      ["error \(invalid): `type` is missing; a field must have it"]
    ),
    (
      body(fields: #"{"unique_name":"a","name":"A","type":"«text»"}"#),
      ["error \(invalid): `text` is no field type; did you mean `limited-text`"]
    ),
    (
      body(fields: #"{"unique_name":"a","name":"A","type":"«limited_text»"}"#),
      ["error \(invalid): `limited_text` is no field type; did you mean `limited-text`"]
    ),
    (
      body(fields: #"{"unique_name":"a","name":"A","type":"«nubmer»"}"#),
      ["error \(invalid): `nubmer` is no field type; did you mean `number`"]
    ),
    (
      body(fields: #"{"unique_name":"a","name":"A","type":"«zzz»"}"#),
      [
        "error \(invalid): `zzz` is no field type; expected `boolean`, `number`, `limited-text`, `large-text` or `encrypted-text`"
      ]
    ),
    (
      body(fields: #"{"unique_name":"a","name":"A","type":«7»}"#),
      [
        "error \(invalid): expected `type` to be `boolean`, `number`, `limited-text`, `large-text` or `encrypted-text`, found `7`"
      ]
    ),
    (
      body(fields: #"{"unique_name":"a","name":"A","type":"large-text","masked":«true»}"#),
      [
        "error datastore_field_mask_not_supported: a `large-text` field cannot be masked; only `limited-text` and `number` can"
      ]
    ),
    (
      body(fields: #"{"unique_name":"a","name":"A","type":"number","mandatory":"«yes»"}"#),
      ["error \(invalid): expected `mandatory` to be `true` or `false` without quotes, found `\"yes\"`"]
    ),
    (
      body(fields: #"{"unique_name":"a","name":"A","type":"number","default_value":«0»}"#),
      ["error \(invalid): expected `default_value` to be a string such as `\"0\"`, found `0`"]
    ),
    (
      body(fields: #"{"unique_name":"a","name":"A","type":"number","default_value":"«none»"}"#),
      ["error \(invalid): expected the default of a number field to be a number, found `none`"]
    ),
    (
      body(fields: #"{"unique_name":"a","name":"A","type":"boolean","default_value":"«yes»"}"#),
      ["error \(invalid): expected the default of a boolean field to be `true` or `false`, found `yes`"]
    ),
    (
      body(fields: #"{"unique_name":"a","name":"A","type":"limited-text","default_value":"«\#(long)»"}"#),
      ["error \(invalid): `default_value` has 101 characters; at most 100 are allowed"]
    ),
    (
      body(fields: empid + ",«1»"),
      ["error \(invalid): expected a field with `unique_name` and `type`, found `1`"]
    ),
    (
      body(fields: #"{"unique_name":"a","name":"A","type":"number","«mandatroy»":true}"#),
      ["warning: `mandatroy` is no key of a field; did you mean `mandatory`"]
    ),
    (
      body(fields: #"{"unique_name":"a","«type»":"number","name":"A","type":"boolean"}"#),
      ["warning: `type` stands twice in this object; the last one counts"]
    ),
    (
      body(fields: empid, beside: #""unique_keys":[["empid","«empname»"]]"#),
      ["error datastore_unique_key_column_not_found: the unique key's field `empname` is not in `fields`"]
    ),
    (
      body(fields: empid, beside: #""unique_keys":[["«Employee ID»"]]"#),
      [
        "error datastore_unique_key_column_not_found: the unique key's field `Employee ID` is not in `fields`; did you mean `empid`"
      ]
    ),
    (
      body(fields: empid + "," + notes, beside: #""unique_keys":[["«notes»"]]"#),
      [
        "error datastore_field_unique_key_not_supported: `notes` is a field of type `large-text`, which cannot be in a unique key"
      ]
    ),
    (
      body(fields: empid, beside: #""unique_keys":["«empid»"]"#),
      ["error \(creation): expected `[\"empid\"]`, found `\"empid\"`"]
    ),
    (
      body(fields: empid, beside: #""unique_keys":[["empid"],["empid"],["empid"],["empid"],«[»"empid"]]"#),
      ["error \(creation): 5 unique keys; at most 4 are allowed"]
    ),
    (
      body(fields: empid, beside: #""unique_keys":[«[»]]"#),
      ["error \(creation): expected at least one field in a unique key, found none"]
    ),
    (
      body(fields: empid, beside: #""unique_keys":[["empid","«empid»"]]"#),
      ["warning: `empid` stands twice in this unique key"]
    ),
    (
      body(fields: empid).replacing("Everyone", with: "«" + String(repeating: "é", count: 251) + "»"),
      ["warning \(creation): `description` has 251 characters; at most 250 are allowed"]
    ),
    (
      body(fields: empid).replacing("\"empdir\"", with: "\"«1st»\""),
      [
        "error \(creation): `1st` cannot name a datastore: expected lowercase letters, digits and `_`, beginning with a letter"
      ]
    ),
  ]
  for (text, expected) in cases { check(text, expected) }
}

@Test func `rules of v3 are warnings without a code where v2 is meant`() {
  check(
    body(
      fields:
        #"{"unique_name":"nameOfMoreThanTwenty","name":"Twenty-one characters","type":"large-text","masked":«true»}"#,
      beside: #""api":"v2""#),
    ["warning: a `large-text` field cannot be masked; only `limited-text` and `number` can"])
  let long = String(repeating: "a", count: 31)
  check(
    #"{"unique_name":"«\#(long)»","fields":[\#(notes)],"unique_keys":[["«notes»"]],"api":"v2"}"#,
    [
      "warning: `\(long)` has 31 characters; the v2 help pages allow at most 30",
      "warning: `notes` is a field of type `large-text`, which cannot be in a unique key",
    ])
}

@Test func `an answer of the API breaks no rule of creation`() {
  let fields = (1...25).map {
    #"{"unique_name":"Field_\#($0)","type":"large-text","masked":true,"default_value":0}"#
  }
  let answer =
    #"{"data":{"unique_name":"ANameThatIsLongerThanThirtyLetters","fields":[\#(fields.joined(separator: ","))],"unique_keys":[["gone"],["a"],["b"],["c"],["d"]]}}"#
  #expect(check(answer).schemas.first?.fields.count == 25)
  check(
    #"{"data":{"unique_name":"a","fields":[{"unique_name":"b","type":"«date»"}]}}"#,
    ["warning: `date` is a field type that cliquery does not know; its values are not checked"])
  check(
    #"{"data":«{»"unique_name":"a"}}"#, ["warning: `fields` is missing; the API answers it"])
  check(
    #"{"data":{"unique_name":"a","fields":[«{»"type":"number"}]}}"#,
    ["error: `unique_name` is missing; a field must have it"])
}

@Test func `a draft may leave types unknown and say where it saw a field`() {
  let file = check(
    body(fields: #"{"unique_name":"a","name":"A","type":"unknown","seen":["functions/a.dg:3"]}"#))
  #expect(file.schemas.first?.fields.first?.type == .unknown)
}

@Test func `no bytes can stop the reader`() {
  let start = Array(#"{"data":[\#(answered)],"api":"v3"}"#.utf8)
  let pool = Array("{}[]\",:'\\/01tn\u{80}".utf8)
  for seed in 0..<2000 as Range<UInt64> {
    var generator = SeededGenerator(seed: seed)
    func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &generator) }
    var bytes = start
    for _ in 0...roll(6) {
      let place = roll(bytes.count)
      bytes.replaceSubrange(place..<min(bytes.count, place + roll(9)), with: [pool[roll(pool.count)]])
    }
    let file = SchemaFile(bytes, path: nil)
    let limits = ByteRange(0, bytes.count)
    let inside =
      file.problems.allSatisfy { limits.contains($0.range) }
      && file.schemas.allSatisfy { $0.fields.allSatisfy { limits.contains($0.nameRange) } }
    if !inside { Issue.record("seed \(seed)") }
  }
}
