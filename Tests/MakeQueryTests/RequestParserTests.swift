import MakeQuery
import SourceText
import TestSupport
import Testing

/// A text, its tree as ``sketch(_:_:)`` draws it and its problems as ``sketchProblems(_:_:)`` lists them.
private let cases: [(text: String, tree: String, problems: String)] = [
  // Every documented zone, other hosts, ports.
  (
    "https://eu1.make.com/api/v2/data-stores?teamId=35&pg%5BsortDir%5D=asc",
    "<https> (eu1.make.com) {/api/v2} data-stores ? teamId=35 pg[sortDir]=asc", ""
  ),
  ("https://us2.make.com/api/v2/teams/1", "<https> (us2.make.com) {/api/v2} teams·1", ""),
  ("https://eu1.make.celonis.com/api/v2/ping", "<https> (eu1.make.celonis.com) {/api/v2} ping", ""),
  (
    "http://localhost:3000/api/v2/teams?a=1#top",
    "<http> (localhost:3000) {/api/v2} teams ? a=1 #top", ""
  ),
  ("https://eu1.make.com", "<https> (eu1.make.com)", ""),
  ("https://eu1.make.com?a=1", "<https> (eu1.make.com) ? a=1", ""),
  ("//eu1.make.com/api/v2/teams", "(eu1.make.com) {/api/v2} teams", ""),
  ("eu1.make.com/api/v2/teams", "(eu1.make.com) {/api/v2} teams", ""),
  ("localhost:3000/teams", "(localhost:3000) teams", ""),
  ("https://user:pw@x.make.cloud:443/api/v2/x", "<https> (user:pw@x.make.cloud:443) {/api/v2} x", ""),
  ("HTTPS://[::1]:8080/teams", "<HTTPS> ([::1]:8080) teams", ""),
  // Holes for environment, base, host, path, values, names.
  (
    "{environment_url}/api/v2/data-stores?teamId={teamId}",
    "({environment_url}) {/api/v2} data-stores ? teamId={teamId}", ""
  ),
  ("${BASE}/teams/:teamId?a=:b", "(${BASE}) teams·:teamId ? a=:b", ""),
  ("{{baseUrl}}teams?a=1", "({{baseUrl}}) teams ? a=1", ""),
  ("{{baseUrl}}/v2/teams", "({{baseUrl}}) {/v2} teams", ""),
  ("{{protocol}}://{{host}}/api/v2/x", "<{{protocol}}> ({{host}}) {/api/v2} x", ""),
  ("https://{{zone}}.make.com/api/{{v}}/x", "<https> ({{zone}}.make.com) {/api/{{v}}} x", ""),
  ("{zone}.make.com/api/v2/x", "({zone}.make.com) {/api/v2} x", ""),
  ("api.${domain}/x", "(api.${domain}) x", ""),
  ("//eu${n}.make.com/x", "(eu${n}.make.com) x", ""),
  ("//${host}/x", "(${host}) x", ""),
  ("$BASE/teams?teamId=$TEAM", "($BASE) teams ? teamId=$TEAM", ""),
  ("${a ? b : '&=/'}/x?${p}=${q & r}", "(${a ? b : '&=/'}) x ? ${p}=${q & r}", ""),
  ("/x/${id}a${b}?pg[${m}]=1&${rest}", "x·${id}a${b} ? pg[${m}]=1 ${rest}", ""),
  ("${url}&pg[limit]=5", "(${url}) pg[limit]=5", ""),
  ("/teams${query}&pg[limit]=5", "teams${query} pg[limit]=5", ""),
  // Relative paths, bare query strings, methods, protocol versions.
  ("/api/v2/scenarios/12/logs", "{/api/v2} scenarios·12·logs", ""),
  ("api/v2/scenarios?a=1", "{api/v2} scenarios ? a=1", ""),
  ("scenarios?teamId=1&pg%5Boffset%5D=0", "scenarios ? teamId=1 pg[offset]=0", ""),
  ("/teams/", "teams·", ""),
  ("/", "", ""),
  ("teams", "teams", ""),
  ("pg[limit]=50&cols[]=id", "pg[limit]=50 cols[]=id", ""),
  ("?teamId=1", "? teamId=1", ""),
  ("/teams?", "teams ?", ""),
  ("pg%5Blimit%5D=1", "pg[limit]=1", ""),
  ("GET /teams?teamId=1 HTTP/1.1", "GET teams ? teamId=1 HTTP/1.1", ""),
  ("delete  /teams/1?confirmed=true", "delete teams·1 ? confirmed=true", ""),
  ("PURGE https://x.make.com/a", "PURGE <https> (x.make.com) a", ""),
  ("POST {{base}}/x", "POST ({{base}}) x", ""),
  ("  /teams?a=1 \n", "teams ? a=1", ""),
  ("/teams\n  ?teamId=1\n  &pg[limit]=2", "teams ? teamId=1 pg[limit]=2", ""),
  ("/teams?teamId=1&\r\n\tpg[limit]=2", "teams ? teamId=1 pg[limit]=2", ""),
  // Names and values.
  ("/x?timeframe[dateFrom]=2026-01-01&event[0]=a", "x ? timeframe[dateFrom]=2026-01-01 event[0]=a", ""),
  ("/x?a[b][c]=1&cols%5b1%5d=id&d[]", "x ? a[b][c]=1 cols[1]=id d[]", ""),
  ("/x?name=Google+Workspace%20%26%3D&a=b=c", "x ? name=Google Workspace &= a=b=c", ""),
  ("/x?url=https://a.b/?c=d&q=why?", "x ? url=https://a.b/?c=d q=why?", ""),
  ("/x?caf%C3%A9=%E2%98%95", "x ? café=☕", ""),
  ("/x?a=&b", "x ? a= b", ""),
  ("/x?a=1#b?c&d", "x ? a=1 #b?c&d", ""),
  ("/x?a=${base}?c=1", "x ? a=${base}?c=1", ""),
  ("/templates/public/16-a&b", "templates·public·16-a&b", ""),
  // Problems, and the rest of the request.
  ("/x?pg[limit=5&a=1", "x ? pg[limit]=5 a=1", "unclosedBracket@5:[limit"),
  ("/x?pg[limit", "x ? pg[limit]", "unclosedBracket@5:[limit"),
  ("pg[limit", "pg[limit]", "unclosedBracket@2:[limit"),
  ("/x?pg%5Blimit=5", "x ? pg[limit]=5", "unclosedBracket@5:%5Blimit"),
  ("/x?pg[a[b]=5", "x ? pg[a][b]=5", "unclosedBracket@5:[a"),
  ("/x?pglimit]=5", "x ? pglimit=5", "unopenedBracket@10:]"),
  ("/x?pg[limit]]=5", "x ? pg[limit]=5", "unopenedBracket@12:]"),
  ("/x?pg[limit]x=5&b=1", "x ? pg[limit]=5 b=1", "textAfterBracket@12:x"),
  ("/x?a[b]c[d]=1", "x ? a[b][d]=1", "textAfterBracket@7:c"),
  ("/x??a=1", "x ? a=1", "secondQuestion@3:?"),
  ("/x?a?b=1", "x ? a b=1", "secondQuestion@4:?"),
  ("/x?teamId?=1", "x ? teamId=1", "secondQuestion@9:?"),
  ("/x?teamId=1?pg[limit]=2", "x ? teamId=1 pg[limit]=2", "secondQuestion@11:?"),
  ("/x?teamId=${t}?pg[limit]=2", "x ? teamId=${t} pg[limit]=2", "secondQuestion@14:?"),
  ("/teams&teamId=1?b=2", "teams teamId=1 b=2", "missingQuestion@6:& secondQuestion@15:?"),
  ("/teams/teamId=1&pg[limit]=2", "teams teamId=1 pg[limit]=2", "missingQuestion@6:/"),
  ("/teams teamId=1", "teams teamId=1", "missingQuestion@6: "),
  ("/teams\n  &teamId=1", "teams teamId=1", "missingQuestion@9:&"),
  ("https://eu1.make.com&a=1", "<https> (eu1.make.com) a=1", "missingQuestion@20:&"),
  ("/x?&a=1&&b=2&", "x ? a=1 b=2", "emptyParameter@3:& emptyParameter@8:& emptyParameter@12:&"),
  ("&pg[limit]=1", "pg[limit]=1", "emptyParameter@0:&"),
  ("/x?=1&[a]=2", "x ? =1 [a]=2", "emptyName@3:= emptyName@6:[a]"),
  ("/teams\\?a=1", "teams ? a=1", "backslash@6:\\"),
  ("/scenarios\\12\\logs", "scenarios·12·logs", "backslash@10:\\ backslash@13:\\"),
  ("https://eu1.make.com/api/v2/teams\\", "<https> (eu1.make.com) {/api/v2} teams", "backslash@33:\\"),
  ("/data stores/1 ?a=1", "data stores·1 ? a=1", "blankInPath@5:  blankInPath@14: "),
  ("https://eu1.make.com /api/v2/x", "<https> (eu1.make.com) {/api/v2} x", "blankInPath@20: "),
  ("//teams//1", "teams·1", "emptySegment@1:/ emptySegment@8:/"),
  ("/x?a=100%&b=%zz&c%=1", "x ? a=100% b=%zz c%=1", "brokenEscape@8:% brokenEscape@12:% brokenEscape@17:%"),
  ("/te%ms?a=1", "te%ms ? a=1", "brokenEscape@3:%"),
  ("", "", "notARequest@0"),
  ("GET", "GET", "notARequest@3"),
  ("(a==b)", "(a==b)", "notARequest@0:(a==b)"),
  ("\"/teams\" x?a=1", "\"·teams\" x ? a=1", "notARequest@0:\"/teams\" blankInPath@8: "),
]

