import MakeQuery
import SourceText
import TestSupport
import Testing
import Workspace

/// A catalogue of its own, so that the tables do not change with what becomes known of the API.
private let catalogue: EndpointCatalogue = {
  func parameter(
    _ name: String, _ type: ParameterType, _ change: (inout EndpointParameter) -> Void = { _ in }
  ) -> EndpointParameter {
    var parameter = EndpointParameter(name: name, type: type)
    change(&parameter)
    return parameter
  }
  var stores = Endpoint(method: "GET", path: "/data-stores")
  stores.parameters = [
    parameter("teamId", .integer) { $0.isRequired = true },
    parameter("cols[]", .textList),
    parameter("pg[sortBy]", .string) { $0.defaultValue = "name" },
    parameter("pg[offset]", .integer) { $0.defaultValue = "0" },
    parameter("pg[sortDir]", .string) {
      $0.allowed = ["asc", "desc"]
      $0.defaultValue = "asc"
    },
    parameter("pg[limit]", .integer) {
      $0.defaultValue = "50"
      $0.maximum = 10_000
    },
  ]
  stores.sortProperties = ["name"]
  stores.columns = ["id", "name", "size"]
  stores.paging = .offset
  stores.responseKey = "dataStores"
  var records = Endpoint(method: "GET", path: "/data-stores/{dataStoreId}/data")
  records.paging = .offset
  var delete = Endpoint(method: "DELETE", path: "/data-stores/{dataStoreId}/data")
  delete.parameters = [parameter("confirmed", .boolean)]
  var users = Endpoint(method: "GET", path: "/users")
  users.parameters = [
    parameter("teamId", .integer), parameter("organizationId", .integer),
    parameter("type", .string) { $0.allowed = ["one", "two"] },
    parameter("event[]", .textList) { $0.allowed = ["a b", "c"] },
    parameter("islinked", .boolean) { $0.isDeprecated = true },
    parameter("<connectionType>[]", .textList),
  ]
  users.exactlyOneOf = [["teamId", "organizationId"]]
  return EndpointCatalogue([
    stores, records, delete, users, Endpoint(method: "GET", path: "/users/me"),
    Endpoint(method: "GET", path: "/users/{userId}/roles"), Endpoint(method: "GET", path: "/imt/apps"),
  ])
}()

private func context(_ change: (inout RequestCompletionContext) -> Void = { _ in })
  -> RequestCompletionContext
{
  var context = RequestCompletionContext(endpoints: catalogue)
  change(&context)
  return context
}

/// The text with its holes, and the place of its `$0`.
private func marked(_ text: String) -> (text: MappedText, cursor: Int) {
  let bytes = Array(text.utf8)
  let mark = bytes.firstRange(of: Array("$0".utf8)) ?? bytes.count..<bytes.count
  let clean = MappedText(bytes: Array(bytes[..<mark.lowerBound] + bytes[mark.upperBound...]))
  var scanner = HoleScanner()
  return (scanner.addHoles(to: clean, forms: .doubleBrace), mark.lowerBound)
}

private func labels(_ text: String, _ context: RequestCompletionContext) -> String {
  let (text, cursor) = marked(text)
  return RequestCompletion.complete(text, at: cursor, context: context).candidates.map(\.label)
    .joined(separator: " ; ")
}

/// The text with the candidate of a label in it, `$0` behind it; what goes on behind the cursor is replaced too.
private func accepting(_ label: String, _ text: String, _ context: RequestCompletionContext) -> String {
  let (text, cursor) = marked(text)
  let candidates = RequestCompletion.complete(text, at: cursor, context: context).candidates
  guard let found = candidates.first(where: { $0.label == label }) else { return "no `\(label)`" }
  return String(decoding: text.bytes[..<found.range.start], as: UTF8.self) + found.text + "$0"
    + String(decoding: text.bytes[found.end...], as: UTF8.self)
}

@Suite("Completion of requests")
struct RequestCompletionTests {
  private static let names =
    "teamId ; cols[] ; cols[1] ; pg[sortBy] ; pg[offset] ; pg[sortDir] ; pg[limit]"

