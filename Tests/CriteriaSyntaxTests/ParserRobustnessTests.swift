import CriteriaSyntax
import SourceText
import TestSupport
import Testing

@Suite("Parser robustness")
struct ParserRobustnessTests {
  /// Pieces that steer random texts into every corner of the grammar.
  private static let pieces: [String] = [
    "a", "dept", "team_id", "==", "=", "!=", "<", ">=", "=>", "=<", "<>", "===", ":=", ":", "like", "LIKE",
    "in",
    "not in", "not", "!", "(", ")", "((", "))", "[", "]", ",", ",,", "&&", "||", "&", "|", "AND", "or", " ",
    "  ",
    "\n", "\r\n", "\t", "\"", "'", "\\", "\"x\"", "x", "5", "John Doe", "%x%", "${x}", "${", "<name>",
    "{name}",
    "\u{a0}", "\u{3000}", "（", "）", "＝", "＆＆", "，", "“", "”", "é", "山", "is null", "between", "contains",
    "a.contains(", "%28", "\u{feff}", "\u{0b}", ".", "-", "_", "#", "@", "🙂",
  ]

  @Test func everyTextHasALosslessTree() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    var parser = CriteriaParser()
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int(random.next() % 24) {
        if random.next() % 40 == 0 {
          bytes.append(UInt8(truncatingIfNeeded: random.next()))
        } else {
          bytes += Self.pieces[Int(random.next() % UInt64(Self.pieces.count))].utf8
        }
      }
      let text = textWithHoles(bytes)
      parser.parse(text, knownFields: random.next() % 2 == 0 ? .none : KnownFields(["a", "dept"]))
      expectLossless(parser.tree, text)
    }
    print("seed \(seed)")
  }

  /// A hole anywhere turns the short cut for plain conditions off; one behind the text changes nothing else.
  @Test func theShortCutReadsWhatTheGeneralWayReads() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    var short = CriteriaParser()
    var general = CriteriaParser()
    let pieces = [
      "a", "b-1", "==", "=", "<", ">=", "!=", "=>", "x", "5", " ", "&&", "||", "(", ")", "\n", ",", "é", "&",
    ]
    for _ in 0..<20_000 {
      let text = (0..<Int(random.next() % 12)).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }
      let bytes = Array(text.joined().utf8)
      let behind = ByteRange(bytes.count + 1, bytes.count + 5)
      let hole = Hole(range: behind, name: behind, form: .dollarBrace)
      short.parse(MappedText(bytes: bytes))
      general.parse(MappedText(bytes: bytes, holes: [hole]))
      #expect(
        short.tree.tokens == general.tree.tokens && short.tree.nodes == general.tree.nodes
          && short.tree.diagnostics == general.tree.diagnostics
          && short.tree.features.union(.holes) == general.tree.features,
        "\(text.joined().debugDescription), seed \(seed)")
    }
  }

  @Test func timeGrowsWithTheText() {
    let shapes: [(String, (Int) -> String)] = [
      ("parentheses", { String(repeating: "(", count: $0) }),
      ("closes", { String(repeating: ")", count: $0) }),
      ("conditions", { String(repeating: "(a==1) && ", count: $0 / 10) }),
      ("quotes", { String(repeating: "f==\"a && ", count: $0 / 9) }),
      ("open values", { String(repeating: "f==(a || ", count: $0 / 9) }),
      ("words", { "f==x" + String(repeating: " and", count: $0 / 4) }),
      ("word groups", { "f==x" + String(repeating: " and not (", count: $0 / 10) }),
      ("brackets", { String(repeating: "a in [ && ", count: $0 / 10) }),
      ("negations", { String(repeating: "!", count: $0) }),
      ("nots", { String(repeating: "not ", count: $0 / 4) }),
      ("placeholders", { String(repeating: "<a ", count: $0 / 3) }),
      ("blanks", { "a" + String(repeating: " ", count: $0) + "b" }),
      ("strange blanks", { "a==b" + String(repeating: "\u{a0}", count: $0 / 2) + "c" }),
      ("lines", { String(repeating: "a==\n", count: $0 / 4) }),
      ("percent", { String(repeating: "%28 ", count: $0 / 4) }),
      ("commas", { "a in " + String(repeating: ",", count: $0) }),
      ("unclosed lists", { String(repeating: "a in (b && ", count: $0 / 11) }),
    ]
    var parser = CriteriaParser()
    for (name, make) in shapes {
      let ratio = Growth.ratio(
        from: 100_000, prepare: { textWithHoles(make($0)) }, work: { parser.parse($0) })
      #expect(ratio < Growth.limit, "\(name)")
    }
  }

  @Test func aMillionOpenParenthesesGetAnAnswer() {
    var parser = CriteriaParser()
    parser.parse(textWithHoles(String(repeating: "(", count: 1_000_000)))
    #expect(parser.tree.diagnostics.map(\.kind) == [.unclosedGroup, .tooDeep])
  }
}
