/// The word operators of the table in the order they are tried: the longest first.
struct WordOperators: Sendable {
  private struct Entry: Sendable {
    /// In lower case, one blank between words.
    let spelling: [UInt8]
    let id: UInt16
  }

  private let entries: [Entry]

  init() {
    // A loop: the types that `filter`, `map` and `sorted` hand on take longer to make than all entries.
    var entries: [Entry] = []
    for (id, entry) in OperatorTable.entries.enumerated() where entry.isWord {
      let spelling = Array(entry.spelling.utf8)
      let place = entries.firstIndex { $0.spelling.count < spelling.count } ?? entries.count
      entries.insert(Entry(spelling: spelling, id: UInt16(clamping: id)), at: place)
    }
    self.entries = entries
  }

  /// The longest word operator at `offset`, in any case, with any blanks between its words [decision C1].
  func match(at offset: Int, in scanner: borrowing CriteriaScanner) -> (id: UInt16, end: Int)? {
    let first = scanner.byte(offset) | 0x20
    for entry in entries where entry.spelling[0] == first {
      if let end = end(of: entry.spelling, at: offset, in: scanner), scanner.endsWord(end) {
        return (entry.id, end)
      }
    }
    return nil
  }

  private func end(of spelling: [UInt8], at offset: Int, in scanner: borrowing CriteriaScanner) -> Int? {
    var position = offset
    for letter in spelling {
      if letter == UInt8(ascii: " ") {
        let next = scanner.skipBlanks(position)
        guard next > position else { return nil }
        position = next
      } else {
        let byte = scanner.byte(position)
        guard byte == letter || (letter != UInt8(ascii: "_") && byte | 0x20 == letter) else { return nil }
        position += 1
      }
    }
    return position
  }
}
