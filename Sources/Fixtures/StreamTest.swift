import CriteriaSemantics
import Evaluation
import SourceText

/// A condition's question to a value that is still bytes of a line.
///
/// Each kind of value has its test, or none: with a schema the field's type says which one counts; without one the
/// literal and the value do. A literal that is a number is compared with values that are numbers, as JSON numbers or
/// texts in plain form; one that is `true` or `false` with booleans, as JSON's or texts in any case; and all else is
/// compared as text, as it is written.
///
/// A class of constants, no part of which is optional: what is taken out of an option or an enumeration is copied, and a
/// copy for each line costs more than the question.
final class StreamTest: Sendable {
  let isNegated: Bool
  private let text: TextTest
  private let number: NumberTest
  private let boolean: ConditionTest?
  private let hasText: Bool
  private let hasNumber: Bool
  private let hasOnlyText: Bool
  private let isMasked: Bool
  /// For messages: the field's name and type.
  let field: RecordLayout.Field

  enum Answer: UInt8 {
    case no
    case yes
    case unknown
    /// The value is masked: unknown, and would not be if it were shown.
    case masked
    /// The value is not of the field's type.
    case odd
  }

  init(_ condition: CompiledCriteria.Condition, field: RecordLayout.Field) {
    isNegated = condition.isNegated
    isMasked = field.isMasked
    self.field = field
    var numbers: ConditionTest?
    if field.isInferred {
      hasText = true
      numbers = condition.test.asNumbers
      boolean = condition.test.asBooleans
    } else {
      hasText = field.type != .number && field.type != .boolean
      if field.type == .number { numbers = condition.test }
      boolean = field.type == .boolean ? condition.test : nil
    }
    hasNumber = numbers != nil
    hasOnlyText = hasText && numbers == nil && boolean == nil
    text = TextTest(condition.test)
    number = NumberTest(numbers ?? condition.test)
  }

  /// `bytes` are the value's, and `form` says what is known of them.
  @inline(__always)
  func answer(_ kind: StreamValue.Kind, _ bytes: UnsafeBufferPointer<UInt8>, _ form: StreamValue.Form)
    -> Answer
  {
    let answer = known(kind, bytes, form)
    guard isNegated else { return answer }
    switch answer {
    case .no: return .yes
    case .yes: return .no
    case .unknown, .masked, .odd: return answer
    }
  }

  @inline(__always)
  private func known(_ kind: StreamValue.Kind, _ bytes: UnsafeBufferPointer<UInt8>, _ form: StreamValue.Form)
    -> Answer
  {
    switch kind {
    case .null: return .unknown
    case .text:
      if isMasked, bytes.count > 0, bytes.allSatisfy({ $0 == UInt8(ascii: "*") }) { return .masked }
      if hasOnlyText { return text.holds(bytes, form) ? .yes : .no }
      return other(kind, bytes, form)
    case .number:
      if hasNumber, let holds = number.holds(bytes) { return holds ? .yes : .no }
      return other(kind, bytes, form)
    case .yes, .no: return other(kind, bytes, form)
    }
  }

  @inline(never)
  private func other(_ kind: StreamValue.Kind, _ bytes: UnsafeBufferPointer<UInt8>, _ form: StreamValue.Form)
    -> Answer
  {
    switch kind {
    case .null: return .unknown
    case .text:
      if hasNumber {
        let isNumber = field.isInferred ? Self.isPlainNumber(bytes) : Self.isNumber(bytes)
        if isNumber, let holds = number.holds(bytes) { return holds ? .yes : .no }
      }
      if let boolean, let value = Self.boolean(bytes) { return Self.answer(boolean, .boolean(value)) }
    case .number: break
    case .yes, .no:
      if let boolean { return Self.answer(boolean, .boolean(kind == .yes)) }
      if hasText {
        let word = Array((kind == .yes ? "true" : "false").utf8)
        return Self.answer(text.test, .text(word))
      }
    }
    guard hasText else { return .odd }
    return text.holds(bytes, form) ? .yes : .no
  }

  private static func answer(_ test: ConditionTest, _ value: RecordValue) -> Answer {
    switch test.truth(of: value) {
    case .true: .yes
    case .false: .no
    case .unknown: .unknown
    }
  }

  private static func isPlainNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= 2 * Limits.numberDigits, let first = bytes.first,
      first &- UInt8(ascii: "0") < 10 || first == UInt8(ascii: "-")
    else { return false }
    return LayoutSurvey.isPlainNumber(Array(bytes), ByteRange(0, bytes.count))
  }

  private static func isNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let all = bytes.count <= 18 && bytes.count > 0 && bytes.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
    return all || NumberShape(Array(bytes), ByteRange(0, bytes.count)) != nil
  }

  private static func boolean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    guard bytes.count == 4 || bytes.count == 5 else { return nil }
    switch BooleanLiteral(Array(bytes), ByteRange(0, bytes.count)) {
    case .exact(let value), .otherCase(let value): return value
    case .invalid: return nil
    }
  }
}

extension ConditionTest {
  /// The same question to numbers, where the literals are numbers.
  fileprivate var asNumbers: ConditionTest? {
    switch self {
    case .text(let order, let operand): return NumberLiteral(operand).map { .number(order, $0) }
    case .foldedText(let operand): return NumberLiteral(operand).map { .number(.equal, $0) }
    case .textSet(let members), .foldedTextSet(let members):
      let numbers = Set(members.compactMap { NumberLiteral($0) })
      return numbers.isEmpty ? nil : .numberSet(numbers)
    default: return nil
    }
  }

  /// The same question to booleans, where the literals are `true` or `false`.
  fileprivate var asBooleans: ConditionTest? {
    func value(_ text: [UInt8]) -> Bool? {
      switch BooleanLiteral(text, ByteRange(0, text.count)) {
      case .exact(let value), .otherCase(let value): value
      case .invalid: nil
      }
    }
    switch self {
    case .text(let order, let operand): return value(operand).map { .boolean(order, $0) }
    case .foldedText(let operand): return value(operand).map { .boolean(.equal, $0) }
    case .textSet(let members), .foldedTextSet(let members):
      let flags = Set(members.compactMap(value))
      return flags.isEmpty ? nil : .booleanSet(flags)
    default: return nil
    }
  }
}

/// A value as a line has it.
enum StreamValue {
  enum Kind: UInt8 {
    /// Also where the key is absent.
    case null
    case yes
    case no
    case number
    case text
  }

  /// What is known of a value's bytes, for a search that looks further than their end.
  enum Form: UInt8 {
    /// ASCII in a line; padding follows.
    case ascii
    /// UTF-8 in a line; padding follows.
    case inLine
    /// UTF-8 of its own.
    case decoded
  }
}
