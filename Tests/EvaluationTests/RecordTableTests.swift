import CriteriaSemantics
import Evaluation
import SourceText
import TestSupport
import Testing

/// A table gives back what was put into it.
@Suite struct RecordTableTests {
  private let layout = RecordLayout(fields: [
    .init(name: "id", type: .number), .init(name: "name", type: .limitedText),
    .init(name: "active", type: .boolean), .init(name: "salary", type: .number, isMasked: true),
  ])

  private func text(_ string: String) -> RecordValue { .text(Array(string.utf8)) }
  private func number(_ string: String) -> RecordValue {
    NumberLiteral(string.utf8).map { .number($0) } ?? .null
  }

  /// Sets a value as a loader does; false where it is no number.
  @discardableResult
  private func set(_ builder: inout RecordTable.Builder, _ field: Int, _ value: RecordValue) -> Bool {
    switch value {
    case .null: builder.setNull(field)
    case .boolean(let flag): builder.setBoolean(field, flag)
    case .number(let literal):
      return setNumber(&builder, field, String(decoding: literal.text, as: UTF8.self))
    case .text(let bytes): builder.setText(field, [7] + bytes + [7], ByteRange(1, bytes.count + 1))
    case .masked(let bytes): builder.setMasked(field, bytes, ByteRange(0, bytes.count))
    }
    return true
  }

  private func setNumber(_ builder: inout RecordTable.Builder, _ field: Int, _ text: String) -> Bool {
    let bytes = Array("\"\(text)\"".utf8)
    return builder.setNumber(field, bytes, ByteRange(1, bytes.count - 1))
  }

  @Test func numbersAreReadExactly() {
    let cases: [(written: String, value: String?)] = [
      ("0", "0"), ("-0", "0"), ("007", "7"), ("+7", "7"), ("7.0", "7"), ("-7.25", "-7.25"),
      ("123456789012345678", "123456789012345678"), ("9223372036854775807", "9223372036854775807"),
      ("-9223372036854775808", "-9223372036854775808"), ("9999999999999999999", "9999999999999999999"),
      ("0.0000000000000000001", "0.0000000000000000001"), ("1e3", "1000"), ("1.50E+1", "15"),
      ("25e-2", "0.25"),
      ("0e999999999999", "0"), ("1e37", "1" + String(repeating: "0", count: 37)), ("1e38", nil),
      ("1e-39", nil),
      ("1e", nil), ("e1", nil), ("", nil), ("-", nil), (".5", nil), ("5.", nil), ("1.2.3", nil), ("0x1", nil),
      ("1e1.5", nil), (" 1", nil), (String(repeating: "9", count: 39), nil),
    ]
    for (written, value) in cases {
      // Alone, and after numbers that give the column a scale.
      for earlier in [[], ["0.5"], ["0.123456789"], ["1234567890123456"]] {
        var builder = RecordTable.Builder(layout: layout)
        for text in earlier {
          _ = setNumber(&builder, 3, text)
          builder.endRecord()
        }
        let isSet = setNumber(&builder, 3, written)
        builder.endRecord()
        let table = builder.finish()
        #expect(isSet == (value != nil), "\(written)")
        #expect(
          table.value(at: earlier.count, field: 3) == value.map(number) ?? .null, "\(written) \(earlier)")
        for (row, text) in earlier.enumerated() {
          #expect(table.value(at: row, field: 3) == number(text), "\(text) before \(written)")
        }
      }
    }
  }

  @Test func theLastValueOfAFieldWinsAndDiscardedRecordsLeaveNothing() {
    var builder = RecordTable.Builder(layout: layout)
    for (field, value) in [(1, text("a")), (1, .null), (1, text("b")), (3, .masked([42])), (3, number("5"))] {
      set(&builder, field, value)
    }
    builder.endRecord()
    for (field, value) in [(0, number("9")), (1, text("gone")), (2, .boolean(true)), (3, .masked([42, 42]))] {
      set(&builder, field, value)
    }
    builder.discardRecord()
    set(&builder, 3, number("1.5"))
    set(&builder, 3, .masked([42]))
    builder.endRecord()
    set(&builder, 9, text("no such field"))
    set(&builder, 2, text("no boolean"))
    builder.endRecord()
    let table = builder.finish()
    #expect(
      (0..<table.recordCount).map { table.record(at: $0).values } == [
        [.null, text("b"), .null, number("5")], [.null, .null, .null, .masked([42])],
        [.null, .null, .null, .null],
      ])
  }

  @Test(arguments: [1, 40, 900, 5_000, 70_000])
  func manyRowsComeBack(_ distinct: Int) {
    var random = SeededGenerator(seed: UInt64(distinct))
    var builder = RecordTable.Builder(layout: layout)
    var expected: [[RecordValue]] = []
    for _ in 0..<max(500, distinct + distinct / 4) {
      let one = Int.random(in: 0..<distinct, using: &random)
      let values: [RecordValue] = [
        Int.random(in: 0..<20, using: &random) == 0 ? .null : number("\(one).\(one % 10)"),
        Int.random(in: 0..<20, using: &random) == 0
          ? .null : text(["", "\0", "é"][one % 3] + (one < 3 ? "" : "text \(one)")),
        Int.random(in: 0..<20, using: &random) == 0 ? .null : .boolean(one % 2 == 0),
        Int.random(in: 0..<20, using: &random) == 0
          ? .masked([42]) : number("\(one)00000000000000\(one % 7 == 0 ? "000" : "")"),
      ]
      for field in values.indices.shuffled(using: &random) { set(&builder, field, values[field]) }
      builder.endRecord()
      expected.append(values)
    }
    let table = builder.finish()
    #expect(table.recordCount == expected.count)
    let wrong = expected.indices.first { table.record(at: $0).values != expected[$0] }
    #expect(wrong == nil, "row \(wrong ?? 0): \(expected[wrong ?? 0])")
  }
}
