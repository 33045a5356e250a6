import Testing

@testable import Embedding

@Suite("Request files")
struct RequestFileTests {
  @Test("the form: request lines, headers, comments, bodies, handlers")
  func form() {
    check([
      RequestFileCase(
        "an address alone", "https://eu1.make.com/api/v2/teams", ["GET https://eu1.make.com/api/v2/teams"]),
      RequestFileCase(
        "method in any case, a version", "post https://eu1.make.com/api/v2/hooks?teamId=1  HTTP/1.1\n\n{}",
        ["POST https://eu1.make.com/api/v2/hooks?teamId=1 + body"]),
      RequestFileCase(
        "several, a name behind the mark",
        """
        GET /teams?organizationId=1
        ### the second
        # @name second
        // another comment
        DELETE /hooks/1
        ####
        """, ["GET /teams?organizationId=1", "DELETE /hooks/1"]),
      RequestFileCase(
        "headers, the scheme before the token",
        "GET /teams\nAccept: */*\nauthorization:   Token {{t}}\n\n\n", ["GET /teams + Token"]),
      RequestFileCase(
        "a header of one word has no scheme", "GET /teams\nAuthorization: {{t}}", ["GET /teams"]),
      RequestFileCase(
        "a query over lines, one of them put aside",
        """
        GET https://eu1.make.com/api/v2/data-stores
            ?teamId=1
        # &pg[offset]=10
            &pg[limit]=5
        Accept: */*
        """, ["GET https://eu1.make.com/api/v2/data-stores?teamId=1&pg[limit]=5"]),
      RequestFileCase(
        "a path over lines, as JetBrains writes it",
        "GET https://eu1.make.com\n    /api\n    /v2/teams\n    ?cols[]=id",
        [
          "GET https://eu1.make.com/api/v2/teams?cols[]=id"
        ]),
      RequestFileCase(
        "marks in the first column",
        "GET /teams\n?organizationId=1\n&cols[]=id HTTP/1.1\nA: b", ["GET /teams?organizationId=1&cols[]=id"]),
      RequestFileCase("a body in a file", "PUT /x\n\n< ./body.json", ["PUT /x + body"]),
      RequestFileCase("an empty body is none", "POST /x\n\n   \n# end\n", ["POST /x"]),
      RequestFileCase("a body without headers", "POST /x\n\na=1", ["POST /x + body"]),
      RequestFileCase(
        "handlers of answers are no body", "POST /x\n\n> {%\n client.log(\"GET /y\")\n%}\n", ["POST /x"]),
      RequestFileCase("output is no body", "POST /x\n\n>> out.json\n", ["POST /x"]),
      RequestFileCase(
        "a script before the request",
        "< {%\n  request.variables.set(\"a\", \"GET /no\")\n%}\nGET /teams", ["GET /teams"]),
      RequestFileCase("a saved answer", "HTTP/1.1 200 OK\nServer: x\n\n{\"url\": \"/teams\"}", []),
      RequestFileCase("only comments", "# GET /teams\n// GET /hooks\n", []),
      RequestFileCase("variables alone", "@a = 1\n@b = {{a}}\n", []),
      RequestFileCase("imports", "import other.http\n\nrun #first\n\nGET /teams", ["GET /teams"]),
    ])
  }

  @Test("commands for curl in place of requests")
  func commands() {
    check([
      RequestFileCase(
        "over lines",
        """
        curl -X DELETE \\
          'https://eu1.make.com/api/v2/data-stores/7/data?confirmed=true' \\
          -H "Authorization: Token {{t}}" \\
          --data '{"keys": ["a"]}'
        """, ["DELETE https://eu1.make.com/api/v2/data-stores/7/data?confirmed=true + body + Token"]),
      RequestFileCase("joined options", "curl -sXPOST -L /hooks -d @file.json", ["POST /hooks + body"]),
      RequestFileCase(
        "the address as an option", "$ curl --url=https://eu1.make.com/api/v2/teams -k",
        [
          "GET https://eu1.make.com/api/v2/teams"
        ]),
      RequestFileCase(
        "parameters that curl encodes",
        "curl -G https://cliq.zoho.com/api/v3/datastores/e/records --data-urlencode \"criteria=a==1&&b==2\" -d limit=5",
        ["list v3 e: a==1&&b==2 | limit=5"]),
      RequestFileCase(
        "a body",
        "curl --request PATCH {{b}}/api/v3/datastores/e/records --json '{\"criteria\":\"a==1\",\"values\":{}}'",
        ["update v3 e: a==1"]),
      RequestFileCase(
        "an open quote ends with its section", "curl 'https://x\n### two\nGET /teams", ["GET /teams"]),
      RequestFileCase("the next paragraph is another thing", "curl https://x\n\nGET /teams", []),
    ])
  }

