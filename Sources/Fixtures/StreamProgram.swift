import CriteriaSemantics
import Evaluation
import SourceText

/// A criteria made ready to be asked of lines: which keys it needs, and its conditions over their values.
struct StreamProgram {
  /// The values that a line has for the criteria's keys.
  struct Slot {
    var kind = StreamValue.Kind.null
    /// ASCII without escapes.
    var isPlain = true
    /// In the line, or in `decoded`.
    var isDecoded = false
    /// Whether the line has the key.
    var isSet = false
    var start = 0
    var end = 0
  }

  enum Verdict: UInt8 {
    case no
    case match
    /// A masked value decides [decision C21].
    case undecidable
    /// A value is not of its field's type: the exact way tells which.
    case odd
  }

  private enum Shape {
    case everything
    case all
    case any
    case mixed
  }

  /// The keys of the slots.
  let names: [[UInt8]]
  private let tests: [StreamTest]
  /// The slot of each test.
  private let testSlots: [Int]
  private let steps: [CompiledCriteria.Step]
  private let shape: Shape
  /// Whether values can be of a wrong type.
  private let isTyped: Bool
  /// For lines that lack the key, where the schema states one [criteria language, "Meaning"].
  private let defaults: [(kind: StreamValue.Kind, bytes: [UInt8])?]

  init(_ criteria: CompiledCriteria, layout: RecordLayout) {
    var slots: [Int] = []
    var tests: [StreamTest] = []
    var testSlots: [Int] = []
    for condition in criteria.conditions {
      let field =
        layout.fields.indices.contains(condition.field)
        ? layout.fields[condition.field] : RecordLayout.Field(name: "", type: .limitedText)
      tests.append(StreamTest(condition, field: field))
      let slot = slots.firstIndex(of: condition.field) ?? slots.count
      if slot == slots.count { slots.append(condition.field) }
      testSlots.append(slot)
    }
    self.tests = tests
    isTyped = tests.contains {
      !$0.field.isInferred && ($0.field.type == .number || $0.field.type == .boolean)
    }
    self.testSlots = testSlots
    names = slots.map { layout.fields.indices.contains($0) ? Array(layout.fields[$0].name.utf8) : [] }
    steps = criteria.steps
    let all = Array(criteria.conditions.indices).map { CompiledCriteria.Step.condition($0) }
    if steps.isEmpty {
      shape = .everything
    } else if steps == all || steps == all + [.all(operands: all.count)] {
      shape = .all
    } else if steps == all + [.any(operands: all.count)] {
      shape = .any
    } else {
      shape = .mixed
    }
    let stated = Dictionary(
      (layout.schema?.schema.fields ?? []).map { ($0.uniqueName, $0) },
      uniquingKeysWith: { first, _ in first })
    defaults = names.map { name in
      guard let field = stated[String(decoding: name, as: UTF8.self)], let text = field.defaultValue else {
        return nil
      }
      return FieldDefaults.value(text, of: field.type)
    }
  }

  /// What the criteria says of a line whose values are in `slots`. Padding follows the line and the decoded texts.
  @inline(__always)
  func verdict(_ slots: [Slot], _ base: QuickScan.Bytes, _ decoded: [[UInt8]]) -> Verdict {
    switch shape {
    case .everything: return .match
    case .all:
      var isOpen = false
      var isNo = false
      var index = 0
      while index < tests.count {
        switch answer(index, slots, base, decoded) {
        case .yes: break
        case .no:
          // A value of a wrong type is told whatever the other conditions say.
          if !isTyped { return .no }
          isNo = true
        case .unknown:
          if !isTyped { return .no }
          isNo = true
        // What would follow may still say no.
        case .masked: isOpen = true
        case .odd: return .odd
        }
        index &+= 1
      }
      // With a null among them, no masked value can make all of them true.
      if isNo { return .no }
      return isOpen ? mixed(slots, base, decoded) : .match
    case .any, .mixed: return mixed(slots, base, decoded)
    }
  }

