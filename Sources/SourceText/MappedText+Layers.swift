/// Texts inside texts: JSON in JSON, a parameter in a URL in JSON.
extension MappedText {
  /// The text that `decoded` was read to be from a part of this one. `segments` lead from `decoded` to this text's
  /// offsets; the result leads to the file. Linear in both texts' segments.
  package func inner(
    _ decoded: [UInt8], segments inner: [Segment], layer: HostEncoding.Layer, holes: [Hole] = [],
    unclosedHoles: [ByteRange] = []
  ) -> MappedText {
    MappedText(
      bytes: decoded, holes: holes, unclosedHoles: unclosedHoles, segments: composed(with: inner),
      encoding: HostEncoding([layer] + encoding.layers))
  }

  /// The part of a URL that stands in `range`: `%41` is `A` and, where it is a value, `+` a blank; holes stay as they
  /// are, and nothing can be written over one, because what is written into a URL is encoded.
  package func percentDecoded(_ range: ByteRange, isValue: Bool = true) -> MappedText {
    var decoder = PercentDecoder(text: self, range: range.clamped(to: self.range), isValue: isValue)
    decoder.run()
    return inner(
      decoder.decoded, segments: decoder.segments, layer: .percent, holes: decoder.holes,
      unclosedHoles: decoder.unclosedHoles)
  }

  private func composed(with inner: [Segment]) -> [Segment] {
    if segments.isEmpty { return inner }
    var result: [Segment] = []
    result.reserveCapacity(inner.count)
    var index = 0
    for segment in inner {
      while index < segments.count - 1, segments[index].text.end <= segment.file.start { index += 1 }
      guard segment.kind == .verbatim, !segment.file.isEmpty else {
        result.append(
          Segment(
            text: segment.text, file: fileRange(segment.file), kind: segment.kind,
            literal: segments[index].literal))
        continue
      }
      let shift = segment.text.start - segment.file.start
      var next = index
      while next < segments.count, segments[next].text.start < segment.file.end {
        let outer = segments[next]
        index = next
        next += 1
        let part = segment.file.clamped(to: outer.text)
        if part.isEmpty { continue }
        let file =
          outer.kind == .verbatim ? part.shifted(by: outer.file.start - outer.text.start) : outer.file
        result.append(
          Segment(text: part.shifted(by: shift), file: file, kind: outer.kind, literal: outer.literal))
      }
    }
    return result
  }
}

/// Decodes one component of a URL.
private struct PercentDecoder {
  let text: MappedText
  let range: ByteRange
  let isValue: Bool
  private(set) var decoded: [UInt8] = []
  /// From `decoded` to `text`.
  private(set) var segments: [MappedText.Segment] = []
  private(set) var holes: [Hole] = []
  private(set) var unclosedHoles: [ByteRange] = []

  init(text: MappedText, range: ByteRange, isValue: Bool) {
    self.text = text
    self.range = range
    self.isValue = isValue
  }

  mutating func run() {
    let pending = text.holes.filter { range.contains($0.range) }
    let unclosed = text.unclosedHoles.filter { range.contains($0) }
    var nextHole = 0
    var nextUnclosed = 0
    var position = range.start
    var runStart = position
    while position < range.end {
      if nextHole < pending.count, pending[nextHole].range.start == position, !pending[nextHole].range.isEmpty
      {
        copy(ByteRange(runStart, position), .verbatim)
        appendHole(pending[nextHole])
        position = pending[nextHole].range.end
        runStart = position
        nextHole += 1
        continue
      }
      if nextUnclosed < unclosed.count, unclosed[nextUnclosed].start == position {
        let start = decoded.count + position - runStart
        unclosedHoles.append(ByteRange(start, start + unclosed[nextUnclosed].count))
        nextUnclosed += 1
      }
      guard let (byte, length) = escape(at: position) else {
        position += 1
        continue
      }
      copy(ByteRange(runStart, position), .verbatim)
      decoded.append(byte)
      append(ByteRange(position, position + length), .escape, textStart: decoded.count - 1)
      position += length
      runStart = position
    }
    copy(ByteRange(runStart, range.end), .verbatim)
    if segments.isEmpty { append(ByteRange(at: range.start), .verbatim, textStart: 0) }
  }

  private func escape(at position: Int) -> (byte: UInt8, length: Int)? {
    if isValue, text.bytes[position] == UInt8(ascii: "+") { return (UInt8(ascii: " "), 1) }
    return PercentEncoding.triplet(in: text.bytes, at: position, end: range.end).map { ($0, 3) }
  }

  private mutating func appendHole(_ hole: Hole) {
    let start = decoded.count
    copy(hole.range, .hole)
    let shift = start - hole.range.start
    holes.append(hole.shifted(by: shift))
  }

  private mutating func copy(_ part: ByteRange, _ kind: MappedText.Segment.Kind) {
    guard !part.isEmpty else { return }
    let start = decoded.count
    decoded += text.bytes[part]
    append(part, kind, textStart: start)
  }

  private mutating func append(_ part: ByteRange, _ kind: MappedText.Segment.Kind, textStart: Int) {
    segments.append(
      MappedText.Segment(text: ByteRange(textStart, decoded.count), file: part, kind: kind, literal: 0))
  }
}
