import SourceText

/// A query's text with the names of its holes in `⟨…⟩`.
func showHoles(_ text: MappedText) -> String {
  var result = ""
  var position = text.range.start
  for hole in text.holes {
    result += text.bytes.text(ByteRange(position, hole.range.start)) + "⟨" + text.bytes.text(hole.name) + "⟩"
    position = hole.range.end
  }
  return result + text.bytes.text(ByteRange(position, text.range.end))
}
