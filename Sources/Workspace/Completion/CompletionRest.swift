import CriteriaSyntax
import SourceText

/// What follows a cursor on its line, as far as a candidate may take its place.
struct CompletionRest {
  private var bytes: [UInt8] = []
  private var cursor = 0
  /// The token that the cursor stands in, at the start of, or at the end of as long as none begins there.
  private var token: ByteRange?
  private var kind = CriteriaTree.Token.Kind.blank
  /// Whether nothing follows that a snippet would repeat: the end, a closing parenthesis or a logical operator.
  private(set) var isFree = true
  /// The first byte on the line that is no blank.
  private(set) var next: UInt8?

  init() {}

  /// `tree` is that of the text up to the end of the cursor's line.
  init(_ tree: CriteriaTree, _ bytes: [UInt8], cursor: Int) {
    self.bytes = bytes
    self.cursor = cursor
    let end = tree.tokens.last.map { Int($0.start) } ?? cursor
    if let held = tree.token(at: cursor) {
      token = tree.range(ofToken: held)
      kind = tree.tokens[held].kind
    }
    var next = cursor
    while next < end, bytes[next] == 0x20 || bytes[next] == 0x09 { next += 1 }
    self.next = next < end ? bytes[next] : nil
    isFree = next >= end || ")&|".utf8.contains(bytes[next])
  }

  /// Where the part ends that begins at `start` and goes on after the cursor, if a candidate of `kind` stands for such
  /// a part.
  func end(of kind: Completion.Candidate.Kind, from start: Int, for text: String) -> Int {
    guard let token, token.start == start || (start == cursor && token.start >= cursor) else { return cursor }
    switch (kind, self.kind) {
    case (.field, .field), (.comparison, .comparisonOperator), (.hole, .quotedValue), (.value, .quotedValue),
      (.literal, .quotedValue):
      return token.end
    case (.comparison, .unexpected): return wordEnd(token)
    case (.value, .bareValue), (.literal, .bareValue), (.hole, .bareValue):
      // A bare value may go on over blanks with what was meant as something else.
      let whole = Array(bytes[token]).lowercasedASCII
      return Array(text.utf8).lowercasedASCII.starts(with: whole) ? token.end : wordEnd(token)
    default: return cursor
    }
  }

  private func wordEnd(_ token: ByteRange) -> Int {
    var end = cursor
    while end < token.end, bytes[end] > 0x20, !"&|()=<>!,".utf8.contains(bytes[end]) { end += 1 }
    return end
  }
}

extension [UInt8] {
  fileprivate var lowercasedASCII: [UInt8] {
    map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
  }
}
