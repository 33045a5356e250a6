import Formatting
import MakeQuery
import SourceText
import Testing

@Suite("Request formatter")
struct RequestFormatterTests {
  /// Each text in both styles; nil: it stays as it is.
  private static let cases: [(text: String, readable: String?, encoded: String?)] = [
    ("/x?pg%5Blimit%5D=5&cols[]=id", "/x?pg[limit]=5&cols[]=id", "/x?pg%5Blimit%5D=5&cols%5B%5D=id"),
    ("/x?a=john%40b.c", "/x?a=john@b.c", nil), ("/x?a=john@b.c", nil, "/x?a=john%40b.c"),
    ("/x?a=b c", nil, "/x?a=b%20c"), ("/x?a=b+c%20d", nil, nil), ("/x?cols%5B%5D=*", "/x?cols[]=*", nil),
    ("/x?a=%2526&b=R%26D", nil, nil), ("/x?pg%255Blimit%255D=5", nil, nil),
    ("/x?caf%C3%A9=%C3%A9", "/x?café=é", nil), ("/x?pg%5blimit%5d=1", "/x?pg[limit]=1", "/x?pg%5Blimit%5D=1"),
    ("get /x?a[]=1", "GET /x?a[]=1", "GET /x?a%5B%5D=1"),
    // Order, holes, hosts and what is no part of the address are kept.
    ("/x?b=2&pg[a]=1&b=1", nil, "/x?b=2&pg%5Ba%5D=1&b=1"),
    (
      "{e}/x/:id?a={b[c]}&${d}[e]=f{g}@", "{e}/x/:id?a={b[c]}&${d}[e]=f{g}@",
      "{e}/x/:id?a=%7Bb%5Bc%5D%7D&${d}%5Be%5D=f{g}%40"
    ),
    ("https://X.make.com/api/v2/a%20b?c#d[e]", nil, nil),
    // Decoded it would be a hole, a mark or a parameter.
    ("/x?a=%3Ab&c=%7Bd%7D&e=%24f", nil, nil), ("/x?a=TEAM%5FID&b[]=1", nil, "/x?a=TEAM%5FID&b%5B%5D=1"),
    ("/a%3Db/c%2Fd?e%5B%5D=1", "/a%3Db/c%2Fd?e[]=1", nil),
    // A problem of the syntax.
    ("/x?pg[limit=5&b[]=1", nil, nil), ("/x&pg[limit]=5", nil, nil), ("/x?a=%zz&b[]=1", nil, nil),
    ("/x?a[]=1&&b=2", nil, nil),
  ]

  @Test func eachTextInEachStyle() {
    for (source, readable, encoded) in Self.cases {
      for (style, expected) in [(RequestFormatter.Style.readable, readable), (.encoded, encoded)] {
        var formatter = RequestFormatter(style: style)
        let changed = formatter.format(MappedText(bytes: Array(source.utf8)))
        let output = changed ? String(decoding: formatter.output, as: UTF8.self) : source
        #expect(output == expected ?? source, "\(style)")
      }
    }
  }

  @Test func aLongRequestBreaksBeforeItsMarks() {
    let line = "{{baseUrl}}/data-stores?teamId=35&pg[limit]=50&pg[sortDir]=asc&cols[]=id"
    let broken = "{{baseUrl}}/data-stores\n  ?teamId=35\n  &pg[limit]=50\n  &pg[sortDir]=asc\n  &cols[]=id"
    let cases: [(String, width: Int, room: Int, String?)] = [
      (line, 72, 0, nil), (line, 71, 0, broken), (line, 76, 5, broken), (line, 77, 5, nil),
      (broken, 71, 0, nil),
      (broken, 72, 0, line),
      (
        "{{baseUrl}}/data-stores?\n\tteamId=35&\r\n   pg[limit]=50&pg[sortDir]=asc   \n&cols[]=id", 71, 0,
        broken
      ),
      (String(repeating: "/long", count: 30), 100, 0, nil),
      (String(repeating: "/long", count: 30) + "?", 100, 0, nil),
      ("teamId=1&pg[limit]=2", 10, 0, "teamId=1\n  &pg[limit]=2"),
      (String(repeating: "é", count: 30) + "=1", 40, 0, nil),
    ]
    for (source, width, room, expected) in cases {
      let output = RequestFormatter.broken(MappedText(bytes: Array(source.utf8)), width: width, room: room)
      #expect(output.map { String(decoding: $0, as: UTF8.self) } == expected, "\(source) \(width)")
    }
  }

  /// A broken request is read as the same on one line, and spelt where it stands.
  @Test func stylesKeepTheLayout() {
    var formatter = RequestFormatter(style: .encoded, isBroken: true, width: 20)
    formatter.newline = Array("\r\n".utf8)
    let isBroken = formatter.format(MappedText(bytes: Array("/data-stores?pg[limit]=50&cols[]=id".utf8)))
    #expect(
      isBroken
        && String(decoding: formatter.output, as: UTF8.self)
          == "/data-stores\r\n  ?pg%5Blimit%5D=50\r\n  &cols%5B%5D=id"
    )
    formatter.isBroken = false
    let isJoined = formatter.format(MappedText(bytes: formatter.output))
    #expect(
      isJoined
        && String(decoding: formatter.output, as: UTF8.self) == "/data-stores?pg%5Blimit%5D=50&cols%5B%5D=id")
  }

  /// A hole that a backslash made literal is text, however often its text is looked at.
  @Test func whatABackslashMadeLiteralIsEncoded() {
    let text = RequestPlaceholders.addHoles(to: MappedText(bytes: Array(#"/x?a=\${1} ${c}"#.utf8)))
    var formatter = RequestFormatter(style: .encoded)
    #expect(
      formatter.format(text)
        && String(decoding: formatter.output, as: UTF8.self) == "/x?a=%24%7B1%7D%20${c}")
  }

  /// The edits are small: they can be written where holes stand between literals.
  @Test func editsTouchNoHole() {
    let bytes = Array("see /x?a=${b}@&c[]=1 now".utf8)
    let hole = Hole(range: ByteRange(9, 13), name: ByteRange(11, 12), form: .operand)
    let text = MappedText(bytes: bytes, range: ByteRange(4, 20), holes: [hole])
    var formatter = RequestFormatter(style: .encoded)
    let changed = formatter.format(text)
    #expect(changed && formatter.edits.allSatisfy { !$0.range.overlaps(hole.range) })
    #expect(String(decoding: formatter.output, as: UTF8.self) == "/x?a=${b}%40&c%5B%5D=1")
    #expect(
      TextEdit.apply(formatter.edits, to: bytes).map { String(decoding: $0, as: UTF8.self) }
        == "see /x?a=${b}%40&c%5B%5D=1 now")
  }
}
