import CriteriaSemantics
import CriteriaSyntax
import SourceText

extension CompiledCriteria {
  /// Makes `tree`, parsed from `text`, ready to run over records of `layout`.
  ///
  /// `bindings` gives holes their values by their trimmed text. Such a value is put into the decoded value after
  /// parsing and is never syntax: commas and quotes in it are data [decision C28]; the wildcards of a pattern count, as
  /// they are no syntax either. A hole may be a value, a part of one, or an item of a list; one that stands for a field
  /// or for conditions cannot be bound. Operators that a safe fix mends are read as their fix.
  package init(
    compiling tree: CriteriaTree, of text: MappedText, for layout: RecordLayout,
    bindings: [String: String] = [:], dialect: DialectOptions = DialectOptions()
  ) throws(CompileError) {
    let compiler = ConditionCompiler(
      tree: tree, text: text, layout: layout, bindings: bindings, dialect: dialect)
    var steps: [Step] = []
    var conditions: [Condition] = []
    for index in tree.nodes.indices {
      switch tree.nodes[index].kind {
      case .condition:
        steps.append(.condition(conditions.count))
        conditions.append(try compiler.condition(index))
      case .conjunction: steps.append(.all(operands: tree.operandCount(index)))
      case .disjunction: steps.append(.any(operands: tree.operandCount(index)))
      case .group:
        if tree.nodes[index].size == 1 { throw compiler.unreadable(index) }
      case .criteria: break
      case .holeCondition:
        let range = tree.range(ofNode: index)
        throw CompileError(
          "`\(compiler.shown(range))` stands for conditions, and only values can be put in", range)
      case .error, .negation: throw compiler.unreadable(index)
      }
    }
    self.init(steps: steps, conditions: conditions)
  }
}

/// Reads one condition at a time.
private struct ConditionCompiler {
  let tree: CriteriaTree
  let text: MappedText
  let layout: RecordLayout
  let bindings: [String: String]
  let dialect: DialectOptions

  func shown(_ range: ByteRange) -> String { TreeDump.shown(text.bytes.text(range)) }

  func unreadable(_ node: Int) -> CompileError {
    let range = tree.range(ofNode: node)
    let part = shown(range)
    return CompileError(
      part.isEmpty ? "a condition is missing" : "`\(part)` is no condition that can be run", range)
  }

  func condition(_ node: Int) throws(CompileError) -> CompiledCriteria.Condition {
    let parts = tree.condition(node)
    let flags = tree.nodes[node].flags
    guard flags.isDisjoint(with: [.broken, .foreignOperator, .missingValue]), let fieldToken = parts.field,
      let entry = parts.entry, entry.status != .foreign, !parts.values.isEmpty
    else { throw unreadable(node) }
    let (field, type) = try field(fieldToken)
    let operatorRange = parts.operatorToken.map { tree.range(ofToken: $0) } ?? tree.range(ofNode: node)
    var values: [(bytes: [UInt8], range: ByteRange)] = []
    for token in parts.values { values.append((try value(token), tree.range(ofToken: token))) }
    let reader = ValueReader(
      name: layout.fields[field].name, type: type, dialect: dialect, operatorRange: operatorRange)
    let (test, isNegated) = try reader.test(entry.comparison, values)
    return CompiledCriteria.Condition(
      node: node, range: tree.range(ofNode: node), field: field, test: test, isNegated: isNegated)
  }

  private func field(_ token: Int) throws(CompileError) -> (index: Int, type: FieldType) {
    let range = tree.range(ofToken: token)
    if !tree.tokens[token].flags.isDisjoint(with: [.hasHole, .isHole, .placeholder]) {
      throw CompileError("`\(shown(range))` stands for a field, and only values can be put in", range)
    }
    let name = text.bytes.text(range)
    guard let index = layout.index(of: name) else {
      if FieldTable.isSystemField(text.bytes, range) {
        throw CompileError("these records have no `\(shown(range))`", range)
      }
      let nearest = Suggestions.nearest(to: name, in: layout.fields.map(\.name))
      let hint = nearest.map { "; did you mean `\($0)`?" } ?? ""
      throw CompileError("no field `\(shown(range))` in these records\(hint)", range)
    }
    return (index, layout.fields[index].type)
  }

  /// The meaning of a value: quotes off, escapes resolved [decision C3], holes filled; always UTF-8.
  private func value(_ token: Int) throws(CompileError) -> [UInt8] {
    let range = tree.range(ofToken: token)
    let flags = tree.tokens[token].flags
    if flags.contains(.placeholder) {
      return try bound(ByteRange(range.start + 1, range.end - 1), spelt: range)
    }
    guard flags.contains(.hasHole) else {
      return UTF8Text.repaired(tree.decodedValue(ofToken: token, in: text.bytes))
    }
    let isQuoted = tree.tokens[token].kind == .quotedValue
    let inner = CriteriaChecker.inner(tree, token)
    var result: [UInt8] = []
    var offset = inner.start
    let first = text.holes.partitioningIndex { $0.range.start >= inner.start }
    for hole in text.holes[first...] {
      guard inner.contains(hole.range) else { break }
      append(ByteRange(offset, hole.range.start), isQuoted: isQuoted, to: &result)
      result += try bound(hole.name, spelt: hole.range)
      offset = hole.range.end
    }
    append(ByteRange(offset, inner.end), isQuoted: isQuoted, to: &result)
    return UTF8Text.repaired(result)
  }