  @Test("E2, E3: requests to records")
  func records() {
    check([
      RequestFileCase(
        "a list with all parameters",
        """
        GET https://cliq.zoho.com/api/v3/datastores/empdir/records
          ?criteria=department%3D%3DSales%20%26%26%20salary%3E{{min}}
          &order_by=empname%20desc&limit=10
        """,
        ["list v3 empdir: department==Sales && salary>⟨min⟩ | order_by=empname desc | limit=10"]),
      RequestFileCase("raw", "{{base}}/datastores/e/records?criteria=a==1", ["list v3 e: a==1"]),
      RequestFileCase("the older version", "GET /api/v2/storages/s/records?criteria=a=1", ["list v2 s: a=1"]),
      RequestFileCase(
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
      RequestFileCase(
        "comments in a body are not sent",
        "DELETE {{b}}/api/v3/datastores/e/records\n\n{\n# \"criteria\": \"a==1\",\n\"ids\": \"1,2\"\n}",
        ["delete v3 e: - | ids=1,2"]),
      RequestFileCase("nothing selects", "DELETE {{b}}/api/v3/datastores/e/records", ["delete v3 e: -"]),
      RequestFileCase("a body that is not told", "PATCH {{b}}/api/v3/datastores/e/records\n\n{{body}}", []),
      RequestFileCase(
        "a form",
        "DELETE {{b}}/api/v3/datastores/e/records\nContent-Type: application/x-www-form-urlencoded\n\ncriteria=a%3D%3D1&ids=2",
        ["delete v3 e: a==1 | ids=2"]),
      RequestFileCase(
        "the body of an update, sent who knows where",
        "PATCH {{url}}\n\n{\"criteria\": \"a==1\", \"values\": {\"a\": 2}}", ["update v3 ?: a==1"]),
      RequestFileCase(
        "another key, another thing", "PATCH {{url}}\n\n{\"criteria\": \"a==1\", \"values\": {}, \"x\": 1}",
        []),
      RequestFileCase(
        "other products of Zoho",
        """
        GET https://www.zohoapis.com/crm/v2/Leads/search?criteria=(a:equals:b)
        ###
        PATCH https://www.zohoapis.com/crm/v2/x

        {"criteria": "a==1", "values": {}}
        """, []),
      RequestFileCase(
        "a path in a variable",
        "@api = https://cliq.zoho.com/api/v3\n@records = {{api}}/datastores/empdir/records\n\nGET {{records}}?criteria=a==1",
        ["list v3 empdir: a==1"]),
      RequestFileCase(
        "variables that lead elsewhere",
        "@api = https://example.com/v1\n\nGET {{api}}/datastores/e/records?criteria=a==1", []),
      RequestFileCase(
        "marked", "# cliquery: criteria\nGET https://proxy.example.com/rows?criteria=a==1&limit=1",
        [
          "list v3 ?: a==1"
        ]),
    ])
  }

  @Test("E5, E6, E7: requests to Make")
  func make() {
    check([
      RequestFileCase(
        "its zones", "GET https://EU1.make.com/api/v2/teams", ["GET https://EU1.make.com/api/v2/teams"]),
      RequestFileCase(
        "a zone that is a variable", "GET https://{{zone}}.make.com/api/v2/x",
        ["GET https://⟨zone⟩.make.com/api/v2/x"]),
      RequestFileCase(
        "the older name", "GET https://www.integromat.com/api/v2/x",
        ["GET https://www.integromat.com/api/v2/x"]),
      RequestFileCase(
        "a host that is a variable", "GET {{host}}/api/v2/scenarios", ["GET ⟨host⟩/api/v2/scenarios"]),
      RequestFileCase(
        "a host that a header names",
        "GET /api/v2/teams\nHost: eu1.make.com\n###\nGET /teams?page=1\nHost: api.example.com",
        ["GET /api/v2/teams"]),
      RequestFileCase(
        "a path alone is anything", "GET /scenarios/1/executions?limit=10",
        ["GET /scenarios/1/executions?limit=10"]),
      RequestFileCase(
        "a base that is a variable", "GET {{url}}/data-stores?teamId=1", ["GET ⟨url⟩/data-stores?teamId=1"]),
      RequestFileCase(
        "names that others have, with parameters of Make's", "GET {{url}}/users?teamId=1",
        ["GET ⟨url⟩/users?teamId=1"]),
      RequestFileCase(
        "and in brackets", "GET {{url}}/users?pg%5Blimit%5D=1", ["GET ⟨url⟩/users?pg%5Blimit%5D=1"]),
      RequestFileCase("names that others have", "GET {{url}}/users?page=2\n###\nGET {{url}}/teams", []),
      RequestFileCase(
        "unless other requests say where the variable leads",
        "GET {{url}}/scenarios?teamId=1\n###\nGET {{url}}/teams\n###\nGET {{other}}/x",
        [
          "GET ⟨url⟩/scenarios?teamId=1", "GET ⟨url⟩/teams",
        ]),
      RequestFileCase(
        "or the file does", "@url = https://eu1.make.com/api/v2\n\nGET {{url}}/teams", ["GET ⟨url⟩/teams"]),
      RequestFileCase(
        "through other variables",
        "@zone=eu1\n@host = {{zone}}.make.com\n\nGET https://{{host}}/api/v2/teams",
        [
          "GET https://⟨host⟩/api/v2/teams"
        ]),
      RequestFileCase(
        "also elsewhere", "@url = http://localhost:3000\n\nGET {{url}}/scenarios?pg[limit]=1", []),
      RequestFileCase(
        "a variable of Cliq's requests is none of Make's",
        "GET {{url}}/api/v2/storages/s/records?criteria=a=1\n###\nGET {{url}}/api/v2/users?limit=1",
        [
          "list v2 s: a=1"
        ]),
      RequestFileCase(
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
      RequestFileCase(
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
      RequestFileCase(
        "also of a variable", "@host = https://eu1.make.com\n\nGET {{host}}/v2/teams", ["GET ⟨host⟩/v2/teams"]
      ),
      RequestFileCase(
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
      RequestFileCase("other things of the same name", "GET {{zendesk}}/api/v2/tickets.json?page=2", []),
      RequestFileCase(
        "marked", "# cliquery: make\nGET https://proxy.example.com/teams",
        ["GET https://proxy.example.com/teams"]),
      RequestFileCase("prose", "This is a note about things\n\nand more", []),
      RequestFileCase(
        "placeholders", "GET /teams/{teamId}/x/:id?a={b}", ["GET /teams/⟨teamId⟩/x/⟨id⟩?a=⟨b⟩"]),
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
      RequestFileCase(
        "HQ203: what was meant goes on", "\(records)?criteria=a==1 «&&» b>{{x}}&&c==\"é\"&limit=5",
        ["list v3 e: a==1 && b>⟨x⟩&&c==\"é\" | limit=5"], observations: ["cut to a==1 "],
        fixed: "\(records)?criteria=a==1%20%26%26%20b%3E{{x}}%26%26c==%22%C3%A9%22&limit=5"),
      RequestFileCase(
        "HQ203: a field like a parameter", "\(records)?criteria=a==1«&&»limit==2&&limit=3",
        ["list v3 e: a==1&&limit==2 | limit=3"], observations: ["cut to a==1"]),
      RequestFileCase(
        "HQ203: not between parameters", "\(records)?criteria=a==1&&limit=3", ["list v3 e: a==1 | limit=3"]),
      RequestFileCase("HQ203: not of others", "\(records)?x=1&&y=2&criteria=a==1", ["list v3 e: a==1"]),
      RequestFileCase(
        "HQ203: not where it is encoded", "\(records)?criteria=a==1%26%26b==2", ["list v3 e: a==1&&b==2"]),
      RequestFileCase(
        "HQ203: forms too",
        "DELETE {{b}}/api/v3/datastores/e/records\nContent-Type: application/x-www-form-urlencoded\n\ncriteria=a==1«&&»b==2",
        ["delete v3 e: a==1&&b==2"], observations: ["cut to a==1"]),
      RequestFileCase(
        "HQ204", "\(records)?criteria=«a%253D%253D1%2520%2526%2526%2520b%253E2»",
        ["list v3 e: a==1 && b>2"], observations: ["encoded twice"],
        fixed: "\(records)?criteria=a%3D%3D1%20%26%26%20b%3E2"),
      RequestFileCase(
        "HQ204: not a percent sign of the value", "\(records)?criteria=a==50%253D", ["list v3 e: a==50%3D"]),
      RequestFileCase(
        "HQ204: not a pattern", "\(records)?criteria=a%20like%20%253D%25", ["list v3 e: a like %3D%"]),
      RequestFileCase(
        "HQ209: the older version", "GET {{b}}/api/v2/storages/s/records?order_by=«+»name&limit=1",
        ["list v2 s: - | order_by= name | limit=1"], observations: ["plus name v2"],
        fixed: "GET {{b}}/api/v2/storages/s/records?order_by=%2Bname&limit=1"),
      RequestFileCase(
        "HQ209: the newer one has no signs", "\(records)?order_by=«+»name", ["list v3 e: - | order_by= name"],
        observations: ["plus name v3"], fixed: "\(records)?order_by=name"),
      RequestFileCase("HQ209: encoded", "\(records)?order_by=%2Bname", ["list v3 e: - | order_by=+name"]),
    ])
  }

  @Test("HQ205: tokens")
  func tokens() {
    let make = "GET https://eu1.make.com/api/v2/teams"
    let uuid = "4b8fc1d2-97aa-4c3e-8f60-d1b7e59a2c04"
    let zoho = "1000.0c4a9be1d57f42e6a81c3b9d5e7f2046.93be7d02c5a14f68b7d1e0a95c3f8264"
    let request = ["\(make.split(separator: " ").joined(separator: " ")) + Token"]
    check([
      RequestFileCase(
        "Make's", "\(make)\nAuthorization: Token «\(uuid)»\n", request, observations: ["token make"],
        fixed: "\(make)\nAuthorization: Token {{makeToken}}\n"),
      RequestFileCase(
        "Zoho's", "GET {{b}}/api/v3/datastores/e/records\nAuthorization: Zoho-oauthtoken «\(zoho)»",
        ["list v3 e: -"], observations: ["token zoho"]),
      RequestFileCase(
        "any bearer's", "\(make)\nAuthorization: Bearer «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.x7Kq2Z9»",
        ["\(make) + Bearer"], observations: ["token bearer"]),
      RequestFileCase(
        "in an address", "GET {{b}}/api/v2/storages/s/records?zapikey=«\(zoho)»", ["list v2 s: -"],
        observations: ["token zohoKey"], fixed: "GET {{b}}/api/v2/storages/s/records?zapikey={{zapikey}}"),
      RequestFileCase(
        "in a variable, once",
        "@t = «\(uuid)»\n\n\(make)\nAuthorization: Token {{t}}\n###\n\(make)\nAuthorization: Token {{t}}",
        request + request, observations: ["token make"]),
      RequestFileCase(
        "with its scheme", "@auth = Token «\(uuid)»\n\n\(make)\nAuthorization: {{auth}}", [make],
        observations: ["token make"]),
      RequestFileCase("a variable", "\(make)\nAuthorization: Token {{t}}", request),
      RequestFileCase(
        "of the environment", "\(make)\nAuthorization: Token {{$processEnv MAKE_TOKEN}}", request),
      RequestFileCase(
        "no token of ours",
        "GET https://api.github.com/user\nAuthorization: Bearer ghp_16C7e42F292c6912E7710c838347Ae178B4a", []),
    ])
    for value in [
      "your-api-token", "<your-token>", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "YOUR_API_TOKEN_1234567890",
      "...",
      "00000000-0000-0000-0000-000000000000", "12345678-1234-1234-1234-123456789012", "abc", "********",
      "{Your authentication token}", "$MAKE_TOKEN", "${TOKEN}", "makeApiTokenGoesHere42",
    ] {
      check([RequestFileCase("a placeholder", "\(make)\nAuthorization: Token \(value)", request)])
    }
    check([
      RequestFileCase(
        "Zoho's form without a token",
        "GET {{b}}/api/v3/datastores/e/records\nAuthorization: Zoho-oauthtoken 1000.xxxx.yyyy",
        ["list v3 e: -"])
    ])
  }
}
