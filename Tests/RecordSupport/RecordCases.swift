import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import SourceText
import TestSupport

/// A datastore with records, and a query for them.
package struct RecordCase: Sendable {
  package let schema: DatastoreSchema
  /// Of `id`, the schema's fields, `added_time` and `modified_time`, in that order.
  package let records: PlainRecords
  package let criteria: String
  /// The values of the criteria's holes.
  package let bindings: [String: String]
  /// Empty where nothing is sorted.
  package let orderBy: String
  package let dialect: DialectOptions

  /// Ready to run over records of `layout`; throws where the case is not one that runs.
  package func query(for layout: RecordLayout) throws -> RecordQuery {
    let text = MappedText.withHoles(Array(criteria.utf8))
    var parser = CriteriaParser()
    parser.parse(text)
    let order = MappedText(bytes: Array(orderBy.utf8))
    return RecordQuery(
      criteria: try CompiledCriteria(
        compiling: parser.tree, of: text, for: layout, bindings: bindings, dialect: dialect),
      order: try OrderBy(order).sortKeys(of: order, for: layout))
  }
}

/// Makes datastores, records and queries, the same ones for the same seed: nulls, masked values, Unicode, ids of 19
/// digits, decimals of mixed scale, empty texts, values that differ in case or spelling only.
package struct RecordCases: Sendable {
  private var random: SeededGenerator
  /// The most records of a datastore.
  package var mostRecords = 60
  /// Whether texts hold U+0000.
  package var hasZeroBytes = true
  package var hasMaskedValues = true

  package init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  package mutating func next() -> RecordCase {
    let fields = (0..<Int.random(in: 1...5, using: &random)).map { field($0) }
    let schema = DatastoreSchema(uniqueName: "cases", fields: fields)
    let layout = Self.layout(of: schema)
    let pools = layout.fields.map { pool($0) }
    let count = recordCount()
    let ids = ids(count)
    var records: [Record] = []
    for index in 0..<count {
      var values = pools.map { $0.randomElement(using: &random) ?? .null }
      values[0] = ids[index]
      records.append(Record(values: values))
    }
    var writer = CriteriaWriter(layout: layout, pools: pools, random: random)
    let criteria = writer.criteria()
    random = writer.random
    return RecordCase(
      schema: schema, records: PlainRecords(layout: layout, records: records), criteria: criteria,
      bindings: writer.bindings, orderBy: orderBy(layout), dialect: dialect())
  }

  /// The layout of a datastore's records.
  package static func layout(of schema: DatastoreSchema) -> RecordLayout {
    let own = schema.fields.map {
      RecordLayout.Field(name: $0.uniqueName, type: $0.type, isMasked: $0.isMasked)
    }
    let times = ["added_time", "modified_time"].map { RecordLayout.Field(name: $0, type: .number) }
    return RecordLayout(
      fields: [RecordLayout.Field(name: "id", type: .number)] + own + times, schema: PreparedSchema(schema))
  }

  private mutating func recordCount() -> Int {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: Int.random(in: 0...2, using: &random)
    case 1: min(mostRecords, 64)
    default: Int.random(in: 0...mostRecords, using: &random)
    }
  }

  private mutating func field(_ index: Int) -> FieldSchema {
    let types: [FieldType] = [
      .boolean, .number, .number, .limitedText, .limitedText, .largeText, .encryptedText,
    ]
    let type = types.randomElement(using: &random) ?? .number
    let mayBeMasked = type == .number || type == .limitedText
    return FieldSchema(
      uniqueName: "f\(index)", type: type,
      isMasked: hasMaskedValues && mayBeMasked && Int.random(in: 0..<5, using: &random) == 0)
  }

  /// The values that a field has in this case: few, so that they meet.
  private mutating func pool(_ field: RecordLayout.Field) -> [RecordValue] {
    let all: [RecordValue]
    switch field.type {
    case .boolean: all = [.boolean(true), .boolean(false)]
    case .number:
      let digits = field.name.hasSuffix("_time") ? Self.times : Self.numbers
      all = digits.compactMap { NumberLiteral($0.utf8).map { .number($0) } }
    case .limitedText, .largeText, .encryptedText, .unknown:
      all = (Self.texts + (hasZeroBytes ? Self.zeroTexts : [])).map { .text(Array($0.utf8)) }
    }
    var pool = Array(all.shuffled(using: &random).prefix(Int.random(in: 1...12, using: &random)))
    if Int.random(in: 0..<3, using: &random) > 0 { pool.append(.null) }
    if field.isMasked { pool += [.masked(Array("***".utf8)), .masked(Array("*****".utf8))] }
    return pool
  }

  private static let times = ["1777360402254", "1777360402345", "1777360400000", "0"]

  private static let numbers = [
    "0", "1", "2", "7", "-1", "-7", "10", "100", "50000", "0.5", "7.25", "-0.001", "7.250001", "99.99",
    "100000000000000001", "100000000000000002", "9223372036854775807", "-9223372036854775808",
    "9223372036854775808", "9999999999999999999", "0.000000000000000001", "0.0000000000000000001",
    "12345678901234567890123456789012345678", "-12345678901234567890.123456789",
  ]

  private static let texts = [
    "", "a", "A", "b", "ab", "aB", "AB", "abc", "k", "K", "\u{212A}", "s", "S", "\u{17F}", "ß", "\u{1E9E}",
    "ss",
    "é", "e\u{301}", "É", "İ", "i", "I", "ı", "σ", "ς", "Σ", "\u{13A0}", "\u{AB70}", "\u{10400}", "\u{10428}",
    "日本", "😀", "👩‍👧", "%", "_", "\\", "a%b", "a_b", "a\\b", "*", "a*b", "?", "10", "9", "7", "true",
    "John Doe", "JOHN DOE", "Jane Roe", "O'Brien", "AT&T", "R&D", "say \"hi\"", "a,b", "x (y)", " blank ",
    "the quick brown fox jumps over the lazy dog", "THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG",
    "the quick brown fox jumps over the lazy d\u{F6}g and 9999 more", "note 9999", "99999", "\u{10FFFF}", "~",
    "\u{FFFD}", "a\u{300}", "\u{FF21}", "\u{FF41}",
  ]

  private static let zeroTexts = ["\0", "a\0b", "ab\0", "\0k"]

  /// Different ones, in any order, some of 19 digits.
  private mutating func ids(_ count: Int) -> [RecordValue] {
    let start = ["1", "1001", "777360402254001", "1777360402254000001"].randomElement(using: &random) ?? "1"
    let first = Int64(start) ?? 1
    var ids = (0..<count).map { RecordValue.number(NumberLiteral(mantissa: first + Int64($0), scale: 0)) }
    if Bool.random(using: &random) { ids.shuffle(using: &random) }
    return ids
  }

  private mutating func orderBy(_ layout: RecordLayout) -> String {
    let names = layout.fields.map(\.name).shuffled(using: &random)
    let keys = names.prefix(Int.random(in: 0...3, using: &random))
    return keys.map { $0 + (["", " asc", " desc"].randomElement(using: &random) ?? "") }.joined(
      separator: ", ")
  }

  private mutating func dialect() -> DialectOptions {
    DialectOptions(
      textEquality: Int.random(in: 0..<4, using: &random) == 0 ? .caseInsensitive : .caseSensitive,
      like: [.sql, .sql, .sql, .glob, .contains].randomElement(using: &random) ?? .sql)
  }
}