  @inline(__always)
  private func answer(
    _ test: Int, _ slots: [Slot], _ base: QuickScan.Bytes, _ decoded: [[UInt8]]
  ) -> StreamTest.Answer {
    let place = testSlots[test]
    let slot = slots[place]
    if !slot.isSet {
      guard let value = defaults[place] else { return .unknown }
      return ofText(value.bytes, value.kind, test)
    }
    if slot.isDecoded { return ofText(decoded[place], slot.kind, test) }
    let bytes = UnsafeBufferPointer(start: base + slot.start, count: slot.end &- slot.start)
    return tests[test].answer(slot.kind, bytes, slot.isPlain ? .ascii : .inLine)
  }

  /// A text that stands elsewhere than in the line.
  @inline(never)
  private func ofText(_ text: [UInt8], _ kind: StreamValue.Kind, _ test: Int) -> StreamTest.Answer {
    text.withUnsafeBufferPointer { tests[test].answer(kind, $0, .decoded) }
  }

  /// All conditions, joined as the criteria says; once more with masked values as if they matched, where the first
  /// time said unknown.
  @inline(never)
  private func mixed(_ slots: [Slot], _ base: QuickScan.Bytes, _ decoded: [[UInt8]]) -> Verdict {
    var hasMasked = false
    guard let answer = joined(slots, base, decoded, masked: .unknown, &hasMasked) else { return .odd }
    switch answer {
    case .true: return .match
    case .false: return .no
    case .unknown:
      guard hasMasked else { return .no }
      return joined(slots, base, decoded, masked: .true, &hasMasked) == .true ? .undecidable : .no
    }
  }

  /// Nil where a value is not of its field's type.
  private func joined(
    _ slots: [Slot], _ base: QuickScan.Bytes, _ decoded: [[UInt8]], masked: Truth, _ hasMasked: inout Bool
  ) -> Truth? {
    var stack: [Truth] = []
    for step in steps {
      switch step {
      case .condition(let index):
        guard tests.indices.contains(index) else { return .unknown }
        switch answer(index, slots, base, decoded) {
        case .no: stack.append(.false)
        case .yes: stack.append(.true)
        case .unknown: stack.append(.unknown)
        case .masked:
          hasMasked = true
          stack.append(masked)
        case .odd: return nil
        }
      case .all(let operands):
        let joined = stack.suffix(operands).reduce(.true) { $0 && $1 }
        stack.removeLast(min(operands, stack.count))
        stack.append(joined)
      case .any(let operands):
        let joined = stack.suffix(operands).reduce(.false) { $0 || $1 }
        stack.removeLast(min(operands, stack.count))
        stack.append(joined)
      }
    }
    return stack.last ?? .true
  }

  /// The problem with a value of a wrong type, where it has one.
  func problem(_ slot: Int, _ kind: RawKind, _ bytes: [UInt8], _ range: ByteRange) -> String? {
    let field = testSlots.firstIndex(of: slot).map { tests[$0].field }
    guard let field, !field.isInferred else { return nil }
    let isMask =
      field.isMasked && kind == .text && !range.isEmpty && bytes[range].allSatisfy { $0 == UInt8(ascii: "*") }
    if isMask { return nil }
    switch field.type {
    case .number:
      let isNumber =
        switch kind {
        case .null: true
        case .text: NumberShape(bytes, range) != nil
        case .number: LayoutSurvey.kind(of: .number, bytes, range) == .number
        case .yes, .no, .cell: false
        }
      return isNumber ? nil : FaultText.notNumber(kind, bytes, range, field: field.name)
    case .boolean:
      let isBoolean =
        switch kind {
        case .null, .yes, .no: true
        case .text: BooleanLiteral(bytes, range) != .invalid
        case .number, .cell: false
        }
      return isBoolean ? nil : FaultText.notBoolean(bytes, range, field: field.name)
    case .limitedText, .largeText, .encryptedText, .unknown: return nil
    }
  }
}
