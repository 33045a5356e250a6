import LintTestSupport
import Testing

/// The rules about paging, sorting and columns.
@Suite("Request rules: pages, order, columns")
struct RequestPagingRuleTests {
  @Test func mq020BarePaging() {
    check([
      RequestCase(
        text: """
          GET /scenarios?teamId=1&limit=100&sortdir=asc&pg.offset=5
                                  ^^^^^ MQ020 warning written `pg[limit]`
                                            ^^^^^^^ MQ020 warning written `pg[sortDir]`
                                                        ^^^^^^^^^ MQ020 warning written `pg[offset]`
          """, unsafelyFixed: "GET /scenarios?teamId=1&pg[limit]=100&pg[sortDir]=asc&pg[offset]=5"),
      RequestCase(
        text: """
          GET /keys?teamId=1&limit=100
                             ^^^^^ MQ020 warning `GET /keys` neither pages nor sorts
          """, unsafelyFixed: "GET /keys?teamId=1"),
    ])
  }

  @Test func mq021UnknownPagingMember() {
    check([
      RequestCase(
        text: """
          GET /data-stores?teamId=1&pg[Limit]=5&pg[sortby]=name&pg[order]=asc
                                    ^^^^^^^^^ MQ021 warning did you mean `pg[limit]`?
                                                ^^^^^^^^^^ MQ021 warning did you mean `pg[sortBy]`?
                                                                ^^^^^^^^^ MQ021 warning did you mean `pg[sortDir]`?
          """, unsafelyFixed: "GET /data-stores?teamId=1&pg[limit]=5&pg[sortBy]=name&pg[sortDir]=asc"),
      RequestCase(
        text: """
          GET /scenarios?teamId=1&pg[returnTotalCount]=true
                                  ^^^^^^^^^^^^^^^^^^^^ MQ021 warning few endpoints only
          """, unsafelyFixed: "GET /scenarios?teamId=1"),
      RequestCase(
        text: """
          GET /users?teamId=1&pg[last]=5
                              ^^^^^^^^ MQ021 warning use `pg[offset]`
          """, unsafelyFixed: "GET /users?teamId=1"),
      RequestCase(
        text: "GET /scenarios/5/logs?pg[last]=5&pg[showLast]=true\nGET /admin/sdk/apps?pg[limit]=5"),
    ])
  }

  @Test func mq022PagingIgnored() {
    check([
      RequestCase(
        text: """
          GET /keys?teamId=1&pg[limit]=5&pg[offset]=0
                             ^^^^^^^^^ MQ022 warning `pg[limit]` and `pg[offset]` are ignored
          """, unsafelyFixed: "GET /keys?teamId=1"),
      RequestCase(
        text: """
          GET /hooks?teamId=1&pg[limit]=5
                              ^^^^^^^^^ MQ022 hint only seen in answers
          """),
      RequestCase(
        text: """
          GET /connections?teamId=1&pg[limit]=5
                                    ^^^^^^^^^ MQ022 hint accepted, and most likely ignored
          """),
    ])
  }

  @Test func mq023UnknownSortProperty() {
    check([
      RequestCase(
        text: """
          GET /users?teamId=1&pg[sortBy]=nmae
                                         ^^^^ MQ023 warning did you mean `name`? (Make's documentation lists 3)
          """, unsafelyFixed: "GET /users?teamId=1&pg[sortBy]=name"),
      RequestCase(
        text: """
          GET /scenarios/5/logs?pg[sortBy]=timestamp
                                           ^^^^^^^^^ MQ023 hint only the default, `imtId`
          """),
      RequestCase(text: "GET /scenarios/5/logs?pg[sortBy]=imtId\nGET /teams?organizationId=1&pg[sortBy]=id"),
    ])
  }

  @Test func mq030To033Columns() {
    check([
      RequestCase(
        text: """
          GET /sdk/apps?cols=name,label&all=true
                             ^^^^^^^^^^ MQ030 warning taken for one column
          """, unsafelyFixed: "GET /sdk/apps?cols[]=name&cols[]=label&all=true"),
      RequestCase(
        text: """
          GET /data-stores?teamId=1&cols[]=id&cols[]=nmae
                                                     ^^^^ MQ031 warning did you mean `name`? (Make's own client lists 7)
          """, unsafelyFixed: "GET /data-stores?teamId=1&cols[]=id&cols[]=name"),
      RequestCase(
        text: """
          GET /data-stores/5?cols[]=colour
                                    ^^^^^^ MQ031 hint seen in answers only
          """),
      RequestCase(
        text: """
          GET /teams?organizationId=1&cols[]=id&cols[]=name&cols[]=id
                                                            ^^^^^^^^^ MQ032 warning once is enough
          """, fixed: "GET /teams?organizationId=1&cols[]=id&cols[]=name"),
      RequestCase(
        text: """
          GET /organizations/5?cols[1]=id&cols[]=name
                                          ^^^^^^ MQ033 hint number all of them, or none
          """),
      RequestCase(
        text: """
          GET /organizations/5?cols[1]=id&cols[3]=name&cols[3]=teams
                                          ^^^^^^^ MQ033 hint has no `cols[2]` before it
                                                       ^^^^^^^ MQ033 hint stands twice
          """),
      RequestCase(
        text: """
          GET /organizations/5?cols[2]=id&cols[1]=name
          GET /organizations/5?cols[0]=id&cols[1]=name
          GET /organizations/5?cols=*
          GET /organizations/5?cols[]=${column}&cols[]=${column}
          GET /organizations/5/feature-controls?cols[]=anything
          """),
    ])
  }
}
