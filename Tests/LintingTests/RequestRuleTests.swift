import LintTestSupport
import Linting
import MakeQuery
import TestSupport
import Testing

/// The rules about requests, each with what it finds, where, and what its fixes make of it.
@Suite("Request rules")
struct RequestRuleTests {
  private struct Case {
    let text: String
    var fixed: String?
    var unsafelyFixed: String?
    var setting = RequestSetting()
  }

  private func run(_ cases: [Case]) {
    for example in cases {
      let problems = checkRequests(
        example.text, example.setting, fixed: example.fixed, unsafelyFixed: example.unsafelyFixed)
      #expect(problems == [])
    }
  }

  @Test func mq001Syntax() {
    run([
      Case(
        text: """
          GET /data-stores?teamId=35&pg[limit=10
                                       ^^^^^^ MQ001 error `pg[limit` has no closing bracket; write `pg[limit]`
          """, unsafelyFixed: "GET /data-stores?teamId=35&pg[limit]=10"),
      Case(
        text: """
          GET /data-stores?teamId=35&pglimit]=10
                                            ^ MQ001 error write `pg[limit]`
          """, unsafelyFixed: "GET /data-stores?teamId=35&pg[limit]=10"),
      Case(
        text: """
          GET /data-stores??teamId=35
                           ^ MQ001 error `?` stands twice
          """, unsafelyFixed: "GET /data-stores?teamId=35"),
      Case(
        text: """
          GET /data-stores&teamId=35
                          ^ MQ001 error follows a `?`, not `&`
          """, unsafelyFixed: "GET /data-stores?teamId=35"),
      Case(
        text: """
          GET /data-stores?teamId=35?pg[limit]=10
                                    ^ MQ001 error joined with `&`
          """, unsafelyFixed: "GET /data-stores?teamId=35&pg[limit]=10"),
      Case(
        text: """
          GET /data-stores?teamId=35&&pg[limit]=10&
                                     ^ MQ001 hint joins nothing
                                                  ^ MQ001 hint joins nothing
          """, fixed: "GET /data-stores?teamId=35&pg[limit]=10"),
    ])
  }

  @Test func mq002UnknownEndpoint() {
    run([
      Case(
        text: """
          GET /incomplete-executions?scenarioId=1
              ^^^^^^^^^^^^^^^^^^^^^^ MQ002 warning did you mean `/dlqs`?
          """, unsafelyFixed: "GET /dlqs?scenarioId=1"),
      Case(
        text: """
          GET /scenarios/{id}/executions?pg[limit]=5
              ^^^^^^^^^^^^^^^^^^^^^^^^^^ MQ002 warning did you mean `/scenarios/{id}/logs`?
          """),
      Case(
        text: """
          GET /api/v1/teams?organizationId=5
              ^^^^^^^^^^^^^ MQ002 warning `/api/v1` is not the base of the API; write `/api/v2`
          """, unsafelyFixed: "GET /api/v2/teams?organizationId=5"),
      Case(
        text: """
          GET /templates/publik
              ^^^^^^^^^^^^^^^^^ MQ002 warning did you mean `/templates/public`?
          """, unsafelyFixed: "GET /templates/public"),
      Case(
        text: """
          GET /invoices
              ^^^^^^^^^ MQ002 warning there is no endpoint `/invoices`
          """),
      // Holes, administration, and a path that is not there.
      Case(text: "GET /${resource}?pg[limit]=5\nGET /teams${query}\nGET /admin/billing\nGET ?pg[limit]=5"),
    ])
  }

  @Test func mq003WrongMethod() {
    run([
      Case(
        text: """
          PUT /scenarios/5
          ^^^ MQ003 warning `/scenarios/{scenarioId}` has no `PUT`; it takes `GET`, `PATCH` or `DELETE`
          """, unsafelyFixed: "PATCH /scenarios/5"),
      Case(text: "POST /scenarios/5/run\nHEAD /ping\nPATCH /data-stores/5\nPUT /data-stores/5/data/key"),
    ])
  }

