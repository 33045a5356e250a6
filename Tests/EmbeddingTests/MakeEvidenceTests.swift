import MakeQuery
import SourceText
import TestSupport
import Testing

@testable import Embedding

/// A request on one line: `GET address`, `?` for a method that nothing tells, `~` before a fragment; then `+ body`,
/// `+ Scheme`, `encoded` where the sender encodes. Holes stand in `⟨…⟩`.
private func line(of request: HostRequest, _ bytes: [UInt8]) -> String {
  var parts = ["\(request.isFragment ? "~" : "")\(request.method ?? "?") \(showHoles(request.text))"]
  if request.body == .present { parts.append("body") }
  if let scheme = request.authorizationScheme { parts.append(bytes.text(scheme)) }
  if request.sending == .encodedBySender { parts.append("encoded") }
  return parts.joined(separator: " + ")
}

/// Checks the requests that each source holds, and the way from every text back to the file.
private func check(
  _ cases: [(source: String, found: [String])], sourceLocation: SourceLocation = #_sourceLocation,
  read: ([UInt8]) -> HostFile
) {
  var failures: [String] = []
  for (source, expected) in cases {
    let bytes = Array(source.utf8)
    let file = read(bytes)
    let found = file.requests.map { line(of: $0, bytes) }
    if found != expected { failures.append("\(source)\n  found \(found)") }
    failures += mappingFailures(file, bytes).map { "\(source)\n  \($0)" }
    // A script that sends a request to Make is let in.
    if source.contains("invokeurl ["), !expected.isEmpty, !DelugeHost.mayHoldQueries(bytes) {
      failures.append("\(source)\n  the gate rejects it")
    }
    for request in file.requests where !ByteRange(0, bytes.count).contains(request.range) {
      failures.append("\(source)\n  outside: \(request.range)")
    }
  }
  #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))", sourceLocation: sourceLocation)
}

