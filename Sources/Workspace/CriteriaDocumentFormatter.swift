import CriteriaSyntax
import Embedding
import Formatting
import SourceText

/// Formats criteria documents.
///
/// Each text gets its canonical spelling. Comments and directives stay as they are, byte for byte, and where they
/// are. Between blocks one empty line is kept, at the start of the document none; the last line ends with one line
/// end. New line ends are of the kind that the document's first line has. A block whose directives are out of place
/// stays as it is.
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
    let newline = Self.newline(of: bytes)
    var fields = FieldsOfDatastores(bytes: bytes)
    var end = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var isFirst = true
    while scanner.next() {
      let gap = ByteRange(end, scanner.block.range.start)
      end = scanner.block.range.end
      if Self.touches(gap, range) {
        Self.replace(gap, in: bytes, count: isFirst ? 0 : 2, newline, &edits)
      }
      isFirst = false
      guard scanner.block.hasText, Self.touches(scanner.block.range, range) else { continue }
      guard !scanner.problems.contains(where: { $0.kind == .misplacedDirective }) else { continue }
      var options = options
      options.api = scanner.api ?? options.api
      let known = fields.known(in: &scanner, options.api, knownFields)
      formatText(&scanner, options, known, newline, &edits)
    }
    let rest = ByteRange(end, bytes.count)
    if Self.touches(rest, range) { Self.replace(rest, in: bytes, count: isFirst ? 0 : 1, newline, &edits) }
    return edits
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
    let pieces = scanner.block.pieces.isEmpty ? [scanner.block.text] : scanner.block.pieces
    let breaks = Self.breaks(text, pieces)
    guard
      formatter.format(
        text, options: options, knownFields: known, commentBreaks: breaks, newline: newline)
    else { return }
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

  /// Makes what stands between blocks `count` line ends of whatever kind.
  private static func replace(
    _ gap: ByteRange, in bytes: [UInt8], count: Int, _ newline: [UInt8], _ edits: inout [TextEdit]
  ) {
    var position = gap.start
    var found = 0
    while position < gap.end {
      switch bytes[position] {
      case UInt8(ascii: "\r"):
        let isPair = position + 1 < gap.end && bytes[position + 1] == UInt8(ascii: "\n")
        position += isPair ? 2 : 1
        found += 1
      case UInt8(ascii: "\n"):
        position += 1
        found += 1
      default:
        // A blank on an otherwise empty line.
        found = -1
        position = gap.end
      }
    }
    guard found != count else { return }
    edits.append(TextEdit(range: gap, newText: Array(repeatElement(newline, count: count).joined())))
  }

  private static func newline(of bytes: [UInt8]) -> [UInt8] {
    let first = bytes.withUnsafeBufferPointer {
      ByteSearch.first(of: UInt8(ascii: "\n"), or: UInt8(ascii: "\r"), in: $0, from: 0, to: $0.count)
    }
    guard first < bytes.count, bytes[first] == UInt8(ascii: "\r") else { return [UInt8(ascii: "\n")] }
    let isPair = first + 1 < bytes.count && bytes[first + 1] == UInt8(ascii: "\n")
    return isPair ? [UInt8(ascii: "\r"), UInt8(ascii: "\n")] : [UInt8(ascii: "\r")]
  }
}

/// The known fields of the datastores that a document names, each asked for once in a row.
private struct FieldsOfDatastores {
  let bytes: [UInt8]
  private var last: (name: ByteRange?, api: APIVersion, fields: KnownFields)?

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func known(
    in scanner: inout CriteriaDocumentScanner, _ api: APIVersion, _ ask: (String?, APIVersion) -> KnownFields
  ) -> KnownFields {
    let name = scanner.datastore()
    if let last, last.api == api, isSame(last.name, name) { return last.fields }
    let fields = ask(name.map { bytes.text($0) }, api)
    last = (name, api, fields)
    return fields
  }

  private func isSame(_ left: ByteRange?, _ right: ByteRange?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left == right || bytes[left].elementsEqual(bytes[right])
  }
}