  @Test func mq010UnknownParameter() {
    run([
      Case(
        text: """
          GET /data-stores?teamid=35
                           ^^^^^^ MQ010 warning did you mean `teamId`?
          """, unsafelyFixed: "GET /data-stores?teamId=35"),
      Case(
        text: """
          GET /data-stores?team_id=35&fields=id
                           ^^^^^^^ MQ010 warning did you mean `teamId`?
                                      ^^^^^^ MQ010 warning did you mean `cols[]`?
          """, unsafelyFixed: "GET /data-stores?teamId=35&cols[]=id"),
      Case(
        text: """
          GET /data-stores?teamId[]=35
                           ^^^^^^^^ MQ010 warning it takes one value: write `teamId`
          """, unsafelyFixed: "GET /data-stores?teamId=35"),
      Case(
        text: """
          GET /enums/timezones?x=1
                               ^ MQ010 warning it takes none
          """),
      Case(
        text: """
          GET /connections?teamId=1&google[]=a
                                    ^^^^^^^^ MQ010 warning `GET /connections` has no parameter `google[]`
          """),
      Case(
        text: """
          GET /connections?teamId=1&type[]=google&google[]=a&google[]=b
          GET /connections?teamId=1&type[]=${type}&google[]=a
          POST /data-stores?what=ever
          GET /data-stores?teamId=1&${name}=5
          """),
    ])
  }

  @Test func mq011MissingParameter() {
    run([
      Case(
        text: """
          GET /data-stores?pg[limit]=5
              ^^^^^^^^^^^^ MQ011 warning `GET /data-stores` needs `teamId`
          """),
      Case(
        text: """
          GET /affiliate/commissions
              ^^^^^^^^^^^^^^^^^^^^^^ MQ011 warning needs `dateFrom` and `dateTo`, and they are not there
          """),
      Case(
        text: "GET /data-stores?${query}\nGET /data-stores${query}\nGET /functions/5/history?teamId={teamId}"),
    ])
  }

  @Test func mq012DuplicateParameter() {
    run([
      Case(
        text: """
          GET /data-stores?teamId=1&teamId=2
                                    ^^^^^^^^ MQ012 warning which value counts is not documented
          """),
      Case(
        text: """
          GET /data-stores?teamId=1&teamId=1&pg[limit]=5
                                    ^^^^^^^^ MQ012 warning once is enough
          """, fixed: "GET /data-stores?teamId=1&pg[limit]=5"),
      Case(text: "GET /scenarios?teamId=1&id[]=1&id[]=2"),
    ])
  }

  @Test func mq013ExactlyOneOf() {
    run([
      Case(
        text: """
          GET /scenarios?teamId=1&organizationId=2
                                  ^^^^^^^^^^^^^^ MQ013 error not both
          """, unsafelyFixed: "GET /scenarios?organizationId=2"),
      Case(
        text: """
          GET /users?pg[limit]=1
              ^^^^^^ MQ013 error needs `teamId` or `organizationId`, and neither is there
          """),
      Case(
        text: """
          GET /users?teamid=1
                     ^^^^^^ MQ010 warning
          """, unsafelyFixed: "GET /users?teamId=1"),
      Case(text: "POST /scenarios?confirmed=true\nGET /imt/apps?organizationId=1&teamId=2\nGET /users?${q}"),
    ])
  }