  /// Appends text between holes. A backslash right before a hole takes no meaning from anything.
  private func append(_ range: ByteRange, isQuoted: Bool, to result: inout [UInt8]) {
    var offset = range.start
    while offset < range.end {
      let byte = text.bytes[offset]
      if isQuoted, byte == UInt8(ascii: "\\"), offset + 1 < range.end {
        let next = text.bytes[offset + 1]
        if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") || next == UInt8(ascii: "\\") {
          result.append(next)
          offset += 2
          continue
        }
      }
      result.append(byte)
      offset += 1
    }
  }

  private func bound(_ name: ByteRange, spelt: ByteRange) throws(CompileError) -> [UInt8] {
    var inner = name
    while inner.start < inner.end, isBlank(inner.start) { inner = ByteRange(inner.start + 1, inner.end) }
    while inner.start < inner.end, isBlank(inner.end - 1) { inner = ByteRange(inner.start, inner.end - 1) }
    let key = text.bytes.text(inner)
    guard let value = bindings[key] else {
      throw CompileError("`\(shown(spelt))` has no value; give `\(TreeDump.shown(key))` one", spelt)
    }
    return Array(value.utf8)
  }

  private func isBlank(_ offset: Int) -> Bool {
    guard offset >= 0, offset < text.bytes.count else { return false }
    return text.bytes[offset] == 0x20 || text.bytes[offset] == 0x09
  }
}

/// Reads values as the field's type says ("Types").
private struct ValueReader {
  typealias Value = (bytes: [UInt8], range: ByteRange)

  let name: String
  let type: FieldType
  let dialect: DialectOptions
  let operatorRange: ByteRange

  func test(
    _ comparison: Comparison, _ values: [Value]
  ) throws(CompileError) -> (test: ConditionTest, isNegated: Bool) {
    switch comparison {
    case .equal: (try order(.equal, values), false)
    case .notEqual: (try order(.equal, values), true)
    case .less: (try order(.less, values), false)
    case .lessOrEqual: (try order(.lessOrEqual, values), false)
    case .greater: (try order(.greater, values), false)
    case .greaterOrEqual: (try order(.greaterOrEqual, values), false)
    case .like: (try pattern(values), false)
    case .notLike: (try pattern(values), true)
    case .in: (try set(values), false)
    case .notIn: (try set(values), true)
    case .foreign: throw CompileError("this operator cannot be run", operatorRange)
    }
  }

  private func order(_ order: ConditionTest.Order, _ values: [Value]) throws(CompileError) -> ConditionTest {
    guard let value = values.first else { throw CompileError("a value is missing", operatorRange) }
    switch type {
    case .number: return .number(order, try number(value))
    case .boolean: return .boolean(order, try boolean(value))
    case .limitedText, .largeText, .encryptedText, .unknown:
      if order == .equal, dialect.textEquality == .caseInsensitive {
        return .foldedText(CaseFolding.folded(value.bytes))
      }
      return .text(order, value.bytes)
    }
  }

  private func pattern(_ values: [Value]) throws(CompileError) -> ConditionTest {
    guard let value = values.first else { throw CompileError("a value is missing", operatorRange) }
    switch type {
    case .number, .boolean:
      throw CompileError("`like` is for texts, and `\(name)` is a \(type.rawValue) field", operatorRange)
    case .limitedText, .largeText, .encryptedText, .unknown:
      return .like(LikePattern(value.bytes, like: dialect.like))
    }
  }

  private func set(_ values: [Value]) throws(CompileError) -> ConditionTest {
    switch type {
    case .number:
      var members: Set<NumberLiteral> = []
      for value in values { members.insert(try number(value)) }
      return .numberSet(members)
    case .boolean:
      var members: Set<Bool> = []
      for value in values { members.insert(try boolean(value)) }
      return .booleanSet(members)
    case .limitedText, .largeText, .encryptedText, .unknown:
      guard dialect.textEquality == .caseInsensitive else { return .textSet(Set(values.map(\.bytes))) }
      return .foldedTextSet(Set(values.map { CaseFolding.folded($0.bytes) }))
    }
  }

  private func number(_ value: Value) throws(CompileError) -> NumberLiteral {
    if let number = NumberLiteral(value.bytes) { return number }
    throw CompileError("`\(shown(value))` is no number, and `\(name)` is a number field", value.range)
  }

  private func boolean(_ value: Value) throws(CompileError) -> Bool {
    switch BooleanLiteral(value.bytes, ByteRange(0, value.bytes.count)) {
    case .exact(let flag), .otherCase(let flag): return flag
    case .invalid:
      throw CompileError(
        "`\(shown(value))` is neither true nor false, and `\(name)` is a boolean field", value.range)
    }
  }

  private func shown(_ value: Value) -> String {
    TreeDump.shown(String(decoding: value.bytes.prefix(60), as: UTF8.self))
  }
}
