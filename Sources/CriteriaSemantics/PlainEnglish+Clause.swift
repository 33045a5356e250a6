import CriteriaSyntax
import SourceText

/// One condition in words.
struct ClauseReader {
  let clause: PlainEnglish.Clause
  /// The condition as a part of the sentence.
  let phrase: String

  init(tree: CriteriaTree, text: MappedText, context: PlainEnglish.Context, node: Int) {
    let condition = tree.condition(node)
    let range = tree.range(ofNode: node)
    let fieldRange = condition.field.map { tree.range(ofToken: $0) }
    let field = fieldRange.map { TreeDump.shown(text.bytes.text($0)) } ?? ""
    let type = fieldRange.flatMap { Self.type(of: $0, text, context) }
    let values = condition.values.map { ReadValue(tree, text, token: $0, bindings: context.bindings) }
    let written = condition.operatorToken.map { Self.words(text.bytes.text(tree.range(ofToken: $0))) } ?? ""
    let words = ConditionWords(
      comparison: condition.entry?.status == .foreign ? nil : condition.comparison, written: written,
      values: values, type: type ?? .unknown, dialect: context.dialect)
    clause = PlainEnglish.Clause(
      field: field, operator: written, value: values.map(\.written).joined(separator: ","), type: type,
      reading: words.reading, range: range)
    phrase = field.isEmpty ? "`\(TreeDump.shown(text.bytes.text(range)))`" : "`\(field)` \(words.predicate)"
  }

  /// An operator with one blank between its words.
  private static func words(_ text: String) -> String {
    TreeDump.shown(text.split { $0 == " " || $0 == "\t" || $0.isNewline }.joined(separator: " "))
  }

  /// System fields are numbers [decision C6].
  private static func type(
    of field: ByteRange, _ text: MappedText, _ context: PlainEnglish.Context
  ) -> FieldType? {
    guard let schema = context.schema else {
      return FieldTable.isSystemField(text.bytes, field) ? .number : nil
    }
    switch schema.resolve(text.bytes, field) {
    case .field(let index): return index < schema.types.count ? schema.types[index] : nil
    case .system: return .number
    case .unknown: return nil
    }
  }
}

/// A value with its quotes removed and its holes filled where they are bound.
struct ReadValue {
  /// As it stands in the text.
  let written: String
  /// Its meaning; holes that are not bound as they are written.
  let text: String
  let isQuoted: Bool
  /// Whether it is one hole and nothing else, or a placeholder, that nothing binds.
  let isOpenHole: Bool
  /// Whether a hole in it is not bound.
  let hasOpenHole: Bool

  init(_ tree: CriteriaTree, _ source: MappedText, token: Int, bindings: [PlainEnglish.Binding]) {
    let range = tree.range(ofToken: token)
    let flags = tree.tokens[token].flags
    written = TreeDump.shown(source.bytes.text(range))
    isQuoted = tree.tokens[token].kind == .quotedValue
    var decoded = tree.decodedValue(ofToken: token, in: source.bytes)
    var isOpen = flags.contains(.hasHole) || flags.contains(.placeholder)
    if flags.contains(.hasHole), !bindings.isEmpty {
      (decoded, isOpen) = Self.fill(decoded, source, range, bindings)
    }
    text = String(decoding: decoded, as: UTF8.self)
    hasOpenHole = isOpen
    isOpenHole = isOpen && (flags.contains(.isHole) || flags.contains(.placeholder))
  }

  /// Puts bound values in place of the holes, which are the same bytes in the decoded value as in the text.
  private static func fill(
    _ decoded: [UInt8], _ source: MappedText, _ range: ByteRange, _ bindings: [PlainEnglish.Binding]
  ) -> (bytes: [UInt8], isOpen: Bool) {
    var result: [UInt8] = []
    var rest = decoded[...]
    var isOpen = false
    for hole in source.holes where range.contains(hole.range) {
      let name = source.bytes.text(hole.name)
      let spelling = source.bytes[hole.range]
      guard let place = Self.first(spelling, in: rest) else { continue }
      result += rest[rest.startIndex..<place]
      rest = rest[(place + spelling.count)...]
      if let binding = bindings.last(where: { $0.name == name }) {
        result += binding.value.utf8
      } else {
        result += spelling
        isOpen = true
      }
    }
    return (result + rest, isOpen)
  }

  private static func first(_ part: ArraySlice<UInt8>, in bytes: ArraySlice<UInt8>) -> Int? {
    guard part.count <= bytes.count else { return nil }
    return (bytes.startIndex...(bytes.endIndex - part.count)).first { bytes[$0...].starts(with: part) }
  }
}

/// The predicate of a condition and how its value is read.
struct ConditionWords {
  let predicate: String
  let reading: String

