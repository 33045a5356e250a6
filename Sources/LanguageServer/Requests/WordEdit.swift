import SourceText
import Workspace

/// Completions for a client that puts the text of an edit in the place of the word at the cursor, whatever the range of
/// the edit is (Kate up to 22.12). Each edit becomes the one that does the same to that very word.
struct WordEdit {
  private let bytes: [UInt8]
  private let word: ByteRange

  init(_ bytes: [UInt8], offset: Int, line: ByteRange) {
    self.bytes = bytes
    var (start, end) = (offset, offset)
    while start > line.start, Self.isOfWord(bytes[start - 1]) { start -= 1 }
    while end < line.end, Self.isOfWord(bytes[end]) { end += 1 }
    word = ByteRange(start, end)
  }

  /// Nil where more than the word would have to change.
  func edit(_ item: CompletionEdit) -> CompletionEdit? {
    let replaced = ByteRange(item.edit.range.start, max(item.end, item.edit.range.end))
    var text = item.edit.newText[...]
    if replaced.start < word.start {
      let before = bytes[ByteRange(replaced.start, word.start)]
      guard text.starts(with: before) else { return nil }
      text = text.dropFirst(before.count)
    }
    if replaced.end > word.end {
      let after = bytes[ByteRange(word.end, replaced.end)]
      guard text.reversed().starts(with: after.reversed()) else { return nil }
      text = text.dropLast(after.count)
    }
    let before = bytes[ByteRange(word.start, max(word.start, min(replaced.start, word.end)))]
    let after = bytes[ByteRange(min(word.end, max(replaced.end, word.start)), word.end)]
    var item = item
    item.edit = TextEdit(range: word, newText: Array(before) + Array(text) + Array(after))
    item.end = word.end
    return item
  }

  /// As editors have it; letters outside of ASCII are not told from other signs there.
  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
