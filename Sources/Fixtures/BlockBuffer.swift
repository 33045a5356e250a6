/// Bytes that come in blocks, with what is left of the block before in front of them.
struct BlockBuffer {
  /// Behind `end` come at least `QuickScan.padding` bytes that may be looked at and say nothing.
  private(set) var bytes: [UInt8]
  private(set) var start = 0
  private(set) var end = 0
  /// Where bytes begin that nobody has looked for a line end in.
  private(set) var unseen = 0

  init(size: Int = 256 * 1024) {
    bytes = [UInt8](repeating: 0, count: size + QuickScan.padding)
  }

  /// The bytes of the line that is not ended yet.
  var count: Int { end - start }

  /// Lets `read` write behind what is there, and answers what it answers: how many bytes came, 0 at the end of the
  /// file. Room is doubled where a line fills it, up to `most` bytes.
  mutating func fill(most: Int = .max, _ read: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
    if start > 0 {
      let (start, end) = (start, end)
      bytes.withUnsafeMutableBytes { buffer in
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
      }
      self.end -= start
      unseen -= start
      self.start = 0
    }
    if end + QuickScan.padding >= bytes.count {
      let more = min(bytes.count, max(most - end, 1024))
      bytes.reserveCapacity(bytes.count + more)
      bytes.append(contentsOf: repeatElement(0, count: more))
    }
    let range = end..<(bytes.count - QuickScan.padding)
    let count = bytes.withUnsafeMutableBytes { read(UnsafeMutableRawBufferPointer(rebasing: $0[range])) }
    end += min(max(count, 0), range.count)
    return count
  }

  /// Puts a line end behind the last line where it has none.
  mutating func endLastLine() {
    guard end > start, bytes[end - 1] != UInt8(ascii: "\n") else { return }
    _ = fill { buffer in
      buffer[0] = UInt8(ascii: "\n")
      return 1
    }
  }

  /// The offset behind the last line end; `start` where there is none.
  mutating func linesEnd() -> Int {
    var offset = end
    bytes.withUnsafeBufferPointer { buffer in
      while offset > unseen, buffer[offset - 1] != UInt8(ascii: "\n") { offset -= 1 }
    }
    let isFound = offset > unseen
    unseen = end
    return isFound ? offset : start
  }

  mutating func drop(to offset: Int) { start = min(max(offset, start), end) }

  mutating func removeAll() {
    start = 0
    end = 0
    unseen = 0
  }
}
