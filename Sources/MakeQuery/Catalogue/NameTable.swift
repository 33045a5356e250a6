import SourceText

/// Names in one buffer, compared eight bytes at a time.
struct NameTable: Sendable {
  private struct Entry: Sendable {
    /// The first eight bytes, zeros after the end.
    let head: UInt64
    let start: Int32
    let count: Int32
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []

  var count: Int { entries.count }

  mutating func add(_ name: some Collection<UInt8>) {
    let start = bytes.count
    bytes += name
    entries.append(
      Entry(
        head: Self.head(bytes, ByteRange(start, bytes.count)), start: Int32(start),
        count: Int32(bytes.count - start)))
  }

  /// Adds names and returns where they stand.
  mutating func add(_ names: [String]) -> Range<Int32> {
    let start = entries.count
    for name in names { add(name.utf8) }
    return Int32(start)..<Int32(entries.count)
  }

  /// The first eight bytes of a text, as they are compared.
  static func head(_ text: [UInt8], _ range: ByteRange) -> UInt64 {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    var offset = max(range.start, 0)
    let end = min(range.end, offset &+ 8, text.count)
    while offset < end {
      result |= UInt64(text[offset]) &<< shift
      shift &+= 8
      offset &+= 1
    }
    return result
  }

  /// Whether entry `index` is the text at `range`, whose head is known.
  func equals(_ index: Int, _ text: [UInt8], _ range: ByteRange, head: UInt64) -> Bool {
    let entry = entries[index]
    guard entry.head == head, Int(entry.count) == range.count else { return false }
    if range.count <= 8 { return true }
    let start = Int(entry.start)
    return bytes[ByteRange(start, start &+ range.count)].elementsEqual(text[range])
  }

  /// The number within `names` of the text at `range`; nil where it is none of them.
  func index(of text: [UInt8], _ range: ByteRange, among names: Range<Int32>) -> Int? {
    let head = Self.head(text, range)
    for index in names where equals(Int(index), text, range, head: head) {
      return Int(index &- names.lowerBound)
    }
    return nil
  }
}