  /// `comparison` is nil for an operator that is missing or not one of the language's.
  init(
    comparison: Comparison?, written: String, values: [ReadValue], type: FieldType, dialect: DialectOptions
  ) {
    guard let comparison, comparison != .foreign else {
      let shown = values.map { Self.shown($0, .unknown) }.joined(separator: ", ")
      predicate = written.isEmpty ? "has no operator" : "\(written) \(shown) (no operator of the language)"
      reading = "not read"
      return
    }
    guard let first = values.first else {
      predicate = "\(Self.verb(comparison, type)) … (the value is missing)"
      reading = "no value"
      return
    }
    switch comparison.operatorClass {
    case .pattern where !first.hasOpenHole:
      let pattern = PatternWords(first.text, like: dialect.like)
      predicate = comparison == .like ? pattern.positive : pattern.negative
      reading = pattern.reading
    case .membership:
      predicate = Self.membership(comparison, values, type)
      reading = Self.listReading(values, type)
    default:
      let value = first.text.isEmpty && type != .number ? "empty" : Self.shown(first, type)
      predicate = "\(Self.verb(comparison, type)) \(value)"
      reading = Self.reading(first, type, dialect)
    }
  }

  private static func verb(_ comparison: Comparison, _ type: FieldType) -> String {
    let isText = type != .number && type != .unknown && type != .boolean
    switch comparison {
    case .equal: return "is"
    case .notEqual: return "is not"
    case .less: return isText ? "comes before" : "is less than"
    case .lessOrEqual: return isText ? "is or comes before" : "is at most"
    case .greater: return isText ? "comes after" : "is greater than"
    case .greaterOrEqual: return isText ? "is or comes after" : "is at least"
    case .like: return "matches"
    case .notLike: return "does not match"
    case .in: return "is one of"
    case .notIn: return "is none of"
    case .foreign: return ""
    }
  }

  private static func membership(_ comparison: Comparison, _ values: [ReadValue], _ type: FieldType) -> String
  {
    let shown = values.map { Self.shown($0, type) }
    guard shown.count > 1, let last = shown.last else {
      return "\(comparison == .in ? "is" : "is not") \(shown.first ?? "")"
    }
    let joined = "\(shown.dropLast().joined(separator: ", ")) \(comparison == .in ? "or" : "and") \(last)"
    return "\(verb(comparison, type)) \(joined)"
  }

  /// A value in the sentence: numbers, `true` and `false` as they are, text in quotes.
  private static func shown(_ value: ReadValue, _ type: FieldType) -> String {
    if value.isOpenHole { return "the value of \(TreeDump.shown(value.text))" }
    let bytes = Array(value.text.utf8)
    let whole = ByteRange(0, bytes.count)
    let isNumber = NumberShape(bytes, whole) != nil
    let isBoolean = BooleanLiteral(bytes, whole) != .invalid
    let isPlain =
      switch type {
      case .number: isNumber
      case .boolean: isBoolean
      case .unknown: !value.isQuoted && (isNumber || isBoolean)
      case .limitedText, .largeText, .encryptedText: false
      }
    return isPlain ? value.text : "\"\(TreeDump.shown(value.text))\""
  }

  private static func listReading(_ values: [ReadValue], _ type: FieldType) -> String {
    let noun =
      switch type {
      case .number: "number"
      case .boolean: "boolean"
      case .unknown: "value"
      case .limitedText, .largeText, .encryptedText: "text"
      }
    guard values.count != 1 else { return "one \(noun)" }
    return "\(values.count) \(noun)s"
  }

  private static func reading(_ value: ReadValue, _ type: FieldType, _ dialect: DialectOptions) -> String {
    if value.isOpenHole { return "inserted at run time" }
    let bytes = Array(value.text.utf8)
    let whole = ByteRange(0, bytes.count)
    let hole = value.hasOpenHole ? ", part of it inserted at run time" : ""
    let shown = "`\(TreeDump.shown(value.text))`"
    switch type {
    case .number:
      if value.hasOpenHole { return "number\(hole)" }
      return NumberShape(bytes, whole) == nil ? "not a number" : "number \(value.text)"
    case .boolean:
      if value.hasOpenHole { return "boolean\(hole)" }
      switch BooleanLiteral(bytes, whole) {
      case .exact(let flag), .otherCase(let flag): return "boolean \(flag)"
      case .invalid: return "neither true nor false"
      }
    case .unknown:
      return "\(shown), as the field's type says\(hole)"
    case .limitedText, .largeText, .encryptedText:
      let letters = dialect.textEquality == .caseSensitive ? "letters in this case" : "letters in any case"
      return value.text.isEmpty ? "empty text" : "text \(shown), \(letters)\(hole)"
    }
  }
}
