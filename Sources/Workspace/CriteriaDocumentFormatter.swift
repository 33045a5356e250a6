import CriteriaSyntax
import Embedding
import Formatting
import SourceText

/// Formats criteria documents.
///
/// Each text gets its canonical spelling. Comments and directives stay as they are, byte for byte, and where they
/// are. Between blocks one empty line is kept, at the start of the document none; the last line ends with one line
/// end. All line ends become those of the first line, but for those in a text that stays as it is. A block whose
/// directives are out of place keeps its text.
package struct CriteriaDocumentFormatter: Sendable {
  private var formatter = CriteriaFormatter()

  package init() {}

  /// The edits that make `bytes` canonical, sorted and not overlapping; none where it is canonical.
  ///
  /// - Parameters:
  ///   - range: Only blocks and gaps that it touches are changed; nil for all.
  ///   - options: `options.api` holds where the document does not name one.
  ///   - knownFields: The fields of the datastore, named or nil for the workspace's only one, in an api.
  package mutating func edits(
    for bytes: [UInt8], range: ByteRange? = nil, options: FormatOptions,
    knownFields: (String?, APIVersion) -> KnownFields = { _, _ in .none }
  ) -> [TextEdit] {
    var edits: [TextEdit] = []
    var scanner = CriteriaDocumentScanner(bytes)
    var ends: LineEnds?
    var fields = FieldsOfDatastores(bytes: bytes)
    var plain = PlainBlocks(bytes)
    var documentOptions = options
    var end = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var isFirst = true
    while scanner.next() {
      let gap = ByteRange(end, scanner.block.range.start)
      end = scanner.block.range.end
      let lineEnds = ends ?? LineEnds(bytes, from: scanner.block.range.start)
      ends = lineEnds
      // A second mark, which is text, must not become the document's byte-order mark.
      let isProtected =
        isFirst && gap.start == 0 && bytes[scanner.block.range].starts(with: [0xEF, 0xBB, 0xBF])
      if !isProtected, Self.touches(gap, range) {
        lineEnds.replace(gap, in: bytes, count: isFirst ? 0 : 2, &edits)
      }
      isFirst = false
      if lineEnds.areMixed, Self.touches(scanner.block.range, range) {
        lineEnds.unify(scanner.block, in: bytes, &edits)
      }
      if scanner.block.kind == .defaults {
        plain.readDefaults(of: scanner)
        documentOptions.api = scanner.api ?? options.api
      }
      guard scanner.block.hasText, Self.touches(scanner.block.range, range) else { continue }
      if let block = plain.read(&scanner), let known = fields.last(block.datastore, documentOptions.api),
        formatter.isCanonical(bytes, scanner.block.text, options: documentOptions, knownFields: known)
      {
        continue
      }
      guard !scanner.problems.contains(where: { $0.kind == .misplacedDirective }) else { continue }
      var options = options
      options.api = scanner.api ?? options.api
      let name = scanner.datastore()
      let known = fields.last(name, options.api) ?? fields.ask(name, options.api, knownFields)
      formatText(&scanner, options, known, lineEnds.newline, &edits)
    }
    let rest = ByteRange(end, bytes.count)
    if Self.touches(rest, range) {
      (ends ?? LineEnds(bytes, from: end)).replace(rest, in: bytes, count: isFirst ? 0 : 1, &edits)
    }
    return edits.sorted { $0.range < $1.range }
  }

  /// The canonical document, or nil where `bytes` is canonical.
  package mutating func format(
    _ bytes: [UInt8], options: FormatOptions,
    knownFields: (String?, APIVersion) -> KnownFields = { _, _ in .none }
  ) -> [UInt8]? {
    let edits = edits(for: bytes, options: options, knownFields: knownFields)
    return edits.isEmpty ? nil : TextEdit.apply(edits, to: bytes)
  }

  private mutating func formatText(
    _ scanner: inout CriteriaDocumentScanner, _ options: FormatOptions, _ known: KnownFields,
    _ newline: [UInt8], _ edits: inout [TextEdit]
  ) {
    let text = scanner.text()
    let breaks = Self.breaks(text, scanner.block.pieces)
    guard
      formatter.format(
        text, options: options, knownFields: known, commentBreaks: breaks, newline: newline)
    else { return }
    let pieces = scanner.block.pieces.isEmpty ? [scanner.block.text] : scanner.block.pieces
    let starts = [0] + formatter.outputBreaks
    guard starts.count == pieces.count else { return }
    for (index, piece) in pieces.enumerated() {
      let isLast = index == pieces.count - 1
      let end = isLast ? formatter.output.count : starts[index + 1]
      let part = Array(formatter.output[ByteRange(starts[index], end)])
      let isSame = scanner.bytes[piece].elementsEqual(part)
      if !isSame { edits.append(TextEdit(range: piece, newText: part)) }
    }
  }

  /// Where the pieces after the first begin in the text, from which backslashes may be missing.
  private static func breaks(_ text: MappedText, _ pieces: [ByteRange]) -> [Int] {
    var breaks: [Int] = []
    var next = 1
    for segment in text.segments where next < pieces.count && segment.file.start == pieces[next].start {
      breaks.append(segment.text.start)
      next += 1
    }
    return breaks
  }

  /// Whether `part` overlaps or borders on `range`.
  private static func touches(_ part: ByteRange, _ range: ByteRange?) -> Bool {
    guard let range else { return true }
    return part.start <= range.end && range.start <= part.end
  }
}

/// The known fields of the datastores that a document names, each asked for once in a row.
private struct FieldsOfDatastores {
  let bytes: [UInt8]
  private var last: (name: ByteRange?, api: APIVersion, fields: KnownFields)?

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The fields of the datastore that was asked for last, if this is the same one.
  func last(_ name: ByteRange?, _ api: APIVersion) -> KnownFields? {
    guard let last, last.api == api, isSame(last.name, name) else { return nil }
    return last.fields
  }

  /// Apart from the look at the last one, so that what answers is only made ready when it is asked.
  @inline(never)
  mutating func ask(
    _ name: ByteRange?, _ api: APIVersion, _ ask: (String?, APIVersion) -> KnownFields
  ) -> KnownFields {
    let fields = ask(name.map { bytes.text($0) }, api)
    last = (name, api, fields)
    return fields
  }

  private func isSame(_ left: ByteRange?, _ right: ByteRange?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left == right || bytes[left].elementsEqual(bytes[right])
  }
}
