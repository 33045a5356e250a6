import CriteriaSyntax
import SourceText
import TestSupport
import Testing

/// The grammar in `grammar/criteria.ebnf` and the parser hold each other.
@Suite("Grammar")
struct GrammarTests {
  @Test func everySentenceParsesWithoutAFinding() throws {
    let seed: UInt64 = 1
    var texts = try CriteriaTexts(seed: seed)
    var invariants = CriteriaInvariants()
    var wrong: [String] = []
    for _ in 0..<2_000 where wrong.count < 5 {
      let bytes = texts.next(.sentence)
      if let violation = invariants.violation(of: bytes, allowsFindings: false) {
        wrong.append("\(String(decoding: bytes, as: UTF8.self).debugDescription): \(violation)")
      }
    }
    #expect(wrong == [], "seed \(seed)")
  }

  @Test func aGrammarThatIsWrongIsRefused() {
    for text in ["a = b ;", "a = \"x", "a \"x\" ;", "a = \"x\" ; a = \"y\" ;", "a = ( \"x\" ;", "= ;"] {
      #expect(throws: Grammar.Malformed.self, "\(text)") { try Grammar(text) }
    }
  }

  /// Every rule can be reached from the start.
  @Test func noRuleIsLeftOver() throws {
    let grammar = try CriteriaTexts.grammar()
    #expect(grammar.reachable(from: "criteria") == Set(grammar.rules.keys))
  }
}
