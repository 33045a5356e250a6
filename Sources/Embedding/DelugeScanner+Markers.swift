import CriteriaSyntax
import SourceText

/// Texts that a comment names (workspace, "Evidence", E4 and E7).
extension DelugeScanner {
  private static let marker = Array("cliquery: criteria".utf8)
  private static let makeMarker = Array("cliquery: make".utf8)

  mutating func readMarkers() {
    for comment in script.comments where script.bytes[comment.text].elementsEqual(Self.makeMarker) {
      guard let range = markedText(comment), !readURLs.contains(script.withoutParentheses(range).start) else {
        continue
      }
      let reached = Reached(range: range, place: range.start, isFragment: false)
      _ = addMake(reached, MakeCall(), isMarked: true)
    }
    for comment in script.comments where script.bytes[comment.text].elementsEqual(Self.marker) {
      guard let marked = markedText(comment) else { continue }
      let range = script.withoutParentheses(marked)
      let target = HostQuery.Target(datastore: nil, datastoreRange: nil, operation: .list, api: .v2)
      if draftOfText[range.start] == nil {
        add([Reached(range: range, place: range.start, isFragment: false)], targets: [target], parameters: [])
      }
    }
  }

  /// The joined text that the comment stands before, or at the end of whose line it stands.
  private func markedText(_ comment: HostComment) -> DelugeRange? {
    let next = firstToken(after: comment.range.end)
    if let range = expression(at: next) { return range }
    if !comment.isAlone, next > 0, let statement = statement(at: lastOfStatement(before: next)),
      !isLineBreak(from: tokenEnd(statement), to: comment.range.start)
    {
      return text(in: statement)
    }
    return statement(at: next).flatMap { text(in: $0) }
  }

  /// The first token that begins at `offset` or later.
  func firstToken(after offset: Int) -> Int32 {
    var low = 0
    var high = script.tokens.count
    while low < high {
      let middle = (low + high) / 2
      if Int(script.tokens[middle].start) < offset { low = middle + 1 } else { high = middle }
    }
    return Int32(low)
  }

  /// The last token before `index` that is not the `;` of its statement.
  private func lastOfStatement(before index: Int32) -> Int32 {
    script.kind(index - 1) == .semicolon ? index - 2 : index - 1
  }

  private func tokenEnd(_ statement: DelugeScript.Statement) -> Int {
    script.fileRange(statement.tokens).end
  }

  private func isLineBreak(from start: Int, to end: Int) -> Bool {
    script.bytes[ByteRange(start, end)].contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
  }

  /// The joined text that begins with the literal at `token`.
  private func expression(at token: Int32) -> DelugeRange? {
    guard script.kind(token) == .string, script.kind(token + 1) != .colon else { return nil }
    var end = token
    while script.kind(end) != nil {
      guard let kind = script.kind(end), !Self.ends(kind) else { break }
      end = script.next(end)
    }
    let range = DelugeRange(token, end)
    return script.pieces(range) == nil ? nil : range
  }

  private static func ends(_ kind: DelugeToken.Kind) -> Bool {
    switch kind {
    case .comma, .semicolon, .closeParenthesis, .closeBracket, .closeBrace, .openBlock, .closeBlock, .colon:
      true
    default: false
    }
  }

  /// What a statement assigns, puts, returns, or hands over: its joined text.
  private func text(in statement: DelugeScript.Statement) -> DelugeRange? {
    let tokens = statement.tokens
    var index = tokens.start
    var candidates: [DelugeRange] = []
    while index < tokens.end {
      if script.kind(index) == .assign {
        candidates.append(DelugeRange(index + 1, tokens.end))
        break
      }
      if script.isWord(index, "return") || script.isWord(index, "info") {
        candidates.append(DelugeRange(index + 1, tokens.end))
        break
      }
      index = script.next(index)
    }
    index = tokens.start
    while index < tokens.end {
      if script.kind(index) == .openParenthesis { candidates += script.splitAtCommas(script.inside(index)) }
      index += 1
      if candidates.count > 16 { break }
    }
    let texts = candidates.filter { script.pieces($0) != nil }
    return texts.first { looksLikeCriteria($0) } ?? texts.first
  }
}
