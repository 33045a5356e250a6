import SourceText

/// A place between two tokens, and the blanks that are to stand there.
struct Gap {
  let range: ByteRange
  let blank: [UInt8]
}

extension MappedText {
  /// The text with other blanks in sorted places; its holes move along. Its places are no longer the file's.
  func respelt(_ gaps: [Gap]) -> MappedText {
    var bytes: [UInt8] = []
    var moved: [Hole] = []
    var position = range.start
    func copy(to end: Int) {
      let distance = bytes.count - position
      while moved.count < holes.count, holes[moved.count].range.end <= end {
        let hole = holes[moved.count]
        moved.append(hole.shifted(by: distance))
      }
      bytes += self.bytes[ByteRange(position, end)]
    }
    for gap in gaps {
      copy(to: gap.range.start)
      bytes += gap.blank
      position = gap.range.end
    }
    copy(to: range.end)
    return MappedText(bytes: bytes, holes: moved)
  }
}
