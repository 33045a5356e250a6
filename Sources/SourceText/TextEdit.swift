/// One replacement in a text: the bytes of `range` give way to `newText`.
package struct TextEdit: Hashable, Sendable {
  package let range: ByteRange
  package let newText: [UInt8]

  package init(range: ByteRange, newText: [UInt8]) {
    self.range = range
    self.newText = newText
  }

  package init(range: ByteRange, newText: String) {
    self.init(range: range, newText: Array(newText.utf8))
  }

  /// An edit that only inserts.
  package static func insert(_ text: String, at offset: Int) -> TextEdit {
    TextEdit(range: ByteRange(at: offset), newText: text)
  }

  /// An edit that only deletes.
  package static func delete(_ range: ByteRange) -> TextEdit {
    TextEdit(range: range, newText: [])
  }
}

extension TextEdit {
  /// Whether all of `edits` can be applied together: no two overlap, and none lies outside `length` bytes.
  /// Two insertions at one place count as overlapping, because their order would be a guess.
  package static func areCompatible(_ edits: [TextEdit], length: Int) -> Bool {
    let ranges = edits.map(\.range).sorted()
    for (index, range) in ranges.enumerated() {
      guard range.start >= 0, range.end <= length else { return false }
      guard index > 0 else { continue }
      let before = ranges[index - 1]
      if before == range || before.end > range.start { return false }
    }
    return true
  }

  /// `bytes` with all of `edits` applied, or nil where they are not compatible. Linear in the text and sorted
  /// edits.
  package static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8]? {
    guard areCompatible(edits, length: bytes.count) else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.newText.count })
    var position = 0
    for edit in edits.sorted(by: { $0.range < $1.range }) {
      result += bytes[ByteRange(position, edit.range.start)]
      result += edit.newText
      position = edit.range.end
    }
    result += bytes[ByteRange(position, bytes.count)]
    return result
  }
}