  @Test func mq014InvalidValue() {
    run([
      Case(
        text: """
          GET /data-stores?teamId=1&pg[limit]=abc
                                              ^^^ MQ014 error `pg[limit]` takes a whole number, not `abc`
          """),
      Case(
        text: """
          GET /data-stores?teamId=1&pg[limit]=0&pg[offset]=-1
                                              ^ MQ014 error at least 1
                                                           ^^ MQ014 error at least 0
          """),
      Case(
        text: """
          GET /data-stores?teamId=1&pg[sortDir]=ASC
                                                ^^^ MQ014 warning did you mean `asc`?
          """, unsafelyFixed: "GET /data-stores?teamId=1&pg[sortDir]=asc"),
      Case(
        text: """
          GET /scenarios?teamId=1&isActive=True&concept=perhaps
                                           ^^^^ MQ014 warning did you mean `true`?
                                                        ^^^^^^^ MQ014 error `true` or `false`
          """, unsafelyFixed: "GET /scenarios?teamId=1&isActive=true&concept=perhaps"),
      Case(
        text: """
          GET /scenarios/5/logs?status=success&from=yesterday
                                       ^^^^^^^ MQ014 error takes `1`, `2` or `3`
                                                    ^^^^^^^^^ MQ014 error
          """),
      Case(
        text: """
          GET /scenarios/logs?pg[limit]=500
                                        ^^^ MQ014 warning at most 200
          """, unsafelyFixed: "GET /scenarios/logs?pg[limit]=200"),
      Case(
        text: """
          GET /audit-logs/organization/5?dateFrom=01.02.2026
                                                  ^^^^^^^^^^ MQ014 error a date such as `2026-01-31`
          """),
      Case(
        text: """
          GET /data-stores?teamId=
                           ^^^^^^^ MQ014 warning `teamId` has no value
          """),
      Case(
        text: """
          GET /data-stores?teamId=TEAM_ID&pg[limit]=LIMIT
          GET /data-stores?teamId=<team>&pg[limit]={n}
          GET /data-stores?teamId=1${rest}&pg[limit]=%7Blimit%7D
          GET /data-stores?teamId=12345678901234567890
          GET /audit-logs/team/5?dateFrom=2026-01-31&dateTo=2026-01-31T10:00:00Z&event[0]=a&event[1]=b
          GET /analytics/5?teamId=1,2&status=active&status[]=invalid
          GET /templates/public?name=Google+Sheets&includeEn=true
          """),
    ])
  }

  @Test func mq020BarePaging() {
    run([
      Case(
        text: """
          GET /scenarios?teamId=1&limit=100&sortdir=asc&pg.offset=5
                                  ^^^^^ MQ020 warning written `pg[limit]`
                                            ^^^^^^^ MQ020 warning written `pg[sortDir]`
                                                        ^^^^^^^^^ MQ020 warning written `pg[offset]`
          """, unsafelyFixed: "GET /scenarios?teamId=1&pg[limit]=100&pg[sortDir]=asc&pg[offset]=5"),
      Case(
        text: """
          GET /keys?teamId=1&limit=100
                             ^^^^^ MQ020 warning `GET /keys` neither pages nor sorts
          """, unsafelyFixed: "GET /keys?teamId=1"),
    ])
  }

  @Test func mq021UnknownPagingMember() {
    run([
      Case(
        text: """
          GET /data-stores?teamId=1&pg[Limit]=5&pg[sortby]=name&pg[order]=asc
                                    ^^^^^^^^^ MQ021 warning did you mean `pg[limit]`?
                                                ^^^^^^^^^^ MQ021 warning did you mean `pg[sortBy]`?
                                                                ^^^^^^^^^ MQ021 warning did you mean `pg[sortDir]`?
          """, unsafelyFixed: "GET /data-stores?teamId=1&pg[limit]=5&pg[sortBy]=name&pg[sortDir]=asc"),
      Case(
        text: """
          GET /scenarios?teamId=1&pg[returnTotalCount]=true
                                  ^^^^^^^^^^^^^^^^^^^^ MQ021 warning few endpoints only
          """, unsafelyFixed: "GET /scenarios?teamId=1"),
      Case(
        text: """
          GET /users?teamId=1&pg[last]=5
                              ^^^^^^^^ MQ021 warning use `pg[offset]`
          """, unsafelyFixed: "GET /users?teamId=1"),
      Case(text: "GET /scenarios/5/logs?pg[last]=5&pg[showLast]=true\nGET /admin/sdk/apps?pg[limit]=5"),
    ])
  }

  @Test func mq022PagingIgnored() {
    run([
      Case(
        text: """
          GET /keys?teamId=1&pg[limit]=5&pg[offset]=0
                             ^^^^^^^^^ MQ022 warning `pg[limit]` and `pg[offset]` are ignored
          """, unsafelyFixed: "GET /keys?teamId=1"),
      Case(
        text: """
          GET /hooks?teamId=1&pg[limit]=5
                              ^^^^^^^^^ MQ022 hint only seen in answers
          """),
      Case(
        text: """
          GET /connections?teamId=1&pg[limit]=5
                                    ^^^^^^^^^ MQ022 hint accepted, and most likely ignored
          """),
    ])
  }