/// Writes criteria about the values of a case, so that some are met.
private struct CriteriaWriter {
  let layout: RecordLayout
  let pools: [[RecordValue]]
  var random: SeededGenerator
  private(set) var bindings: [String: String] = [:]

  init(layout: RecordLayout, pools: [[RecordValue]], random: SeededGenerator) {
    self.layout = layout
    self.pools = pools
    self.random = random
  }

  mutating func criteria() -> String {
    Int.random(in: 0..<20, using: &random) == 0 ? "" : expression(depth: 0)
  }

  private mutating func expression(depth: Int) -> String {
    guard depth < 3, Int.random(in: 0..<3, using: &random) > 0 else { return condition() }
    let count = Int.random(in: 2...3, using: &random)
    let word = Bool.random(using: &random) ? " && " : " || "
    return (0..<count).map { _ in "(\(expression(depth: depth + 1)))" }.joined(separator: word)
  }

  private mutating func condition() -> String {
    let field = Int.random(in: 0..<layout.fields.count, using: &random)
    let isText = [.limitedText, .largeText, .encryptedText].contains(layout.fields[field].type)
    let symbols = ["=", "==", "!=", "<", "<=", ">", ">="]
    var operators = symbols + ["in", "not in"]
    if isText { operators += ["like", "not like", "like", "not like"] }
    let chosen = operators.randomElement(using: &random) ?? "=="
    let name = layout.fields[field].name
    switch chosen {
    case "in", "not in":
      let items = (0..<Int.random(in: 1...4, using: &random)).map { _ in value(field, inList: true) }
      let list = items.joined(separator: Bool.random(using: &random) ? "," : " , ")
      return "\(name) \(chosen) \(Bool.random(using: &random) ? list : "(\(list))")"
    case "like", "not like": return "\(name) \(chosen) \(written(pattern(field), inList: false))"
    default: return "\(name)\(chosen)\(value(field, inList: false))"
    }
  }