@Suite("Request parser")
struct RequestParserTests {
  @Test func theTreeAndTheProblemsOfEachText() {
    var parser = RequestParser()
    for example in cases {
      let text = RequestPlaceholders.addHoles(to: MappedText(bytes: Array(example.text.utf8)))
      parser.parse(text)
      let found = sketch(parser.tree, text) + " | " + sketchProblems(parser.tree, text)
      #expect(found == example.tree + " | " + example.problems, "\(example.text.debugDescription)")
      #expect(RequestInvariants.problem(in: parser.tree, of: text) == nil, "\(example.text)")
    }
    let kinds = Set(
      cases.flatMap { $0.problems.split(separator: " ").compactMap { $0.split(separator: "@").first } })
    for kind in RequestProblem.Kind.allCases { #expect(kinds.contains("\(kind)"), "no example of \(kind)") }
  }

  /// A part of a file is read as the same text alone.
  @Test func aTextInsideAFileIsReadAlone() {
    var alone = RequestParser()
    var inside = RequestParser()
    for example in cases {
      let bytes = Array(example.text.utf8)
      let text = RequestPlaceholders.addHoles(to: MappedText(bytes: bytes))
      let before = Array("see [x]=1&".utf8)
      let whole = MappedText(
        bytes: before + bytes + Array("]=7&{{y}}/".utf8),
        range: ByteRange(before.count, before.count + bytes.count),
        holes: text.holes.map { $0.shifted(by: before.count) })
      alone.parse(text)
      inside.parse(whole)
      #expect(sketch(alone.tree, text) == sketch(inside.tree, whole), "\(example.text.debugDescription)")
    }
  }

  @Test func traitsSayWhatALookTells() {
    let expected: [(String, ParameterTraits)] = [
      ("a=1", []), ("pg[a]=1", .rawBrackets), ("pg%5Ba%5d=1", .encodedBrackets),
      ("pg[a%5D=1", [.rawBrackets, .encodedBrackets]), ("%61=1", .escapeInName), ("a=%20", .escapeInValue),
      ("a=b+c", .escapeInValue), ("a+b=c", []), ("pg%255Ba%255D=1", [.escapeInName, .encodedTwice]),
      ("a=%2526", [.escapeInValue, .encodedTwice]), ("a=%25zz", .escapeInValue), ("{{a}}=1", .holeInName),
      ("a={{b c}}", .holeInValue), ("a=b c", [.unencoded, .blankInValue]), ("a b=c", .unencoded),
      ("a=é", .unencoded), ("a=\"b\"", .unencoded), ("a[]=[1]", .rawBrackets),
    ]
    var parser = RequestParser()
    for (name, traits) in expected {
      parser.parse(RequestPlaceholders.addHoles(to: MappedText(bytes: Array("/x?\(name)".utf8))))
      #expect(parser.tree.parameters.map(\.traits) == [traits], "\(name)")
    }
  }
}
