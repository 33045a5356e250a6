import LintTestSupport
import Testing

/// The rules about the parameters of requests.
@Suite("Request rules: parameters")
struct RequestParameterRuleTests {
  @Test func mq010UnknownParameter() {
    check([
      RequestCase(
        text: """
          GET /data-stores?teamid=35
                           ^^^^^^ MQ010 warning did you mean `teamId`?
          """, unsafelyFixed: "GET /data-stores?teamId=35"),
      RequestCase(
        text: """
          GET /data-stores?team_id=35&fields=id
                           ^^^^^^^ MQ010 warning did you mean `teamId`?
                                      ^^^^^^ MQ010 warning did you mean `cols[]`?
          """, unsafelyFixed: "GET /data-stores?teamId=35&cols[]=id"),
      RequestCase(
        text: """
          GET /data-stores?teamId[]=35
                           ^^^^^^^^ MQ010 warning it takes one value: write `teamId`
          """, unsafelyFixed: "GET /data-stores?teamId=35"),
      RequestCase(
        text: """
          GET /enums/timezones?x=1
                               ^ MQ010 warning it takes none
          """),
      RequestCase(
        text: """
          GET /connections?teamId=1&google[]=a
                                    ^^^^^^^^ MQ010 warning `GET /connections` has no parameter `google[]`
          """),
      RequestCase(
        text: """
          GET /connections?teamId=1&type[]=google&google[]=a&google[]=b
          GET /connections?teamId=1&type[]=${type}&google[]=a
          POST /data-stores?what=ever
          GET /data-stores?teamId=1&${name}=5
          """),
    ])
  }

  @Test func mq011MissingParameter() {
    check([
      RequestCase(
        text: """
          GET /data-stores?pg[limit]=5
              ^^^^^^^^^^^^ MQ011 warning `GET /data-stores` needs `teamId`
          """),
      RequestCase(
        text: """
          GET /affiliate/commissions
              ^^^^^^^^^^^^^^^^^^^^^^ MQ011 warning needs `dateFrom` and `dateTo`, and they are not there
          """),
      RequestCase(
        text: "GET /data-stores?${query}\nGET /data-stores${query}\nGET /functions/5/history?teamId={teamId}"),
    ])
  }

  @Test func mq012DuplicateParameter() {
    check([
      RequestCase(
        text: """
          GET /data-stores?teamId=1&teamId=2
                                    ^^^^^^^^ MQ012 warning which value counts is not documented
          """),
      RequestCase(
        text: """
          GET /data-stores?teamId=1&teamId=1&pg[limit]=5
                                    ^^^^^^^^ MQ012 warning once is enough
          """, fixed: "GET /data-stores?teamId=1&pg[limit]=5"),
      RequestCase(text: "GET /scenarios?teamId=1&id[]=1&id[]=2"),
    ])
  }

  @Test func mq013ExactlyOneOf() {
    check([
      RequestCase(
        text: """
          GET /scenarios?teamId=1&organizationId=2
                                  ^^^^^^^^^^^^^^ MQ013 error not both
          """, unsafelyFixed: "GET /scenarios?organizationId=2"),
      RequestCase(
        text: """
          GET /users?pg[limit]=1
              ^^^^^^ MQ013 error needs `teamId` or `organizationId`, and neither is there
          """),
      RequestCase(
        text: """
          GET /users?teamid=1
                     ^^^^^^ MQ010 warning
          """, unsafelyFixed: "GET /users?teamId=1"),
      RequestCase(
        text: "POST /scenarios?confirmed=true\nGET /imt/apps?organizationId=1&teamId=2\nGET /users?${q}"),
    ])
  }

  @Test func mq014InvalidValue() {
    check([
      RequestCase(
        text: """
          GET /data-stores?teamId=1&pg[limit]=abc
                                              ^^^ MQ014 error `pg[limit]` takes a whole number, not `abc`
          """),
      RequestCase(
        text: """
          GET /data-stores?teamId=1&pg[limit]=0&pg[offset]=-1
                                              ^ MQ014 error at least 1
                                                           ^^ MQ014 error at least 0
          """),
      RequestCase(
        text: """
          GET /data-stores?teamId=1&pg[sortDir]=ASC
                                                ^^^ MQ014 warning did you mean `asc`?
          """, unsafelyFixed: "GET /data-stores?teamId=1&pg[sortDir]=asc"),
      RequestCase(
        text: """
          GET /scenarios?teamId=1&isActive=True&concept=perhaps
                                           ^^^^ MQ014 warning did you mean `true`?
                                                        ^^^^^^^ MQ014 error `true` or `false`
          """, unsafelyFixed: "GET /scenarios?teamId=1&isActive=true&concept=perhaps"),
      RequestCase(
        text: """
          GET /scenarios/5/logs?status=success&from=yesterday
                                       ^^^^^^^ MQ014 error takes `1`, `2` or `3`
                                                    ^^^^^^^^^ MQ014 error
          """),
      RequestCase(
        text: """
          GET /scenarios/logs?pg[limit]=500
                                        ^^^ MQ014 warning at most 200
          """, unsafelyFixed: "GET /scenarios/logs?pg[limit]=200"),
      RequestCase(
        text: """
          GET /audit-logs/organization/5?dateFrom=01.02.2026
                                                  ^^^^^^^^^^ MQ014 error a date such as `2026-01-31`
          """),
      RequestCase(
        text: """
          GET /data-stores?teamId=
                           ^^^^^^^ MQ014 warning `teamId` has no value
          """),
      RequestCase(
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
}
