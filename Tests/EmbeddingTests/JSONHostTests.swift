import CriteriaSyntax
import SourceText
import TestSupport
import Testing

@testable import Embedding

private func show(_ text: MappedText) -> String { text.bytes.text(text.range) }

/// A query on one line: `update v3 empdir: criteria | limit=5`, `?` for a datastore that is not told, `-` for no
/// criteria; holes in `⟨…⟩`.
private func line(of query: HostQuery) -> String {
  let target = query.targets.map { "\($0.operation) \($0.api) \($0.datastore ?? "?")" }.joined(separator: "+")
  let parameters = query.parameters.map { " | \($0.kind.rawValue)=\(showHoles($0.text))" }.joined()
  return "\(target): \(query.criteria.map(showHoles) ?? "-")\(parameters)"
}

/// Reads a file and checks the queries found in it, that every name's range is exactly the name, and that an edit
/// at any place of any text, written to the file and read again, gives the edited text.
@discardableResult
private func check(
  _ source: String, _ expected: [String], options: JSONHost.Options = JSONHost.Options(),
  sourceLocation: SourceLocation = #_sourceLocation
) -> HostFile {
  let bytes = Array(source.utf8)
  let file = JSONHost.read(bytes, options: options)
  #expect(file.queries.map(line(of:)) == expected, "\(source)", sourceLocation: sourceLocation)
  for mention in file.datastoreMentions {
    #expect(bytes.text(mention.range) == mention.name, sourceLocation: sourceLocation)
  }
  for (index, query) in file.queries.enumerated() {
    for target in query.targets {
      #expect(
        target.datastoreRange.map { bytes.text($0) } == target.datastore, sourceLocation: sourceLocation)
    }
    guard let text = query.criteria else { continue }
    for place in text.range.start...text.range.end {
      let range = ByteRange(place, min(place + 1, text.range.end))
      guard let edit = text.fileEdit(replacing: range, with: "&\"+ %\\é"),
        let edited = TextEdit.apply([edit], to: bytes)
      else { continue }
      if changesMore(text, at: range) { continue }
      let wanted =
        Array(text.bytes[ByteRange(text.range.start, range.start)]) + Array("&\"+ %\\é".utf8)
        + Array(text.bytes[ByteRange(range.end, text.range.end)])
      let again = JSONHost.read(edited, options: options).queries
      let found =
        again.indices.contains(index) ? again[index].criteria.map { Array($0.bytes[$0.range]) } : nil
      #expect(found == wanted, "\(place) of \(source)", sourceLocation: sourceLocation)
    }
  }
  return file
}

/// Whether an edit changes more than its place: what is a hole, or half a character.
private func changesMore(_ text: MappedText, at range: ByteRange) -> Bool {
  if text.holes.contains(where: { $0.range.overlaps(range) }) { return true }
  guard !range.isEmpty else { return false }
  let isAfterDollar = range.start > 0 && text.bytes[range.start - 1] == UInt8(ascii: "$")
  return text.bytes[range.start] >= 0x80 || text.bytes[range.start] == UInt8(ascii: "{") && isAfterDollar
}

/// A Postman item around a request.
private func postman(_ request: String) -> String {
  #"{"info":{"schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},"item":[{"name":"x","request":\#(request)}]}"#
}

