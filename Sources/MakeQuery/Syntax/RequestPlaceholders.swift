import SourceText

/// What addresses write for values to be filled in, as holes.
///
/// `${name}` and `{{name}}` are the holes of every host; beside them documentation, clients and scripts write `{name}`
/// and `<name>` anywhere, `:name` for a whole part of a path or a whole value, `$NAME` at the beginning of one, and
/// `TEAM_ID` or `YOUR_TOKEN` for a whole one.
package enum RequestPlaceholders {
  /// `text` with the holes that stand in it beside those it has.
  package static func addHoles(to text: MappedText) -> MappedText {
    var text = text
    // What a backslash made literal would be read as a hole the second time.
    if !text.encoding.layers.contains(.escapedHoles) {
      var scanner = HoleScanner()
      text = scanner.addHoles(to: text, forms: .all)
    }
    let found = text.bytes.withUnsafeBufferPointer { bytes in
      var finder = PlaceholderFinder(bytes: bytes, range: text.range, known: text.holes)
      finder.run()
      return finder.found
    }
    if found.isEmpty { return text }
    let holes = text.holes.isEmpty ? found : (text.holes + found).sorted { $0.range < $1.range }
    return MappedText(
      bytes: text.bytes, range: text.range, holes: holes, unclosedHoles: text.unclosedHoles,
      segments: text.segments, encoding: text.encoding)
  }
}

private struct PlaceholderFinder {
  let bytes: UnsafeBufferPointer<UInt8>
  let range: ByteRange
  let known: [Hole]
  private(set) var found: [Hole] = []

  mutating func run() {
    var position = range.start
    var nextKnown = firstKnown(from: position, 0)
    var knownStart = nextKnown < known.count ? known[nextKnown].range.start : range.end
    /// Where a part of the path or a value begins.
    var partStart = position
    var isQuery = false
    var hasValue = false
    while position < range.end {
      if position >= knownStart {
        position = max(position + 1, known[nextKnown].range.end)
        nextKnown = firstKnown(from: position, nextKnown)
        knownStart = nextKnown < known.count ? known[nextKnown].range.start : range.end
        continue
      }
      var end: Int?
      switch bytes[position] {
      case UInt8(ascii: "/"): if !isQuery { partStart = position + 1 }
      case 0x20, 0x0A, 0x0D, 0x09: if !isQuery { partStart = position + 1 }
      case UInt8(ascii: "?"), UInt8(ascii: "&"):
        isQuery = true
        hasValue = false
      case UInt8(ascii: "="):
        isQuery = true
        if !hasValue { partStart = position + 1 }
        hasValue = true
      case UInt8(ascii: "{"): end = enclosed(from: position, UInt8(ascii: "}"))
      case UInt8(ascii: "<"): end = enclosed(from: position, UInt8(ascii: ">"))
      case UInt8(ascii: ":"), UInt8(ascii: "$"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if position == partStart { end = word(from: position) }
      default: break
      }
      if let end, end <= knownStart {
        append(ByteRange(position, end))
        position = end
      } else {
        position &+= 1
      }
    }
  }

  private func firstKnown(from offset: Int, _ index: Int) -> Int {
    var index = index
    while index < known.count, known[index].range.start < offset || known[index].range.isEmpty { index += 1 }
    return index
  }

  private mutating func append(_ hole: ByteRange) {
    let first = bytes[hole.start]
    let isEnclosed = first == UInt8(ascii: "{") || first == UInt8(ascii: "<")
    let isMarked = isEnclosed || first == UInt8(ascii: ":") || first == UInt8(ascii: "$")
    let name = ByteRange(hole.start + (isMarked ? 1 : 0), isEnclosed ? hole.end - 1 : hole.end)
    found.append(Hole(range: hole, name: name, form: .placeholder))
  }

  /// The end of `{name}` or `<name>`. Looks no further than the first byte that no name has.
  private func enclosed(from start: Int, _ close: UInt8) -> Int? {
    guard start + 1 < range.end, Self.isLetter(bytes[start + 1]) else { return nil }
    var position = start + 1
    while position < range.end {
      let byte = bytes[position]
      if byte == close { return position + 1 }
      guard Self.isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == 0x20 else {
        return nil
      }
      position += 1
    }
    return nil
  }

  /// The end of `:name`, `$NAME` or `TEAM_ID` at the start of a part.
  private func word(from start: Int) -> Int? {
    let isMarked = bytes[start] == UInt8(ascii: ":") || bytes[start] == UInt8(ascii: "$")
    var end = isMarked ? start + 1 : start
    guard end < range.end, Self.isLetter(bytes[end]) || bytes[end] == UInt8(ascii: "_") else { return nil }
    while end < range.end, Self.isWord(bytes[end]) { end += 1 }
    if bytes[start] == UInt8(ascii: "$") { return end }
    // The whole part.
    if end < range.end {
      switch bytes[end] {
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "#"), 0x20, 0x0A, 0x0D: break
      default: return nil
      }
    }
    return isMarked || isCapitalPlaceholder(start, end) ? end : nil
  }

  private func isCapitalPlaceholder(_ start: Int, _ end: Int) -> Bool {
    for position in start..<end where bytes[position] >= UInt8(ascii: "a") && bytes[position] <= 0x7A {
      return false
    }
    func holds(_ text: StaticString, at offset: Int) -> Bool {
      offset >= start && offset + text.utf8CodeUnitCount <= end
        && text.withUTF8Buffer { name in name.indices.allSatisfy { name[$0] == bytes[offset + $0] } }
    }
    return holds("YOUR_", at: start) || end - start > 3 && holds("_ID", at: end - 3)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    isLetter(byte) || byte == UInt8(ascii: "_") || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
