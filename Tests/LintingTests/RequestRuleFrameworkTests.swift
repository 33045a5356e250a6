import LintTestSupport
import Linting
import MakeQuery
import TestSupport
import Testing

/// What holds for all rules about requests.
@Suite("Request rules: what holds for all")
struct RequestRuleFrameworkTests {
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
    check([
      RequestCase(
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
