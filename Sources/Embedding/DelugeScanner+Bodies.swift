import CriteriaSyntax
import SourceText

/// Bodies that are JSON in a text: `"{\"criteria\": \"a==" + b + "\", \"values\": {}}"` (workspace, "Evidence", E2).
extension DelugeScanner {
  /// Adds the criteria of each body that `range` stands for.
  mutating func addBodies(_ range: DelugeRange, _ target: HostQuery.Target) {
    for reached in values(of: range, at: range.start).texts {
      let place = script.withoutParentheses(reached.range).start
      // One text may be the body of many requests.
      if let known = draftOfText[place] {
        if reuse(known, isFragment: reached.isFragment) { join([target], [], to: known) }
        continue
      }
      guard let pieces = pieces(reached.range),
        let criteria = Self.criteria(ofJSON: script.mappedText(pieces) { origin(of: $0, at: place) })
      else { continue }
      add(criteria, of: pieces, reached, targets: [target], parameters: [])
    }
  }

  /// The value of `criteria` in the JSON object that `text` spells; nil where it is none.
  private static func criteria(ofJSON text: MappedText) -> MappedText? {
    guard text.bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return nil }
    // Quotes and braces of an operand are none of the JSON's.
    var bytes = text.bytes
    for hole in text.holes {
      for place in hole.range.start..<hole.range.end { bytes[place] = UInt8(ascii: "0") }
    }
    let layer = JSONLayer(inside: MappedText(bytes: bytes))
    guard layer.kind(0) == .object, let value = layer.value(0, "criteria"), let node = layer.node(value),
      node.kind == .string
    else { return nil }
    var (decoded, segments) = layer.document.decodeString(node)
    var holes: [Hole] = []
    var next = 0
    for segment in segments where segment.kind == .verbatim && segment.text.count == segment.file.count {
      decoded.replaceSubrange(segment.text.start..<segment.text.end, with: text.bytes[segment.file])
      while next < text.holes.count, text.holes[next].range.end <= segment.file.end {
        let hole = text.holes[next]
        if segment.file.contains(hole.range) {
          holes.append(hole.shifted(by: segment.text.start - segment.file.start))
        }
        next += 1
      }
    }
    return text.inner(decoded, segments: segments, layer: .jsonString, holes: holes)
  }
}
