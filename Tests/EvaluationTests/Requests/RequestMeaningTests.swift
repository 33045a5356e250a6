import Evaluation
import JSONSyntax
import MakeQuery
import SourceText
import Testing

/// A request of readable text, taken apart without decoding.
private func question(_ text: String) -> RequestQuestion {
  let bytes = Array(text.utf8)
  func part(_ start: Int, _ end: Int) -> RequestQuestion.Part {
    RequestQuestion.Part(Array(bytes[start..<end]), ByteRange(start, end))
  }
  let mark = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.count
  var path: [RequestQuestion.Part] = []
  for slice in bytes[..<mark].split(separator: UInt8(ascii: "/")) {
    path.append(part(slice.startIndex, slice.endIndex))
  }
  var parameters: [RequestQuestion.Parameter] = []
  for slice in bytes[min(mark + 1, bytes.count)...].split(separator: UInt8(ascii: "&")) {
    let equals = slice.firstIndex(of: UInt8(ascii: "=")) ?? slice.endIndex
    let name = slice[..<equals]
    let open = name.firstIndex(of: UInt8(ascii: "[")) ?? name.endIndex
    let key: [[UInt8]] = open < name.endIndex ? [Array(name[(open + 1)..<(name.endIndex - 1)])] : []
    parameters.append(
      RequestQuestion.Parameter(
        root: Array(name[..<open]), keys: key, nameRange: ByteRange(name.startIndex, name.endIndex),
        value: part(min(equals + 1, slice.endIndex), slice.endIndex)))
  }
  return RequestQuestion(method: "GET", path: path, parameters: parameters)
}

private func endpoint(_ path: String) -> Endpoint? {
  EndpointCatalogue.builtIn.endpoints.first { $0.method == "GET" && $0.path == path }
}

private func collection(_ text: String) -> JSONCollection {
  let document = JSONDocument(Array(text.utf8))
  return JSONCollection(document: document, records: document.root?.elements.map(\.index) ?? [])
}

/// The lines of the answer, or what is wrong and with which part.
private func answer(_ request: String, _ endpoint: Endpoint?, _ records: String) -> String {
  let question = question(request)
  do throws(RequestFailure) {
    let plan = try RequestPlan(question, endpoint: endpoint)
    let answer = try plan.list(collection(records), key: "items")
    return answer.rows.map { String(decoding: answer.line($0), as: UTF8.self) }.joined()
      .replacing("\n", with: " ") + "of \(answer.matched)"
      + answer.notes.map { "; \($0.message)" }.joined()
  } catch {
    let place = error.range.map { Array(request.utf8).text($0) } ?? ""
    let code = error.refusal.map { " \($0.status ?? 0) \($0.code?.rawValue ?? "-")" } ?? ""
    return "\(error.message) [\(place)]\(code)"
  }
}

private let people = """
  [{"id": 3, "name": "Zoë", "age": 1e1, "tags": ["a", "b"], "team": "35"},
   {"id": 1, "name": "ann", "age": 9, "tags": [], "team": 35},
   {"id": 2, "name": "Bob", "age": null, "team": null},
   {"id": 9223372036854775809, "name": "\\u0041l", "age": 10.50, "tags": ["b"], "team": 36}]
  """

