import CriteriaSyntax
import SourceText

/// Texts that a comment names (workspace, "Evidence", E4 and E7).
extension DelugeScanner {
  private static let marker = Array("cliquery: criteria".utf8)
  private static let makeMarker = Array("cliquery: make".utf8)

  mutating func readMarkers() {
    var lines = LineBreaks()
    for comment in script.comments {
      let isMake = script.bytes[comment.text].elementsEqual(Self.makeMarker)
      guard isMake || script.bytes[comment.text].elementsEqual(Self.marker) else { continue }
      let lastBreak = lines.last(before: comment.range.start, in: script.bytes)
      guard let marked = markedText(comment, lastBreak: lastBreak) else { continue }
      let range = script.withoutParentheses(marked)
      let reached = Reached(range: range, place: range.start, isFragment: false)
      if isMake {
        if !readURLs.contains(range.start) { _ = addMake(reached, MakeCall(), isMarked: true) }
      } else if draftOfText[range.start] == nil {
        let target = HostQuery.Target(datastore: nil, datastoreRange: nil, operation: .list, api: .v2)
        add([reached], targets: [target], parameters: [])
      }
    }
  }

  /// Finds line breaks before offsets that ascend, in one pass over the file.
  private struct LineBreaks {
    private var place = 0
    private var last = -1

    /// The offset of the last line break before `offset`; -1 for none.
    mutating func last(before offset: Int, in bytes: [UInt8]) -> Int {
      while place < offset {
        if bytes[place] == UInt8(ascii: "\n") || bytes[place] == UInt8(ascii: "\r") { last = place }
        place += 1
      }
      return last
    }
  }

  /// The joined text that the comment stands in or before, or at the end of whose line it stands.
  private mutating func markedText(_ comment: HostComment, lastBreak: Int) -> DelugeRange? {
    let next = firstToken(after: comment.range.end)
    if let range = markedExpression(at: next) { return range }
    if !comment.isAlone, next > 0, let statement = statement(at: lastOfStatement(before: next)),
      tokenEnd(statement) > lastBreak
    {
      return text(in: statement)
    }
    return statement(at: next).flatMap { text(in: $0) }
  }

  /// The first token that begins at `offset` or later.
  func firstToken(after offset: Int) -> Int32 {
    Int32(script.tokens.partitioningIndex { Int($0.start) >= offset })
  }

  /// The last token before `index` that is not the `;` of its statement.
  private func lastOfStatement(before index: Int32) -> Int32 {
    script.kind(index - 1) == .semicolon ? index - 2 : index - 1
  }

  private func tokenEnd(_ statement: DelugeScript.Statement) -> Int {
    script.fileRange(statement.tokens).end
  }

  /// The joined text that the literal at `token` is a part of.
  private mutating func markedExpression(at token: Int32) -> DelugeRange? {
    guard script.kind(token) == .string, script.kind(token + 1) != .colon else { return nil }
    if let known = markedTexts[token] { return known }
    let whole = expression(around: token)
    let text = pieces(whole) == nil ? nil : whole
    // Comments may stand before each of its literals.
    var index = whole.start
    while index < whole.end {
      if script.kind(index) == .string { markedTexts[index] = .some(text) }
      index = script.next(index)
    }
    return text
  }

  /// What a statement assigns, puts, returns, or hands over: its joined text.
  private mutating func text(in statement: DelugeScript.Statement) -> DelugeRange? {
    if let known = statementTexts[statement.tokens.start] { return known }
    let text = findText(in: statement.tokens)
    statementTexts[statement.tokens.start] = .some(text)
    return text
  }

  private func findText(in tokens: DelugeRange) -> DelugeRange? {
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
