import CLibEdit

/// A search back through the history (Ctrl-R): what is typed is looked for anywhere in an entry, in any case.
struct HistorySearch {
  enum Step {
    case start
    case add(Unicode.Scalar)
    case remove
    /// The next older entry.
    case again
    /// The line as it was before.
    case cancel
    /// The line as it was found.
    case end
  }

  let original: String
  private(set) var pattern = ""
  /// Where the entry that is shown stands; the end where none is.
  private var index: Int
  private(set) var found: String?
  private(set) var isFailing = false

  init(original: String, count: Int) {
    self.original = original
    index = count
  }

  mutating func add(_ scalar: Unicode.Scalar, in entries: [String]) {
    pattern.unicodeScalars.append(scalar)
    look(in: entries, from: min(index, entries.count - 1))
  }

  mutating func remove(in entries: [String]) {
    if !pattern.isEmpty { pattern.removeLast() }
    index = entries.count
    found = nil
    isFailing = false
    if !pattern.isEmpty { look(in: entries, from: entries.count - 1) }
  }

  mutating func again(in entries: [String]) {
    if !pattern.isEmpty { look(in: entries, from: index - 1) }
  }

  private mutating func look(in entries: [String], from start: Int) {
    let wanted = pattern.lowercased()
    var candidate = start
    while candidate >= 0, candidate < entries.count {
      let isSame = candidate != index && entries[candidate] == found
      if !isSame, entries[candidate].lowercased().contains(wanted) {
        index = candidate
        found = entries[candidate]
        isFailing = false
        return
      }
      candidate -= 1
    }
    isFailing = true
  }

  var prompt: String { "(\(isFailing ? "not found" : "search") `\(pattern)`) " }
}

extension LineEditor {
  private static let searchKey: Int32 = 0x12

  /// Looks at a key before libedit does: during a search, what is typed is the search's.
  func take(key: Int32) -> Int32 {
    if key == Int32(CLIQUERY_ROWS_ABOVE) { return rowsAboveCursor }
    if key == Int32(CLIQUERY_INTERRUPTED) {
      endLine()
      return 0
    }
    guard search != nil else {
      if key == Self.searchKey { searchStep = .start }
      return key
    }
    switch key {
    case Self.searchKey: searchStep = .again
    case 0x08, 0x7F: searchStep = .remove
    case 0x07: searchStep = .cancel
    default:
      if let scalar = Unicode.Scalar(UInt32(bitPattern: key)), key >= 0x20, key != 0x7F {
        searchStep = .add(scalar)
      } else {
        searchStep = .end
        // Any other key ends the search and does then what it does; Escape alone only ends it.
        let isLoneEscape = key == 0x1B && cliquery_has_input() == 0
        if !isLoneEscape, let scalar = Unicode.Scalar(UInt32(bitPattern: key)) {
          el_push(line, String(Character(scalar)))
        }
      }
    }
    return Self.searchKey
  }

  /// The command of Ctrl-R, through which each step of a search goes.
  func takeSearchStep() -> UInt8 {
    guard let step = searchStep else { return UInt8(CC_ERROR) }
    searchStep = nil
    var search =
      self.search
      ?? HistorySearch(original: String(decoding: current.bytes, as: UTF8.self), count: entries.count)
    switch step {
    case .start: break
    case .add(let scalar): search.add(scalar, in: entries)
    case .remove: search.remove(in: entries)
    case .again: search.again(in: entries)
    case .cancel, .end:
      self.search = nil
      showOwnPrompt()
      if case .cancel = step { replace(with: search.original) }
      return UInt8(CC_REFRESH)
    }
    self.search = search
    show(prompt: search.prompt)
    replace(with: search.found ?? search.original)
    return UInt8(search.isFailing ? CC_REFRESH_BEEP : CC_REFRESH)
  }
}
