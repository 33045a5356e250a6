import SourceText

/// Lines and columns of offsets, asked for in any order and cheap where they rise.
struct PlaceCounter {
  /// Whether a CR that no LF follows ends a line.
  private let countsReturns: Bool
  private var offset = 0
  private var line = 1
  private var lineStart = 0

  init(countsReturns: Bool) { self.countsReturns = countsReturns }

  mutating func place(of target: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let target = min(max(target, 0), bytes.count)
    if target < lineStart { self = PlaceCounter(countsReturns: countsReturns) }
    bytes.withUnsafeBufferPointer { buffer in
      var next = max(offset, lineStart)
      while next < target {
        next =
          countsReturns
          ? ByteSearch.first(
            of: UInt8(ascii: "\n"), or: UInt8(ascii: "\r"), in: buffer, from: next, to: target)
          : ByteSearch.first(of: UInt8(ascii: "\n"), in: buffer, from: next, to: target)
        guard next < target else { break }
        let isPair =
          buffer[next] == UInt8(ascii: "\r") && next + 1 < buffer.count
          && buffer[next + 1] == UInt8(ascii: "\n")
        next += 1
        if !isPair {
          line += 1
          lineStart = next
        }
      }
    }
    offset = max(target, lineStart)
    return (line, target - lineStart + 1)
  }
}
