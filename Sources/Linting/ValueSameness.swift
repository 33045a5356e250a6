import CriteriaSemantics
import CriteriaSyntax
import SourceText

/// How sure it is that two literal values mean the same.
enum ValueSameness: Sendable, Equatable {
  /// Byte for byte: the same whatever the server makes of them.
  case identical
  /// By a rule that is documented, or that the user set himself: numbers by value, patterns whatever their case.
  case equal
  /// Only if cliquery's decision on an undocumented point is the server's.
  case assumed(Decision)

  /// The less sure of two.
  func weakened(by other: ValueSameness) -> ValueSameness {
    switch (self, other) {
    case (.assumed, _): self
    case (_, .assumed): other
    case (.identical, let other): other
    case (.equal, _): self
    }
  }
}

extension FindingSink {
  /// Reports a `part` that says again what `earlier` says: as a hint where only a decision tells that the two mean the
  /// same. To delete `removal` mends it, safely where both are written alike.
  mutating func reportRepetition(
    in text: MappedText, at place: ByteRange, of earlier: ByteRange, _ part: String, _ message: String,
    _ sameness: ValueSameness, removal: ByteRange?
  ) {
    var message = message
    var severity: Severity?
    var basis: Basis?
    if case .assumed(let decision) = sameness {
      message = "\(Assumption.clause(decision)), " + message
      severity = .hint
      basis = .decision(decision)
    }
    let fix = removal.map { range in
      let edits = [TextEdit.delete(range)]
      let title = "remove the repeated \(part)"
      return sameness == .identical ? FixDraft.safe(title, edits) : FixDraft.unsafe(title, edits)
    }
    let related = RelatedPlace(message: "the \(part) that it repeats", range: text.fileRange(earlier))
    report(
      in: text, at: place, message, severity: severity, basis: basis, fixes: fix.map { [$0] } ?? [],
      related: [related], isUnnecessary: true)
  }
}

extension QueryContext {
  /// The bytes that values have in common if they may mean the same: unescaped, without quotes, numbers in one
  /// form, letters in one case where case counts nothing.
  func sharedKey(_ token: CriteriaTree.TokenIndex, _ type: FieldType, _ comparison: Comparison) -> [UInt8] {
    let value = decoded(token)
    if type == .number, comparison.operatorClass != .pattern, let number = NumberLiteral(value) {
      let sign = number.isNegative ? [UInt8(ascii: "-")] : []
      return sign + number.integer + [UInt8(ascii: ".")] + number.fraction
    }
    let isFolded = ignoresCase(type, comparison) || isBoolean(value, type)
    return isFolded ? value.map(Self.lowercased) : value
  }

  /// How sure it is that two values with the same ``sharedKey(_:_:_:)`` are the same.
  func sameness(
    _ first: CriteriaTree.TokenIndex, _ second: CriteriaTree.TokenIndex, _ type: FieldType,
    _ comparison: Comparison
  ) -> ValueSameness {
    let bytes = text.bytes
    if bytes[tree.range(ofToken: first)].elementsEqual(bytes[tree.range(ofToken: second)]) {
      return .identical
    }
    let isQuoted =
      tree.tokens[first].kind == .quotedValue || tree.tokens[second].kind == .quotedValue
    if isQuoted { return .assumed(.quotedValues) }
    if type == .number || comparison.operatorClass == .pattern { return .equal }
    if isBoolean(decoded(first), type) { return .assumed(.numbersAsStrings) }
    return dialect.chosen.contains(.textEquality) ? .equal : .assumed(.textEquality)
  }

  /// `like` ignores the case of letters (v3, "List records", criteria); equality where the dialect says so
  /// [decision C10]. Letters beyond ASCII are left apart, which can only miss a pair.
  private func ignoresCase(_ type: FieldType, _ comparison: Comparison) -> Bool {
    switch comparison.operatorClass {
    case .pattern: true
    case .equality, .membership:
      dialect.textEquality == .caseInsensitive && type != .number && type != .boolean
    case .ordering, .foreign: false
    }
  }

  /// `true` or `false` in any case, where it is one.
  private func isBoolean(_ value: [UInt8], _ type: FieldType) -> Bool {
    guard type == .boolean || type == .unknown, value.count == 4 || value.count == 5 else { return false }
    return BooleanLiteral(value, ByteRange(0, value.count)) != .invalid
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }
}
