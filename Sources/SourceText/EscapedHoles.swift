/// A formatted text as the file has to spell it: a `${` that is no hole has its backslash back.
///
/// The reverse of what ``HoleScanner`` removed; for texts without unclosed holes, so that each `${` is either a hole
/// or was escaped.
package struct EscapedHoles: Sendable {
  package private(set) var bytes: [UInt8]
  package private(set) var breaks: [Int]

  /// Copies nothing unless `isNeeded`. `holes` and `breaks` are sorted offsets of the text.
  package init(_ text: [UInt8], holes: [Hole], breaks: [Int], isNeeded: Bool) {
    bytes = text
    self.breaks = breaks
    if isNeeded { restore(text, holes) }
  }

  private mutating func restore(_ text: [UInt8], _ holes: [Hole]) {
    bytes.removeAll(keepingCapacity: true)
    let source = breaks
    breaks.removeAll(keepingCapacity: true)
    var nextHole = 0
    var nextBreak = 0
    for (offset, byte) in text.enumerated() {
      while nextBreak < source.count, source[nextBreak] <= offset {
        breaks.append(bytes.count)
        nextBreak += 1
      }
      while nextHole < holes.count, holes[nextHole].range.end <= offset { nextHole += 1 }
      let isInHole = nextHole < holes.count && holes[nextHole].range.contains(offset)
      let isOpening =
        byte == UInt8(ascii: "$") && text[ByteRange(offset + 1, offset + 2)].first == UInt8(ascii: "{")
      if isOpening, !isInHole { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
    while breaks.count < source.count { breaks.append(bytes.count) }
  }
}
