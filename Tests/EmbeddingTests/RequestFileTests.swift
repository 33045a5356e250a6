import CriteriaSyntax
import SourceText
import TestSupport
import Testing

@testable import Embedding

/// A request file and what is found in it.
///
/// `«…»` stand around what an observation points at. Of queries and requests each is a line, in the order of the file:
/// `list v3 empdir: criteria | limit=5`, `?` for a datastore that is not told, `-` for no criteria;
/// `GET address`, then `+ body` and `+ Scheme` where there are such. Holes stand in `⟨…⟩`.
private struct Case {
  let name: String
  let source: String
  let found: [String]
  let observations: [String]
  /// After the edits of all observations.
  let fixed: String?

  init(
    _ name: String, _ source: String, _ found: [String], observations: [String] = [], fixed: String? = nil
  ) {
    self.name = name
    self.source = source
    self.found = found
    self.observations = observations
    self.fixed = fixed
  }
}

private func check(_ cases: [Case], sourceLocation: SourceLocation = #_sourceLocation) {
  var failures: [String] = []
  for test in cases {
    // Line ends, a mark at the start and tabs are nobody's business.
    let sources = [
      test.source, test.source.replacing("\n", with: "\r\n"), "\u{FEFF}" + test.source,
      "# 😀 é\n\n###\t\n" + test.source,
    ]
    for source in sources { failures += problems(test, source) }
  }
  #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))", sourceLocation: sourceLocation)
}

private func problems(_ test: Case, _ source: String) -> [String] {
  let (bytes, marks) = takeMarks(source)
  let file = RequestFileHost.read(bytes)
  var failures = mappingFailures(file, bytes)
  let lines =
    (file.queries.map { ($0.range, line(of: $0)) } + file.requests.map { ($0.range, line(of: $0, bytes)) })
    .sorted { $0.0 < $1.0 }.map(\.1)
  if lines != test.found { failures.append("found \(lines), expected \(test.found)") }
  let observations = file.observations.map { delugeSummary($0.kind) }
  if observations != test.observations {
    failures.append("observations \(observations), expected \(test.observations)")
  }
  if !test.observations.isEmpty, file.observations.map(\.range) != marks {
    failures.append("observed \(file.observations.map { bytes.text($0.range) })")
  }
  if let fixed = test.fixed {
    let result = TextEdit.apply(file.observations.flatMap(\.edits), to: bytes).map {
      String(decoding: $0, as: UTF8.self)
    }
    if result?.hasSuffix(fixed.replacing("\n", with: source.contains("\r\n") ? "\r\n" : "\n")) != true {
      failures.append("fixed to \(result ?? "nothing")")
    }
  }
  for target in file.queries.flatMap(\.targets)
  where target.datastoreRange.map({ bytes.text($0) }) != target.datastore {
    failures.append("the name of \(target.datastore ?? "") is elsewhere")
  }
  failures += editFailures(file, bytes)
  return failures.map { "\(test.name): \($0)" }
}

private func line(of query: HostQuery) -> String {
  let target = query.targets.map { "\($0.operation) \($0.api) \($0.datastore ?? "?")" }.joined(separator: "+")
  let parameters = query.parameters.map { " | \($0.kind.rawValue)=\(showHoles($0.text))" }.joined()
  return "\(target): \(query.criteria.map(showHoles) ?? "-")\(parameters)"
}

private func line(of request: HostRequest, _ bytes: [UInt8]) -> String {
  "\(request.method ?? "?") \(showHoles(request.text))" + (request.body == .present ? " + body" : "")
    + (request.authorizationScheme.map { " + \(bytes.text($0))" } ?? "")
    + (request.methodRange.map { bytes.text($0).uppercased() != request.method } == true ? " + wrong" : "")
}

private func showHoles(_ text: MappedText) -> String {
  var result = ""
  var position = text.range.start
  for hole in text.holes {
    result += text.bytes.text(ByteRange(position, hole.range.start)) + "⟨" + text.bytes.text(hole.name) + "⟩"
    position = hole.range.end
  }
  return result + text.bytes.text(ByteRange(position, text.range.end))
}