@Test func `E3: an object whose keys are exactly criteria and values`() {
  for (source, expected) in [
    (
      #"{"criteria": "(department==Engineering) && (isactive==true)", "values": {"isactive": false}}"#,
      ["update v3 ?: (department==Engineering) && (isactive==true)"]
    ),
    (#"[{"values":{},"criteria":"a==\"x\\\"y\"\t"}]"#, ["update v3 ?: a==\"x\\\"y\"\t"]),
    (
      #"{"criteria":"a==${user.get(\"id\")} && b=={{ b }}","values":{}}"#,
      ["update v3 ?: a==⟨user.get(\"id\")⟩ && b==⟨b⟩"]
    ),
    (#"{"criteria":"caf\u00e9==\ud83d\ude00","values":{}}"#, ["update v3 ?: café==😀"]),
    (#"{"criteria":"","values":{}}"#, ["update v3 ?: "]),
    (#"{"criteria":"a==1","values":{},"limit":1}"#, []), (#"{"criteria":"a==1"}"#, []),
    (#"{"criteria":1,"values":{}}"#, []), (#"{"criteria":"Criteria","values":"Values"}"#, []),
    (#"{"values":{}}"#, []), (#""criteria""#, []),
    (
      #"{"deep":[{"er":{"criteria":"a==1","values":{"criteria":"b","values":{}}}}]}"#,
      ["update v3 ?: a==1", "update v3 ?: b"]
    ),
    // What is broken around it does not stop the search.
    (
      "oops {\"x\": nope, 'y': \"unclosed\n \"z\": {\"criteria\":\"a==1\",\"values\":{}}",
      ["update v3 ?: a==1"]
    ),
  ] {
    check(source, expected)
  }
}

@Test func `E3: every criteria key of a file that the settings name`() {
  let source =
    #"{"criteria":"a==1","x":[{"criteria":"b==2","limit":5000},{"criteria":{"criteria":"c==3"}},{"criteria":4}]}"#
  check(source, [])
  check(
    source, ["list v3 ?: a==1", "list v3 ?: b==2", "list v3 ?: c==3"],
    options: JSONHost.Options(everyCriteriaKey: true))
  check(
    #"{"criteria":"a==1","values":{"criteria":"b"}}"#, ["update v3 ?: a==1", "list v2 ?: b"],
    options: JSONHost.Options(everyCriteriaKey: true, defaultAPI: .v2))
}

@Test func `E4: a comment, where a tool allows comments`() {
  check("{\"filter\": \"a==1\", // cliquery: criteria\n\"b\": \"c==2\"}", ["list v3 ?: a==1"])
  check(
    "{\n  // cliquery: criteria\n  \"filter\": \"a==\\\"1\\\"\", \"b\": \"c==2\"}", ["list v3 ?: a==\"1\""])
  check("[\"a==1\", /* cliquery: criteria */ \"b==2\"]", ["list v3 ?: b==2"])
  check("{\"criteria\": \"a==1\", \"values\": {} /* cliquery: criteria */}", ["update v3 ?: a==1"])
  check("{\"filter\": \"a==1\" // criteria\n}", [])
}

@Test func `E2: the criteria parameter of a URL with a path of the table, on any host`() {
  let criteria = "%28a%3D%3D1%29%20%26%26+%28b%3D%3D2%29"
  for (path, expected) in [
    ("https://cliq.zoho.com/api/v3/datastores/empdir/records", "list v3 empdir"),
    ("https://cliq.zoho.eu/company/1/api/v3/extensions/77/datastores/empdir/records", "list v3 empdir"),
    ("/api/v3/datastores/empdir/records/", "list v3 empdir"),
    ("api/v2/storages/empdir/records", "list v2 empdir"),
    ("https://cliq.zoho.com/api/v2/storages/{{db}}/records", "list v2 ?"),
    ("{{baseUrl}}/datastores/:DATASTORE_UNIQUE_NAME/records", "list v3 ?"),
    ("{{baseUrl}}/v3/datastores/<name>/records", "list v3 ?"),
    ("https://{{host}}/api/v3/datastores/a/records", "list v3 a"),
    ("${base}/api/{{version}}/datastores/a/records", "list v3 a"),
    ("https://localhost:8080/api/v3/datastores/a/records", "list v3 a"),
    ("https://cliq.zoho.com/api/v3/datastores/a/records/1", nil),
    ("https://cliq.zoho.com/api/v3/datastores/a", nil),
    ("https://cliq.zoho.com/api/v2/datastores/a/records", nil),
    ("https://cliq.zoho.com/api/v3/storages/a/records", nil),
    ("https://example.com/datastores/a/records", nil),
    ("https://www.zohoapis.com/api/v3/datastores/a/records", nil),
    ("https://x.zoho.com/crm/api/v3/datastores/a/records", nil), ("https://example.com/records", nil),
    ("see https://cliq.zoho.com/api/v3/datastores/a/records", nil),
  ] as [(String, String?)] {
    check(
      #"{"x":"\#(path)?limit=5&criteria=\#(criteria)#top"}"#,
      expected.map { ["\($0): (a==1) && (b==2) | limit=5"] } ?? [])
  }
  check(#"["https:\/\/cliq.zoho.com\/api\/v3\/datastores\/a\/records?criteria=x%3d=1"]"#, ["list v3 a: x==1"])
  check(#"["/api/v3/datastores/a/records?criteria="]"#, ["list v3 a: "])
  check(#"["/api/v3/datastores/a/records?criteria"]"#, ["list v3 a: "])
  check(#"["/api/v3/datastores/a/records?Criteria=a==1"]"#, [])
  check(
    #"["/api/v3/datastores/a/records?criteria=user%3D%3D{{user id}}%26%26b=={{b&c}}&sync_token=MTB8&ids=1,2"]"#,
    ["list v3 a: user==⟨user id⟩&&b==⟨b&c⟩ | sync_token=MTB8 | ids=1,2"])
}

@Test func `E2: Postman requests, the URL as text and in parts`() {
  let url = "https://cliq.zoho.com/api/v3/datastores/empdir/records"
  for (request, expected) in [
    (#""\#(url)?criteria=a==1""#, ["list v3 empdir: a==1"]),
    (
      #"{"method":"GET","url":"\#(url)?criteria=a==1&order_by=a%20desc"}"#,
      ["list v3 empdir: a==1 | order_by=a desc"]
    ),
    (
      #"{"method":"GET","url":{"raw":"\#(url)?criteria=stale","query":[{"key":"criteria","value":"(a==1) && (b==2)"},{"key":"limit","value":"5","disabled":true},{"key":"next_token","value":"{{t}}"}]}}"#,
      ["list v3 empdir: (a==1) && (b==2) | next_token=⟨t⟩"]
    ),
    (#"{"url":{"raw":"\#(url)?criteria=a==1","query":[]}}"#, ["list v3 empdir: a==1"]),
    (
      #"{"url":{"host":["cliq","zoho","com"],"path":["api","v3","datastores","empdir","records"]}}"#,
      ["list v3 empdir: -"]
    ),
    (
      #"{"url":{"host":["{{baseUrl}}"],"path":["datastores",":NAME","records"],"query":[{"key":"criteria","value":"a=={{x}}"}],"variable":[{"key":"NAME","value":"empdir"}]}}"#,
      ["list v3 ?: a==⟨x⟩"]
    ),
    (#"{"method":"DELETE","url":{"raw":"\#(url)?ids=1,2"}}"#, ["delete v3 empdir: - | ids=1,2"]),
    (#"{"method":"delete","url":{"raw":"\#(url)"}}"#, ["delete v3 empdir: -"]),
    // The variable may hold all of them.
    (#"{"method":"delete","url":{"raw":"\#(url)?{{parameters}}"}}"#, []),
    (#"{"method":"delete","url":{"raw":"\#(url)","query":[{"key":"{{k}}","value":"a"}]}}"#, []),
    (
      #"{"method":"DELETE","url":{"raw":"\#(url)","query":[{"key":"criteria","value":"a%3D%3D1"}]}}"#,
      ["delete v3 empdir: a==1"]
    ),
    (#"{"method":"POST","url":{"raw":"\#(url)?criteria=a==1"}}"#, []),
    (#"{"method":"{{method}}","url":{"raw":"\#(url)?criteria=a==1"}}"#, []),
    (
      #"{"method":"PATCH","url":"https://cliq.zoho.com/api/v2/storages/a/records","body":{"mode":"raw","raw":"{\"criteria\":\"a\"}"}}"#,
      []
    ),
    (
      #"{"method":"GET","url":"https://cliq.zoho.com/api/v2/storages/a/records?criteria=a==1&order_by=%2Bb&start_token=1&from_index=3"}"#,
      ["list v2 a: a==1 | order_by=+b | from_index=3 | start_token=1"]
    ),
    (#"{"method":"GET","url":"https://www.example.com/api?criteria=a==1"}"#, []),
  ] {
    check(postman(request), expected)
  }
}

@Test func `E3: the body of a Postman request is JSON inside a JSON string`() {
  let url = "https://cliq.zoho.com/api/v3/datastores/empdir/records"
  func patch(_ body: String) -> String {
    postman(#"{"method":"PATCH","url":{"raw":"\#(url)"},"body":\#(body)}"#)
  }
  for (body, expected) in [
    (
      #"{"mode":"raw","raw":"{\n  \"criteria\": \"(name==\\\"O'Brien\\\") && a=={{a}}\",\n  \"values\": {\"x\": 1}\n}"}"#,
      ["update v3 empdir: (name==\"O'Brien\") && a==⟨a⟩"]
    ),
    (
      #"{"mode":"raw","raw":"{\"values\":{{values}},\"criteria\":\"caf\\u00e9==\u00e9\"}"}"#,
      ["update v3 empdir: café==é"]
    ),
    (#"{"mode":"raw","raw":"{\"values\":{}}"}"#, ["update v3 empdir: -"]),
    (#"{"mode":"raw","raw":"{\"criteria\":null,\"values\":{}}"}"#, ["update v3 empdir: -"]),
    (#"{"mode":"raw","raw":""}"#, ["update v3 empdir: -"]), ("null", ["update v3 empdir: -"]),
    (#"{"mode":"raw","raw":"{\"criteria\":\"\",\"values\":{}}"}"#, ["update v3 empdir: "]),
    // What is sent cannot be seen, so nothing is missing.
    (#"{"mode":"raw","raw":"{{body}}"}"#, []),
    (#"{"mode":"raw","raw":"{\"criteria\":{{c}},\"values\":{}}"}"#, []),
    (#"{"mode":"file","file":{"src":"a.json"}}"#, []), (#"{"mode":"raw"}"#, ["update v3 empdir: -"]),
    (#"{"mode":"json","json":"{\"criteria\":\"a==1\",\"values\":{}}"}"#, ["update v3 empdir: a==1"]),
    (#"{"type":"json","raw":"{\"criteria\":\"a==1\",\"values\":{}}"}"#, ["update v3 empdir: a==1"]),
    (#"{"mimeType":"application/json","text":"{\"values\":{}}"}"#, ["update v3 empdir: -"]),
    (#"{"what":"ever"}"#, []),
    (#"{"mode":"urlencoded","urlencoded":[{"key":"criteria","value":"a"}]}"#, []),
  ] {
    check(patch(body), expected)
  }
  check(postman(#"{"method":"PATCH","url":{"raw":"\#(url)"}}"#), ["update v3 empdir: -"])
  let body = #"{"mode":"raw","raw":"{\"criteria\":\"a==1\",\"values\":{}}"}"#
  check(postman(#"{"method":"PATCH","url":{"raw":"{{url}}"},"body":\#(body)}"#), ["update v3 ?: a==1"])
  check(postman(#"{"method":"PATCH","url":{"raw":"https://example.com/x"},"body":\#(body)}"#), [])
  // A saved example repeats the request.
  let request = #"{"method":"PATCH","url":{"raw":"\#(url)"},"body":\#(body)}"#
  check(
    #"{"item":[{"request":\#(request),"response":[{"originalRequest":\#(request)}]}]}"#,
    ["update v3 empdir: a==1"])
}

@Test func `other ways to write a request down`() {
  let url = "https://cliq.zoho.com/api/v3/datastores/empdir/records"
  for (source, expected) in [
    (
      #"{"requests":[{"method":"PATCH","url":"\#(url)","data":[],"dataMode":"raw","rawModeData":"{\"criteria\":\"a==1\",\"values\":{}}"}]}"#,
      ["update v3 empdir: a==1"]
    ),
    (
      #"{"url":"\#(url)","params":{"criteria":"a==1&&b==%41","limit":5}}"#,
      ["list v3 empdir: a==1&&b==%41 | limit=5"]
    ),
    (
      #"{"url":"\#(url)","method":"patch","data":{"criteria":"a==1","values":{}}}"#,
      ["update v3 empdir: a==1"]
    ),
    (
      #"{"url":"https://www.zohoapis.com/crm/v3/x","method":"patch","data":{"criteria":"a==1","values":{}}}"#,
      []
    ),
    (
      #"{"log":{"entries":[{"request":{"method":"GET","url":"\#(url)?criteria=a%3D1","queryString":[{"name":"criteria","value":"a=1"}]}}]}}"#,
      ["list v3 empdir: a=1"]
    ),
    (
      #"{"request":{"method":"GET","url":"\#(url)","queryString":[{"name":"criteria","value":"a=1"}]}}"#,
      ["list v3 empdir: a=1"]
    ),
    (
      #"{"url":"https://example.com/x","method":"patch","data":{"criteria":"a==1","values":{}}}"#,
      ["update v3 ?: a==1"]
    ),
    (
      #"{"url":"/api/v2/storages/a/records?criteria=a==1","method":"DELETE"}"#, ["delete v2 a: a==1"]
    ),
    // A saved answer tells its own address, and asks for nothing.
    (#"{"url":"/api/v3/datastores/empdir/records","type":"datastore_record","list":[{"id":"1"}]}"#, []),
  ] {
    check(source, expected)
  }
}

@Test func `a recorded address tells what was sent, whether its parts are decoded or not`() {
  for value in ["a%3D1", "a=1"] {
    let file = check(
      #"{"request":{"method":"GET","url":"https://cliq.zoho.com/api/v3/datastores/empdir/records?criteria=a%3D1&limit=5","queryString":[{"name":"criteria","value":"\#(value)"},{"name":"limit","value":"6"}]}}"#,
      ["list v3 empdir: a=1 | limit=5"])
    #expect(file.observations.isEmpty, "\(value)")
  }
}

@Test func `datastores and written fields are mentioned`() {
  let source = postman(
    #"{"method":"POST","url":{"raw":"https://cliq.zoho.com/api/v3/datastores/empdir/records"},"body":{"mode":"raw","raw":"{\"values\":{\"empid\":1001,\"empname\":\"John\",\"notes\":{{n}}}}"}}"#
  )
  let file = check(source, [])
  let bytes = Array(source.utf8)
  #expect(file.datastoreMentions.map(\.name) == ["empdir"])
  #expect(file.fieldMentions.map(\.field) == ["empid", "empname", "notes"])
  #expect(
    file.fieldMentions.map(\.use) == [
      .written(.number), .written(.text("John")), .written(nil),
    ])
  #expect(file.fieldMentions.map { bytes.text($0.range) } == ["empid", "empname", "notes"])
  #expect(
    check(#"["/api/v3/datastores/a/records", "{{b}}/storages/b/records/77"]"#, []).datastoreMentions.map(
      \.name) == ["a", "b"])
}

@Test func `comments of JSON with comments`() {
  let source = "// cliquery: ignore-file\n{\"a\": 1, /* x */ \"b\": 2 // y\r\n}"
  let file = JSONHost.read(Array(source.utf8))
  let bytes = Array(source.utf8)
  #expect(file.comments.map { bytes.text($0.text) } == ["cliquery: ignore-file", "x", "y"])
  #expect(file.comments.map(\.isAlone) == [true, false, false])
}

@Test func `JSON holes: an escaped dollar is text, an unclosed one is told`() {
  let source = #"{"criteria":"a==\\${x} && b==${y} && c==${z","values":{}}"#
  let text = check(source, ["update v3 ?: a==${x} && b==⟨y⟩ && c==${z"]).queries.first?.criteria
  #expect(text.map { $0.unclosedHoles.map(text!.bytes.text) } == ["${"])
}

@Test func `no bytes can stop the search`() {
  let url = "https://cliq.zoho.com/api/v3/datastores/empdir/records"
  let request =
    #"{"method":"PATCH","url":{"raw":"\#(url)?criteria=a%3D%3D{{x}}","query":[{"key":"criteria","value":"%28a"}]},"body":{"mode":"raw","raw":"{\"criteria\":\"a==\\\"1\\\" && b==${c}\",\"values\":{}}"}}"#
  let start = Array((postman(request) + postman(request.replacing("PATCH", with: "GET"))).utf8)
  let pool = Array("{}[]\",:'\\/%$&?#\n\u{80}".utf8)
  for seed in 0..<5000 as Range<UInt64> {
    var generator = SeededGenerator(seed: seed)
    func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &generator) }
    var bytes = start
    for _ in 0...roll(5) {
      let place = roll(bytes.count)
      bytes.replaceSubrange(place..<min(bytes.count, place + roll(3)), with: [pool[roll(pool.count)]])
    }
    let file = JSONHost.read(bytes, options: JSONHost.Options(everyCriteriaKey: seed % 2 == 0))
    let limits = ByteRange(0, bytes.count)
    for query in file.queries {
      guard limits.contains(query.range) else {
        Issue.record("seed \(seed): \(query.range)")
        continue
      }
      guard let text = query.criteria else { continue }
      let inside =
        limits.contains(text.fileRange(text.range))
        && text.holes.allSatisfy { text.range.contains($0.range) && $0.range.contains($0.name) }
      var end = text.segments.first?.text.start ?? 0
      let isSorted = text.segments.allSatisfy { segment in
        defer { end = segment.text.end }
        return segment.text.start == end && limits.contains(segment.file)
          && (segment.kind != .verbatim || text.bytes[segment.text] == bytes[segment.file])
      }
      if !inside || !isSorted { Issue.record("seed \(seed): \(String(decoding: bytes, as: UTF8.self))") }
    }
  }
}

@Test func `the search is linear`() {
  let long = #""/api/v3/datastores/a/records?criteria="#
  for (open, unit, close) in [
    ("", #"{"criteria":"a==\"1\"${x}","values":{}},"#, ""), ("", "/* cliquery: criteria */", "2,"),
    (long, "{{a}}%41", "\","),
    (long, "\\u00e9${", "\","),
    (
      #"{"url":{"raw":"{{u}}"},"body":{"mode":"raw","raw":"{\"criteria\":\""#, #"\\\"${a}"#,
      #"\",\"values\":{}}"}},"#
    ),
  ] {
    let ratio = Growth.ratio(from: 2000) { size in
      Array(("[" + open + String(repeating: unit, count: size) + close + "1]").utf8)
    } work: {
      _ = JSONHost.read($0)
    }
    #expect(ratio < Growth.limit, "\(unit)")
  }
}
