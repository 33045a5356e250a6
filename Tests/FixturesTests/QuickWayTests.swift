import CriteriaSemantics
import Evaluation
import Fixtures
import TestSupport
import Testing

/// INVARIANT (one meaning): the quick way over lines and the exact one read the same records and tell the same
/// problems, in blocks of any size.
@Suite struct QuickWayTests {
  @Test("generated lines, whole and broken, in both ways") func sameAsExact() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      let bytes = LineGenerator.file(using: &random)
      let schema = Bool.random(using: &random) ? RandomRecord.schema : nil
      let exact = load(bytes, schema, isQuick: false, block: bytes.count)
      let quick = load(bytes, schema, isQuick: true, block: Int.random(in: 1...200, using: &random))
      let isSame = exact == quick
      let ways = zip(exact.split(separator: "\n"), quick.split(separator: "\n"))
      let first = ways.first { $0 != $1 }.map { "\($0)\n\($1)" } ?? "one says more"
      #expect(isSame, "seed \(seed)\n\(String(decoding: bytes, as: UTF8.self))\n\(first)")
      guard isSame else { return }
    }
  }

  /// Columns are taken by the thousand rows, a field's texts stop being shared within such a block, and keys and types
  /// that come after the first thousand rows send the reader back to the beginning.
  @Test("long files in both ways") func longFiles() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for round in 0..<4 {
      let bytes = LineGenerator.file(lines: 3000, using: &random)
      let schema = round < 2 ? RandomRecord.schema : nil
      let exact = load(bytes, schema, isQuick: false, block: bytes.count)
      let quick = load(bytes, schema, isQuick: true, block: round % 2 == 0 ? bytes.count : 5000)
      #expect(exact == quick, "seed \(seed), round \(round)")
    }
  }

  @Test("a file in memory and its blocks") func inMemory() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<100 {
      let bytes = LineGenerator.file(using: &random)
      let whole = read(bytes, .ndjson, RandomRecord.schema)
      #expect(whole == load(bytes, RandomRecord.schema, isQuick: true, block: 33))
    }
  }

  private func load(_ bytes: [UInt8], _ schema: PreparedSchema?, isQuick: Bool, block: Int) -> String {
    var loader = LineLoader(schema: schema, size: bytes.count, usesQuickWay: isQuick) {
      RecordTable.Builder(layout: $0)
    }
    repeat {
      var rest = bytes[...]
      while loader.fill({ memory in
        let count = min(block, memory.count, rest.count)
        memory.copyBytes(from: rest.prefix(count))
        rest = rest.dropFirst(count)
        return count
      }) {}
    } while loader.finish() == .readAgain
    switch loader.result({ bytes }) {
    case .failure(let failure): return failure.lines(path: "f").joined(separator: "\n")
    case .success(let content):
      var builder = content.sink
      return show(builder.finish())
    }
  }
}

/// Files of one record a line: most lines as programs write them, some in unusual forms, some broken.
enum LineGenerator {
  /// Without `lines` a short file.
  static func file(lines: Int? = nil, using random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = Int.random(in: 0..<20, using: &random) == 0 ? [0xEF, 0xBB, 0xBF] : []
    let breaks = Int.random(in: 0..<3, using: &random) == 0
    for index in 0..<(lines ?? Int.random(in: 0..<12, using: &random)) {
      var line = Self.line(index, using: &random)
      if breaks, Int.random(in: 0..<(lines ?? 4), using: &random) == 0 { damage(&line, using: &random) }
      bytes += line
      bytes += ["\n", "\n", "\n", "\r\n", "\n\n", " \n"].randomElement(using: &random)?.utf8 ?? "".utf8
    }
    if Bool.random(using: &random), bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return bytes
  }

  private static func line(_ index: Int, using random: inout SeededGenerator) -> [UInt8] {
    let isPlain = Int.random(in: 0..<3, using: &random) > 0
    func blank(_ random: inout SeededGenerator) -> String {
      isPlain ? "" : ["", "", " ", "\t", "  ", "\r"].randomElement(using: &random) ?? ""
    }
    var members: [String] = []
    if Bool.random(using: &random) { members.append("\"id\":\"\(index * 3 % 7 + 1)\"") }
    for name in ["n", "m", "b", "t", "l"] where Int.random(in: 0..<8, using: &random) > 0 {
      let key = !isPlain && name == "t" && Bool.random(using: &random) ? "\\u0074" : name
      members.append(
        "\(blank(&random))\"\(key)\"\(blank(&random)):\(blank(&random))\(value(name, &random))\(blank(&random))"
      )
    }
    if !isPlain, Bool.random(using: &random), let twice = members.randomElement(using: &random) {
      members.append(twice)
    }
    if !isPlain { members.shuffle(using: &random) }
    return Array((blank(&random) + "{" + members.joined(separator: ",") + "}").utf8)
  }

  private static func value(_ name: String, _ random: inout SeededGenerator) -> String {
    if Int.random(in: 0..<10, using: &random) == 0 { return "null" }
    switch name {
    case "n", "m":
      return [
        "1", "-0", "1.50", "\"42\"", "\"007\"", "1e2", "9223372036854775808", "\"-0.1\"", "\"***\"", "0",
        "12345678901234567890123",
      ]
      .randomElement(using: &random) ?? "1"
    case "b": return ["true", "false", "\"TRUE\"", "\"false\""].randomElement(using: &random) ?? "true"
    default:
      var text: [UInt8] = []
      if case .text(let bytes) = RandomRecord.text(&random) { text = bytes }
      var writer = RecordWriter(RecordLayout(fields: [.init(name: "x", type: .limitedText)]))
      writer.writeObject(Record(values: [.text(text)]))
      return String(String(decoding: writer.take(), as: UTF8.self).dropFirst(5).dropLast())
    }
  }

  /// Replaces, removes or adds a byte, or cuts the line.
  private static func damage(_ line: inout [UInt8], using random: inout SeededGenerator) {
    let place = Int.random(in: line.indices, using: &random)
    let bytes = Array("\"\\{}[]:,ax0-.e \t".utf8) + [0xC3, 0xFF, 0x01, 0x80]
    switch Int.random(in: 0..<4, using: &random) {
    case 0: line[place] = bytes.randomElement(using: &random) ?? 0
    case 1: line.remove(at: place)
    case 2: line.insert(bytes.randomElement(using: &random) ?? 0, at: place)
    default: line.removeSubrange(place...)
    }
  }
}
