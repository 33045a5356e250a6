import CriteriaSyntax
import SourceText

/// Writes criteria texts in their canonical spelling.
///
/// INVARIANT (formatting): what is written means what was read, and formatting it again changes nothing; a text for
/// which either does not hold stays as it is. Both are looked at here, at run time, for every text that changes.
package struct CriteriaFormatter: Sendable {
  /// The canonical text after ``format(_:options:knownFields:commentBreaks:newline:)`` said that it differs, as the
  /// place where it stands has to spell it: a `${` that is no hole has its backslash.
  package private(set) var output: [UInt8] = []
  /// Where the lines between the parts of the text belong in `output`, one for each comment break, in order.
  package private(set) var outputBreaks: [Int] = []

  private var parser = CriteriaParser()
  private var outputParser = CriteriaParser()
  private var printer = CriteriaPrinter()
  private var secondPrinter = CriteriaPrinter()
  private var holeScanner = HoleScanner()

  package init() {}

  /// Formats `text`, in which holes of all forms are known, and says whether its canonical form, now in
  /// ``output``, differs.
  ///
  /// - Parameters:
  ///   - commentBreaks: Places in the text, each at the start of a line, between which and the line before other
  ///     lines stand (comments) that must stay where they are. Sorted.
  ///   - newline: What ends the lines of the output.
  package mutating func format(
    _ text: MappedText, options: FormatOptions, knownFields: KnownFields = .none, commentBreaks: [Int] = [],
    newline: [UInt8] = [UInt8(ascii: "\n")]
  ) -> Bool {
    parser.parse(text, knownFields: knownFields)
    guard !hasSyntaxFinding(parser.tree) else { return false }
    if commentBreaks.isEmpty,
      isCanonicalLine(parser.tree, text.bytes, text.range, options, printer.operators)
    {
      return false
    }
    // What stands beside a hole and no rule takes is no finding, and not ours to touch.
    guard !parser.tree.tokens.contains(where: { $0.isTrivia && $0.kind != .blank }) else { return false }
    let source = CriteriaPrinter.Source(
      text: text, options: options, commentBreaks: commentBreaks, newline: newline)
    guard printer.print(parser.tree, source) else { return false }
    guard !text.bytes[text.range].elementsEqual(printer.output) else { return false }
    return isSafe(text, source, knownFields) && spell(text)
  }

  /// Whether the text at `range` of `bytes`, where no hole is, is one line in canonical spelling without any finding.
  /// The quick look that serves almost every text of a formatted document; where it fails,
  /// ``format(_:options:knownFields:commentBreaks:newline:)`` tells.
  package mutating func isCanonical(
    _ bytes: [UInt8], _ range: ByteRange, options: FormatOptions, knownFields: KnownFields
  ) -> Bool {
    parser.parse(bytes, range, knownFields: knownFields)
    return parser.tree.diagnostics.isEmpty
      && isCanonicalLine(parser.tree, bytes, range, options, printer.operators)
  }

  /// Spells the output for its place, and says whether the same holes are found there: where lines were joined, a
  /// `{{` may have met a `}}`.
  private mutating func spell(_ text: MappedText) -> Bool {
    let hasEscapes = text.segments.contains { $0.kind == .escape }
    let spelt = EscapedHoles(
      printer.output, holes: printer.outputHoles, breaks: printer.outputBreaks, isNeeded: hasEscapes)
    output = spelt.bytes
    outputBreaks = spelt.breaks
    if printer.outputHoles.contains(where: { $0.form == .operand }) { return true }
    let read = holeScanner.addHoles(to: MappedText(bytes: output), forms: .all)
    return read.holes == printer.outputHoles && read.unclosedHoles.isEmpty && read.bytes == printer.output
  }

  /// Whether the output may be written: it is not too long, means the same, and is stable.
  private mutating func isSafe(
    _ text: MappedText, _ source: CriteriaPrinter.Source, _ knownFields: KnownFields
  ) -> Bool {
    let output = MappedText(bytes: printer.output, holes: printer.outputHoles)
    if !staysInLimit(text, output) { return false }
    outputParser.parse(output, knownFields: knownFields)
    guard outputParser.tree.hasSameMeaning(output.bytes, as: parser.tree, text.bytes) else { return false }
    let second = CriteriaPrinter.Source(
      text: output, options: source.options, commentBreaks: printer.outputBreaks, newline: source.newline)
    return secondPrinter.print(outputParser.tree, second) && secondPrinter.output == printer.output
      && secondPrinter.outputBreaks == printer.outputBreaks
  }
}

/// Whether the parser found something that no formatting may touch: `CQ001`, `CQ002`, `CQ003`, `CQ007`. The
/// findings about values and spelling do not count.
func hasSyntaxFinding(_ tree: CriteriaTree) -> Bool {
  tree.diagnostics.contains { diagnostic in
    switch diagnostic.kind {
    case .operatorStartsValue, .parenthesesInValue, .conditionInValue, .keywordCase, .emptyListItem,
      .smartQuotes,
      .strayQuote:
      false
    default: true
    }
  }
}

/// The documented length of a criteria, in Unicode scalars (v3, "Update records", criteria).
private let lengthLimit = 500

/// Whether `output` is no longer than the limit, or `text` was longer already. Holes do not count [decision C26].
func staysInLimit(_ text: MappedText, _ output: MappedText) -> Bool {
  output.range.count <= lengthLimit || literalLength(output) <= lengthLimit
    || literalLength(text) > lengthLimit
}

private func literalLength(_ text: MappedText) -> Int {
  var count = 0
  var position = text.range.start
  for hole in text.holes {
    count += scalars(text.bytes[ByteRange(position, hole.range.start)])
    position = max(position, hole.range.end)
  }
  return count + scalars(text.bytes[ByteRange(position, text.range.end)])
}

private func scalars(_ bytes: ArraySlice<UInt8>) -> Int {
  var count = 0
  for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
  return count
}
