import CriteriaSyntax
import SourceText

/// From an argument to the texts that it can stand for.
extension DelugeScanner {
  /// A text that reaches a place.
  struct Reached {
    /// Its expression.
    let range: DelugeRange
    /// Where the variables in it have the values that count.
    let place: Int32
    let isFragment: Bool
  }

  /// What an argument stands for.
  struct Values {
    var texts: [Reached] = []
    /// Whether it may also be something that is no text.
    var hasOthers = false
    /// Whether no value may be there at all.
    var hasNone = false
  }

  /// How many expressions are looked at for one argument.
  static let budget = 128

  /// The texts that `range` stands for: itself, or, where it is a variable and nothing else, its assignments.
  mutating func values(of range: DelugeRange, at place: Int32) -> Values {
    var result = Values()
    var budget = Self.budget
    collect(range, at: place, isFragment: false, depth: 0, budget: &budget, into: &result)
    return result
  }

  private mutating func collect(
    _ range: DelugeRange, at place: Int32, isFragment: Bool, depth: Int, budget: inout Int,
    into result: inout Values
  ) {
    budget -= 1
    guard budget > 0, depth < 8 else {
      result.hasOthers = true
      return
    }
    let range = script.withoutParentheses(range)
    if let pieces = pieces(range) {
      result.texts.append(
        Reached(range: range, place: place, isFragment: isFragment || pieces.isUnfinished))
      return
    }
    guard range.count == 1, script.isVariable(range.start),
      let events = flow.reaching(range.start, key: nil, at: place, in: block(at: place)), !events.isEmpty
    else {
      result.hasOthers = true
      return
    }
    let fragment = isFragment || areFragments(events)
    for event in events {
      guard event.kind == .assign || event.kind == .append else {
        result.hasOthers = true
        continue
      }
      collect(
        event.value, at: event.value.start, isFragment: fragment, depth: depth + 1, budget: &budget,
        into: &result)
    }
  }

  /// The texts that are the value of `key` in the map that `range` stands for.
  mutating func values(of key: StaticString, in range: DelugeRange, at place: Int32) -> Values {
    var result = Values()
    var budget = Self.budget
    collect(key, in: range, at: place, isFragment: false, depth: 0, budget: &budget, into: &result)
    return result
  }

  private mutating func collect(
    _ key: StaticString, in range: DelugeRange, at place: Int32, isFragment: Bool, depth: Int,
    budget: inout Int, into result: inout Values
  ) {
    budget -= 1
    guard budget > 0, depth < 8 else {
      result.hasOthers = true
      return
    }
    let range = withoutConversions(script.withoutParentheses(range))
    if let map = mapLiteral(range) {
      guard let entry = entry(key, of: map) else {
        result.hasNone = true
        return
      }
      collect(
        entry, at: entry.start, isFragment: isFragment, depth: depth + 1, budget: &budget, into: &result)
      return
    }
    if isNewMap(range) {
      result.hasNone = true
      return
    }
    guard range.count == 1, script.isVariable(range.start),
      let events = flow.reaching(range.start, key: key, at: place, in: block(at: place)), !events.isEmpty
    else {
      result.hasOthers = true
      return
    }
    let fragment = isFragment || areFragments(events.filter { $0.kind == .put })
    for event in events {
      switch event.kind {
      case .put:
        collect(
          event.value, at: event.value.start, isFragment: fragment, depth: depth + 1, budget: &budget,
          into: &result)
      case .assign:
        collect(
          key, in: event.value, at: event.value.start, isFragment: fragment, depth: depth + 1,
          budget: &budget,
          into: &result)
      case .append:
        collect(
          key, in: event.value, at: event.value.start, isFragment: fragment, depth: depth + 1,
          budget: &budget, into: &result)
      case .remove: result.hasNone = true
      case .given: result.hasOthers = true
      }
    }
  }

  /// Whether these assignments of one variable only build a text together: one mentions the variable itself, or one
  /// is a literal that cannot stand alone and is replaced later.
  private mutating func areFragments(_ events: [DelugeFlow.Event]) -> Bool {
    if events.contains(where: { $0.mentionsItself || $0.kind == .append }) { return true }
    for event in events.dropLast() where splitText(event.value)?.isIncomplete == true { return true }
    return false
  }

  /// A joined text, and whether it cannot stand alone.
  struct SplitText {
    let pieces: DelugePieces
    let isIncomplete: Bool
  }

  /// The pieces of `range`, where it is a joined text.
  mutating func pieces(_ range: DelugeRange) -> DelugePieces? { splitText(range)?.pieces }

