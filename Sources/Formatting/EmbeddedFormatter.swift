import CriteriaSyntax
import SourceText

/// Formats a text inside a host's string literals: one blank around each `&&` and `||`, and nothing else.
///
/// Never a line break, another spelling or parentheses. A place between two literals, or beside an expression of
/// the host where nothing can be written, stays as it is.
package struct EmbeddedFormatter: Sendable {
  private var parser = CriteriaParser()
  private var outputParser = CriteriaParser()
  private var gaps: [ByteRange] = []

  package init() {}

  /// The edits of the host file, sorted; none where the text is canonical, has a syntax finding, or would grow over
  /// the documented length.
  package mutating func edits(for text: MappedText, knownFields: KnownFields = .none) -> [TextEdit] {
    parser.parse(text, knownFields: knownFields)
    guard !hasSyntaxFinding(parser.tree) else { return [] }
    findGaps(text)
    guard !gaps.isEmpty else { return [] }
    var edits: [TextEdit] = []
    var written: [Gap] = []
    for range in gaps {
      let gap = Gap(range: range, blank: [UInt8(ascii: " ")])
      guard let edit = text.fileEdit(replacing: gap.range, with: gap.blank) else { continue }
      edits.append(edit)
      written.append(gap)
    }
    let output = text.respelt(written)
    guard staysInLimit(text, output) else { return [] }
    outputParser.parse(output, knownFields: knownFields)
    return outputParser.tree.hasSameMeaning(output.bytes, as: parser.tree, text.bytes) ? edits : []
  }

  /// The places beside logical operators that are not one blank. Those with a line break are left alone.
  private mutating func findGaps(_ text: MappedText) {
    gaps.removeAll(keepingCapacity: true)
    let tree = parser.tree
    for index in 0..<max(0, tree.tokens.count - 1) {
      guard tree.tokens[index].kind == .and || tree.tokens[index].kind == .or else { continue }
      let token = tree.range(ofToken: index)
      var start = token.start
      if index > 0, tree.tokens[index - 1].kind == .blank { start = tree.range(ofToken: index - 1).start }
      note(ByteRange(start, token.start), text)
      var end = token.end
      if tree.tokens[index + 1].kind == .blank, index + 2 < tree.tokens.count {
        end = tree.range(ofToken: index + 1).end
      }
      note(ByteRange(token.end, end), text)
    }
  }

  private mutating func note(_ gap: ByteRange, _ text: MappedText) {
    let bytes = text.bytes[gap]
    if bytes.count == 1, bytes.first == UInt8(ascii: " ") { return }
    if bytes.contains(UInt8(ascii: "\n")) || bytes.contains(UInt8(ascii: "\r")) { return }
    gaps.append(gap)
  }
}