/// What is written into a text is read back as it was meant, wherever it is written.
private func editFailures(_ file: HostFile, _ bytes: [UInt8]) -> [String] {
  var failures: [String] = []
  for (index, query) in file.queries.enumerated() {
    guard let text = query.criteria else { continue }
    for place in text.range.start...text.range.end {
      let range = ByteRange(place, min(place + 1, text.range.end))
      let inserted = Array("a\"+ %\\é&b".utf8)
      if text.holes.contains(where: { $0.range.overlaps(range) }) { continue }
      if !range.isEmpty, text.bytes[place] >= 0x80 { continue }
      guard let edit = text.fileEdit(replacing: range, with: inserted),
        let edited = TextEdit.apply([edit], to: bytes)
      else { continue }
      let wanted =
        Array(text.bytes[ByteRange(text.range.start, range.start)]) + inserted
        + Array(text.bytes[ByteRange(range.end, text.range.end)])
      let again = RequestFileHost.read(edited).queries
      let found =
        again.indices.contains(index) ? again[index].criteria.map { Array($0.bytes[$0.range]) } : nil
      // A text that was cut ends elsewhere when its marks change.
      if found != wanted, !text.bytes[text.range].contains(UInt8(ascii: "&")) {
        failures.append("\(String(decoding: edited, as: UTF8.self))")
      }
    }
  }
  return failures
}

@Suite("Request files")
struct RequestFileTests {
  @Test("the form: request lines, headers, comments, bodies, handlers")
  func form() {
    check([
      Case(
        "an address alone", "https://eu1.make.com/api/v2/teams", ["GET https://eu1.make.com/api/v2/teams"]),
      Case(
        "method in any case, a version", "post https://eu1.make.com/api/v2/hooks?teamId=1  HTTP/1.1\n\n{}",
        ["POST https://eu1.make.com/api/v2/hooks?teamId=1 + body"]),
      Case(
        "several, a name behind the mark",
        """
        GET /teams?organizationId=1
        ### the second
        # @name second
        // another comment
        DELETE /hooks/1
        ####
        """, ["GET /teams?organizationId=1", "DELETE /hooks/1"]),
      Case(
        "headers, the scheme before the token",
        "GET /teams\nAccept: */*\nauthorization:   Token {{t}}\n\n\n", ["GET /teams + Token"]),
      Case("a header of one word has no scheme", "GET /teams\nAuthorization: {{t}}", ["GET /teams"]),
      Case(
        "a query over lines, one of them put aside",
        """
        GET https://eu1.make.com/api/v2/data-stores
            ?teamId=1
        # &pg[offset]=10
            &pg[limit]=5
        Accept: */*
        """, ["GET https://eu1.make.com/api/v2/data-stores?teamId=1&pg[limit]=5"]),
      Case(
        "a path over lines, as JetBrains writes it",
        "GET https://eu1.make.com\n    /api\n    /v2/teams\n    ?cols[]=id",
        [
          "GET https://eu1.make.com/api/v2/teams?cols[]=id"
        ]),
      Case(
        "marks in the first column",
        "GET /teams\n?organizationId=1\n&cols[]=id HTTP/1.1\nA: b", ["GET /teams?organizationId=1&cols[]=id"]),
      Case("a body in a file", "PUT /x\n\n< ./body.json", ["PUT /x + body"]),
      Case("an empty body is none", "POST /x\n\n   \n# end\n", ["POST /x"]),
      Case("a body without headers", "POST /x\n\na=1", ["POST /x + body"]),
      Case(
        "handlers of answers are no body", "POST /x\n\n> {%\n client.log(\"GET /y\")\n%}\n", ["POST /x"]),
      Case("output is no body", "POST /x\n\n>> out.json\n", ["POST /x"]),
      Case(
        "a script before the request",
        "< {%\n  request.variables.set(\"a\", \"GET /no\")\n%}\nGET /teams", ["GET /teams"]),
      Case("a saved answer", "HTTP/1.1 200 OK\nServer: x\n\n{\"url\": \"/teams\"}", []),
      Case("only comments", "# GET /teams\n// GET /hooks\n", []),
      Case("variables alone", "@a = 1\n@b = {{a}}\n", []),
      Case("imports", "import other.http\n\nrun #first\n\nGET /teams", ["GET /teams"]),
    ])
  }

