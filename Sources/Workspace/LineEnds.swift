import Embedding
import SourceText

/// The line ends of a document: of which kind they are to be, and what is not.
struct LineEnds {
  /// What ends the first line; LF where none ends.
  let newline: [UInt8]
  /// Whether the document has others too.
  let areMixed: Bool

  /// The kind is that of the first LF or CR LF at `start` or after it. A lone CR, which can stand inside a value,
  /// tells only where there is nothing else.
  init(_ bytes: [UInt8], from start: Int) {
    let firstReturn = bytes.withUnsafeBufferPointer {
      ByteSearch.first(of: UInt8(ascii: "\r"), in: $0, from: start, to: $0.count)
    }
    if firstReturn >= bytes.count {
      newline = [UInt8(ascii: "\n")]
      areMixed = false
      return
    }
    var first: ByteRange?
    var areMixed = false
    var position = start
    while let end = Self.next(in: bytes, from: position) {
      position = end.end
      guard let known = first else {
        first = end
        continue
      }
      if known.count == end.count, bytes[known.start] == bytes[end.start] { continue }
      areMixed = true
      if bytes[known.end - 1] == UInt8(ascii: "\n") { break }
      if bytes[end.end - 1] == UInt8(ascii: "\n") { first = end }
    }
    newline = first.map { Array(bytes[$0]) } ?? [UInt8(ascii: "\n")]
    self.areMixed = areMixed
  }

  private static func next(in bytes: [UInt8], from start: Int) -> ByteRange? {
    bytes.withUnsafeBufferPointer { buffer in
      let end = buffer.count
      let place = ByteSearch.first(
        of: UInt8(ascii: "\n"), or: UInt8(ascii: "\r"), in: buffer, from: start, to: end)
      guard place < end else { return nil }
      let isPair =
        buffer[place] == UInt8(ascii: "\r") && place + 1 < end && buffer[place + 1] == UInt8(ascii: "\n")
      return ByteRange(place, place + (isPair ? 2 : 1))
    }
  }

  /// Makes what stands between blocks `count` line ends.
  func replace(_ gap: ByteRange, in bytes: [UInt8], count: Int, _ edits: inout [TextEdit]) {
    guard gap.count != count * newline.count || !isOnlyLineEnds(bytes[gap]) else { return }
    edits.append(TextEdit(range: gap, newText: Array(repeatElement(newline, count: count).joined())))
  }

  private func isOnlyLineEnds(_ bytes: ArraySlice<UInt8>) -> Bool {
    newline.count == 1
      ? bytes.allSatisfy { $0 == newline[0] }
      : bytes.enumerated().allSatisfy { $1 == newline[$0 % newline.count] }
  }

  /// Gives the lines of a block their ends, but for those of its text, which are written with it.
  func unify(_ block: CriteriaDocumentScanner.Block, in bytes: [UInt8], _ edits: inout [TextEdit]) {
    let texts = block.hasText ? (block.pieces.isEmpty ? [block.text] : block.pieces) : []
    var nextText = 0
    var position = block.range.start
    while let end = Self.next(in: bytes, from: position), end.end <= block.range.end {
      position = end.end
      while nextText < texts.count, texts[nextText].end <= end.start { nextText += 1 }
      let isInText = nextText < texts.count && texts[nextText].contains(end.start)
      if !isInText, bytes[end] != newline[...] { edits.append(TextEdit(range: end, newText: newline)) }
    }
  }
}
