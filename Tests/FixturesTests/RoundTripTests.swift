import CriteriaSemantics
import Evaluation
import Fixtures
import TestSupport
import Testing

@Suite struct RoundTripTests {
  @Test("what is written") func forms() {
    let layout = RecordLayout(
      fields: [
        .init(name: "id", type: .number), .init(name: "empname", type: .limitedText),
        .init(name: "isactive", type: .boolean), .init(name: "phone", type: .number, isMasked: true),
      ], schema: employees)
    let record = Record(values: [
      NumberLiteral("-0012.50".utf8).map { .number($0) } ?? .null, .text(Array("a\"b\\\n\u{1}é,".utf8)),
      .boolean(true),
      .masked(Array("**".utf8)),
    ])
    let empty = Record(values: [.null, .text([]), .null, .null])
    var writer = RecordWriter(layout)
    writer.writeLine(record)
    writer.writeLine(empty)
    #expect(
      String(decoding: writer.take(), as: UTF8.self) == #"""
        {"id":"-12.5","empname":"a\"b\\\n\u0001é,","isactive":true,"phone":"**"}
        {"id":null,"empname":"","isactive":null,"phone":null}

        """#)
    var table = RecordWriter(layout, projection: [1, 0, 9])
    table.writeHeader()
    table.writeRow(record)
    table.writeRow(empty)
    #expect(
      String(decoding: table.take(), as: UTF8.self) == "empname,id\n\"a\"\"b\\\n\u{1}é,\",-12.5\n\"\",\n")
  }

  /// Every value that a field can have comes back from every form, with the layout's schema.
  @Test("read(write(records)) gives the same records") func roundTrip() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let records = (0..<Int.random(in: 0...6, using: &random)).map { index in
        RandomRecord.make(id: index, using: &random)
      }
      for format in FixtureFormat.allCases {
        let bytes = write(records, format)
        guard
          case .success(let fixture) = FixtureReader.read(bytes, format: format, schema: RandomRecord.schema)
        else {
          Issue.record("seed \(seed): \(format) does not read\n\(String(decoding: bytes, as: UTF8.self))")
          return
        }
        let read = (0..<fixture.table.recordCount).map { fixture.table.record(at: $0) }
        // Without records no id is seen.
        guard !records.isEmpty else {
          #expect(read.isEmpty)
          continue
        }
        #expect(fixture.table.layout == RandomRecord.layout, "seed \(seed)")
        let isSame = read == records
        #expect(
          isSame, "seed \(seed), \(format)\n\(String(decoding: bytes, as: UTF8.self))\n\(show(fixture.table))"
        )
        guard isSame else { return }
      }
    }
  }

  private func write(_ records: [Record], _ format: FixtureFormat) -> [UInt8] {
    var writer = RecordWriter(RandomRecord.layout)
    switch format {
    case .ndjson: for record in records { writer.writeLine(record) }
    case .csv:
      writer.writeHeader()
      for record in records { writer.writeRow(record) }
    case .json:
      for record in records { writer.writeLine(record) }
      let lines = writer.take().split(separator: UInt8(ascii: "\n"))
      return Array(#"{"list":["#.utf8) + Array(lines.joined(separator: [UInt8(ascii: ",")]))
        + Array("]}".utf8)
    }
    return writer.take()
  }
}

/// Records with everything that fields can hold.
enum RandomRecord {
  static let schema = PreparedSchema(
    DatastoreSchema(
      uniqueName: "all",
      fields: [
        FieldSchema(uniqueName: "n", type: .number, defaultValue: "7"),
        FieldSchema(uniqueName: "m", type: .number, isMasked: true),
        FieldSchema(uniqueName: "b", type: .boolean, defaultValue: "true"),
        FieldSchema(uniqueName: "t", type: .limitedText, isMasked: true),
        FieldSchema(uniqueName: "l", type: .largeText, defaultValue: "none"),
      ]))

  static let layout = RecordLayout(
    fields: [.init(name: "id", type: .number)]
      + schema.schema.fields.map { .init(name: $0.uniqueName, type: $0.type, isMasked: $0.isMasked) },
    schema: schema)

  static func make(id: Int, using random: inout SeededGenerator) -> Record {
    let mask = RecordValue.masked(
      [UInt8](repeating: UInt8(ascii: "*"), count: Int.random(in: 1...4, using: &random)))
    let isMasked = Int.random(in: 0..<4, using: &random) == 0
    return Record(values: [
      NumberLiteral("\(14_756_000_000_008_008 - id)".utf8).map { .number($0) } ?? .null,
      maybe(number(&random), &random), isMasked ? mask : maybe(number(&random), &random),
      maybe(.boolean(Bool.random(using: &random)), &random), isMasked ? mask : maybe(text(&random), &random),
      maybe(text(&random), &random),
    ])
  }

  private static func maybe(_ value: RecordValue, _ random: inout SeededGenerator) -> RecordValue {
    Int.random(in: 0..<4, using: &random) == 0 ? .null : value
  }

  private static func number(_ random: inout SeededGenerator) -> RecordValue {
    let digits = (0..<Int.random(in: 1...38, using: &random)).map { _ in Int.random(in: 0...9, using: &random)
    }
    var text = digits.map(String.init).joined()
    if Bool.random(using: &random) {
      text.insert(
        ".", at: text.index(text.startIndex, offsetBy: Int.random(in: 0..<digits.count, using: &random)))
      if text.hasPrefix(".") { text = "0" + text }
    }
    if Bool.random(using: &random) { text = "-" + text }
    return NumberLiteral(text.utf8).map { .number($0) } ?? .null
  }

  static let pieces = [
    "a", "Z", " ", "\"", "\\", "\n", "\r", "\r\n", "\t", ",", ";", "'", "/", "é", "山田　太郎", "😀", "\u{0}",
    "\u{7F}",
    "\u{2028}", "\u{FEFF}", "true", "null", "12", "{", "}", "[", "**", "\u{1F}",
  ]

  static func text(_ random: inout SeededGenerator) -> RecordValue {
    let count = Int.random(in: 0...5, using: &random)
    let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    // In a masked field nothing tells a text of stars from a mask.
    return .text(Array((text.allSatisfy { $0 == "*" } && !text.isEmpty ? text + "x" : text).utf8))
  }
}
