import CriteriaSyntax
import SourceText

/// What a cursor stands in, as far as the text before it tells: more than one thing where it can be read in two ways.
///
/// The text is parsed up to the cursor. The parser never fails, so the last tokens tell in any text.
enum CompletionSpot: Equatable {
  /// A field's name is expected; what of it is typed.
  case field(ByteRange)
  /// An operator for the field at `field`; what of it is typed.
  case comparison(ByteRange, field: ByteRange)
  case value(Value)
  /// `&&`, `||`, or the end of a group; what of it is typed.
  case logical(ByteRange)
  /// The name of a hole, after `${`.
  case hole(ByteRange)

  struct Value: Equatable {
    /// What of it is typed, its quote included.
    let typed: ByteRange
    let field: ByteRange?
    let comparison: Comparison?
    /// The values that stand before it in its list, as they are meant.
    let others: [[UInt8]]
    /// A hole is the last that is typed.
    let endsInHole: Bool
  }

  /// The spots at the end of `text`, whose tree `tree` is.
  static func find(_ text: MappedText, _ tree: CriteriaTree, hasDollarHoles: Bool = true) -> [CompletionSpot]
  {
    if hasDollarHoles, let name = openHole(text) { return [.hole(name)] }
    return Reader(text: text, tree: tree).spots
  }

  /// How many groups and lists the text leaves open.
  static func openParentheses(_ tree: CriteriaTree) -> Int {
    tree.nodes.reduce(0) { count, node in
      let isOpenGroup = node.kind == .group && !node.flags.contains(.closed)
      return count + (isOpenGroup ? 1 : 0)
    }
  }

  /// Whether the text ends inside of a list of values.
  static func isInList(_ tree: CriteriaTree) -> Bool {
    tree.nodes.contains { $0.flags.contains(.list) && !$0.flags.contains(.closed) }
  }

  /// What stands after a `${` that is not closed on its line.
  private static func openHole(_ text: MappedText) -> ByteRange? {
    let bytes = text.bytes
    let start = text.range.start
    var index = text.range.end - 1
    while index > start {
      let byte = bytes[index]
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "\n") { return nil }
      if byte == UInt8(ascii: "{"), bytes[index - 1] == UInt8(ascii: "$") {
        let isLiteral = index >= start + 2 && bytes[index - 2] == UInt8(ascii: "\\")
        return isLiteral ? nil : ByteRange(index + 1, text.range.end)
      }
      index -= 1
    }
    return nil
  }
}

/// Reads the spots off the last tokens.
private struct Reader {
  let text: MappedText
  let tree: CriteriaTree
  private let cursor: Int
  /// The last token that is no blank.
  private let last: Int?
  private let endsInBlank: Bool

  init(text: MappedText, tree: CriteriaTree) {
    self.text = text
    self.tree = tree
    cursor = text.range.end
    var index = tree.tokens.count - 2
    while index >= 0, tree.tokens[index].isBlank { index -= 1 }
    last = index >= 0 ? index : nil
    endsInBlank = index < tree.tokens.count - 2
  }

  var spots: [CompletionSpot] {
    guard let last else { return [.field(atCursor)] }
    let range = tree.range(ofToken: last)
    switch tree.tokens[last].kind {
    case .field: return afterField(range)
    case .comparisonOperator: return afterComparison(last, range)
    case .quotedValue: return [.logical(atCursor)]
    case .bareValue: return inBareValue(last, range)
    case .closeParenthesis, .holeCondition: return [.logical(atCursor)]
    case .openParenthesis, .comma:
      guard let comparison = comparison(before: last) else { return [.field(atCursor)] }
      return [.value(value(of: comparison, upTo: last, typed: atCursor))]
    case .and, .or:
      // A single `&` waits for its second; after a blank it stands for `&&`.
      if tree.tokens[last].flags.contains(.wordLogical), !endsInBlank { return [.logical(range)] }
      return [.field(atCursor)]
    case .not: return [.field(atCursor)]
    case .unexpected: return afterUnexpected(last, range)
    case .blank, .strangeBlank: return []
    }
  }

  private var atCursor: ByteRange { ByteRange(at: cursor) }

  private func afterField(_ range: ByteRange) -> [CompletionSpot] {
    if endsInBlank { return [.comparison(atCursor, field: range)] }
    return [.field(range), .comparison(atCursor, field: range)]
  }

