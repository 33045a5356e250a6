import LintTestSupport
import Testing

/// The rules about requests as a whole, each with what it finds, where, and what its fixes make of it.
@Suite("Request rules")
struct RequestRuleTests {
  @Test func mq001Syntax() {
    check([
      RequestCase(
        text: """
          GET /data-stores?teamId=35&pg[limit=10
                                       ^^^^^^ MQ001 error `pg[limit` has no closing bracket; write `pg[limit]`
          """, unsafelyFixed: "GET /data-stores?teamId=35&pg[limit]=10"),
      RequestCase(
        text: """
          GET /data-stores?teamId=35&pglimit]=10
                                            ^ MQ001 error write `pg[limit]`
          """, unsafelyFixed: "GET /data-stores?teamId=35&pg[limit]=10"),
      RequestCase(
        text: """
          GET /data-stores??teamId=35
                           ^ MQ001 error `?` stands twice
          """, unsafelyFixed: "GET /data-stores?teamId=35"),
      RequestCase(
        text: """
          GET /data-stores&teamId=35
                          ^ MQ001 error follows a `?`, not `&`
          """, unsafelyFixed: "GET /data-stores?teamId=35"),
      RequestCase(
        text: """
          GET /data-stores?teamId=35?pg[limit]=10
                                    ^ MQ001 error joined with `&`
          """, unsafelyFixed: "GET /data-stores?teamId=35&pg[limit]=10"),
      RequestCase(
        text: """
          GET /data-stores?teamId=35&&pg[limit]=10&
                                     ^ MQ001 hint joins nothing
                                                  ^ MQ001 hint joins nothing
          """, fixed: "GET /data-stores?teamId=35&pg[limit]=10"),
    ])
  }

  @Test func mq002UnknownEndpoint() {
    check([
      RequestCase(
        text: """
          GET /incomplete-executions?scenarioId=1
              ^^^^^^^^^^^^^^^^^^^^^^ MQ002 warning did you mean `/dlqs`?
          """, unsafelyFixed: "GET /dlqs?scenarioId=1"),
      RequestCase(
        text: """
          GET /scenarios/{id}/executions?pg[limit]=5
              ^^^^^^^^^^^^^^^^^^^^^^^^^^ MQ002 warning did you mean `/scenarios/{id}/logs`?
          """),
      RequestCase(
        text: """
          GET /api/v1/teams?organizationId=5
              ^^^^^^^^^^^^^ MQ002 warning `/api/v1` is not the base of the API; write `/api/v2`
          """, unsafelyFixed: "GET /api/v2/teams?organizationId=5"),
      RequestCase(
        text: """
          GET /templates/publik
              ^^^^^^^^^^^^^^^^^ MQ002 warning did you mean `/templates/public`?
          """, unsafelyFixed: "GET /templates/public"),
      RequestCase(
        text: """
          GET /invoices
              ^^^^^^^^^ MQ002 warning there is no endpoint `/invoices`
          """),
      // Holes, administration, and a path that is not there.
      RequestCase(
        text: "GET /${resource}?pg[limit]=5\nGET /teams${query}\nGET /admin/billing\nGET ?pg[limit]=5"),
    ])
  }

  @Test func mq003WrongMethod() {
    check([
      RequestCase(
        text: """
          PUT /scenarios/5
          ^^^ MQ003 warning `/scenarios/{scenarioId}` has no `PUT`; it takes `GET`, `PATCH` or `DELETE`
          """, unsafelyFixed: "PATCH /scenarios/5"),
      RequestCase(
        text: "POST /scenarios/5/run\nHEAD /ping\nPATCH /data-stores/5\nPUT /data-stores/5/data/key"),
    ])
  }

  @Test func mq040To044Form() {
    let written = RequestSetting(sending: .asWritten)
    check([
      RequestCase(
        text: """
          GET /data-stores?teamId=1&pg[limit]=5&cols[]=id
                                    ^^^^^^^^^ MQ040 hint the documentation says to encode them
          """, fixed: "GET /data-stores?teamId=1&pg%5Blimit%5D=5&cols%5B%5D=id", setting: written),
      RequestCase(
        text: """
          GET /data-stores?teamId=1&pg%255Blimit%255D=5
                                    ^^^^^^^^^^^^^^^^^ MQ041 warning write `pg%5Blimit%5D`
          """, unsafelyFixed: "GET /data-stores?teamId=1&pg%5Blimit%5D=5"),
      RequestCase(
        text: """
          GET /templates/public?name=Google Sheets
                                     ^^^^^^^^^^^^^ MQ042 error write `%20`
          """, fixed: "GET /templates/public?name=Google%20Sheets", setting: written),
      RequestCase(
        text: """
          GET /templates/public?name=R&D
                                      ^ MQ042 warning write `%26`
          """, unsafelyFixed: "GET /templates/public?name=R%26D"),
      RequestCase(
        text: """
          GET /templates/public?name=100%
                                        ^ MQ042 warning write `%25`
          """, unsafelyFixed: "GET /templates/public?name=100%25"),
      RequestCase(
        text: "GET /templates/public?name=Google Sheets&pg[limit]=5",
        setting: RequestSetting(sending: .encodedBySender)),
      RequestCase(
        text: """
          GET http://eu1.make.com/api/v2/ping
              ^^^^ MQ043 warning `https` only
          """, unsafelyFixed: "GET https://eu1.make.com/api/v2/ping"),
      RequestCase(text: "GET http://localhost:3000/api/v2/ping"),
      RequestCase(
        text: #"""
          GET /teams\?organizationId=1
                    ^ MQ044 warning no backslash
          """#, unsafelyFixed: "GET /teams?organizationId=1"),
      RequestCase(
        text: """
          GET /teams/?organizationId=1
                    ^ MQ044 hint ends in a slash
          """, unsafelyFixed: "GET /teams?organizationId=1"),
      RequestCase(
        text: """
          GET https://eu1.make.com/teams?organizationId=1
                                  ^^^^^^ MQ044 warning begin with `/api/v2`
          """, unsafelyFixed: "GET https://eu1.make.com/api/v2/teams?organizationId=1"),
    ])
  }

  @Test func mq051AndMQ052() {
    check([
      RequestCase(
        text: """
          DELETE /data-stores/5/data
                 ^^^^^^^^^^^^^^^^^^^ MQ051 warning asks for `confirmed=true`
          """, unsafelyFixed: "DELETE /data-stores/5/data?confirmed=true"),
      RequestCase(
        text: """
          DELETE /data-stores?teamId=1&confirmed=false
                                       ^^^^^^^^^^^^^^^ MQ051 warning nothing is deleted
          """, unsafelyFixed: "DELETE /data-stores?teamId=1&confirmed=true"),
      RequestCase(
        text: """
          DELETE /scenarios/5
          DELETE /hooks/5?confirmed=true
          DELETE /hooks/5?confirmed=${sure}
          DELETE /hooks/5?${query}
          """),
      RequestCase(
        text: """
          POST /data-stores
          ^^^^ MQ052 warning has no body
          POST /hooks/5/enable
          ^^^^ MQ052 hint Make's own client sends none here
          """, setting: RequestSetting(body: .none)),
    ])
  }
}
