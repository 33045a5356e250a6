import CriteriaSyntax
import Formatting
import SourceText

/// What holds for every text whatever: the tree prints it back, formatting keeps its meaning and is stable.
package struct CriteriaInvariants: Sendable {
  private var scanner = HoleScanner()
  private var parser = CriteriaParser()
  private var formattedParser = CriteriaParser()
  private var formatter = CriteriaFormatter()
  private var secondFormatter = CriteriaFormatter()

  package init() {}

  /// Says what does not hold for `bytes`, or nil. `allowsFindings` is false for sentences of the grammar.
  package mutating func violation(
    of bytes: [UInt8], options: FormatOptions = FormatOptions(), knownFields: KnownFields = .none,
    allowsFindings: Bool = true
  ) -> String? {
    let text = scanner.addHoles(to: MappedText(bytes: bytes), forms: .all)
    parser.parse(text, knownFields: knownFields)
    if let broken = Self.brokenTree(parser.tree, text) { return broken }
    if !allowsFindings, let finding = parser.tree.diagnostics.first {
      return "finding \(finding.kind) at \(finding.range)"
    }
    guard formatter.format(text, options: options, knownFields: knownFields) else { return nil }
    let formatted = scanner.addHoles(to: MappedText(bytes: formatter.output), forms: .all)
    formattedParser.parse(formatted, knownFields: knownFields)
    guard formattedParser.tree.hasSameMeaning(formatted.bytes, as: parser.tree, text.bytes) else {
      return "formatting changed the meaning: \(String(decoding: formatter.output, as: UTF8.self))"
    }
    if secondFormatter.format(formatted, options: options, knownFields: knownFields) {
      return "formatting is not stable: \(String(decoding: formatter.output, as: UTF8.self))"
    }
    return nil
  }

  /// Tokens cover the text without a gap, in order; nodes nest; findings lie in the text.
  private static func brokenTree(_ tree: CriteriaTree, _ text: MappedText) -> String? {
    var end = text.range.start
    for index in tree.tokens.indices {
      if index == 0, Int(tree.tokens[0].start) != end { return "the first token starts late" }
      if Int(tree.tokens[index].start) < end { return "token \(index) starts before the one before it" }
      end = Int(tree.tokens[index].start)
    }
    if end != text.range.end { return "the tokens do not reach the end" }
    for (index, node) in tree.nodes.enumerated() {
      if node.size < 1 || Int(node.size) > index + 1 { return "node \(index) has a wrong size" }
      if node.firstToken > node.tokenEnd || Int(node.tokenEnd) >= tree.tokens.count + 1 {
        return "node \(index) has wrong tokens"
      }
    }
    if tree.nodes.isEmpty || Int(tree.nodes[tree.nodes.count - 1].size) != tree.nodes.count {
      return "the root does not hold all nodes"
    }
    let outside = tree.diagnostics.first { !text.range.contains($0.range) }
    return outside.map { "finding \($0.kind) lies outside the text" }
  }
}