  private func afterComparison(_ token: Int, _ range: ByteRange) -> [CompletionSpot] {
    let id = Int(tree.tokens[token].operatorID)
    let isWord = id < OperatorTable.entries.count && OperatorTable.entries[id].isWord
    if isWord, !endsInBlank {
      guard let field = field(before: token) else { return [] }
      return [.comparison(range, field: field)]
    }
    return [.value(value(of: token, upTo: token, typed: atCursor))]
  }

  /// Blanks belong to a bare value as long as it goes on, so after one it may go on or be followed by `&&`.
  private func inBareValue(_ token: Int, _ range: ByteRange) -> [CompletionSpot] {
    let typed = ByteRange(range.start, cursor)
    var spots: [CompletionSpot] = []
    if let comparison = comparison(before: token) {
      spots.append(.value(value(of: comparison, upTo: token - 1, typed: typed)))
    }
    if let field = fieldStart(in: ByteRange(range.start, cursor)) {
      spots.append(.field(field))
    } else if endsInBlank {
      spots.append(.logical(atCursor))
    } else if let word = logicalStart(in: range) {
      spots.append(.logical(word))
    }
    return spots
  }

  /// What is typed after a logical operator in capitals, or a single `&` or `|`, which a value swallows as long as no
  /// condition follows.
  private func fieldStart(in range: ByteRange) -> ByteRange? {
    let bytes = text.bytes[range]
    guard let blank = bytes.lastIndex(where: { $0 == 0x20 || $0 == 0x09 }) else { return nil }
    var end = blank
    while end > range.start, text.bytes[end - 1] == 0x20 || text.bytes[end - 1] == 0x09 { end -= 1 }
    var start = end
    while start > range.start, text.bytes[start - 1] > 0x20 { start -= 1 }
    guard start > range.start else { return nil }
    let word = text.bytes.text(ByteRange(start, end))
    return ["AND", "OR", "&", "|"].contains(word) ? ByteRange(blank + 1, range.end) : nil
  }

  /// The beginning of `&&`, `||`, `and` or `or` at the end of a bare value, after a blank.
  private func logicalStart(in range: ByteRange) -> ByteRange? {
    let bytes = text.bytes[range]
    guard let blank = bytes.lastIndex(where: { $0 == 0x20 || $0 == 0x09 }) else { return nil }
    let word = ByteRange(blank + 1, range.end)
    let typed = text.bytes.text(word).lowercased()
    return ["&", "|", "a", "an", "and", "o", "or"].contains(typed) ? word : nil
  }

  private func afterUnexpected(_ token: Int, _ range: ByteRange) -> [CompletionSpot] {
    var previous = token - 1
    while previous >= 0, tree.tokens[previous].isBlank { previous -= 1 }
    guard previous >= 0 else { return [.field(atCursor)] }
    let typed = ByteRange(range.start, cursor)
    switch tree.tokens[previous].kind {
    case .field: return [.comparison(typed, field: tree.range(ofToken: previous))]
    case .closeParenthesis, .quotedValue, .holeCondition: return [.logical(typed)]
    default: return []
    }
  }

  /// The operator whose values the tokens up to `token` are.
  private func comparison(before token: Int) -> Int? {
    var index = token
    while index >= 0 {
      switch tree.tokens[index].kind {
      case .blank, .strangeBlank, .unexpected, .comma, .openParenthesis, .bareValue, .quotedValue: index -= 1
      case .comparisonOperator: return index
      default: return nil
      }
    }
    return nil
  }

  private func field(before token: Int) -> ByteRange? {
    var index = token - 1
    while index >= 0, tree.tokens[index].isBlank { index -= 1 }
    guard index >= 0, tree.tokens[index].kind == .field else { return nil }
    return tree.range(ofToken: index)
  }

  private func value(of comparison: Int, upTo end: Int, typed: ByteRange) -> CompletionSpot.Value {
    let id = Int(tree.tokens[comparison].operatorID)
    let entry = id < OperatorTable.entries.count ? OperatorTable.entries[id] : nil
    let others = stride(from: comparison + 1, through: end, by: 1).compactMap { token -> [UInt8]? in
      guard token < tree.tokens.count else { return nil }
      switch tree.tokens[token].kind {
      case .bareValue, .quotedValue: return tree.decodedValue(ofToken: token, in: text.bytes)
      default: return nil
      }
    }
    return CompletionSpot.Value(
      typed: typed, field: field(before: comparison), comparison: entry?.comparison, others: others,
      endsInHole: text.holes.last?.range.end == cursor)
  }
}

extension CriteriaTree.Token {
  fileprivate var isBlank: Bool { kind == .blank || kind == .strangeBlank }
}
