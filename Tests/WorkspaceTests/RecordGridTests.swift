import CriteriaSemantics
import Evaluation
import Testing

@testable import Workspace

@Suite("tables of records")
struct RecordGridTests {
  private let layout = RecordLayout(fields: [
    .init(name: "id", type: .number), .init(name: "name", type: .limitedText),
    .init(name: "notes", type: .largeText), .init(name: "on", type: .boolean),
  ])

  private func record(_ id: String, _ name: String, _ notes: String?, _ on: Bool?) -> Record {
    Record(values: [
      NumberLiteral(id.utf8).map { .number($0) } ?? .null, .text(Array(name.utf8)),
      notes.map { .text(Array($0.utf8)) } ?? .null, on.map { .boolean($0) } ?? .null,
    ])
  }

  private func table(_ width: Int?, fields: [Int] = [0, 1, 2, 3]) -> (text: String, leftOut: [String]) {
    let records = [
      record("7", "Mira", "a\tb\u{1B}[1m", true), record("1001", "山田　太郎", nil, nil),
      record("-2.50", "👩‍👩‍👧", "the quick brown fox jumps over the lazy dog", false),
    ]
    let grid = RecordGrid(layout, fields: fields, sample: records, width: width)
    return (grid.heading + records.map(grid.line(of:)).joined(), grid.leftOut)
  }

  @Test func columnsAreAsWideAsTheyNeed() {
    #expect(
      table(nil).text == """
          id  name        notes                                        on
           7  Mira        a␉b␛[1m                                      true
        1001  山田　太郎  null                                         null
        -2.5  👩‍👩‍👧          the quick brown fox jumps over the lazy dog  false

        """)
    #expect(table(nil, fields: [3, 0]).text.hasPrefix("on       id\ntrue      7\n"))
  }

  @Test func theWidestGiveWayFirst() {
    #expect(
      table(36).text == """
          id  name        notes        on
           7  Mira        a␉b␛[1m      true
        1001  山田　太郎  null         null
        -2.5  👩‍👩‍👧          the quick …  false

        """)
  }

  /// No line is wider than the terminal, and what found no room is named.
  @Test func everyWidthIsKept() {
    for width in 1...70 {
      let (text, leftOut) = table(width)
      let lines = text.split(separator: "\n")
      let widest = lines.map { Self.columns($0) }.max() ?? 0
      #expect(lines.count == 4 && widest <= width && leftOut.isEmpty == (width >= 31), "\(width):\n\(text)")
    }
  }

  private static func columns(_ text: Substring) -> Int {
    var columns = 0
    for character in text {
      switch character {
      case "山", "田", "　", "太", "郎", "👩‍👩‍👧": columns += 2
      default: columns += 1
      }
    }
    return columns
  }
}
