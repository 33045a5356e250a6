import CriteriaSyntax
import Formatting
import TestSupport
import Testing

/// What holds for every text, tried on generated ones.
@Suite("Formatting of any text")
struct FormattingPropertyTests {
  @Test func formattingKeepsTheMeaningAndIsStable() throws {
    let seed: UInt64 = 2
    var texts = try CriteriaTexts(seed: seed)
    var invariants = CriteriaInvariants()
    let variants = [
      FormatOptions(), FormatOptions(width: 20), FormatOptions(width: 1, equality: .canonical),
      FormatOptions(parentheses: .keep), FormatOptions(width: 40, api: .v2),
    ]
    let fields = [KnownFields.none, KnownFields(["a", "b1", "status", "x_y"])]
    var wrong: [String] = []
    for round in 0..<800 where wrong.count < 5 {
      for source in CriteriaTexts.Source.allCases {
        let bytes = texts.next(source)
        let violation = invariants.violation(
          of: bytes, options: variants[round % variants.count], knownFields: fields[round / 7 % 2])
        if let violation {
          wrong.append("\(String(decoding: bytes, as: UTF8.self).debugDescription): \(violation)")
        }
      }
    }
    #expect(wrong == [], "seed \(seed)")
  }
}
