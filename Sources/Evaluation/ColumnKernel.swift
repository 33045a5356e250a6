import CriteriaSemantics

/// A condition made ready for one column: what has to be done for each row of a block.
struct ColumnKernel: Sendable {
  enum Work: Sendable {
    /// No row, or each that has a value.
    case constant(Bool)
    case booleans(whenTrue: Bool, whenFalse: Bool)
    case numberRange(NumberRange)
    /// Sorted.
    case numberSet([Int64])
    /// Rows of a dictionary's column with one of few numbers, or with none of them.
    case codes([UInt8], isInverse: Bool)
    /// For each number of a dictionary, 1 where its text is asked for.
    case codeTable([UInt8])
    case equalTexts([[UInt8]])
    case search(TextSearch)
    /// Each text by itself.
    case eachText(ConditionTest)
  }

  let column: Int
  private(set) var work: Work
  let isNegated: Bool
  /// What the values have to pass that stand beside a column of numbers: all of them.
  private(set) var tests: [ConditionTest]

  init(_ condition: CompiledCriteria.Condition, _ column: RecordColumn) {
    self.column = condition.field
    isNegated = condition.isNegated
    tests = [condition.test]
    work = Self.work(condition.test, column)
  }

  /// How long a row takes, beside other kernels.
  var cost: Int {
    switch work {
    case .constant: 0
    case .booleans: 1
    case .codes: 2
    case .numberRange: 3
    case .codeTable: 4
    case .numberSet: 5
    case .equalTexts: 6
    case .search: 7
    case .eachText: 8
    }
  }

  /// Takes `other` in, where both ask for a range of one column; false where they do not.
  mutating func fuse(with other: ColumnKernel) -> Bool {
    guard column == other.column, !isNegated, !other.isNegated, case .numberRange(let range) = work,
      case .numberRange(let otherRange) = other.work
    else { return false }
    work = .numberRange(range.intersection(otherRange))
    tests += other.tests
    return true
  }

  private static func work(_ test: ConditionTest, _ column: RecordColumn) -> Work {
    switch column.storage {
    case .boolean:
      guard let whenTrue = test.holds(true), let whenFalse = test.holds(false) else {
        return .constant(false)
      }
      return .booleans(whenTrue: whenTrue, whenFalse: whenFalse)
    case .number(let numbers): return work(test, numbers)
    case .dictionary(let dictionary): return work(test, dictionary)
    case .text: return textWork(test)
    }
  }

  private static func work(_ test: ConditionTest, _ numbers: NumberColumn) -> Work {
    switch test {
    case .number(let order, let operand):
      return .numberRange(NumberRange(order, operand, scale: numbers.scale))
    case .numberSet(let members):
      return .numberSet(members.compactMap { $0.mantissa(scale: numbers.scale) }.sorted())
    default: return .constant(false)
    }
  }

  /// The test is put to each text of the dictionary once.
  private static func work(_ test: ConditionTest, _ dictionary: DictionaryColumn) -> Work {
    let count = dictionary.texts.count
    var table = [UInt8](repeating: 0, count: count)
    for code in 0..<count where test.holds(dictionary.texts[code]) == true { table[code] = 1 }
    let asked = table.reduce(0) { $0 + Int($1) }
    if asked == 0 || asked == count { return .constant(asked > 0) }
    guard !dictionary.narrow.isEmpty else { return .codeTable(table) }
    // Comparing sixteen rows with one number costs as much as looking two rows up.
    let most = 6
    if asked <= most { return .codes(codes(table, of: 1), isInverse: false) }
    if count - asked <= most { return .codes(codes(table, of: 0), isInverse: true) }
    return .codeTable(table)
  }

  private static func codes(_ table: [UInt8], of wanted: UInt8) -> [UInt8] {
    table.indices.compactMap { table[$0] == wanted ? UInt8(exactly: $0) : nil }
  }

  private static func textWork(_ test: ConditionTest) -> Work {
    switch test {
    case .text(.equal, let operand): return .equalTexts([operand])
    case .textSet(let members) where members.count <= 16: return .equalTexts(Array(members))
    case .like(let pattern): return textWork(pattern, test)
    case .foldedText(let operand): return textWork(LikePattern(elements: [.literal(operand)]), test)
    default: return .eachText(test)
    }
  }

  private static func textWork(_ pattern: LikePattern, _ test: ConditionTest) -> Work {
    switch pattern.shape {
    case .anything: .constant(true)
    case .empty: .equalTexts([[]])
    default: TextSearch(pattern).map { .search($0) } ?? .eachText(test)
    }
  }
}
