import SourceText

/// Puts an address together from an address and parameters that stand elsewhere.
struct RequestTextBuilder {
  private var bytes: [UInt8] = []
  private var segments: [MappedText.Segment] = []
  private var holes: [Hole] = []
  private var layers: [HostEncoding.Layer]
  /// Of all literals of Deluge so far; segments count them.
  private var quotes: [UInt8]?
  private var nextLiteral: Int32 = 0
  private var hasParameters: Bool

  /// - Parameter address: what the parameters are put behind, up to `end`.
  init(_ address: MappedText, end: Int? = nil) {
    layers = address.encoding.layers
    if case .delugeString(let quotes) = layers.first { self.quotes = quotes }
    hasParameters = address.bytes[ByteRange(address.range.start, end ?? address.range.end)]
      .contains(UInt8(ascii: "?"))
    append(address, ByteRange(address.range.start, end ?? address.range.end), isEncoded: true)
  }

  var text: MappedText {
    var layers = layers
    if let quotes, case .delugeString = layers.first { layers[0] = .delugeString(quotes: quotes) }
    return MappedText(
      bytes: bytes, holes: holes, segments: segments, encoding: HostEncoding(layers))
  }

  /// A parameter; `isEncoded` tells whether it is written as in a URL. Else its sender encodes it: what would be a mark
  /// in the address is shown encoded, and leads to what is written.
  mutating func append(name: MappedText, value: MappedText?, isEncoded: Bool) {
    appendSeparator()
    appendPart(name, isEncoded: isEncoded)
    guard let value else { return }
    appendMark("=")
    appendPart(value, isEncoded: isEncoded)
  }

  /// Parameters that nothing is known of.
  mutating func append(unknown file: ByteRange) {
    appendSeparator()
    let start = bytes.count
    bytes += "${parameters}".utf8
    segments.append(
      MappedText.Segment(text: ByteRange(start, bytes.count), file: file, kind: .hole, literal: -1))
    holes.append(
      Hole(
        range: ByteRange(start, bytes.count), name: ByteRange(start + 2, bytes.count - 1), form: .operand))
  }

  private mutating func appendSeparator() {
    appendMark(hasParameters ? "&" : "?")
    hasParameters = true
  }

  /// Nothing can be written in its place.
  private mutating func appendMark(_ mark: String) {
    let place = segments.last?.file.end ?? 0
    let start = bytes.count
    bytes += mark.utf8
    segments.append(
      MappedText.Segment(
        text: ByteRange(start, bytes.count), file: ByteRange(at: place), kind: .hole, literal: -1))
  }

  private mutating func appendPart(_ text: MappedText, isEncoded: Bool) {
    if case .delugeString(let more) = text.encoding.layers.first, let known = quotes?.count {
      nextLiteral = Int32(clamping: known)
      quotes?.append(contentsOf: more)
    }
    append(text, text.range, isEncoded: isEncoded)
  }

  private mutating func append(_ text: MappedText, _ range: ByteRange, isEncoded: Bool) {
    let shift = nextLiteral
    let whole = MappedText.Segment(text: text.range, file: text.range, kind: .verbatim, literal: 0)
    var next = 0
    var holeStart = 0
    for segment in text.segments.isEmpty ? [whole] : text.segments {
      let literal = segment.literal < 0 ? -1 : segment.literal &+ shift
      nextLiteral = max(nextLiteral, literal &+ 1)
      let part = segment.text.clamped(to: range)
      var place = part.start
      while place < part.end {
        while next < text.holes.count, text.holes[next].range.end <= place { next += 1 }
        guard next < text.holes.count, text.holes[next].range.start < part.end else {
          add(text, ByteRange(place, part.end), segment, literal, isEncoded: isEncoded)
          break
        }
        let hole = text.holes[next]
        if place < hole.range.start {
          add(text, ByteRange(place, hole.range.start), segment, literal, isEncoded: isEncoded)
          place = hole.range.start
        } else {
          if place == hole.range.start { holeStart = bytes.count }
          let end = min(hole.range.end, part.end)
          add(text, ByteRange(place, end), segment, literal, isEncoded: true)
          if end == hole.range.end { holes.append(hole.shifted(by: holeStart - hole.range.start)) }
          place = max(end, place + 1)
        }
      }
    }
  }

  private mutating func add(
    _ text: MappedText, _ part: ByteRange, _ segment: MappedText.Segment, _ literal: Int32, isEncoded: Bool
  ) {
    func file(_ range: ByteRange) -> ByteRange {
      segment.kind == .verbatim
        ? range.shifted(by: segment.file.start - segment.text.start) : segment.file
    }
    var run = part.start
    if !isEncoded {
      for place in part.start..<part.end where Self.isMark(text.bytes[place]) {
        if run < place {
          add(text.bytes[ByteRange(run, place)], file(ByteRange(run, place)), segment.kind, literal)
        }
        let own = ByteRange(place, place + 1)
        let encoded = HostEncoding([.percent]).encode(Array(text.bytes[own]), literal: 0) ?? []
        add(encoded[...], file(own), .escape, literal)
        run = place + 1
      }
    }
    if run < part.end {
      add(text.bytes[ByteRange(run, part.end)], file(ByteRange(run, part.end)), segment.kind, literal)
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool { byte <= 0x20 || "&=#%+?".utf8.contains(byte) }

  private mutating func add(
    _ part: ArraySlice<UInt8>, _ file: ByteRange, _ kind: MappedText.Segment.Kind, _ literal: Int32
  ) {
    let start = bytes.count
    bytes += part
    segments.append(
      MappedText.Segment(text: ByteRange(start, bytes.count), file: file, kind: kind, literal: literal))
  }
}
