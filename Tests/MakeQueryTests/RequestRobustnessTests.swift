import MakeQuery
import SourceText
import TestSupport
import Testing

@Suite("Requests of any kind")
struct RequestRobustnessTests {
  /// `grammar/make-query.ebnf` and the parser hold each other.
  @Test func everySentenceOfTheGrammarIsReadWithoutAProblem() throws {
    let seed = UInt64.random(in: .min ... .max)
    var sentences = SentenceGenerator(
      try RequestTexts.grammar(), specials: CriteriaTexts.specials, seed: seed)
    var parser = RequestParser()
    var wrong: [String] = []
    for _ in 0..<4_000 where wrong.count < 5 {
      let text = RequestPlaceholders.addHoles(to: MappedText(bytes: sentences.sentence(from: "request")))
      parser.parse(text)
      let problem = RequestInvariants.problem(in: parser.tree, of: text) ?? sketchProblems(parser.tree, text)
      if !problem.isEmpty {
        wrong.append("\(String(decoding: text.bytes, as: UTF8.self).debugDescription): \(problem)")
      }
    }
    #expect(wrong == [], "seed \(seed)")
  }

  @Test func noRuleOfTheGrammarIsLeftOver() throws {
    let grammar = try RequestTexts.grammar()
    #expect(grammar.reachable(from: "request") == Set(grammar.rules.keys))
  }

  /// INVARIANT (the parser never fails): the parts of whatever text cover it.
  @Test func everyTextHasALosslessTree() {
    let seed = UInt64.random(in: .min ... .max)
    var texts = RequestTexts(seed: seed)
    var parser = RequestParser()
    var wrong: [String] = []
    for _ in 0..<20_000 where wrong.count < 5 {
      let bytes = texts.next()
      let text = RequestPlaceholders.addHoles(to: MappedText(bytes: bytes))
      parser.parse(text)
      if let problem = RequestInvariants.problem(in: parser.tree, of: text) {
        wrong.append("\(problem): \(bytes)")
      }
      for parameter in parser.tree.parameters {
        _ = parser.tree.name(of: parameter, in: text)
        if let value = parameter.value {
          let decoded = parser.tree.decoded(value, in: text, isValue: true)
          if decoded != text.percentDecoded(value).bytes { wrong.append("decoded in two ways: \(bytes)") }
        }
      }
    }
    #expect(wrong == [], "seed \(seed)")
  }

  @Test func timeGrowsWithTheText() {
    let units = [
      "/", "\\", "?", "&", "=", "#", "[", "]", "%5B", "%", "%41", " ", "\n", " \n&", "a", "a=1&", "a[b]=1&",
      "?a=1",
      "/?a=1", "/a=1", "${", "${a}", "{a", "{{a}}", "{{", "<a", ":a/", "$a", "/A_ID", "é", "a?b=${c}", "//a",
      "&a",
      "a=b c", "a b/", "[a", "GET ", "https://", "HTTP/1.1",
    ]
    var parser = RequestParser()
    for unit in units {
      for start in ["", "/x?"] {
        let ratio = Growth.ratio(
          from: 12_000,
          prepare: { Array((start + String(repeating: unit, count: $0 / unit.utf8.count)).utf8) },
          work: { parser.parse(RequestPlaceholders.addHoles(to: MappedText(bytes: $0))) })
        #expect(ratio < Growth.limit, "\((start + unit).debugDescription)")
      }
    }
  }
}
