import CriteriaSemantics
import CriteriaSyntax
import Embedding
import SourceText

/// Gathers the tokens of directives and criteria.
struct TokenCollector {
  let bytes: [UInt8]
  /// What touches this part of the file is wanted.
  let limits: ByteRange
  private let hasSQLWildcards: Bool
  private var tokens: [DocumentToken] = []
  private var parser = CriteriaParser()

  init(bytes: [UInt8], limits: ByteRange, dialect: DialectOptions) {
    self.bytes = bytes
    self.limits = limits
    hasSQLWildcards = dialect.like == .sql
  }

  /// In order, none over another.
  var sorted: [DocumentToken] {
    let isSorted = zip(tokens, tokens.dropFirst()).allSatisfy { $0.range.end <= $1.range.start }
    if isSorted { return tokens }
    var result: [DocumentToken] = []
    for token in tokens.sorted(by: { $0.range < $1.range })
    where token.range.start >= (result.last?.range.end ?? 0) {
      result.append(token)
    }
    return result
  }

  /// Adds a part of the file, line by line.
  mutating func add(_ range: ByteRange, _ kind: DocumentToken.Kind, _ modifiers: DocumentToken.Modifiers = [])
  {
    guard range.end >= limits.start, range.start <= limits.end else { return }
    var start = range.start
    for place in range.start..<max(range.start, range.end) where bytes[place] == 0x0A || bytes[place] == 0x0D
    {
      append(ByteRange(start, place), kind, modifiers)
      start = place + 1
    }
    append(ByteRange(start, range.end), kind, modifiers)
  }

  private mutating func append(
    _ range: ByteRange, _ kind: DocumentToken.Kind, _ modifiers: DocumentToken.Modifiers
  ) {
    if !range.isEmpty { tokens.append(DocumentToken(range: range, kind: kind, modifiers: modifiers)) }
  }
}

// MARK: - Directives

extension TokenCollector {
  mutating func directive(_ directive: DocumentDirective, _ schema: PreparedSchema?) {
    add(directive.word, .keyword)
    let value = directive.value
    guard !value.isEmpty else { return }
    switch directive.keyword {
    case .datastore: add(value, .datastore)
    case .api, .operation: add(value, .constant)
    case .limit: add(value, .number)
    case .ids: words(value) { _, _ in .number }
    case .orderBy: order(value, schema)
    case .let: binding(value)
    case .expect:
      let isError = bytes[value].starts(with: "error".utf8)
      words(value) { word, index in
        if index == 0 { return .keyword }
        if isError { return .constant }
        return word.allSatisfy { $0 >= 48 && $0 <= 57 } ? .number : .keyword
      }
    case nil: break
    }
  }

  /// The words between blanks and commas.
  private mutating func words(
    _ range: ByteRange, _ kind: (ArraySlice<UInt8>, Int) -> DocumentToken.Kind
  ) {
    var start = range.start
    var index = 0
    for place in range.start...range.end {
      guard place == range.end || bytes[place] <= 0x20 || bytes[place] == UInt8(ascii: ",") else { continue }
      if place > start {
        add(ByteRange(start, place), kind(bytes[ByteRange(start, place)], index))
        index += 1
      }
      start = place + 1
    }
  }

  private mutating func order(_ value: ByteRange, _ schema: PreparedSchema?) {
    for item in OrderBy(MappedText(bytes: bytes, range: value)).items {
      let isSigned = item.form == .signed
      if isSigned { add(item.directionRange, .symbol) }
      if !item.field.isEmpty { field(item.field, schema) }
      if !isSigned, item.direction != nil { add(item.directionRange, .keyword) }
    }
  }

