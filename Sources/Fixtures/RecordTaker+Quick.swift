import SourceText

/// The quick way over lines of records in their usual form. What it does not take, the exact way reads: escapes, keys
/// that need them, blanks in unusual places, and everything that is wrong.
extension RecordTaker {
  /// Takes lines from `start` on and answers where it stopped: at a line that is not in its usual form, none of which
  /// was taken, or at `end`. The byte before `end` is a line end, and `QuickScan.padding` bytes follow.
  mutating func takeLines(_ bytes: [UInt8], from start: Int, to end: Int, places: inout LinePlaces) -> Int {
    guard start >= 0, end &+ QuickScan.padding <= bytes.count else { return start }
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return start }
      var line = start
      while line < end {
        let next = takeLine(base, bytes, line)
        if next < 0 {
          discardRow()
          return line
        }
        endRow()
        places.addRecord()
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
    while true {
      let entry = takeKey(base, bytes, &offset)
      if entry < 0 { return -1 }
      while base[offset] == UInt8(ascii: " ") { offset &+= 1 }
      if !takeValue(base, bytes, &offset, entry) { return -1 }
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

  /// The entry of the key at `offset`, which goes behind its colon; -1 where it is no usual key.
  @inline(__always)
  private mutating func takeKey(_ base: QuickScan.Bytes, _ bytes: [UInt8], _ offset: inout Int) -> Int {
    let guess = following[current]
    if guess < patterns.count, patterns[guess].matches(base, offset) {
      offset &+= patterns[guess].length
      see(guess)
      return guess
    }
    return takeOtherKey(base, bytes, &offset)
  }

  @inline(never)
  private mutating func takeOtherKey(_ base: QuickScan.Bytes, _ bytes: [UInt8], _ offset: inout Int) -> Int {
    guard base[offset] == UInt8(ascii: "\"") else { return -1 }
    let end = QuickScan.plainEnd(base, from: offset &+ 1)
    guard base[end] == UInt8(ascii: "\""), let entry = field(bytes, ByteRange(offset &+ 1, end)) else {
      return -1
    }
    offset = end &+ 1
    while base[offset] == UInt8(ascii: " ") { offset &+= 1 }
    guard base[offset] == UInt8(ascii: ":") else { return -1 }
    offset &+= 1
    return entry
  }

  @inline(__always)
  private mutating func takeValue(
    _ base: QuickScan.Bytes, _ bytes: [UInt8], _ offset: inout Int, _ entry: Int
  ) -> Bool {
    let first = base[offset]
    if first == UInt8(ascii: "\"") {
      let start = offset &+ 1
      var end = QuickScan.plainEnd(base, from: start)
      if base[end] != UInt8(ascii: "\"") {
        end = Self.longTextEnd(base, start: start, from: end)
        if end < 0 { return false }
      }
      offset = end &+ 1
      return take(.text, bytes, ByteRange(start, end), field: entry) == nil
    }
    if first &- UInt8(ascii: "0") < 10 || first == UInt8(ascii: "-") {
      let start = offset
      offset = QuickScan.numberEnd(base, from: start)
      if offset < 0 { return false }
      return take(.number, bytes, ByteRange(start, offset), field: entry) == nil
    }
    let length = QuickScan.wordLength(base, offset)
    guard length > 0 else { return false }
    offset &+= length
    let kind: RawKind = first == UInt8(ascii: "n") ? .null : first == UInt8(ascii: "t") ? .yes : .no
    return take(kind, bytes, ByteRange(at: offset), field: entry) == nil
  }

  /// The closing quote of a text with characters beyond ASCII; -1 where it has escapes or is not UTF-8.
  @inline(never)
  private static func longTextEnd(_ base: QuickScan.Bytes, start: Int, from first: Int) -> Int {
    guard base[first] >= 0x80 else { return -1 }
    let end = QuickScan.textEnd(base, from: first)
    guard base[end] == UInt8(ascii: "\"") else { return -1 }
    let text = UnsafeBufferPointer(start: base, count: end)
    return UTF8Check.firstFault(in: text, from: first, to: end) == nil ? end : -1
  }
}
