import SourceText

/// The quick way over lines in their usual form; all others are for the exact way.
extension RecordStream {
  /// Takes lines from `start` on and answers where it stopped: at a line that is not in its usual form, or at `end`.
  /// The byte before `end` is a line end, and padding follows.
  mutating func takeLines(
    _ bytes: [UInt8], from start: Int, to end: Int, _ run: inout MatchRun,
    _ matches: (UnsafeRawBufferPointer) -> Void
  ) -> Int {
    guard start >= 0, end &+ QuickScan.padding <= bytes.count else { return start }
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return start }
      var line = start
      while line < end {
        var place = 0
        while place < slots.count {
          slots[place].isSet = false
          place &+= 1
        }
        let next = takeLine(base, bytes, line)
        if next < 0 { return line }
        let verdict = program.verdict(slots, base, decoded)
        if verdict == .odd { return line }
        count(verdict, bytes, ByteRange(line, next), &run, matches)
        line = next
      }
      return line
    }
  }

  /// The start of the next line, or -1.
  @inline(__always)
  private mutating func takeLine(_ base: QuickScan.Bytes, _ bytes: [UInt8], _ line: Int) -> Int {
    var offset = line
    guard base[offset] == UInt8(ascii: "{") else { return -1 }
    offset &+= 1
    var current = 0
    while true {
      var key = following[current]
      if key < patterns.count, patterns[key].matches(base, offset) {
        offset &+= patterns[key].length
      } else {
        key = otherKey(base, bytes, &offset, after: current)
        if key < 0 { return -1 }
      }
      current = key &+ 1
      while base[offset] == UInt8(ascii: " ") { offset &+= 1 }
      if !takeValue(base, bytes, &offset, key) { return -1 }
      var next = base[offset]
      while next == UInt8(ascii: " ") {
        offset &+= 1
        next = base[offset]
      }
      offset &+= 1
      if next == UInt8(ascii: ",") {
        while base[offset] == UInt8(ascii: " ") { offset &+= 1 }
        continue
      }
      guard next == UInt8(ascii: "}") else { return -1 }
      if base[offset] == UInt8(ascii: "\r") { offset &+= 1 }
      return base[offset] == UInt8(ascii: "\n") ? offset &+ 1 : -1
    }
  }

  @inline(never)
  private mutating func otherKey(
    _ base: QuickScan.Bytes, _ bytes: [UInt8], _ offset: inout Int, after current: Int
  ) -> Int {
    guard base[offset] == UInt8(ascii: "\"") else { return -1 }
    let end = QuickScan.plainEnd(base, from: offset &+ 1)
    guard base[end] == UInt8(ascii: "\"") else { return -1 }
    let name = bytes[ByteRange(offset &+ 1, end)]
    guard let key = keys.find(name) ?? learn(name) else { return -1 }
    following[current] = key
    offset = end &+ 1
    while base[offset] == UInt8(ascii: " ") { offset &+= 1 }
    guard base[offset] == UInt8(ascii: ":") else { return -1 }
    offset &+= 1
    return key
  }

  private mutating func learn(_ name: ArraySlice<UInt8>) -> Int? {
    guard patterns.count < Self.mostKeys, name.count <= 64 else { return nil }
    let key = keys.insert(name)
    patterns.append(KeyPattern(name: Array(name)))
    following.append(key &+ 1)
    return key
  }

  @inline(__always)
  private mutating func takeValue(
    _ base: QuickScan.Bytes, _ bytes: [UInt8], _ offset: inout Int, _ key: Int
  ) -> Bool {
    let first = base[offset]
    if first == UInt8(ascii: "\"") {
      let start = offset &+ 1
      var end = QuickScan.plainEnd(base, from: start)
      var isPlain = true
      if base[end] != UInt8(ascii: "\"") {
        end = otherTextEnd(base, bytes, start: start, from: end, key)
        if end < 0 { return false }
        isPlain = false
      }
      offset = end &+ 1
      return key >= slots.count || set(key, .text, start, end, isPlain: isPlain)
    }
    if first &- UInt8(ascii: "0") < 10 || first == UInt8(ascii: "-") {
      let start = offset
      offset = QuickScan.numberEnd(base, from: start)
      if offset < 0 { return false }
      return key >= slots.count || set(key, .number, start, offset, isPlain: true)
    }
    let length = QuickScan.wordLength(base, offset)
    guard length > 0 else { return false }
    if key < slots.count {
      let kind: StreamValue.Kind =
        first == UInt8(ascii: "n") ? .null : first == UInt8(ascii: "t") ? .yes : .no
      if !set(key, kind, offset, offset, isPlain: true) { return false }
    }
    offset &+= length
    return true
  }

  /// False where the line has the key for the second time.
  @inline(__always)
  private mutating func set(
    _ key: Int, _ kind: StreamValue.Kind, _ start: Int, _ end: Int, isPlain: Bool
  ) -> Bool {
    if slots[key].isSet { return false }
    slots[key] = StreamProgram.Slot(
      kind: kind, isPlain: isPlain, isDecoded: false, isSet: true, start: start, end: end)
    return true
  }

  /// The closing quote of a text that is not plain. Escapes in a text that the criteria needs are the exact way's.
  @inline(never)
  private func otherTextEnd(
    _ base: QuickScan.Bytes, _ bytes: [UInt8], start: Int, from first: Int, _ key: Int
  ) -> Int {
    var offset = first
    while true {
      offset = QuickScan.textEnd(base, from: offset)
      if base[offset] == UInt8(ascii: "\"") { break }
      guard base[offset] == UInt8(ascii: "\\"), key >= slots.count,
        case .scalar(_, let length) = StringEscape.read(bytes, at: offset, end: bytes.count)
      else { return -1 }
      offset &+= length
    }
    let text = UnsafeBufferPointer(start: base, count: offset)
    return UTF8Check.firstFault(in: text, from: first, to: offset) == nil ? offset : -1
  }
}
