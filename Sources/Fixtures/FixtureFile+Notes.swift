import CriteriaSemantics
import SourceText

/// What a file's owner should know of it.
extension FixtureFile {
  /// Whether ``notes(_:)`` may have any: the names alone tell, without the file.
  static func mayHaveNotes(_ survey: LayoutSurvey) -> Bool {
    guard survey.schema == nil else { return false }
    let names = survey.entries.map(\.name)
    return names.contains { !isField($0) } || !likePairs(names).isEmpty
  }

  /// Without a schema: keys that look like one field spelt in two ways, and names that no criteria can say.
  mutating func notes(_ survey: LayoutSurvey) -> [FixtureProblem] {
    guard survey.schema == nil else { return [] }
    let names = survey.entries.map(\.name)
    var notes: [FixtureProblem] = []
    for name in names where !Self.isField(name) {
      let message =
        "no criteria can name the field \(FaultText.quoted(name)): names are letters, digits, `_`, `.` and `-`"
      notes.append(note(message, at: 0))
    }
    for pair in Self.likePairs(names) {
      var check = PairCheck(first: names[pair.first], second: names[pair.second])
      read(into: &check)
      guard !check.isMet, let record = check.secondRecord, record < starts.count else { continue }
      let first = FaultText.quoted(names[pair.first])
      let second = FaultText.quoted(names[pair.second])
      let message =
        "\(second) may be \(first) spelt in another way: no record has both; they were read as two fields"
      notes.append(note(message, at: starts[record]))
    }
    return notes
  }

  /// Names one edit apart, the later one second; at most three pairs, for each is looked for in the file.
  private static func likePairs(_ names: [[UInt8]]) -> [(first: Int, second: Int)] {
    guard names.count <= 64 else { return [] }
    let texts = names.map { String(decoding: $0, as: UTF8.self) }
    var pairs: [(first: Int, second: Int)] = []
    for second in texts.indices where names[second].count >= 6 && !hasDigitAtEnd(names[second]) {
      for first in 0..<second where pairs.count < 3 && !hasDigitAtEnd(names[first]) {
        if Suggestions.isOneEditAway(texts[second], texts[first]) { pairs.append((first, second)) }
      }
    }
    return pairs
  }

  /// `line_1` and `line_2` are two fields.
  private static func hasDigitAtEnd(_ name: [UInt8]) -> Bool {
    (name.last ?? 0) &- UInt8(ascii: "0") < 10
  }

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

/// Looks for records that have two keys.
private struct PairCheck: RowConsumer {
  let first: [UInt8]
  let second: [UInt8]
  private(set) var isMet = false
  /// The first record that has the second key.
  private(set) var secondRecord: Int?
  private var record = 0
  private var hasFirst = false
  private var hasSecond = false

  init(first: [UInt8], second: [UInt8]) {
    self.first = first
    self.second = second
  }

  mutating func field(_ bytes: [UInt8], _ key: ByteRange) -> Int? {
    let field = bytes[key].elementsEqual(first) ? 1 : bytes[key].elementsEqual(second) ? 2 : 0
    see(field)
    return field
  }

  mutating func see(_ field: Int) {
    if field == 1 { hasFirst = true }
    if field == 2 { hasSecond = true }
  }

  func unknownKey(_ bytes: [UInt8], _ key: ByteRange) -> String { "" }

  mutating func take(_ kind: RawKind, _ bytes: [UInt8], _ range: ByteRange, field: Int) -> String? { nil }

  mutating func endRow() {
    if hasSecond, secondRecord == nil { secondRecord = record }
    if hasFirst, hasSecond { isMet = true }
    discardRow()
    record += 1
  }

  mutating func discardRow() {
    hasFirst = false
    hasSecond = false
  }
}