  /// Each expression is split once, however many places it reaches.
  private mutating func splitText(_ range: DelugeRange) -> SplitText? {
    let range = script.withoutParentheses(range)
    if let known = splitTexts[range] { return known }
    let split = script.pieces(range).map { SplitText(pieces: $0, isIncomplete: isIncomplete($0)) }
    splitTexts[range] = .some(split)
    return split
  }

  /// Whether the literal is empty or its parentheses or quotes do not pair.
  private func isIncomplete(_ pieces: DelugePieces) -> Bool {
    var balance = TextBalance()
    if let plain = plainLiteral(pieces) {
      for byte in script.bytes[plain] where !balance.take(byte) { return true }
    } else {
      for byte in script.literalBytes(pieces) where !balance.take(byte) { return true }
    }
    let hasOperand = pieces.pieces.contains { if case .operand = $0 { true } else { false } }
    return balance.isIncomplete(hasOperand: hasOperand)
  }
}

extension DelugeScanner {
  /// The place of a text that is one literal without escapes: its bytes are those of the file.
  private func plainLiteral(_ pieces: DelugePieces) -> ByteRange? {
    guard pieces.pieces.count == 1, case .literal(let token) = pieces.pieces[0] else { return nil }
    let contents = script.contents(token)
    return script.bytes[contents].contains(UInt8(ascii: "\\")) ? nil : contents
  }
}

/// Whether the parentheses and quotes of a text pair.
struct TextBalance {
  private var depth = 0
  private var quotes = 0
  private var isEmpty = true

  /// False once no more bytes can make the text whole.
  mutating func take(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "("): depth += 1
    case UInt8(ascii: ")"): depth -= 1
    case UInt8(ascii: "\""): quotes += 1
    default: break
    }
    if byte > 0x20 { isEmpty = false }
    return depth >= 0
  }

  func isIncomplete(hasOperand: Bool) -> Bool {
    (isEmpty && !hasOperand) || depth != 0 || quotes % 2 != 0
  }
}

/// Map literals.
extension DelugeScanner {
  /// One `"key": value` of a map literal.
  struct MapEntry {
    let key: Int32
    let value: DelugeRange
  }

  /// The `{` of `range` where that is a map literal and nothing else, any `.toString()` and the like aside.
  func mapLiteral(_ range: DelugeRange) -> Int32? {
    guard script.kind(range.start) == .openBrace, script.isClosed(range.start),
      withoutConversions(range).end == script.next(range.start)
    else { return nil }
    return range.start
  }

  /// `range` without a `.toString()`, `.toMap()`, `.toJSON()` at its end.
  func withoutConversions(_ range: DelugeRange) -> DelugeRange {
    guard range.count > 4, script.kind(range.end - 1) == .closeParenthesis,
      script.kind(range.end - 2) == .openParenthesis, script.kind(range.end - 4) == .dot,
      Self.conversions.contains(where: { script.isWord(range.end - 3, $0) })
    else { return range }
    return DelugeRange(range.start, range.end - 4)
  }

  private static let conversions: [StaticString] = ["toString", "toMap", "toJSON", "toText"]

  /// `Map()`.
  func isNewMap(_ range: DelugeRange) -> Bool {
    range.count == 3 && script.isWord(range.start, "map") && script.kind(range.start + 1) == .openParenthesis
  }

  /// The last value of `key` in the map literal that `open` begins.
  mutating func entry(_ key: StaticString, of open: Int32) -> DelugeRange? {
    let entries: [MapEntry]
    if let known = entriesOfMap[open] {
      entries = known
    } else {
      entries = Self.entries(of: open, in: script).filter { entry in
        Self.queryKeys.contains { script.isLiteral(entry.key, $0) }
      }
      entriesOfMap[open] = entries
    }
    return entries.last { script.isLiteral($0.key, key) }?.value
  }

  private static let queryKeys: [StaticString] = [
    "criteria", "values", "order_by", "limit", "from_index", "next_token", "start_token", "sync_token", "ids",
  ]

  /// All entries whose key is a literal.
  static func entries(of open: Int32, in script: DelugeScript) -> [MapEntry] {
    script.splitAtCommas(script.inside(open)).compactMap { part in
      guard part.count > 2, script.kind(part.start) == .string, script.kind(part.start + 1) == .colon else {
        return nil
      }
      return MapEntry(key: part.start, value: DelugeRange(part.start + 2, part.end))
    }
  }
}