  @Test("commands for curl in place of requests")
  func commands() {
    check([
      Case(
        "over lines",
        """
        curl -X DELETE \\
          'https://eu1.make.com/api/v2/data-stores/7/data?confirmed=true' \\
          -H "Authorization: Token {{t}}" \\
          --data '{"keys": ["a"]}'
        """, ["DELETE https://eu1.make.com/api/v2/data-stores/7/data?confirmed=true + body + Token"]),
      Case("joined options", "curl -sXPOST -L /hooks -d @file.json", ["POST /hooks + body"]),
      Case(
        "the address as an option", "$ curl --url=https://eu1.make.com/api/v2/teams -k",
        [
          "GET https://eu1.make.com/api/v2/teams"
        ]),
      Case(
        "parameters that curl encodes",
        "curl -G https://cliq.zoho.com/api/v3/datastores/e/records --data-urlencode \"criteria=a==1&&b==2\" -d limit=5",
        ["list v3 e: a==1&&b==2 | limit=5"]),
      Case(
        "a body",
        "curl --request PATCH {{b}}/api/v3/datastores/e/records --json '{\"criteria\":\"a==1\",\"values\":{}}'",
        ["update v3 e: a==1"]),
      Case("an open quote ends with its section", "curl 'https://x\n### two\nGET /teams", ["GET /teams"]),
      Case("the next paragraph is another thing", "curl https://x\n\nGET /teams", []),
    ])
  }

  @Test("E2, E3: requests to records")
  func records() {
    check([
      Case(
        "a list with all parameters",
        """
        GET https://cliq.zoho.com/api/v3/datastores/empdir/records
          ?criteria=department%3D%3DSales%20%26%26%20salary%3E{{min}}
          &order_by=empname%20desc&limit=10
        """,
        ["list v3 empdir: department==Sales && salary>⟨min⟩ | order_by=empname desc | limit=10"]),
      Case("raw", "{{base}}/datastores/e/records?criteria=a==1", ["list v3 e: a==1"]),
      Case("the older version", "GET /api/v2/storages/s/records?criteria=a=1", ["list v2 s: a=1"]),
      Case(
        "an update",
        """
        PATCH {{base}}/api/v3/datastores/empdir/records HTTP/1.1
        Content-Type: application/json

        {
          "criteria": "name==\\"O'Neil\\" && a=={{x}}",
          // a comment
          "values": {"a": 1}
        }

        """, ["update v3 empdir: name==\"O'Neil\" && a==⟨x⟩"]),
      Case(
        "comments in a body are not sent",
        "DELETE {{b}}/api/v3/datastores/e/records\n\n{\n# \"criteria\": \"a==1\",\n\"ids\": \"1,2\"\n}",
        ["delete v3 e: - | ids=1,2"]),
      Case("nothing selects", "DELETE {{b}}/api/v3/datastores/e/records", ["delete v3 e: -"]),
      Case("a body that is not told", "PATCH {{b}}/api/v3/datastores/e/records\n\n{{body}}", []),
      Case(
        "a form",
        "DELETE {{b}}/api/v3/datastores/e/records\nContent-Type: application/x-www-form-urlencoded\n\ncriteria=a%3D%3D1&ids=2",
        ["delete v3 e: a==1 | ids=2"]),
      Case(
        "the body of an update, sent who knows where",
        "PATCH {{url}}\n\n{\"criteria\": \"a==1\", \"values\": {\"a\": 2}}", ["update v3 ?: a==1"]),
      Case(
        "another key, another thing", "PATCH {{url}}\n\n{\"criteria\": \"a==1\", \"values\": {}, \"x\": 1}",
        []),
      Case(
        "other products of Zoho",
        """
        GET https://www.zohoapis.com/crm/v2/Leads/search?criteria=(a:equals:b)
        ###
        PATCH https://www.zohoapis.com/crm/v2/x

        {"criteria": "a==1", "values": {}}
        """, []),
      Case(
        "a path in a variable",
        "@api = https://cliq.zoho.com/api/v3\n@records = {{api}}/datastores/empdir/records\n\nGET {{records}}?criteria=a==1",
        ["list v3 empdir: a==1"]),
      Case(
        "variables that lead elsewhere",
        "@api = https://example.com/v1\n\nGET {{api}}/datastores/e/records?criteria=a==1", []),
      Case(
        "marked", "# cliquery: criteria\nGET https://proxy.example.com/rows?criteria=a==1&limit=1",
        [
          "list v3 ?: a==1"
        ]),
    ])
  }