  @Test func mq023UnknownSortProperty() {
    run([
      Case(
        text: """
          GET /users?teamId=1&pg[sortBy]=nmae
                                         ^^^^ MQ023 warning did you mean `name`? (Make's documentation lists 3)
          """, unsafelyFixed: "GET /users?teamId=1&pg[sortBy]=name"),
      Case(
        text: """
          GET /scenarios/5/logs?pg[sortBy]=timestamp
                                           ^^^^^^^^^ MQ023 hint only the default, `imtId`
          """),
      Case(text: "GET /scenarios/5/logs?pg[sortBy]=imtId\nGET /teams?organizationId=1&pg[sortBy]=id"),
    ])
  }

  @Test func mq030To033Columns() {
    run([
      Case(
        text: """
          GET /sdk/apps?cols=name,label&all=true
                             ^^^^^^^^^^ MQ030 warning taken for one column
          """, unsafelyFixed: "GET /sdk/apps?cols[]=name&cols[]=label&all=true"),
      Case(
        text: """
          GET /data-stores?teamId=1&cols[]=id&cols[]=nmae
                                                     ^^^^ MQ031 warning did you mean `name`? (Make's own client lists 7)
          """, unsafelyFixed: "GET /data-stores?teamId=1&cols[]=id&cols[]=name"),
      Case(
        text: """
          GET /data-stores/5?cols[]=colour
                                    ^^^^^^ MQ031 hint seen in answers only
          """),
      Case(
        text: """
          GET /teams?organizationId=1&cols[]=id&cols[]=name&cols[]=id
                                                            ^^^^^^^^^ MQ032 warning once is enough
          """, fixed: "GET /teams?organizationId=1&cols[]=id&cols[]=name"),
      Case(
        text: """
          GET /organizations/5?cols[1]=id&cols[]=name
                                          ^^^^^^ MQ033 hint number all of them, or none
          """),
      Case(
        text: """
          GET /organizations/5?cols[1]=id&cols[3]=name&cols[3]=teams
                                          ^^^^^^^ MQ033 hint has no `cols[2]` before it
                                                       ^^^^^^^ MQ033 hint stands twice
          """),
      Case(
        text: """
          GET /organizations/5?cols[2]=id&cols[1]=name
          GET /organizations/5?cols[0]=id&cols[1]=name
          GET /organizations/5?cols=*
          GET /organizations/5?cols[]=${column}&cols[]=${column}
          GET /organizations/5/feature-controls?cols[]=anything
          """),
    ])
  }

