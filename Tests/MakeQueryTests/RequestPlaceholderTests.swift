import MakeQuery
import SourceText
import Testing

@Suite("Placeholders of requests")
struct RequestPlaceholderTests {
  @Test func eachIsAHoleWithItsName() {
    let cases: [(String, [String], names: [String])] = [
      ("{env}/a/{teamId}", ["{env}", "{teamId}"], ["env", "teamId"]),
      ("{base-url}/a", ["{base-url}"], ["base-url"]),
      ("/a/:teamId/b?c=:d&e=:f", [":teamId", ":d", ":f"], ["teamId", "d", "f"]),
      ("/a/${x}/{{ y }}?z={{ w }}", ["${x}", "{{ y }}", "{{ w }}"], ["x", "y", "w"]),
      ("$BASE/a?b=$TEAM&c=x$y", ["$BASE", "$TEAM"], ["BASE", "TEAM"]),
      ("/a/<id>?b=TEAM_ID&c=YOUR_KEY", ["<id>", "TEAM_ID", "YOUR_KEY"], ["id", "TEAM_ID", "YOUR_KEY"]),
      ("https://x:80/a:b?c=10:30&d=a:b", [], []), ("/a?b=ID&c=_ID&d=ABC&e=TEAM_IDS&f=my_ID", [], []),
      ("/a?b={\"x\":1}&c={}&d={1}", [], []), ("/a?$filter=x", [], []), ("/a/:b.c?d=:e,f", [], []),
    ]
    for (source, holes, names) in cases {
      let text = RequestPlaceholders.addHoles(to: MappedText(bytes: Array(source.utf8)))
      #expect(text.holes.map { text.bytes.text($0.range) } == holes, "\(source)")
      #expect(text.holes.map { text.bytes.text($0.name) } == names, "\(source)")
    }
  }

  @Test func holesOfTheHostStay() {
    let bytes = Array("/a/${x}{b}".utf8)
    let hole = Hole(range: ByteRange(3, 7), name: ByteRange(5, 6), form: .operand, origin: .clean)
    let text = RequestPlaceholders.addHoles(to: MappedText(bytes: bytes, holes: [hole]))
    #expect(text.holes.map(\.form) == [.operand, .placeholder])
  }
}