  private mutating func binding(_ value: ByteRange) {
    guard let equals = bytes[value].firstIndex(of: UInt8(ascii: "=")) else { return add(value, .hole) }
    var nameEnd = equals
    while nameEnd > value.start, bytes[nameEnd - 1] <= 0x20 { nameEnd -= 1 }
    add(ByteRange(value.start, nameEnd), .hole, .declaration)
    add(ByteRange(equals, equals + 1), .symbol)
    var start = equals + 1
    while start < value.end, bytes[start] <= 0x20 { start += 1 }
    let text = ByteRange(start, value.end)
    add(text, NumberLiteral(bytes[text]) == nil ? .text : .number)
  }

  private mutating func field(_ range: ByteRange, _ schema: PreparedSchema?) {
    guard let schema else {
      return add(range, .field, FieldTable.isSystemField(bytes, range) ? .system : [])
    }
    switch schema.resolve(bytes, range) {
    case .field: add(range, .field)
    case .system: add(range, .field, .system)
    case .unknown: add(range, .unknownField)
    }
  }
}

// MARK: - Criteria

extension TokenCollector {
  mutating func criteria(_ text: MappedText, _ schema: PreparedSchema?, _ knownFields: KnownFields) {
    let file = text.fileRange(text.range)
    guard file.end >= limits.start, file.start <= limits.end else { return }
    parser.parse(text, knownFields: knownFields)
    var walk = CriteriaTokens(text: text, schema: schema, hasSQLWildcards: hasSQLWildcards)
    walk.run(parser.tree)
    for part in walk.parts { place(part.range, part.kind, part.modifiers, text) }
  }
}

extension TokenCollector {
  /// A part of the text where it stands in the file: in pieces, where escapes, joints and lines divide it.
  mutating func place(
    _ range: ByteRange, _ kind: DocumentToken.Kind, _ modifiers: DocumentToken.Modifiers,
    _ text: MappedText
  ) {
    if text.segments.isEmpty { return add(range, kind, modifiers) }
    var next = text.segments.partitioningIndex { $0.text.end > range.start }
    var run: ByteRange?
    while next < text.segments.count, text.segments[next].text.start < range.end {
      let segment = text.segments[next]
      next += 1
      guard segment.kind != .hole else { continue }
      let inside = range.clamped(to: segment.text)
      let file =
        segment.kind == .verbatim
        ? inside.shifted(by: segment.file.start - segment.text.start) : segment.file
      if let before = run, before.end == file.start {
        run = ByteRange(before.start, file.end)
      } else {
        if let run { add(run, kind, modifiers) }
        run = file
      }
    }
    if let run { add(run, kind, modifiers) }
  }
}

/// The coloured parts of one criteria, in its text.
private struct CriteriaTokens {
  struct Part {
    let range: ByteRange
    let kind: DocumentToken.Kind
    let modifiers: DocumentToken.Modifiers
  }

  let text: MappedText
  let schema: PreparedSchema?
  let hasSQLWildcards: Bool
  private(set) var parts: [Part] = []
  private var nextHole = 0
  /// Of the condition that is being read.
  private var type = FieldType.unknown
  private var comparison: Comparison?

  init(text: MappedText, schema: PreparedSchema?, hasSQLWildcards: Bool) {
    self.text = text
    self.schema = schema
    self.hasSQLWildcards = hasSQLWildcards
  }

  mutating func run(_ tree: CriteriaTree) {
    parts.reserveCapacity(tree.tokens.count)
    for index in 0..<max(0, tree.tokens.count - 1) {
      let token = tree.tokens[index]
      let range = tree.range(ofToken: index)
      switch token.kind {
      case .blank, .strangeBlank, .unexpected, .openParenthesis, .closeParenthesis, .comma: continue
      case .and, .or: add(range, token.flags.contains(.wordLogical) ? .keyword : .symbol)
      case .not: add(range, text.bytes[range].first == UInt8(ascii: "!") ? .symbol : .keyword)
      case .field: field(token, range)
      case .comparisonOperator:
        let id = Int(token.operatorID)
        let entry = id < OperatorTable.entries.count ? OperatorTable.entries[id] : nil
        comparison = entry?.comparison
        add(range, entry?.isWord ?? false ? .keyword : .symbol)
      case .quotedValue, .bareValue: value(token, range)
      case .holeCondition: add(range, .hole)
      }
    }
  }

