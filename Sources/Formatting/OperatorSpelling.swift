import CriteriaSyntax

/// What the printer asks about an operator, by its id: a table so that no spelling is looked at for each token.
struct OperatorSpellings: Sendable {
  struct Entry: Sendable {
    let isWord: Bool
    /// The bytes of the spelling with one blank between words.
    let length: Int
    /// Whether it is more than one word, with any blanks between them.
    let isPhrase: Bool
    /// Whether it is `=`, which is `==` in canonical spelling.
    let isSingleEquals: Bool
  }

  private let entries: [Entry]

  init() {
    entries = OperatorTable.entries.map {
      Entry(
        isWord: $0.isWord, length: $0.spelling.utf8.count,
        isPhrase: $0.spelling.utf8.contains(UInt8(ascii: " ")), isSingleEquals: $0.spelling == "=")
    }
  }

  subscript(token: CriteriaTree.Token) -> Entry {
    let id = Int(token.operatorID)
    return id < entries.count
      ? entries[id] : Entry(isWord: true, length: -1, isPhrase: true, isSingleEquals: false)
  }
}

/// Whether a blank separates two tokens in canonical spelling: one around `&&`, `||` and word operators.
func isSeparated(
  _ left: CriteriaTree.Token, _ right: CriteriaTree.Token, _ operators: OperatorSpellings
) -> Bool {
  switch left.kind {
  case .and, .or: return true
  case .comparisonOperator where operators[left].isWord: return true
  default: break
  }
  switch right.kind {
  case .and, .or: return true
  case .comparisonOperator: return operators[right].isWord
  default: return false
  }
}

/// Whether a blank between two tokens that canonical spelling does not separate stays all the same.
///
/// Between an operator and a value that begins with `=`, `<`, `>` or `!=` ("Syntax" 4), or with what would make the
/// operator another one; and beside a hole that stands for conditions and brings its operator with it ("Syntax" 8).
func keepsBlank(
  _ left: CriteriaTree.Token, _ right: CriteriaTree.Token, startingWith bytes: ArraySlice<UInt8>
) -> Bool {
  switch (left.kind, right.kind) {
  case (.comparisonOperator, .bareValue):
    guard !right.flags.contains(.placeholder), let first = bytes.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "~"): return true
    case UInt8(ascii: "!"): return bytes.dropFirst().first == UInt8(ascii: "=")
    default: return false
    }
  case (.holeCondition, .holeCondition), (.holeCondition, .openParenthesis), (.holeCondition, .field),
    (.closeParenthesis, .holeCondition), (.quotedValue, .holeCondition), (.bareValue, .holeCondition):
    return true
  default:
    return false
  }
}
