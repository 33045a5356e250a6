extension HoleScanner {
  /// `text` with the holes that stand in it, beside those it has.
  ///
  /// Where a `${` is literal because of a backslash, the backslash is gone from the result, whose segments lead
  /// around it.
  package mutating func addHoles(to text: MappedText, forms: Forms) -> MappedText {
    guard scan(text.bytes, in: text.range, forms: forms, known: text.holes) else { return text }
    let all = text.holes.isEmpty ? holes : (text.holes + holes).sorted { $0.range < $1.range }
    guard !literalBackslashes.isEmpty else {
      return MappedText(
        bytes: text.bytes, range: text.range, holes: all, unclosedHoles: text.unclosedHoles + unclosed,
        segments: text.segments, encoding: text.encoding)
    }
    var builder = BackslashRemover(text: text, removed: literalBackslashes)
    builder.run()
    return MappedText(
      bytes: builder.bytes, holes: all.map { builder.shifted($0) },
      unclosedHoles: (text.unclosedHoles + unclosed).map { builder.shifted($0) },
      segments: builder.segments, encoding: HostEncoding([.escapedHoles] + text.encoding.layers))
  }
}

/// Copies a text without some of its backslashes. Each goes with the `$` after it: the two bytes are one decoded
/// unit.
private struct BackslashRemover {
  let text: MappedText
  /// Sorted, in the text's offsets.
  let removed: [Int]
  private(set) var bytes: [UInt8] = []
  private(set) var segments: [MappedText.Segment] = []

  init(text: MappedText, removed: [Int]) {
    self.text = text
    self.removed = removed
  }

  mutating func run() {
    let whole = MappedText.Segment(text: text.range, file: text.range, kind: .verbatim, literal: 0)
    let source = text.segments.isEmpty ? [whole] : text.segments
    var next = 0
    var position = text.range.start
    for segment in source {
      position = max(position, segment.text.start)
      while next < removed.count, removed[next] < segment.text.end {
        let backslash = removed[next]
        next += 1
        copy(segment, ByteRange(position, backslash))
        let unit = ByteRange(backslash, backslash + 2)
        append(
          text.bytes[ByteRange(backslash + 1, backslash + 2)], text.fileRange(unit), .escape, segment.literal)
        position = unit.end
      }
      copy(segment, ByteRange(position, segment.text.end))
    }
  }

  private mutating func copy(_ segment: MappedText.Segment, _ part: ByteRange) {
    guard !part.isEmpty else { return }
    let file =
      segment.kind == .verbatim
      ? part.shifted(by: segment.file.start - segment.text.start) : segment.file
    append(text.bytes[part], file, segment.kind, segment.literal)
  }

  private mutating func append(
    _ part: ArraySlice<UInt8>, _ file: ByteRange, _ kind: MappedText.Segment.Kind, _ literal: Int32
  ) {
    let start = bytes.count
    bytes += part
    segments.append(
      MappedText.Segment(text: ByteRange(start, bytes.count), file: file, kind: kind, literal: literal))
  }

  func shifted(_ hole: Hole) -> Hole {
    Hole(range: shifted(hole.range), name: shifted(hole.name), form: hole.form, origin: hole.origin)
  }

  /// A range of the source that no removed backslash lies in, in the copy's offsets.
  func shifted(_ range: ByteRange) -> ByteRange {
    let removedBefore = removed.partitioningIndex { $0 >= range.start }
    return range.shifted(by: -text.range.start - removedBefore)
  }
}