  private mutating func value(_ field: Int, inList: Bool) -> String {
    let known = pools[field].randomElement(using: &random) ?? .null
    switch (layout.fields[field].type, known) {
    case (.boolean, _): return ["true", "false", "TRUE", "\"False\""].randomElement(using: &random) ?? "true"
    case (.number, .number(let number)): return written(spelling(number), inList: inList)
    case (.number, _):
      return ["0", "7", "7.3", "-0.0", "99999999999999999999.5"].randomElement(using: &random) ?? "0"
    case (_, .text(let text)): return written(String(decoding: text, as: UTF8.self), inList: inList)
    default: return written("a", inList: inList)
    }
  }

  /// The number in one of its spellings, or one beside it.
  private mutating func spelling(_ number: NumberLiteral) -> String {
    let text = String(decoding: number.text, as: UTF8.self)
    switch Int.random(in: 0..<6, using: &random) {
    case 0 where number.fraction.isEmpty && number.integer.count < 30: return text + ".0"
    case 1 where number.fraction.isEmpty && number.integer.count < 30: return text + ".5"
    case 2 where !number.isNegative: return "00" + text
    case 3 where !number.isNegative: return "+" + text
    default: return text
    }
  }

  private mutating func pattern(_ field: Int) -> String {
    guard case .text(let text) = pools[field].randomElement(using: &random) ?? .null else {
      return ["%", "", "_", "%a%", "__", "*", "?*"].randomElement(using: &random) ?? "%"
    }
    var scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
    // A piece of a text, with wildcards before, behind and in it, letters in another case.
    if !scalars.isEmpty, Bool.random(using: &random) {
      let start = Int.random(in: 0..<scalars.count, using: &random)
      scalars = Array(scalars[start..<Int.random(in: start...scalars.count, using: &random)])
    }
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let wildcard: Unicode.Scalar = ["%", "%", "_", "*", "?", "\\"].randomElement(using: &random) ?? "%"
      scalars.insert(wildcard, at: [0, scalars.count, scalars.count / 2].randomElement(using: &random) ?? 0)
    }
    var pattern = String(String.UnicodeScalarView(scalars))
    if Int.random(in: 0..<3, using: &random) == 0 { pattern = pattern.uppercased() }
    return pattern
  }

  /// Bare where that is read as it is, in quotes, or as a hole.
  private mutating func written(_ text: String, inList: Bool) -> String {
    let isPlain =
      !text.isEmpty
      && text.utf8.allSatisfy { byte in
        byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x2E
          || byte == 0x2D
      }
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      let name = "v\(bindings.count)"
      bindings[name] = text
      return Bool.random(using: &random) ? "${\(name)}" : "\"${\(name)}\""
    case 1...3 where isPlain: return text
    default:
      let escaped = text.unicodeScalars.reduce(into: "") { result, scalar in
        if scalar == "\"" || scalar == "\\" { result += "\\" }
        result.unicodeScalars.append(scalar)
      }
      return "\"\(escaped)\""
    }
  }
}
