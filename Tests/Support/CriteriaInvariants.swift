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
    if let problem = TreeInvariants.problem(in: parser.tree, of: text) { return problem }
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
}
