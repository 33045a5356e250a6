import CriteriaSemantics
import CriteriaSyntax

/// One condition of one record in words.
struct TraceSentence {
  let text: String

  init(field: String, value: RecordValue, condition: CompiledCriteria.Condition, truth: Truth) {
    let name = "`\(TreeDump.shown(field))`"
    switch value {
    case .null:
      text = "\(name) is null: a comparison with null is unknown, and unknown does not match (C9)"
    case .masked(let bytes):
      text = "\(name) is masked (\(Self.shown(bytes))): what it holds is unknown, and so is the answer (C21)"
    case .boolean, .number, .text:
      let own = Self.shown(value)
      text = "\(name) is \(own)\(Self.rest(value, condition, isTrue: truth == .true))"
    }
  }

  /// What follows the value.
  private static func rest(
    _ value: RecordValue, _ condition: CompiledCriteria.Condition, isTrue: Bool
  ) -> String {
    // What the test says of the value, before it is turned round.
    let holds = isTrue != condition.isNegated
    let isNegated = condition.isNegated
    switch condition.test {
    case .number(let order, let operand):
      return order.rest(Self.shown(.number(operand)), holds, isNegated, words: .numbers)
    case .boolean(let order, let operand):
      return order.rest("\(operand)", holds, isNegated, words: .numbers)
    case .text(let order, let operand):
      let rest = order.rest(Self.shown(.text(operand)), holds, isNegated, words: .texts)
      return rest + caseRemark(value, order, operand, holds)
    case .foldedText(let operand):
      let word = Self.shown(.text(operand))
      if holds { return isNegated ? ", and `!=` asks for another" : ", equal to \(word) in any case" }
      return ", not \(word) in any case"
    case .like(let pattern): return ", which \(Self.words(pattern, holds))"
    case .numberSet(let members):
      return membership(members.sorted().map { Self.shown(.number($0)) }, holds)
    case .booleanSet(let members): return membership(members.map { "\($0)" }.sorted(), holds)
    case .textSet(let members):
      return membership(members.sorted { $0.lexicographicallyPrecedes($1) }.map { shown(.text($0)) }, holds)
    case .foldedTextSet(let members):
      let sorted = members.sorted { $0.lexicographicallyPrecedes($1) }
      return membership(sorted.map { shown(.text($0)) }, holds) + ", in any case"
    }
  }

  /// Says so where only the case of letters makes two texts differ.
  private static func caseRemark(
    _ value: RecordValue, _ order: ConditionTest.Order, _ operand: [UInt8], _ holds: Bool
  ) -> String {
    guard order == .equal, !holds, case .text(let text) = value,
      CaseFolding.folded(text) == CaseFolding.folded(operand)
    else { return "" }
    return "; only the case of letters differs (C10)"
  }

  private static func membership(_ members: [String], _ holds: Bool) -> String {
    if holds {
      return members.count == 1 ? ", the one value of the list" : ", one of the \(members.count) values"
    }
    let most = 10
    let shown = members.prefix(most).joined(separator: ", ") + (members.count > most ? ", …" : "")
    return members.count == 1 ? ", not \(shown)" : ", none of \(shown)"
  }

  private static func words(_ pattern: LikePattern, _ holds: Bool) -> String {
    func verb(_ positive: String, _ negative: String, _ text: [UInt8]) -> String {
      "\(holds ? positive : negative) \(shown(.text(text))) in any case"
    }
    switch pattern.shape {
    case .anything: return "every text matches"
    case .empty: return holds ? "matches the empty pattern" : "does not match the empty pattern"
    case .equal(let text): return verb("is", "is not", text)
    case .starts(let text): return verb("starts with", "does not start with", text)
    case .ends(let text): return verb("ends with", "does not end with", text)
    case .contains(let text): return verb("contains", "does not contain", text)
    case .other:
      return (holds ? "matches " : "does not match ") + "the pattern \(shown(.text(spelt(pattern))))"
    }
  }

  /// As SQL writes it, whatever the dialect.
  private static func spelt(_ pattern: LikePattern) -> [UInt8] {
    pattern.elements.reduce(into: []) { text, element in
      switch element {
      case .literal(let bytes): text += bytes
      case .one: text.append(UInt8(ascii: "_"))
      case .run: text.append(UInt8(ascii: "%"))
      }
    }
  }

  private static func shown(_ value: RecordValue) -> String {
    switch value {
    case .null: "null"
    case .boolean(let flag): "\(flag)"
    case .number(let number): String(decoding: number.text, as: UTF8.self)
    case .text(let text): "\"\(shown(text))\""
    case .masked(let text): shown(text)
    }
  }

  /// On one line, and cut where it is long.
  private static func shown(_ bytes: [UInt8]) -> String {
    let most = 60
    let scalars = String(decoding: bytes.prefix(4 * (most + 1)), as: UTF8.self).unicodeScalars
    guard scalars.count > most || bytes.count > 4 * (most + 1) else {
      return TreeDump.shown(String(scalars))
    }
    return TreeDump.shown(String(String.UnicodeScalarView(scalars.prefix(most)))) + "…"
  }
}

extension ConditionTest.Order {
  fileprivate enum Words {
    case numbers
    case texts
  }

  fileprivate func rest(_ operand: String, _ holds: Bool, _ isNegated: Bool, words: Words) -> String {
    let isText = words == .texts
    switch self {
    case .equal:
      if !holds { return ", not \(operand)" }
      return isNegated ? ", and `!=` asks for another value" : ""
    case .less:
      if isText { return holds ? ", before \(operand)" : ", not before \(operand)" }
      return holds ? ", less than \(operand)" : ", not less than \(operand)"
    case .lessOrEqual:
      if isText { return holds ? ", not after \(operand)" : ", after \(operand)" }
      return holds ? ", at most \(operand)" : ", more than \(operand)"
    case .greater:
      if isText { return holds ? ", after \(operand)" : ", not after \(operand)" }
      return holds ? ", greater than \(operand)" : ", not greater than \(operand)"
    case .greaterOrEqual:
      if isText { return holds ? ", not before \(operand)" : ", before \(operand)" }
      return holds ? ", at least \(operand)" : ", less than \(operand)"
    }
  }
}
