import CriteriaSyntax
import SourceText
import TestSupport
import Testing

/// A text in which every `${…}` is a hole.
func textWithHoles(_ text: String) -> MappedText {
  textWithHoles(Array(text.utf8))
}

func textWithHoles(_ bytes: [UInt8]) -> MappedText {
  var holes: [Hole] = []
  var offset = 0
  while offset + 1 < bytes.count {
    if bytes[offset] == UInt8(ascii: "$"), bytes[offset + 1] == UInt8(ascii: "{"),
      let close = bytes[offset...].firstIndex(of: UInt8(ascii: "}"))
    {
      holes.append(
        Hole(
          range: ByteRange(offset, close + 1), name: ByteRange(offset + 2, close), form: .dollarBrace))
      offset = close + 1
    } else {
      offset += 1
    }
  }
  return MappedText(bytes: bytes, holes: holes)
}

/// Holds a tree to what every tree promises.
func expectLossless(_ tree: CriteriaTree, _ text: MappedText) {
  if let problem = TreeInvariants.problem(in: tree, of: text) {
    Issue.record("\(problem): \(text.bytes.text(text.range).debugDescription)")
  }
}
