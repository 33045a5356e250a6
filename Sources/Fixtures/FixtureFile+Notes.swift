import CriteriaSemantics
import SourceText

/// What a file's owner should know of it.
extension FixtureFile {
  /// Without a schema: keys that look like one field spelt in two ways, and names that no criteria can say.
  func notes(_ survey: LayoutSurvey) -> [FixtureProblem] {
    guard survey.schema == nil else { return [] }
    var notes: [FixtureProblem] = []
    let names = survey.entries.map { String(decoding: $0.name, as: UTF8.self) }
    for (index, name) in names.enumerated() {
      if !Self.isField(survey.entries[index].name) {
        notes.append(note("no criteria can name the field `\(name)`: names are letters, digits, `_`, `.` and `-`"))
      }
      guard name.utf8.count >= 6, names.count <= 100, survey.entries[index].isPartial else { continue }
      for other in names[..<index] where other.utf8.count >= 6 && Suggestions.isOneEditAway(name, other) {
        notes.append(note("`\(other)` and `\(name)` look like one field spelt in two ways: no record has both"))
      }
    }
    return notes
  }

  private func note(_ message: String) -> FixtureProblem { FixtureProblem(line: 1, column: 1, message: message) }

  private static func isField(_ name: [UInt8]) -> Bool {
    !name.isEmpty
      && name.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
