import SourceText

/// What addresses write for values to be filled in, as holes.
///
/// `${name}` and `{{name}}` are the holes of every host; beside them documentation, clients and scripts write `{name}`
/// and `<name>` anywhere, `:name` for a whole part of a path or a whole value, `$NAME` at the beginning of one, and
/// `TEAM_ID` or `YOUR_TOKEN` for a whole one.
package enum RequestPlaceholders {
  /// `text` with the holes that stand in it beside those it has.
  package static func addHoles(to text: MappedText) -> MappedText {
    var scanner = HoleScanner()
    let text = scanner.addHoles(to: text, forms: .all)
    let found = text.bytes.withUnsafeBufferPointer { bytes in
      find(bytes, text.range, known: text.holes)
    }
    if found.isEmpty { return text }
    let holes = text.holes.isEmpty ? found : (text.holes + found).sorted { $0.range < $1.range }
    return MappedText(
      bytes: text.bytes, range: text.range, holes: holes, unclosedHoles: text.unclosedHoles,
      segments: text.segments, encoding: text.encoding)
  }

  private static func find(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange, known: [Hole]
  ) -> [Hole] {
    var found: [Hole] = []
    var position = range.start
    var nextKnown = 0
    while position < range.end {
      let end: Int?
      switch bytes[position] {
      case UInt8(ascii: "{"): end = enclosed(bytes, from: position, to: range.end, UInt8(ascii: "}"))
      case UInt8(ascii: "<"): end = enclosed(bytes, from: position, to: range.end, UInt8(ascii: ">"))
      case UInt8(ascii: ":"), UInt8(ascii: "$"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        end = word(bytes, from: position, in: range)
      default: end = nil
      }
      guard let end else {
        position &+= 1
        continue
      }
      let hole = ByteRange(position, end)
      while nextKnown < known.count, known[nextKnown].range.end <= position { nextKnown += 1 }
      if nextKnown < known.count, known[nextKnown].range.overlaps(hole) {
        position = max(position + 1, min(known[nextKnown].range.end, range.end))
        continue
      }
      let first = bytes[position]
      let isEnclosed = first == UInt8(ascii: "{") || first == UInt8(ascii: "<")
      let isMarked = isEnclosed || first == UInt8(ascii: ":") || first == UInt8(ascii: "$")
      let name = ByteRange(position + (isMarked ? 1 : 0), isEnclosed ? end - 1 : end)
      found.append(Hole(range: hole, name: name, form: .placeholder))
      position = end
    }
    return found
  }

  /// The end of `{name}` or `<name>`. Looks no further than the first byte that no name has.
  private static func enclosed(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, _ close: UInt8
  ) -> Int? {
    guard start + 1 < end, isLetter(bytes[start + 1]) else { return nil }
    var position = start + 1
    while position < end {
      let byte = bytes[position]
      if byte == close { return position + 1 }
      guard isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == 0x20 else {
        return nil
      }
      position += 1
    }
    return nil
  }

  /// The end of `:name`, `$NAME` or `TEAM_ID` at the start of a part.
  private static func word(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, in range: ByteRange) -> Int?
  {
    let isFirst = start == range.start
    let before = isFirst ? 0 : bytes[start - 1]
    guard isFirst || before == UInt8(ascii: "/") || before == UInt8(ascii: "=") else { return nil }
    let isMarked = bytes[start] == UInt8(ascii: ":") || bytes[start] == UInt8(ascii: "$")
    var end = isMarked ? start + 1 : start
    guard end < range.end, isLetter(bytes[end]) || bytes[end] == UInt8(ascii: "_") else { return nil }
    while end < range.end, isWord(bytes[end]) { end += 1 }
    if bytes[start] == UInt8(ascii: "$") { return end }
    // The whole part.
    if end < range.end {
      switch bytes[end] {
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "#"), 0x20, 0x0A, 0x0D: break
      default: return nil
      }
    }
    return isMarked || isCapitalPlaceholder(bytes, start, end) ? end : nil
  }

  private static func isCapitalPlaceholder(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
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
