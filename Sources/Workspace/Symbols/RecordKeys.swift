import SourceText

/// Walks the keys of the records in a JSON text, without a tree of it and in one pass.
///
/// Records are the objects of a list at the top, of a list under `list` or `data`, an object under `data`, or an object
/// alone; or one a line. What is no JSON is passed over.
struct RecordKeys {
  struct Key {
    /// Without quotes.
    let range: ByteRange
    /// From the record's first byte to the last one that was read.
    let record: ByteRange
  }

  private enum Level: UInt8 {
    /// The object at the top: a record, or an answer that holds some.
    case top
    case list
    case record
    case otherObject
    case otherList

    var isObject: Bool { self == .top || self == .record || self == .otherObject }
  }

  private let bytes: [UInt8]
  private let isOnePerLine: Bool
  private var position: Int
  private var levels: [Level] = []
  private var recordStart = 0
  /// The key that was read last in an object at the top or in an answer.
  private var lastKey = ByteRange(at: 0)
  /// Keys of the object at the top, while it may be a record.
  private var topKeys: [Key] = []
  private var isAnswer = false
  private var ready: [Key] = []
  /// Deeper levels are passed over by their number.
  private var tooDeep = 0

  private static let deepest = 64

  init(_ bytes: [UInt8], isOnePerLine: Bool) {
    self.bytes = bytes
    self.isOnePerLine = isOnePerLine
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func next() -> Key? {
    while true {
      if !ready.isEmpty { return ready.removeLast() }
      guard position < bytes.count else { return nil }
      step()
    }
  }

  private mutating func step() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "\""): readString()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      open(isObject: byte == UInt8(ascii: "{"))
      position += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      close()
      position += 1
    case UInt8(ascii: "\n") where isOnePerLine:
      // A line that is broken ends with itself.
      levels.removeAll(keepingCapacity: true)
      tooDeep = 0
      position += 1
    default: position += 1
    }
  }

  private mutating func readString() {
    let start = position + 1
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\n") {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    end = min(end, bytes.count)
    position = min(end + 1, bytes.count)
    guard tooDeep == 0, let level = levels.last, level == .top || level == .record else { return }
    var next = position
    while next < bytes.count, bytes[next] <= 0x20 { next += 1 }
    guard next < bytes.count, bytes[next] == UInt8(ascii: ":") else { return }
    let key = Key(range: ByteRange(start, end), record: ByteRange(recordStart, position))
    if level == .record {
      ready.append(key)
    } else {
      lastKey = key.range
      topKeys.append(key)
    }
  }

  private mutating func open(isObject: Bool) {
    guard tooDeep == 0, levels.count < Self.deepest else {
      tooDeep += 1
      return
    }
    let level: Level
    switch levels.last {
    case nil where isObject: level = isOnePerLine ? .record : .top
    case nil: level = isOnePerLine ? .otherList : .list
    case .list?: level = isObject ? .record : .otherList
    case .top?: level = levelInTop(isObject: isObject)
    default: level = isObject ? .otherObject : .otherList
    }
    if level == .record || level == .top { recordStart = position }
    levels.append(level)
  }

  private mutating func levelInTop(isObject: Bool) -> Level {
    let isData = bytes[lastKey].elementsEqual("data".utf8)
    guard isData || !isObject && bytes[lastKey].elementsEqual("list".utf8) else {
      return isObject ? .otherObject : .otherList
    }
    isAnswer = true
    return isObject ? .record : .list
  }

  private mutating func close() {
    if tooDeep > 0 {
      tooDeep -= 1
      return
    }
    guard let level = levels.popLast(), level == .top else { return }
    if !isAnswer { ready = topKeys.reversed() }
    topKeys = []
  }
}