  @Test("E5, E6, E7: requests to Make")
  func make() {
    check([
      Case("its zones", "GET https://EU1.make.com/api/v2/teams", ["GET https://EU1.make.com/api/v2/teams"]),
      Case(
        "a zone that is a variable", "GET https://{{zone}}.make.com/api/v2/x",
        ["GET https://⟨zone⟩.make.com/api/v2/x"]),
      Case(
        "the older name", "GET https://www.integromat.com/api/v2/x",
        ["GET https://www.integromat.com/api/v2/x"]),
      Case("a host that is a variable", "GET {{host}}/api/v2/scenarios", ["GET ⟨host⟩/api/v2/scenarios"]),
      Case(
        "a host that a header names",
        "GET /api/v2/teams\nHost: eu1.make.com\n###\nGET /teams?page=1\nHost: api.example.com",
        ["GET /api/v2/teams"]),
      Case(
        "a path alone is anything", "GET /scenarios/1/executions?limit=10",
        ["GET /scenarios/1/executions?limit=10"]),
      Case(
        "a base that is a variable", "GET {{url}}/data-stores?teamId=1", ["GET ⟨url⟩/data-stores?teamId=1"]),
      Case(
        "names that others have, with parameters of Make's", "GET {{url}}/users?teamId=1",
        ["GET ⟨url⟩/users?teamId=1"]),
      Case("and in brackets", "GET {{url}}/users?pg%5Blimit%5D=1", ["GET ⟨url⟩/users?pg%5Blimit%5D=1"]),
      Case("names that others have", "GET {{url}}/users?page=2\n###\nGET {{url}}/teams", []),
      Case(
        "unless other requests say where the variable leads",
        "GET {{url}}/scenarios?teamId=1\n###\nGET {{url}}/teams\n###\nGET {{other}}/x",
        [
          "GET ⟨url⟩/scenarios?teamId=1", "GET ⟨url⟩/teams",
        ]),
      Case(
        "or the file does", "@url = https://eu1.make.com/api/v2\n\nGET {{url}}/teams", ["GET ⟨url⟩/teams"]),
      Case(
        "through other variables",
        "@zone=eu1\n@host = {{zone}}.make.com\n\nGET https://{{host}}/api/v2/teams",
        [
          "GET https://⟨host⟩/api/v2/teams"
        ]),
      Case("also elsewhere", "@url = http://localhost:3000\n\nGET {{url}}/scenarios?pg[limit]=1", []),
      Case(
        "a variable of Cliq's requests is none of Make's",
        "GET {{url}}/api/v2/storages/s/records?criteria=a=1\n###\nGET {{url}}/api/v2/users?limit=1",
        [
          "list v2 s: a=1"
        ]),
      Case(
        "other hosts",
        """
        GET https://api.github.com/users?per_page=1
        ###
        GET https://www.make.com/en/blog?page=2
        ###
        GET https://api.example.com/api/v2/users?page=2
        ###
        POST https://hook.eu1.make.com/abcdef
        ###
        GET https://make.com.example.com/api/v2/teams
        ###
        GET http://localhost/api/v2/teams?pg[limit]=1
        ###
        GET https://{{x}}.example.com/api/v2/teams
        ###
        GET {{host}}:8080/api/v2/teams
        ###
        GET example.com/teams
        """, []),
      Case(
        "a base that is not the API's, on hosts that serve only the API",
        """
        GET https://eu1.make.com/api/v1/teams
        ###
        GET https://us1.make.celonis.com/teams?organizationId=1
        ###
        GET EU2.make.com:443/v2/teams
        ###
        GET https://{{zone}}.make.com/api/teams
        ###
        POST /api/v1/hooks
        Host: eu1.make.com
        """,
        [
          "GET https://eu1.make.com/api/v1/teams", "GET https://us1.make.celonis.com/teams?organizationId=1",
          "GET EU2.make.com:443/v2/teams", "GET https://⟨zone⟩.make.com/api/teams", "POST /api/v1/hooks",
        ]),
      Case(
        "also of a variable", "@host = https://eu1.make.com\n\nGET {{host}}/v2/teams", ["GET ⟨host⟩/v2/teams"]
      ),
      Case(
        "not on Make's other hosts, nor what a zone serves besides",
        """
        GET https://www.make.com/api/v1/teams
        ###
        GET https://help.make.com/api/v1/teams
        ###
        GET https://make.com/teams
        ###
        GET https://hook.eu1.make.com/api/v1/teams
        ###
        POST https://hook.{{zone}}.make.com/abcdef
        ###
        GET https://{{zone}}.www.make.com/en
        ###
        GET https://eu1.www.make.com/teams
        ###
        GET https://developers.make.com/api/v1
        ###
        GET https://eu1.make.com
        ###
        GET https://eu1.make.com/mcp/u/{{key}}/sse
        ###
        GET https://eu1.make.com/oauth/authorize?client_id=1
        ###
        GET https://eu1x.make.com/teams
        ###
        GET https://eu1.make.com.example.com/teams
        """, []),
      Case("other things of the same name", "GET {{zendesk}}/api/v2/tickets.json?page=2", []),
      Case(
        "marked", "# cliquery: make\nGET https://proxy.example.com/teams",
        ["GET https://proxy.example.com/teams"]),
      Case("prose", "This is a note about things\n\nand more", []),
      Case("placeholders", "GET /teams/{teamId}/x/:id?a={b}", ["GET /teams/⟨teamId⟩/x/⟨id⟩?a=⟨b⟩"]),
    ])
  }