/// Requests of an endpoint that pages by offset and by last item, with the names of what is answered, or the error.
private let meanings: [(request: String, expected: String)] = [
  ("/x?cols[]=id", #"{"id":3} {"id":1} {"id":2} {"id":9223372036854775809} of 4"#),
  // Equality of the text form [decision M4].
  ("/x?team=35&cols[]=id", #"{"id":3} {"id":1} of 2"#),
  ("/x?team=null&cols[]=id", #"{"id":2} of 1"#),
  ("/x?name=Al&cols[]=name", #"{"name":"\u0041l"} of 1"#),
  ("/x?id[]=1&id[]=2&cols[]=id", #"{"id":1} {"id":2} of 2"#),
  ("/x?tags[]=b&cols[]=id", #"{"id":3} {"id":9223372036854775809} of 2"#),
  ("/x?tags[]=b&tags[]=a&cols[]=id", #"{"id":3} of 1"#),
  (
    "/x?teem=35&cols[]=id&pg[limit]=1",
    #"{"id":3} of 4; `teem` names no property of the records, so it selects "#
      + "nothing"
  ),
  // Order: nothing first, numbers as numbers, texts by Unicode scalar; ties stay.
  ("/x?pg[sortBy]=age&cols[]=age", #"{"age":null} {"age":9} {"age":1e1} {"age":10.50} of 4"#),
  (
    "/x?pg[sortBy]=age&pg[sortDir]=desc&cols[]=age", #"{"age":10.50} {"age":1e1} {"age":9} {"age":null} of 4"#
  ),
  ("/x?pg[sortBy]=id&cols[]=id", #"{"id":1} {"id":2} {"id":3} {"id":9223372036854775809} of 4"#),
  (
    "/x?pg[sortBy]=name&cols[]=name", #"{"name":"\u0041l"} {"name":"Bob"} {"name":"Zoë"} {"name":"ann"} of 4"#
  ),
  ("/x?pg[sortBy]=tags&cols[]=id", #"{"id":2} {"id":3} {"id":1} {"id":9223372036854775809} of 4"#),
  // Pages.
  ("/x?pg[sortBy]=id&pg[offset]=1&pg[limit]=2&cols[]=id", #"{"id":2} {"id":3} of 4"#),
  ("/x?pg[offset]=7&cols[]=id", "of 4"),
  ("/x?pg[offset]=99999999999999999999&cols[]=id", "of 4"),
  ("/x?pg[sortBy]=id&pg[last]=2&cols[]=id", #"{"id":3} {"id":9223372036854775809} of 4"#),
  ("/x?pg[sortBy]=id&pg[last]=2&pg[limit]=1&pg[showLast]=true&cols[]=id", #"{"id":3} of 4"#),
  (
    "/x?pg[last]=77",
    "no item has the id `77`; `pg[last]` is the id of the last item that was answered [77] 400 IM005"
  ),
  // Columns in the order of their numbers, from 0 or 1 [decision M7].
  ("/x?cols[2]=id&cols[1]=name&id=1", #"{"name":"ann","id":1} of 1"#),
  ("/x?cols[0]=team&cols[10]=id&cols[9]=age&id=1", #"{"team":35,"age":9,"id":1} of 1"#),
  ("/x?cols[]=id&cols[]=name&cols[]=id&id=1", #"{"id":1,"name":"ann"} of 1"#),
  ("/x?cols=id&id=1", #"{"id":1} of 1"#),
  ("/x?cols[]=*&id=2", #"{"id":2,"name":"Bob","age":null,"team":null} of 1"#),
  ("/x?cols[]=team&cols[]=*&id=2", #"{"team":null,"id":2,"name":"Bob","age":null} of 1"#),
  // What cannot be used.
  ("/x?pg[limit]=abc", "`pg[limit]` is `abc`; it takes a whole number, 1 or more [abc] 400 IM005"),
  ("/x?pg[limit]=-1", "`pg[limit]` is `-1`; it takes a whole number, 1 or more [-1] 400 IM005"),
  ("/x?pg[limit]=0", "`pg[limit]` is `0`; it takes a whole number, 1 or more [0] 400 IM005"),
  ("/x?pg[limit]=", "`pg[limit]` is empty; it takes a whole number, 1 or more [pg[limit]=] 400 IM005"),
  ("/x?pg[offset]=1.5", "`pg[offset]` is `1.5`; it takes a whole number, 0 or more [1.5] 400 IM005"),
  ("/x?pg[sortDir]=up", "`pg[sortDir]` is `asc` or `desc`, not `up` [up] 400 IM005"),
  (
    "/x?pg[sortBy]=agee", "no record has the property `agee` to sort by; did you mean `age`? [agee] 400 IM005"
  ),
  ("/x?cols[]=nam", "no record has a property `nam`; did you mean `name`? [nam]"),
  ("/x?cols=id,name", "no record has a property `id,name`; write `cols[]=id&cols[]=name` [id,name]"),
]

@Test("a request selects, sorts, pages and projects")
func requestMeaning() {
  var paging = Endpoint(method: "GET", path: "/x")
  paging.paging = .offsetAndLast
  for (request, expected) in meanings {
    let found = answer(request, paging, people)
    #expect(found == expected, "\(request)")
  }
}

@Test("pg has no effect where an endpoint does not page [decision M2]")
func noPaging() {
  #expect(
    answer("/connections?pg[limit]=1&pg[sortBy]=name&cols[]=id", endpoint("/connections"), people)
      == #"{"id":3} {"id":1} {"id":2} {"id":9223372036854775809} of 4; `/connections` does not page, so "#
      + "`pg[limit]` and `pg[sortBy]` have no effect")
}

@Test("an empty collection has every property")
func emptyCollection() {
  #expect(answer("/x?cols[]=id&name=a&pg[sortBy]=id", nil, "[]") == "of 0")
}

@Test("the documentation's data stores are answered with their envelope and page")
func documentedDataStores() throws {
  let saved = """
    [{"id": 13433, "name": "New data store", "records": 1, "size": "48", "maxSize": "1048576", "teamId": 35},
     {"id": 15043, "name": "Old data store", "records": 10, "size": "620", "maxSize": "1048576", "teamId": 35},
     {"id": 1, "name": "Another", "records": 0, "size": "0", "maxSize": "1048576", "teamId": 36}]
    """
  let plan = try RequestPlan(
    question("/data-stores?teamId=35&pg[sortDir]=asc"), endpoint: endpoint("/data-stores"))
  let answer = try plan.list(collection(saved), key: "dataStores")
  #expect(
    String(decoding: answer.json, as: UTF8.self) == """
      {
        "dataStores": [
          {
            "id": 13433,
            "name": "New data store",
            "records": 1,
            "size": "48",
            "maxSize": "1048576",
            "teamId": 35
          },
          {
            "id": 15043,
            "name": "Old data store",
            "records": 10,
            "size": "620",
            "maxSize": "1048576",
            "teamId": 35
          }
        ],
        "pg": {
          "sortBy": "name",
          "limit": 10000,
          "sortDir": "asc",
          "offset": 0
        }
      }

      """)
}

@Test("what is nested in a record, and how its numbers are written, is kept")
func nothingIsLost() throws {
  let saved = #"[ {"b":1.10, "a" : {"z":[1, {"k":"\u00e9"}], "y":12345678901234567890}, "c":-0e5 } ]"#
  let answer = try RequestPlan(question("/x"), endpoint: nil).list(collection(saved), key: "x")
  #expect(
    answer.rows.map { String(decoding: answer.line($0), as: UTF8.self) } == [
      #"{"b":1.10,"a":{"z":[1,{"k":"\u00e9"}],"y":12345678901234567890},"c":-0e5}"# + "\n"
    ])
}

/// INVARIANT (order): sorting by exact numbers agrees with the order of the values they stand for.
@Test("numbers of any form are sorted by value")
func numberOrder() throws {
  let ascending = [
    "-1e400", "-1e2", "-99.5", "-1", "-1e-3", "0", "1e-400", "0.001", "1E0", "1.5", "9", "10", "1.1e1",
    "9223372036854775807", "9223372036854775808", "1e400",
  ]
  let shuffled = ascending.enumerated().sorted { ($0.offset * 7) % 16 < ($1.offset * 7) % 16 }.map(\.element)
  let records = "[" + shuffled.map { "{\"n\":\($0)}" }.joined(separator: ",") + "]"
  let plan = try RequestPlan(question("/x?pg[sortBy]=n"), endpoint: nil)
  let answer = try plan.list(collection(records), key: "x")
  #expect(
    answer.rows.map { String(decoding: answer.line($0), as: UTF8.self) }
      == ascending.map { "{\"n\":\($0)}\n" })
}
