import TestSupport

/// Criteria texts that nobody would write: sentences, mutations of sentences, raw bytes.
package struct TextGenerator {
  private var random: SeededGenerator
  /// Nil where the grammar's file is not there, as in a copy of the binary alone.
  private var grammar: CriteriaTexts?

  package init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    grammar = try? CriteriaTexts(seed: seed)
  }

  package mutating func next() -> [UInt8] {
    switch below(10) {
    case 0: return grammar?.next(.sentence) ?? sentence(depth: 0)
    case 1..<4: return sentence(depth: 0)
    case 4: return grammar?.next(.mutation) ?? mutated(sentence(depth: 0))
    case 5..<7: return mutated(sentence(depth: 0))
    case 7..<9: return pieces()
    default: return (0..<below(40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }
  }

  package mutating func flip() -> Bool { below(2) == 0 }

  private mutating func below(_ limit: Int) -> Int { Int(random.next() % UInt64(max(limit, 1))) }

  private mutating func pick(_ strings: [String]) -> String { strings[below(strings.count)] }

  // MARK: Sentences

  private mutating func sentence(depth: Int) -> [UInt8] {
    var result = operand(depth)
    for _ in 0..<below(4) {
      result += pick([" && ", "&&", " || ", "||", "\n&& "]).utf8
      result += operand(depth)
    }
    return result
  }

  private mutating func operand(_ depth: Int) -> [UInt8] {
    switch below(8) {
    case 0..<3 where depth < 4: Array("(".utf8) + sentence(depth: depth + 1) + Array(")".utf8)
    case 3: Array("${rest}".utf8)
    default: condition()
    }
  }

  private mutating func condition() -> [UInt8] {
    let field = pick([
      "a", "dept", "isactive", "notes", "secret", "other", "unknown_field", "${f}", "<name>", "id",
    ])
    if below(4) == 0 {
      let list = (0...below(5)).map { _ in value() }.joined(separator: pick([",", ", "]))
      return Array("\(field) \(pick(["in", "not in"])) \(below(2) == 0 ? "(\(list))" : list)".utf8)
    }
    let symbol = pick(["==", "=", "!=", "<", "<=", ">", ">=", " like ", " not like ", " == "])
    return Array("\(field)\(symbol)\(value())".utf8)
  }

  private mutating func value() -> String {
    pick([
      "5", "007", "true", "TRUE", "yes", "John Doe", "O'Brien", "R&D", "\"a \\\" b\"", "'x'", "%x%", "${v}",
      "<v>", "",
      "\"\"", "12345678901234567890", "-1.5", "+3", "1e3", "山田　太郎", "a,b", "Research and Development", "x*",
      "{v}",
    ])
  }

  // MARK: Noise

  private static let noise = [
    "a", "dept", "==", "=", "!=", "<", ">=", "=>", "=<", "<>", "===", ":=", ":", "like", "LIKE", "in",
    "not in", "not",
    "!", "(", ")", "[", "]", ",", ",,", "&&", "||", "&", "|", "AND", "or", " ", "  ", "\n", "\r\n", "\t",
    "\"", "'",
    "\\", "\"x\"", "x", "5", "John Doe", "%x%", "${x}", "${", "}", "{{y}}", "<name>", "{name}", "\u{a0}",
    "\u{3000}",
    "（", "）", "＝", "＆＆", "，", "“", "”", "é", "山", "is null", "between", "contains", "a.contains(", "%28",
    "%3D",
    "\u{feff}", "\u{0b}", ".", "-", "_", "#", "@", "🙂", "eq", "starts with",
  ]

  private mutating func pieces() -> [UInt8] {
    (0..<below(24)).flatMap { _ in Array(pick(Self.noise).utf8) }
  }

  private mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(3) {
      let place = below(bytes.count + 1)
      switch below(4) {
      case 0: bytes.insert(contentsOf: pick(Self.noise).utf8, at: place)
      case 1 where place < bytes.count: bytes.remove(at: place)
      case 2 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      default:
        let end = min(bytes.count, place + below(8))
        bytes.insert(contentsOf: bytes[place..<end], at: below(bytes.count + 1))
      }
    }
    return bytes
  }
}