  @Test("hosts of the settings")
  func settings() {
    let hosts = MakeHosts(["https://Make.Local/api", "*.internal.test", ""])
    let bytes = Array(
      "GET http://make.local:8080/api/v2/a\n###\nGET https://x.internal.test/api/v2/b\n###\nGET https://internal.test/api/v2/c"
        .utf8)
    let file = RequestFileHost.read(
      bytes, options: RequestFileHost.Options(make: MakeEvidence(hosts: hosts)))
    #expect(
      file.requests.map { showHoles($0.text) } == [
        "http://make.local:8080/api/v2/a", "https://x.internal.test/api/v2/b",
      ])
  }

  @Test("HQ203, HQ204, HQ209: how URLs are encoded")
  func encoding() {
    let records = "GET https://cliq.zoho.com/api/v3/datastores/e/records"
    check([
      Case(
        "HQ203: what was meant goes on", "\(records)?criteria=a==1 «&&» b>{{x}}&&c==\"é\"&limit=5",
        ["list v3 e: a==1 && b>⟨x⟩&&c==\"é\" | limit=5"], observations: ["cut to a==1 "],
        fixed: "\(records)?criteria=a==1%20%26%26%20b%3E{{x}}%26%26c==%22%C3%A9%22&limit=5"),
      Case(
        "HQ203: a field like a parameter", "\(records)?criteria=a==1«&&»limit==2&&limit=3",
        ["list v3 e: a==1&&limit==2 | limit=3"], observations: ["cut to a==1"]),
      Case(
        "HQ203: not between parameters", "\(records)?criteria=a==1&&limit=3", ["list v3 e: a==1 | limit=3"]),
      Case("HQ203: not of others", "\(records)?x=1&&y=2&criteria=a==1", ["list v3 e: a==1"]),
      Case("HQ203: not where it is encoded", "\(records)?criteria=a==1%26%26b==2", ["list v3 e: a==1&&b==2"]),
      Case(
        "HQ203: forms too",
        "DELETE {{b}}/api/v3/datastores/e/records\nContent-Type: application/x-www-form-urlencoded\n\ncriteria=a==1«&&»b==2",
        ["delete v3 e: a==1&&b==2"], observations: ["cut to a==1"]),
      Case(
        "HQ204", "\(records)?criteria=«a%253D%253D1%2520%2526%2526%2520b%253E2»",
        ["list v3 e: a==1 && b>2"], observations: ["encoded twice"],
        fixed: "\(records)?criteria=a%3D%3D1%20%26%26%20b%3E2"),
      Case(
        "HQ204: not a percent sign of the value", "\(records)?criteria=a==50%253D", ["list v3 e: a==50%3D"]),
      Case("HQ204: not a pattern", "\(records)?criteria=a%20like%20%253D%25", ["list v3 e: a like %3D%"]),
      Case(
        "HQ209: the older version", "GET {{b}}/api/v2/storages/s/records?order_by=«+»name&limit=1",
        ["list v2 s: - | order_by= name | limit=1"], observations: ["plus name v2"],
        fixed: "GET {{b}}/api/v2/storages/s/records?order_by=%2Bname&limit=1"),
      Case(
        "HQ209: the newer one has no signs", "\(records)?order_by=«+»name", ["list v3 e: - | order_by= name"],
        observations: ["plus name v3"], fixed: "\(records)?order_by=name"),
      Case("HQ209: encoded", "\(records)?order_by=%2Bname", ["list v3 e: - | order_by=+name"]),
    ])
  }

  @Test("HQ205: tokens")
  func tokens() {
    let make = "GET https://eu1.make.com/api/v2/teams"
    let uuid = "4b8fc1d2-97aa-4c3e-8f60-d1b7e59a2c04"
    let zoho = "1000.0c4a9be1d57f42e6a81c3b9d5e7f2046.93be7d02c5a14f68b7d1e0a95c3f8264"
    let request = ["\(make.split(separator: " ").joined(separator: " ")) + Token"]
    check([
      Case(
        "Make's", "\(make)\nAuthorization: Token «\(uuid)»\n", request, observations: ["token make"],
        fixed: "\(make)\nAuthorization: Token {{makeToken}}\n"),
      Case(
        "Zoho's", "GET {{b}}/api/v3/datastores/e/records\nAuthorization: Zoho-oauthtoken «\(zoho)»",
        ["list v3 e: -"], observations: ["token zoho"]),
      Case(
        "any bearer's", "\(make)\nAuthorization: Bearer «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.x7Kq2Z9»",
        ["\(make) + Bearer"], observations: ["token bearer"]),
      Case(
        "in an address", "GET {{b}}/api/v2/storages/s/records?zapikey=«\(zoho)»", ["list v2 s: -"],
        observations: ["token zohoKey"], fixed: "GET {{b}}/api/v2/storages/s/records?zapikey={{zapikey}}"),
      Case(
        "in a variable, once",
        "@t = «\(uuid)»\n\n\(make)\nAuthorization: Token {{t}}\n###\n\(make)\nAuthorization: Token {{t}}",
        request + request, observations: ["token make"]),
      Case(
        "with its scheme", "@auth = Token «\(uuid)»\n\n\(make)\nAuthorization: {{auth}}", [make],
        observations: ["token make"]),
      Case("a variable", "\(make)\nAuthorization: Token {{t}}", request),
      Case("of the environment", "\(make)\nAuthorization: Token {{$processEnv MAKE_TOKEN}}", request),
      Case(
        "no token of ours",
        "GET https://api.github.com/user\nAuthorization: Bearer ghp_16C7e42F292c6912E7710c838347Ae178B4a", []),
    ])
    for value in [
      "your-api-token", "<your-token>", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "YOUR_API_TOKEN_1234567890",
      "...",
      "00000000-0000-0000-0000-000000000000", "12345678-1234-1234-1234-123456789012", "abc", "********",
      "{Your authentication token}", "$MAKE_TOKEN", "${TOKEN}", "makeApiTokenGoesHere42",
    ] {
      check([Case("a placeholder", "\(make)\nAuthorization: Token \(value)", request)])
    }
    check([
      Case(
        "Zoho's form without a token",
        "GET {{b}}/api/v3/datastores/e/records\nAuthorization: Zoho-oauthtoken 1000.xxxx.yyyy",
        ["list v3 e: -"])
    ])
  }
}