  @Test("paths go on part by part, as far as the method fits")
  func paths() {
    let cases: [(text: String, method: String?, labels: String)] = [
      ("/$0", nil, "data-stores ; users ; imt"), ("/d$0", nil, "data-stores"), ("/D$0", nil, "data-stores"),
      ("/$0", "DELETE", "data-stores"), ("DELETE /$0", nil, "data-stores"), ("/x$0", nil, ""),
      ("/data-stores$0", nil, "data-stores ; ?"), ("/data-stores$0?teamId=1", nil, "data-stores"),
      ("/data-stores/$0", nil, "{dataStoreId}"), ("/data-stores/1$0", nil, ""),
      ("/data-stores/137/$0", nil, "data"), ("/data-stores/{{id}}/d$0", nil, "data"),
      ("/data-stores/137/data$0", "DELETE", "data ; ?"),
      ("/users/$0", nil, "me ; {userId}"), ("/users/me/$0", nil, "roles"), ("/users/7/$0", nil, "roles"),
      ("/imt/$0", nil, "apps"), ("/da$0/137/data", nil, "data-stores"),
      ("https://eu1.make.com/$0", nil, "api/v2/"), ("https://eu1.make.com/ap$0", nil, "api/v2/"),
      ("https://eu1.make.com/api/$0", nil, "api/v2/"),
      ("https://eu1.make.com/api/v2/d$0", nil, "data-stores"),
      ("/api/v2/us$0", nil, "users"), ("{{base}}/us$0", nil, "users"),
      (
        "https://$0", nil,
        "eu1.make.com ; eu2.make.com ; us1.make.com ; us2.make.com ; eu1.make.celonis.com ; us1.make.celonis.com"
      ),
      ("https://us$0", nil, "us1.make.com ; us2.make.com ; us1.make.celonis.com"),
      ("https://u$0/api/v2/users", nil, "us1.make.com ; us2.make.com ; us1.make.celonis.com"),
      (
        "htt$0", nil,
        "https://eu1.make.com ; https://eu2.make.com ; https://us1.make.com ; https://us2.make.com ; https://eu1.make.celonis.com ; https://us1.make.celonis.com"
      ),
    ]
    for (text, method, expected) in cases {
      #expect(labels(text, context { $0.method = method }) == expected, "\(text)")
    }
    let typed = context { $0.takesMethod = true }
    #expect(labels("$0", typed).hasPrefix("GET ; POST ; PUT ; PATCH ; DELETE ; /data-stores ; /users ; /imt"))
    #expect(labels("P$0", typed) == "POST ; PUT ; PATCH")
    #expect(labels("GET $0", typed).hasPrefix("/data-stores ; /users ; /imt ; https://"))
    #expect(accepting("GET", "g$0", typed) == "GET $0")
    #expect(accepting("imt", "/i$0", context()) == "/imt/$0")
    #expect(accepting("data-stores", "/d$0at/137/data", context()) == "/data-stores$0/137/data")
    #expect(
      accepting("{dataStoreId}", "/data-stores/$0", context { $0.holeForm = .doubleBrace })
        == "no `{dataStoreId}`")
    #expect(
      accepting("{{dataStoreId}}", "/data-stores/$0", context { $0.holeForm = .doubleBrace })
        == "/data-stores/{{dataStoreId}}$0")
  }

  @Test("names of parameters that are not given yet, what is required first")
  func names() {
    let cases: [(text: String, labels: String)] = [
      ("/data-stores?$0", Self.names), ("/data-stores?te$0", "teamId"), ("/data-stores?TE$0", "teamId"),
      ("/data-stores?teamId=1&$0", "cols[] ; cols[1] ; pg[sortBy] ; pg[offset] ; pg[sortDir] ; pg[limit]"),
      ("/data-stores?teamId=1&pg[$0", "pg[sortBy] ; pg[offset] ; pg[sortDir] ; pg[limit]"),
      ("/data-stores?teamId=1&pg%5B$0", "pg[sortBy] ; pg[offset] ; pg[sortDir] ; pg[limit]"),
      ("/data-stores?pg%5bli$0", "pg[limit]"), ("/data-stores?pg[limit$0", "pg[limit]"),
      ("/data-stores?pg[limit]$0", "pg[limit]"), ("/data-stores?limit$0", "pg[limit]"),
      ("/data-stores?pg[limit]=1&pg[$0", "pg[sortBy] ; pg[offset] ; pg[sortDir]"),
      ("/data-stores?pg[$0&pg[limit]=1", "pg[sortBy] ; pg[offset] ; pg[sortDir]"),
      ("/data-stores?cols[$0", "cols[] ; cols[1]"), ("/data-stores?cols[]=id&co$0", "cols[]"),
      ("/data-stores?cols[1]=id&cols[2]=name&co$0", "cols[3]"),
      ("/data-stores?cols[1]=id&co$0&cols[2]=name", "cols[3]"),
      ("/data-stores?nothing$0", ""),
      ("/data-stores/1/data?$0", "pg[limit] ; pg[offset] ; pg[sortBy] ; pg[sortDir]"),
      ("DELETE /data-stores/1/data?$0", "confirmed"),
      ("/users?$0", "teamId ; organizationId ; type ; event[] ; islinked ; <connectionType>[]"),
      ("/users?teamId=1&$0", "type ; event[] ; islinked ; <connectionType>[]"),
      ("/users?teamId=1&event[]=c&ev$0", "event[]"), ("/users?event[0]=c&ev$0", "event[1]"),
      // What every endpoint takes, where none is known.
      ("/other?pg[$0", "pg[limit] ; pg[offset] ; pg[sortBy] ; pg[sortDir]"), ("?co$0", "cols[] ; cols[1]"),
      ("/data-stores?\n  te$0", "teamId"),
      ("/data-stores\n  ?teamId=1\n  &$0", String(Self.names.dropFirst(9))),
      ("/data-stores?teamId=1#pg[$0", ""),
    ]
    for (text, expected) in cases { #expect(labels(text, context()) == expected, "\(text)") }
  }

  @Test("a name is written with the brackets of its request, and once")
  func brackets() {
    let encoding = context { $0.encodesBrackets = true }
    let cases: [(text: String, label: String, result: String, context: RequestCompletionContext)] = [
      ("/data-stores?te$0", "teamId", "/data-stores?teamId=$0", context()),
      ("/data-stores?pg[$0", "pg[limit]", "/data-stores?pg[limit]=$0", context()),
      ("/data-stores?pg[$0", "pg[limit]", "/data-stores?pg[limit]=$0", encoding),
      ("/data-stores?pg%5B$0", "pg[limit]", "/data-stores?pg%5Blimit%5D=$0", context()),
      ("/data-stores?p$0", "pg[limit]", "/data-stores?pg[limit]=$0", context()),
      ("/data-stores?p$0", "pg[limit]", "/data-stores?pg%5Blimit%5D=$0", encoding),
      (
        "/data-stores?cols%5B%5D=id&p$0", "pg[limit]", "/data-stores?cols%5B%5D=id&pg%5Blimit%5D=$0",
        context()
      ),
      ("/data-stores?cols[]=id&p$0", "pg[limit]", "/data-stores?cols[]=id&pg[limit]=$0", encoding),
      ("/data-stores?limit$0", "pg[limit]", "/data-stores?pg[limit]=$0", context()),
      ("/data-stores?limit$0=5", "pg[limit]", "/data-stores?pg[limit]$0=5", context()),
      // Editors close brackets.
      ("/data-stores?pg[$0]", "pg[limit]", "/data-stores?pg[limit]=$0", context()),
      ("/data-stores?pg[$0]=5", "pg[limit]", "/data-stores?pg[limit]$0=5", context()),
      (
        "/data-stores?pg[of$0fset]=5&teamId=1", "pg[offset]", "/data-stores?pg[offset]$0=5&teamId=1",
        context()
      ),
      ("/data-stores?pg%5B$0%5D=5", "pg[offset]", "/data-stores?pg%5Boffset%5D$0=5", context()),
      ("/data-stores?$0teamId=1", "pg[limit]", "/data-stores?pg[limit]=&$0teamId=1", context()),
      ("/data-stores?$0=1", "teamId", "/data-stores?teamId$0=1", context()),
    ]
    for (text, label, result, context) in cases {
      #expect(accepting(label, text, context) == result, "\(text)")
    }
  }

  @Test("values that fit, encoded")
  func values() {
    let cases: [(text: String, labels: String)] = [
      ("/data-stores?pg[sortDir]=$0", "asc ; desc"), ("/data-stores?pg%5BsortDir%5D=d$0", "desc"),
      ("/data-stores?pg[sortDir]=$0&teamId=1", "asc ; desc"), ("/data-stores?pg[sortBy]=$0", "name"),
      ("/data-stores?cols[]=$0", "id ; name ; size ; *"), ("/data-stores?cols[]=id&cols[]=$0", "name ; size"),
      ("/data-stores?cols[]=$0&cols[]=size", "id ; name"), ("/data-stores?cols[2]=s$0", "size"),
      ("/data-stores?cols=id,$0", "name ; size"), ("/data-stores?cols=$0", "id ; name ; size ; *"),
      ("/data-stores?pg[limit]=$0", "50 ; 10000"), ("/data-stores?teamId=$0", ""),
      ("DELETE /data-stores/1/data?confirmed=$0", "true ; false"), ("/users?type=t$0", "two"),
      ("/users?event[]=$0", "a b ; c"), ("/users?event[]=c&event[]=$0", "a b"),
      ("/users?event[0]=a%20$0", "a b"),
      ("/users?islinked=T$0", "true"), ("/other?pg[sortDir]=$0", "asc ; desc"), ("/other?x=$0", ""),
      ("/data-stores?pg[limit=$0", "50 ; 10000"), ("/data-stores?cols[]=$0#x", "id ; name ; size ; *"),
    ]
    for (text, expected) in cases { #expect(labels(text, context()) == expected, "\(text)") }
    #expect(accepting("a b", "/users?event[]=$0", context()) == "/users?event[]=a%20b$0")
    #expect(
      accepting("desc", "/data-stores?pg[sortDir]=$0asc&teamId=1", context())
        == "/data-stores?pg[sortDir]=desc$0&teamId=1")
    #expect(accepting("name", "/data-stores?cols=i$0", context()) == "no `name`")
    #expect(accepting("size", "/data-stores?cols=id,$0name", context()) == "/data-stores?cols=id,size$0")
    let seen = context {
      $0.seenValues = { name, _, _ in
        name == "teamId" ? [.init(value: Array("35".utf8), count: 2)] : []
      }
    }
    #expect(labels("/data-stores?teamId=$0", seen) == "35")
  }

  @Test("variables, the one of the same name first")
  func variables() {
    let context = context {
      $0.variables = ["host", "teamId"]
      $0.holeForm = .doubleBrace
    }
    let cases: [(text: String, labels: String)] = [
      ("/data-stores?teamId=$0", "{{teamId}} ; {{host}}"), ("/data-stores?teamId={{$0", "host ; teamId"),
      ("/data-stores?teamId={{t$0}}", "teamId"), ("/data-stores?teamId={{te$0xt}}&x=1", "teamId"),
      ("{{$0}}/data-stores", "host ; teamId"), ("/data-stores?teamId={{teamId}}$0", ""),
    ]
    for (text, expected) in cases { #expect(labels(text, context) == expected, "\(text)") }
    #expect(accepting("teamId", "/x?a={{t$0", context) == "/x?a={{teamId}}$0")
    #expect(accepting("teamId", "/x?a={{t$0}}", context) == "/x?a={{teamId$0}}")
  }

  @Test("whatever is accepted, wherever, makes nothing that cannot be read")
  func neverBroken() {
    let texts = [
      "GET https://eu1.make.com/api/v2/data-stores?teamId=35&pg%5BsortDir%5D=asc&cols%5B%5D=id",
      "/data-stores?teamId={{team}}&pg[limit]=5&pg[offset]=0&cols[1]=id&cols[2]=name",
      "/users?organizationId=1&type=one&event[0]=a%20b&islinked=false", "/data-stores/137/data?pg[limit]=",
    ]
    for text in texts {
      let bytes = Array(text.utf8)
      for cursor in 0...bytes.count {
        for isWhole in [true, false] {
          check(isWhole ? bytes : Array(bytes[..<cursor]), cursor)
        }
      }
    }
  }

  private func check(_ bytes: [UInt8], _ cursor: Int) {
    var scanner = HoleScanner()
    let text = scanner.addHoles(to: MappedText(bytes: bytes), forms: .doubleBrace)
    var parser = RequestParser()
    parser.parse(text)
    let before = parser.tree.problems.count
    let context = context { $0.offersSnippets = true }
    for candidate in RequestCompletion.complete(text, at: cursor, context: context).candidates {
      let isInPlace =
        candidate.range.start <= cursor && cursor <= candidate.range.end
        && candidate.range.end <= candidate.end
        && candidate.end <= bytes.count
      #expect(isInPlace, "\(candidate) of \(String(decoding: bytes, as: UTF8.self)) at \(cursor)")
      guard isInPlace else { continue }
      let result = Array(bytes[..<candidate.range.start]) + candidate.text.utf8 + bytes[candidate.end...]
      parser.parse(scanner.addHoles(to: MappedText(bytes: result), forms: .doubleBrace))
      // An empty parameter may be left behind where another one begins.
      let problems = parser.tree.problems.count { $0.kind != .emptyParameter }
      #expect(
        problems <= before,
        "`\(candidate.text)` makes \(String(decoding: result, as: UTF8.self)) of \(String(decoding: bytes, as: UTF8.self)) at \(cursor): \(parser.tree.problems)"
      )
    }
  }
}