  @Test func mq040To044Form() {
    let written = RequestSetting(sending: .asWritten)
    run([
      Case(
        text: """
          GET /data-stores?teamId=1&pg[limit]=5&cols[]=id
                                    ^^^^^^^^^ MQ040 hint the documentation says to encode them
          """, fixed: "GET /data-stores?teamId=1&pg%5Blimit%5D=5&cols%5B%5D=id", setting: written),
      Case(
        text: """
          GET /data-stores?teamId=1&pg%255Blimit%255D=5
                                    ^^^^^^^^^^^^^^^^^ MQ041 warning write `pg%5Blimit%5D`
          """, unsafelyFixed: "GET /data-stores?teamId=1&pg%5Blimit%5D=5"),
      Case(
        text: """
          GET /templates/public?name=Google Sheets
                                     ^^^^^^^^^^^^^ MQ042 error write `%20`
          """, fixed: "GET /templates/public?name=Google%20Sheets", setting: written),
      Case(
        text: """
          GET /templates/public?name=R&D
                                      ^ MQ042 warning write `%26`
          """, unsafelyFixed: "GET /templates/public?name=R%26D"),
      Case(
        text: """
          GET /templates/public?name=100%
                                        ^ MQ042 warning write `%25`
          """, unsafelyFixed: "GET /templates/public?name=100%25"),
      Case(
        text: "GET /templates/public?name=Google Sheets&pg[limit]=5",
        setting: RequestSetting(sending: .encodedBySender)),
      Case(
        text: """
          GET http://eu1.make.com/api/v2/ping
              ^^^^ MQ043 warning `https` only
          """, unsafelyFixed: "GET https://eu1.make.com/api/v2/ping"),
      Case(text: "GET http://localhost:3000/api/v2/ping"),
      Case(
        text: #"""
          GET /teams\?organizationId=1
                    ^ MQ044 warning no backslash
          """#, unsafelyFixed: "GET /teams?organizationId=1"),
      Case(
        text: """
          GET /teams/?organizationId=1
                    ^ MQ044 hint ends in a slash
          """, unsafelyFixed: "GET /teams?organizationId=1"),
      Case(
        text: """
          GET https://eu1.make.com/teams?organizationId=1
                                  ^^^^^^ MQ044 warning begin with `/api/v2`
          """, unsafelyFixed: "GET https://eu1.make.com/api/v2/teams?organizationId=1"),
    ])
  }

  @Test func mq051AndMQ052() {
    run([
      Case(
        text: """
          DELETE /data-stores/5/data
                 ^^^^^^^^^^^^^^^^^^^ MQ051 warning asks for `confirmed=true`
          """, unsafelyFixed: "DELETE /data-stores/5/data?confirmed=true"),
      Case(
        text: """
          DELETE /data-stores?teamId=1&confirmed=false
                                       ^^^^^^^^^^^^^^^ MQ051 warning nothing is deleted
          """, unsafelyFixed: "DELETE /data-stores?teamId=1&confirmed=true"),
      Case(
        text: """
          DELETE /scenarios/5
          DELETE /hooks/5?confirmed=true
          DELETE /hooks/5?confirmed=${sure}
          DELETE /hooks/5?${query}
          """),
      Case(
        text: """
          POST /data-stores
          ^^^^ MQ052 warning has no body
          POST /hooks/5/enable
          ^^^^ MQ052 hint Make's own client sends none here
          """, setting: RequestSetting(body: .none)),
    ])
  }

  @Test func settingsAddEndpointsColumnsAndSortProperties() {
    let text = """
      GET /orders
        teamId integer!
        cols: id name
        sort: name
      GET /data-stores
        cols: tags
      """
    let setting = RequestSetting(
      endpoints: EndpointCatalogue.builtIn.adding(EndpointReader.read(text).endpoints))
    run([
      Case(
        text: """
          GET /orders?teamId=1&cols[]=nam&pg[sortBy]=id&pg[limit]=5
                                      ^^^ MQ031 warning did you mean `name`? (your settings list 2)
                                                     ^^ MQ023 warning (your settings list `name`)
          GET /data-stores?teamId=1&cols[]=tags
          """,
        unsafelyFixed: """
          GET /orders?teamId=1&cols[]=name&pg[sortBy]=id&pg[limit]=5
          GET /data-stores?teamId=1&cols[]=tags
          """,
        setting: setting)
    ])
  }

  /// What the checker sees at first sight never hides what a rule would say.
  @Test func traitsHideNothing() {
    var problems: [String] = []
    for line in RequestCorpus.all.split(separator: "\n") {
      let found = RequestSetting().findings(in: Array(line.utf8)).map(\.code)
      let all = RequestSetting().findings(in: Array(line.utf8), isBlind: true).map(\.code)
      if found != all { problems.append("\(line): \(found), not \(all)") }
    }
    #expect(problems == [])
  }

  /// Requests that repeat one piece; none may cost more than twice as much when it is twice as long.
  @Test func checkingIsLinear() {
    let pieces = [
      "&pg[limit]=5", "&x", "&x=1", "&cols[]=id", "&cols[3]=nmae", "&pg[limit=5", "&pg]", "&%255B=1",
      "&a b=c d",
      "&${x}=1", "&google[]=1", "&teamId=1", "?", "&&", "/a", "/", "\\", " ", "%", "&name=R&D", "&pg[x]=1",
    ]
    for start in ["/connections?teamId=1", "/templates/public?name=a", "/data-stores"] {
      for piece in pieces {
        let ratio = Growth.ratio(from: 400) { size in
          RequestSetting().file(Array((start + String(repeating: piece, count: size)).utf8))
        } work: { file in
          var analyzer = FileAnalyzer(LintOptions(selection: .all))
          _ = analyzer.analyze(file, host: .request, bytes: file.requests.first?.text.bytes ?? [])
        }
        #expect(ratio < Growth.limit, "\(start)\(piece)")
      }
    }
  }
}
