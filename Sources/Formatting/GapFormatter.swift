import CriteriaSyntax
import SourceText

/// Gives the blanks between some tokens of a text their canonical spelling, while the text is being typed and may be
/// broken elsewhere.
///
/// Nothing but blanks on one line is touched, and only where the text means the same afterwards.
package struct GapFormatter: Sendable {
  private var parser = CriteriaParser()
  private var outputParser = CriteriaParser()
  private let operators = OperatorSpellings()

  package init() {}

  /// The edits of the host file, sorted; none where the text would mean something else.
  ///
  /// - Parameter part: Which part of the text is to be spelt, given its tree; nil for none.
  package mutating func edits(
    for text: MappedText, knownFields: KnownFields = .none, in part: (CriteriaTree) -> ByteRange?
  ) -> [TextEdit] {
    parser.parse(text, knownFields: knownFields)
    guard let part = part(parser.tree) else { return [] }
    let gaps = gaps(in: part, parser.tree, text)
    guard !gaps.isEmpty else { return [] }
    var edits: [TextEdit] = []
    for gap in gaps {
      guard let edit = text.fileEdit(replacing: gap.range, with: gap.blank) else { return [] }
      edits.append(edit)
    }
    let output = text.respelt(gaps)
    outputParser.parse(output, knownFields: knownFields)
    return outputParser.tree.hasSameMeaning(output.bytes, as: parser.tree, text.bytes) ? edits : []
  }

  private func gaps(in part: ByteRange, _ tree: CriteriaTree, _ text: MappedText) -> [Gap] {
    var gaps: [Gap] = []
    var left: Int?
    var isOdd = false
    for index in 0..<max(0, tree.tokens.count - 1) {
      let token = tree.tokens[index]
      if token.kind == .blank { continue }
      if token.isTrivia {
        isOdd = true
        continue
      }
      defer {
        left = index
        isOdd = false
      }
      if token.kind == .comparisonOperator, operators[token].isPhrase {
        addWordGaps(of: tree.range(ofToken: index).clamped(to: part), text, &gaps)
      }
      guard let before = left, !isOdd else { continue }
      let range = ByteRange(tree.range(ofToken: before).end, Int(token.start))
      guard part.contains(range) else { continue }
      let blanks = text.bytes[range]
      if blanks.contains(where: { $0 != 0x20 && $0 != 0x09 }) { continue }
      let isSeparated = isSeparated(tree.tokens[before], token, operators)
      if !isSeparated, !range.isEmpty,
        keepsBlank(tree.tokens[before], token, startingWith: text.bytes[tree.range(ofToken: index)])
      {
        continue
      }
      let wanted: [UInt8] = isSeparated ? [0x20] : []
      if !blanks.elementsEqual(wanted) { gaps.append(Gap(range: range, blank: wanted)) }
    }
    return gaps.sorted { $0.range < $1.range }
  }

  /// One blank between the words of an operator.
  private func addWordGaps(of range: ByteRange, _ text: MappedText, _ gaps: inout [Gap]) {
    var start = range.start
    for place in range.start..<range.end where text.bytes[place] > 0x20 {
      let blanks = text.bytes[ByteRange(start, place)]
      if blanks.count > 1, blanks.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
        gaps.append(Gap(range: ByteRange(start, place), blank: [0x20]))
      }
      start = place + 1
    }
  }
}
