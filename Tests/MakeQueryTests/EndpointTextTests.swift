import MakeQuery
import SourceText
import Testing

/// The language that endpoints are written in, and those that come with cliquery.
@Suite struct EndpointTextTests {
  @Test func everyBuiltInLineIsUnderstood() {
    let problems = EndpointCatalogue.builtInTexts.flatMap { text in
      EndpointReader.read(text, evidence: .observed).problems.map { "\($0.message): \(text.prefix(40))" }
    }
    #expect(problems == [])
  }

  @Test func builtInTextsPrintBack() {
    for text in EndpointCatalogue.builtInTexts {
      let printed = EndpointReader.read(text, evidence: .observed).endpoints.flatMap(EndpointPrinter.lines)
      let lines = text.split(separator: "\n").map(String.init).filter { !$0.contains("#") }
      #expect(printed == lines)
    }
  }

  /// Counted once in the facts that the texts were written from. Operations that only the documentation names are not
  /// among them: their parameters are unknown, or they have none.
  @Test func factsAreComplete() {
    let all = EndpointCatalogue.builtIn.endpoints
    let described = all.filter {
      $0.hasKnownParameters && !Self.recordOperations.contains("\($0.method) \($0.path)")
    }
    #expect(described.count == 181)
    #expect(described.reduce(0) { $0 + $1.parameters.count } == 485)
    #expect(described.filter { !$0.sortProperties.isEmpty }.count == 14)
    #expect(described.filter { !$0.columns.isEmpty }.count == 42)
    #expect(described.reduce(0) { $0 + $1.columns.count } == 612)
    #expect(described.filter { $0.columnEvidence == .official && !$0.columns.isEmpty }.count == 8)
    #expect(described.filter { $0.columnEvidence == .sdk }.count == 12)
    #expect(described.filter { $0.responseKey != nil }.count == 33)
    #expect(described.filter { !$0.exactlyOneOf.isEmpty }.count == 3)
    let parameters = described.flatMap(\.parameters)
    #expect(parameters.filter(\.isRequired).count == 40)
    #expect(parameters.filter { $0.defaultValue != nil }.count == 81)
    #expect(parameters.filter { $0.maximum != nil }.count == 5)
    #expect(parameters.filter { !$0.allowed.isEmpty }.count == 68 - 14)
    let paging = Dictionary(grouping: described, by: \.paging).mapValues(\.count)
    #expect(
      paging == [.none: 139, .accepted: 2, .offset: 32, .offsetAndLast: 5, .observedOffset: 2, .last: 1])
    #expect(Set(all.map { "\($0.method) \($0.path)" }).count == all.count)
  }

  /// Of these the documentation tells that they take no parameters.
  private static let recordOperations = [
    "POST /data-stores/{dataStoreId}/data", "PUT /data-stores/{dataStoreId}/data/{dataStoreKeyRecord}",
    "PATCH /data-stores/{dataStoreId}/data/{dataStoreKeyRecord}",
  ]

  @Test func problemsSayWhatAndWhere() {
    let cases: [(text: String, word: String, message: String)] = [
      ("GTE /orders", "GTE", "`GTE` is no method; did you mean `GET`?"),
      ("teamId integer", "teamId", "expected a method and a path first, such as `GET /orders`"),
      ("GET /a\n id", "id", "the parameter `id` needs a type, such as `id string`"),
      ("GET /a\n id interger", "interger", "there is no type `interger`; did you mean `integer`?"),
      ("GET /a\n id integer\n id string", "id", "the parameter `id` is described twice"),
      ("GET /a\n coll: id", "coll:", "there is no line `coll:`; did you mean `cols:`?"),
      ("GET /a\n cols (oficial): id", "oficial", "there is no evidence `oficial`; did you mean `official`?"),
      ("GET /a\n paging: offest", "offest", "there is no paging `offest`; did you mean `offset`?"),
      ("GET /a\n cols:", "cols:", "nothing stands after `cols:`"),
      ("GET /a\n id integer (1 2", "(", "the `(` has no `)` on its line"),
      ("GET /a\n id integer =", "=", "no default stands after `=`"),
      ("GET /a?b=1", "/a?b=1", "write the parameters of `/a?b=1` on lines of their own"),
      ("GET /api/v2/a", "/api/v2/a", "write the path of `/api/v2/a` without the base `/api/v2`"),
      ("GET /a\nGET /a", "/a", "`GET /a` is described twice"),
      (
        "GET /a\n id integer requird", "requird",
        "expected values in parentheses, a range such as `1..200`, `= default` or `deprecated`, found `requird`"
      ),
    ]
    for (text, word, message) in cases {
      let problem = EndpointReader.read(text).problems.last
      #expect(problem?.message == message, "\(text)")
      #expect(problem.map { Array(text.utf8).text($0.range) } == word, "\(text)")
    }
  }

  @Test func settingsAddToWhatIsKnown() {
    let text = """
      GET /data-stores
        cols: tags
        colour string (red green)
      GET /orders # ours
        cols: id
      """
    let read = EndpointReader.read(text)
    #expect(read.problems == [])
    let catalogue = EndpointCatalogue.builtIn.adding(read.endpoints)
    let stores = catalogue.endpoints.first { $0.method == "GET" && $0.path == "/data-stores" }
    #expect(
      stores?.columns == ["id", "name", "records", "size", "maxSize", "teamId", "datastructureId", "tags"])
    #expect(stores?.parameter("colour")?.allowed == ["red", "green"])
    #expect(stores?.parameter("teamId")?.isRequired == true)
    #expect(catalogue.endpoints.last?.columnEvidence == .settings)
    #expect(catalogue.endpoints.count == EndpointCatalogue.builtIn.endpoints.count + 1)
  }

  @Test func listsAreOneParameterInAllForms() {
    let endpoint = EndpointCatalogue.builtIn.endpoints.first { $0.method == "GET" && $0.path == "/scenarios" }
    let cases: [(name: String, parameter: String?)] = [
      ("cols", "cols[]"), ("cols[]", "cols[]"), ("cols[2]", "cols[]"), ("cols[a]", nil), ("id[0]", "id[]"),
      ("teamId", "teamId"), ("teamId[]", nil), ("teamid", nil), ("pg[limit]", "pg[limit]"), ("pg[last]", nil),
      ("pg", nil), ("", nil), ("[]", nil),
    ]
    for (name, parameter) in cases {
      #expect(endpoint?.parameter(for: Array(name.utf8))?.name == parameter, "\(name)")
    }
  }
}
