import CriteriaSemantics
import Evaluation

/// A compiled criteria as a condition of SQL, whose three-valued logic is ours [decision C9].
struct CriteriaSQL {
  let columns: LayoutColumns

  /// True, false or null for each record.
  func condition(_ criteria: CompiledCriteria) -> SQLText { joined(criteria, isBest: false) }

  /// What it would be if each condition on a masked value were true; nil where no masked field is asked.
  func bestCondition(_ criteria: CompiledCriteria) -> SQLText? {
    guard criteria.conditions.contains(where: { columns[$0.field].isMasked }) else { return nil }
    return joined(criteria, isBest: true)
  }

  private func joined(_ criteria: CompiledCriteria, isBest: Bool) -> SQLText {
    var stack: [SQLText] = []
    for step in criteria.steps {
      switch step {
      case .condition(let index):
        guard criteria.conditions.indices.contains(index) else {
          stack.append(.value(.null))
          continue
        }
        stack.append(condition(criteria.conditions[index], isBest: isBest))
      case .all(let count): join(&stack, count, by: " AND ")
      case .any(let count): join(&stack, count, by: " OR ")
      }
    }
    return stack.last ?? SQLText("1")
  }

  private func join(_ stack: inout [SQLText], _ count: Int, by separator: String) {
    let operands = Array(stack.suffix(count))
    stack.removeLast(min(count, stack.count))
    stack.append(Self.balanced(operands[...], by: separator))
  }

  /// In halves of halves: SQLite nests a chain as deep as it is long, and has a limit on that.
  private static func balanced(_ operands: ArraySlice<SQLText>, by separator: String) -> SQLText {
    guard operands.count > 8 else { return "(" + SQLText.joined(Array(operands), by: separator) + ")" }
    let middle = operands.startIndex + operands.count / 2
    return "(" + balanced(operands[..<middle], by: separator) + separator
      + balanced(operands[middle...], by: separator) + ")"
  }

  private func condition(_ condition: CompiledCriteria.Condition, isBest: Bool) -> SQLText {
    let column = columns[condition.field]
    let test = self.test(condition.test, column)
    let result = condition.isNegated ? "NOT (" + test + ")" : test
    guard isBest, column.isMasked else { return result }
    return "(is_masked(\(column.name)) OR " + result + ")"
  }

  private func test(_ test: ConditionTest, _ column: LayoutColumns.Column) -> SQLText {
    let value = column.known
    switch test {
    case .number(let order, let number): return self.number(order, number, column)
    case .boolean(let order, let flag):
      return "\(value) \(Self.spelling(order)) " + .value(.integer(flag ? 1 : 0))
    case .text(let order, let text): return "\(value) \(Self.spelling(order)) " + .value(.text(text))
    case .foldedText(let text): return "folded(\(value)) = " + .value(.text(text))
    case .like(let pattern): return "matches(\(value), " + .value(.text(Self.text(of: pattern))) + ")"
    case .numberSet(let numbers):
      return set(value, numbers.sorted().map { FieldValue.sql(.number($0)) })
    case .booleanSet(let flags): return set(value, [false, true].filter(flags.contains).map(Self.flag))
    case .textSet(let texts): return set(value, Self.sorted(texts))
    case .foldedTextSet(let texts): return set("folded(\(value))", Self.sorted(texts))
    }
  }

  private func set(_ value: String, _ members: [SQLValue]) -> SQLText {
    "\(value) IN (" + SQLText.joined(members.map { .value($0) }, by: ", ") + ")"
  }

  /// Integers are compared as such. A number that 64 bits do not hold equals none of them, and stands between two of
  /// them or beyond all; where a field may hold such numbers itself, order goes by keys.
  private func number(
    _ order: ConditionTest.Order, _ number: NumberLiteral, _ column: LayoutColumns.Column
  ) -> SQLText {
    let value = column.known
    if order == .equal { return "\(value) = " + .value(FieldValue.sql(.number(number))) }
    if column.isWide {
      return "number_key(\(value)) \(Self.spelling(order)) number_key("
        + .value(FieldValue.sql(.number(number))) + ")"
    }
    if let integer = number.int64 { return "\(value) \(Self.spelling(order)) " + .value(.integer(integer)) }
    let isUpwards = order == .greater || order == .greaterOrEqual
    guard let below = number.integerBelow else {
      // Beyond the integers.
      let bound = number.isNegative ? Int64.min : Int64.max
      let spelling =
        number.isNegative ? (isUpwards ? ">=" : "<") : (isUpwards ? ">" : "<=")
      return "\(value) \(spelling) " + .value(.integer(bound))
    }
    return "\(value) \(isUpwards ? ">" : "<=") " + .value(.integer(below))
  }

  private static func spelling(_ order: ConditionTest.Order) -> String {
    switch order {
    case .equal: "="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }

  private static func flag(_ flag: Bool) -> SQLValue { .integer(flag ? 1 : 0) }

  private static func sorted(_ texts: Set<[UInt8]>) -> [SQLValue] {
    texts.sorted { $0.lexicographicallyPrecedes($1) }.map { .text($0) }
  }

  /// A pattern in SQL's own wildcards, whatever dialect it was read in.
  static func text(of pattern: LikePattern) -> [UInt8] {
    var text: [UInt8] = []
    for element in pattern.elements {
      switch element {
      case .run: text.append(UInt8(ascii: "%"))
      case .one: text.append(UInt8(ascii: "_"))
      case .literal(let bytes):
        for byte in bytes {
          if byte == UInt8(ascii: "%") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "\\") {
            text.append(UInt8(ascii: "\\"))
          }
          text.append(byte)
        }
      }
    }
    return text
  }
}

extension NumberLiteral {
  /// The greatest integer of 64 bits below a number that is none itself; nil where the number is beyond them.
  fileprivate var integerBelow: Int64? {
    let sign: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    guard !fraction.isEmpty,
      let whole = NumberLiteral(sign + (integer.isEmpty ? [UInt8(ascii: "0")] : integer))?.int64
    else { return nil }
    guard isNegative else { return whole }
    return whole == .min ? nil : whole - 1
  }
}