@Suite("Requests to Make in scripts and in JSON")
struct MakeEvidenceTests {
  @Test("E5, E6, E7 in Deluge")
  func deluge() {
    check([
      (
        #"r = invokeurl [ url: "https://eu1.make.com/api/v2/teams?organizationId=" + id type: GET ];"#,
        ["GET https://eu1.make.com/api/v2/teams?organizationId=⟨id⟩"]
      ),
      (
        #"r = invokeurl [ url: zone + "/api/v2/scenarios?teamId=1" type :DELETE headers: {"Authorization": "Token " + t} ];"#,
        ["DELETE ⟨zone⟩/api/v2/scenarios?teamId=1 + Token"]
      ),
      (
        #"r = invokeurl [ url: "https://" + zone + ".make.com/api/v2/x" type: POST body: m ];"#,
        ["POST https://⟨zone⟩.make.com/api/v2/x + body"]
      ),
      // A relative path of the catalogue, with a parameter in brackets.
      (
        #"u = base + "/data-stores?pg[limit]=5"; invokeurl [url: u];"#, ["GET ⟨base⟩/data-stores?pg[limit]=5"]
      ),
      (
        #"u = "/organizations/" + id + "?cols%5B%5D=id"; // invokeurl"#,
        ["? /organizations/⟨id⟩?cols%5B%5D=id"]
      ),
      (#"u = "/data-stores?teamId=5"; // invokeurl"#, []),
      (#"u = "/orders?pg[limit]=5"; // invokeurl"#, []),
      // A comment.
      ("// cliquery: make\nu = \"/orders?page=\" + n;", ["? /orders?page=⟨n⟩"]),
      ("u = \"/orders\"; // cliquery: make", ["? /orders"]),
      // Others.
      (#"invokeurl [ url: "https://api.example.com/api/v2/users?page=2" type: GET ];"#, []),
      (#"invokeurl [ url: "https://www.make.com/en/blog?pg[limit]=1" ];"#, []),
      (#"invokeurl [ url: "https://hook.eu1.make.com/api/x" ];"#, []),
      (#"invokeurl [ url: "https://eu1.make.com/api/v1/teams" ];"#, []),
      (#"invokeurl [ url: host + "/api/v2/tickets.json?page=2" ];"#, []),
      (#"invokeurl [ url: host + "/api/v2/users?page=2" ];"#, []),
      (#"info "see https://eu1.make.com/api/v2/teams";"#, []),
      ("// https://eu1.make.com/api/v2/teams invokeurl", []),
      (#"invokeurl [ url: "https://cliq.zoho.com/api/v2/storages/s/records" ];"#, []),
      // Where it stands otherwise.
      (
        #"r = getUrl("https://us1.make.com/api/v2/hooks?teamId=" + t);"#,
        ["GET https://us1.make.com/api/v2/hooks?teamId=⟨t⟩"]
      ),
      (
        #"u = "https://us1.make.com/api/v2/hooks"; r = postUrl(u, m);"#,
        ["POST https://us1.make.com/api/v2/hooks + body"]
      ),
      (#"m.put("url", "https://us1.make.com/api/v2/hooks");"#, ["? https://us1.make.com/api/v2/hooks"]),
    ]) { DelugeHost.scan($0) }
  }

  @Test("following in Deluge: assignments, branches, fragments, one text in several calls")
  func following() {
    check([
      (
        """
        u = "https://eu1.make.com/api/v2/teams?organizationId=1";
        if (x) { u = "https://eu1.make.com/api/v2/users?teamId=1"; }
        r = invokeurl [ url: u ];
        """,
        [
          "GET https://eu1.make.com/api/v2/teams?organizationId=1",
          "GET https://eu1.make.com/api/v2/users?teamId=1",
        ]
      ),
      (
        """
        u = "https://eu1.make.com/api/v2/teams?organizationId=1";
        u = u + "&pg[limit]=1";
        r = invokeurl [ url: u ];
        """, ["~GET https://eu1.make.com/api/v2/teams?organizationId=1"]
      ),
      (
        """
        u = "https://eu1.make.com/api/v2/teams?organizationId=1";
        u += "&pg[limit]=1";
        call(u);
        """, ["~? https://eu1.make.com/api/v2/teams?organizationId=1"]
      ),
      (
        """
        u = "https://eu1.make.com/api/v2/teams/5";
        a = invokeurl [ url: u type: GET ];
        b = invokeurl [ url: u type: DELETE ];
        c = invokeurl [ url: u type: GET ];
        """,
        ["GET https://eu1.make.com/api/v2/teams/5", "DELETE https://eu1.make.com/api/v2/teams/5"]
      ),
      // Operands are holes, never their values.
      (
        """
        path = "teams";
        a = invokeurl [ url: "https://eu1.make.com/api/v2/" + path + "?organizationId=" + user.get("id") ];
        """, [#"GET https://eu1.make.com/api/v2/⟨path⟩?organizationId=⟨user.get("id")⟩"#]
      ),
      // A method that is computed is not told.
      (
        #"a = invokeurl [ url: "https://eu1.make.com/api/v2/teams" type: method ];"#,
        ["? https://eu1.make.com/api/v2/teams"]
      ),
    ]) { DelugeHost.scan($0) }
  }

  @Test("parameters beside the address in Deluge")
  func delugeParameters() {
    check([
      (
        #"invokeurl [ url: "https://eu1.make.com/api/v2/hooks" type: GET parameters: {"teamId": t, "pg[limit]": 5, "name": "R&D 1"} ];"#,
        ["GET https://eu1.make.com/api/v2/hooks?teamId=⟨t⟩&pg[limit]=5&name=R%26D%201 + encoded"]
      ),
      (
        #"invokeurl [ url: "https://eu1.make.com/api/v2/hooks?a=1" type: GET parameters: m ];"#,
        ["GET https://eu1.make.com/api/v2/hooks?a=1&⟨parameters⟩ + encoded"]
      ),
      (
        #"invokeurl [ url: "https://eu1.make.com/api/v2/hooks" type: POST parameters: m.toString() ];"#,
        ["POST https://eu1.make.com/api/v2/hooks + body"]
      ),
    ]) { DelugeHost.scan($0) }
  }

  @Test("E5, E6 in JSON: strings, requests of clients, recorded ones")
  func json() {
    check([
      (
        #"{"next": "https://eu1.make.com/api/v2/teams?organizationId=1"}"#,
        ["? https://eu1.make.com/api/v2/teams?organizationId=1"]
      ),
      (
        #"["{{host}}\/api\/v2\/scenarios", "/data-stores?pg[limit]=1", "/data-stores", "/x?pg[limit]=1"]"#,
        ["? ⟨host⟩/api/v2/scenarios", "? /data-stores?pg[limit]=1"]
      ),
      (#"["https://api.example.com/api/v2/users?page=2", "https://www.make.com/en", "/teams"]"#, []),
      (
        #"{"url": "https://eu1.make.com/api/v2/hooks", "method": "post", "body": "{}"}"#,
        ["POST https://eu1.make.com/api/v2/hooks + body"]
      ),
      (
        #"{"url": "https://eu1.make.com/api/v2/hooks", "params": {"teamId": 1, "cols[]": ["id", "name"], "a": "x&y"}}"#,
        ["GET https://eu1.make.com/api/v2/hooks?teamId=1&cols[]=id&cols[]=name&a=x%26y + encoded"]
      ),
      // Postman: the list of parameters is sent, what is disabled is not.
      (
        #"{"request": {"method": "GET", "header": [{"key": "Authorization", "value": "Bearer {{t}}"}], "url": {"raw": "{{b}}/api/v2/hooks?teamId=1", "host": ["{{b}}"], "path": ["api", "v2", "hooks"], "query": [{"key": "teamId", "value": "1"}, {"key": "pg%5Blimit%5D", "value": "{{n}}"}, {"key": "x", "value": "1", "disabled": true}]}}}"#,
        ["GET ⟨b⟩/api/v2/hooks?teamId=1&pg%5Blimit%5D=⟨n⟩ + Bearer"]
      ),
      (
        #"{"request": {"url": {"protocol": "https", "host": ["eu1", "make", "com"], "path": ["api", "v2", "scenarios", ":id"]}}}"#,
        ["GET eu1.make.com/api/v2/scenarios/⟨id⟩"]
      ),
      // HAR: the address holds what the list repeats.
      (
        #"{"log": {"entries": [{"request": {"method": "GET", "url": "https://eu1.make.com/api/v2/teams?organizationId=1", "queryString": [{"name": "organizationId", "value": "1"}]}}]}}"#,
        ["GET https://eu1.make.com/api/v2/teams?organizationId=1"]
      ),
      (#"{"request": {"url": {"raw": "https://api.example.com/teams?pg[limit]=1"}}}"#, []),
    ]) { JSONHost.read($0) }
  }

  @Test("E7 in JSON with comments")
  func markedJSON() {
    check([
      ("{\"next\": \"/orders?page=1\" // cliquery: make\n}", ["? /orders?page=1"]),
      ("{\"a\": \"/b\", \"next\": \"/orders\", // cliquery: make\n\"c\": \"/d\"}", ["? /orders"]),
      ("{\n// cliquery: make\n\"next\": \"/orders\", \"c\": \"/d\"}", ["? /orders"]),
      ("{\"next\": /* cliquery: make */ \"/orders\"}", ["? /orders"]),
      ("{\"next\": // cliquery: make\n\"/orders\"}", ["? /orders"]),
      ("[\"/a\", /* cliquery: make */ \"/orders\"]", ["? /orders"]),
      (
        "{\"method\": \"POST\",\n\"url\": \"https://proxy.example.com/hooks\", // cliquery: make\n\"body\": \"{}\"}",
        ["POST https://proxy.example.com/hooks + body"]
      ),
      (
        "{\"request\": {\"method\": \"GET\",\n// cliquery: make\n\"url\": {\"raw\": \"{{proxy}}/hooks\"}}}",
        ["GET ⟨proxy⟩/hooks"]
      ),
      // Nothing to be meant, another text, no comment.
      ("{\"next\": 5 // cliquery: make\n}", []),
      ("// cliquery: make", []),
      ("[] // cliquery: make", []),
      ("{\"next\": \"/orders\" // cliquery: make this\n}", []),
      ("{\"next\": \"/orders // cliquery: make\"}", []),
    ]) { JSONHost.read($0) }
  }

  @Test("a fix lands on the host's own bytes")
  func edits() {
    let json = Array(#"{"url":"{{b}}/api/v2/scenarios","params":{"name":"R\u0026D"}}"#.utf8)
    let text = JSONHost.read(json).requests.first?.text
    let value = text?.bytes.text(text?.range ?? ByteRange(at: 0)).utf8.count ?? 0
    let edit = text?.fileEdit(replacing: ByteRange(value - 4, value - 1), with: "+\"")
    let fixed = edit.flatMap { TextEdit.apply([$0], to: json) }
    #expect(
      fixed.map { String(decoding: $0, as: UTF8.self) }
        == #"{"url":"{{b}}/api/v2/scenarios","params":{"name":"R+\"D"}}"#)

    let script = Array(#"invokeurl[url:"https://eu1.make.com/api/v2/hooks" parameters:{"a":'x'}];"#.utf8)
    let address = DelugeHost.scan(script).requests.first?.text
    let end = address?.range.end ?? 0
    let written = address?.fileEdit(replacing: ByteRange(end - 1, end), with: "'\"").flatMap {
      TextEdit.apply([$0], to: script)
    }
    #expect(
      written.map { String(decoding: $0, as: UTF8.self) }
        == #"invokeurl[url:"https://eu1.make.com/api/v2/hooks" parameters:{"a":'\'"'}];"#)
  }

  @Test("HQ205 in Deluge and in JSON")
  func tokens() {
    let uuid = "4b8fc1d2-97aa-4c3e-8f60-d1b7e59a2c04"
    let scripts = [
      (
        #"invokeurl[url:"https://eu1.make.com/api/v2/x" headers:{"Authorization":"Token \#(uuid)"}];"#,
        ["make"]
      ),
      (
        #"invokeurl[url:"https://eu1.make.com/api/v2/x" headers:{"Authorization":"Bearer abc123DEF456ghi789"}];"#,
        ["bearer"]
      ),
      (
        #"invokeurl[url:"https://api.example.com/x" headers:{"Authorization":"Bearer abc123DEF456ghi789"}];"#,
        []
      ),
      (
        #"zoho.cliq.deleteRecords("a", "b==1"); u = "x?zapikey=1001.0c4a9be1d57f42e6a81c3b9d5e7f2046";"#,
        ["zohoKey"]
      ),
      (#"info "Token \#(uuid)";"#, []),
    ]
    for (source, expected) in scripts {
      let found = DelugeHost.scan(Array(source.utf8)).observations.map { delugeSummary($0.kind) }
      #expect(found == expected.map { "token \($0)" }, "\(source)")
    }
    let json = [
      (
        #"{"method":"GET","url":"https://eu1.make.com/api/v2/x","headers":{"authorization":"Token \#(uuid)"}}"#,
        ["make"]
      ),
      (
        #"{"request":{"url":{"raw":"{{b}}/api/v3/datastores/e/records"},"header":[{"key":"Authorization","value":"Zoho-oauthtoken 1000.0c4a9be1d57f.93be7d02c5a1"}]}}"#,
        ["zoho"]
      ),
      (
        #"{"request":{"url":{"raw":"{{b}}/api/v3/datastores/e/records"},"header":[{"key":"Authorization","value":"Zoho-oauthtoken {{t}}"}]}}"#,
        []
      ),
    ]
    for (source, expected) in json {
      let found = JSONHost.read(Array(source.utf8)).observations.map { delugeSummary($0.kind) }
      #expect(found == expected.map { "token \($0)" }, "\(source)")
    }
  }
}