  private mutating func field(_ token: CriteriaTree.Token, _ range: ByteRange) {
    type = .unknown
    comparison = nil
    if token.flags.contains(.isHole) || token.flags.contains(.placeholder) { return add(range, .hole) }
    if token.flags.contains(.hasHole) {
      return aroundHoles(range) { [Part(range: $0, kind: .field, modifiers: [])] }
    }
    guard let schema else {
      return add(range, .field, FieldTable.isSystemField(text.bytes, range) ? .system : [])
    }
    switch schema.resolve(text.bytes, range) {
    case .field(let index):
      type = schema.type(of: index)
      add(range, .field)
    case .system:
      type = .number
      add(range, .field, .system)
    case .unknown: add(range, .unknownField)
    }
  }

  private mutating func value(_ token: CriteriaTree.Token, _ range: ByteRange) {
    if token.flags.contains(.isHole) || token.flags.contains(.placeholder) { return add(range, .hole) }
    let isPattern = comparison?.operatorClass == .pattern && hasSQLWildcards
    let kind = isPattern || token.kind == .quotedValue ? .text : kind(ofBare: range)
    if token.flags.contains(.hasHole) {
      let bytes = text.bytes
      return aroundHoles(range) {
        isPattern ? Self.pattern($0, bytes) : [Part(range: $0, kind: kind, modifiers: [])]
      }
    }
    if isPattern { parts += Self.pattern(range, text.bytes) } else { add(range, kind) }
  }

  private func kind(ofBare range: ByteRange) -> DocumentToken.Kind {
    let bytes = text.bytes[range]
    switch type {
    case .limitedText, .largeText, .encryptedText: return .text
    case .number: return NumberLiteral(bytes) == nil ? .text : .number
    case .boolean, .unknown:
      if BooleanLiteral(text.bytes, range) != .invalid { return .constant }
      return type == .unknown && NumberLiteral(bytes) != nil ? .number : .text
    }
  }

  /// `%` and `_` apart from the text between them; after a backslash they are text.
  private static func pattern(_ range: ByteRange, _ bytes: [UInt8]) -> [Part] {
    var parts: [Part] = []
    var start = range.start
    var place = range.start
    func add(_ range: ByteRange, _ kind: DocumentToken.Kind) {
      if !range.isEmpty { parts.append(Part(range: range, kind: kind, modifiers: [])) }
    }
    while place < range.end {
      switch bytes[place] {
      case UInt8(ascii: "\\"): place += 2
      case UInt8(ascii: "%"), UInt8(ascii: "_"):
        add(ByteRange(start, place), .text)
        add(ByteRange(place, place + 1), .wildcard)
        place += 1
        start = place
      default: place += 1
      }
    }
    add(ByteRange(start, range.end), .text)
    return parts
  }

  /// The holes in `range`, and what `other` makes of the rest. An expression of the host has no place in the text.
  private mutating func aroundHoles(_ range: ByteRange, _ other: (ByteRange) -> [Part]) {
    var position = range.start
    while nextHole < text.holes.count, text.holes[nextHole].range.end <= range.start { nextHole += 1 }
    while nextHole < text.holes.count, text.holes[nextHole].range.start < range.end {
      let hole = text.holes[nextHole]
      nextHole += 1
      if hole.range.start > position { parts += other(ByteRange(position, hole.range.start)) }
      add(hole.range, .hole)
      position = hole.range.end
    }
    if position < range.end { parts += other(ByteRange(position, range.end)) }
  }

  private mutating func add(
    _ range: ByteRange, _ kind: DocumentToken.Kind, _ modifiers: DocumentToken.Modifiers = []
  ) {
    if !range.isEmpty { parts.append(Part(range: range, kind: kind, modifiers: modifiers)) }
  }
}
