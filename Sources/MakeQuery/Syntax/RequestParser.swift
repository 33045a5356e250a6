import SourceText

/// Reads requests of the Make API (Make query parameters, "Syntax"), one after the other; keeps its buffers.
///
/// Never fails: whatever the text, there is a tree whose parts and marks cover it, and what is wrong with it stands in
/// ``RequestTree/problems`` without hiding the rest. One pass, linear in text and holes, without recursion; nothing is
/// decoded. A hole never splits: `?`, `&`, `=` and `/` inside it are its own.
package struct RequestParser: Sendable {
  /// Of the last text.
  package private(set) var tree = RequestTree()
  private let classes = RequestBytes()

  package init() {}

  /// Parses `text` into ``tree``. Never fails: problems are in the tree. Linear in the text.
  package mutating func parse(_ text: MappedText) {
    tree.removeAll()
    let table = classes.table
    text.bytes.withUnsafeBufferPointer { bytes in
      text.holes.withUnsafeBufferPointer { holes in
        table.withUnsafeBufferPointer { table in
          var reader = RequestReader(bytes, table, holes, text.range)
          // Moved there and back: a second reference would have its arrays copied.
          swap(&reader.tree, &tree)
          reader.read()
          swap(&reader.tree, &tree)
        }
      }
    }
  }
}

/// Reads one text.
///
/// Every offset that it looks at lies in the text's range, which ``MappedText`` keeps inside the bytes.
struct RequestReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let classes: UnsafeBufferPointer<UInt8>
  let holes: UnsafeBufferPointer<Hole>
  var tree = RequestTree()
  var position: Int
  /// The end of the address.
  var end: Int
  /// The hole at or after the position, clamped to the address; at its end where there is none.
  var holeStart = 0
  var holeEnd = 0
  /// Where the last hole that was passed ended.
  private(set) var lastHoleEnd = -1
  private var holeIndex = 0
  /// The classes of the bytes passed, and whether a hole was.
  var seen: UInt8 = 0
  var sawHole = false

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ classes: UnsafeBufferPointer<UInt8>,
    _ holes: UnsafeBufferPointer<Hole>, _ range: ByteRange
  ) {
    self.bytes = bytes
    self.classes = classes
    self.holes = holes
    let range = range.clamped(to: ByteRange(0, bytes.count))
    position = range.start
    end = range.end
  }

  mutating func read() {
    trim()
    readMethod()
    if position >= end {
      report(.notARequest, position, position)
      return
    }
    readStart()
    if position < end, bytes[position] == UInt8(ascii: "#") {
      tree.fragment = ByteRange(position, end)
      position = end
    }
  }

  // MARK: Bytes and holes

  @inline(__always)
  func isClass(_ offset: Int, _ flag: UInt8) -> Bool { classes[Int(bytes[offset])] & flag != 0 }

  /// The byte at `offset`; 0 at the end and where a hole begins, which is no mark.
  @inline(__always)
  func mark(_ offset: Int) -> UInt8 { offset < end && offset != holeStart ? bytes[offset] : 0 }

  /// Goes on to the next byte of one of the classes of `flags` outside of holes, or to the end.
  @inline(__always)
  mutating func skip(to flags: UInt8) {
    while true {
      while position < holeStart {
        let found = classes[Int(bytes[position])]
        if found & flags != 0 { return }
        seen |= found
        position &+= 1
      }
      if position >= end { return }
      passHole()
    }
  }

  mutating func passHole() {
    sawHole = true
    position = max(position &+ 1, holeEnd)
    lastHoleEnd = position
    findHole()
  }

  /// The index of the first hole that begins at or after `offset`, at `index` or after it.
  func firstHole(from offset: Int, _ index: Int) -> Int {
    var index = index
    while index < holes.count, holes[index].range.start < offset || holes[index].range.isEmpty {
      index &+= 1
    }
    return index
  }

  func firstHole(from offset: Int) -> Int { firstHole(from: offset, holeIndex) }

  /// Finds the first hole that begins at or after the position. Empty ones, and such as begin inside another, are none.
  mutating func findHole() {
    holeIndex = firstHole(from: position, holeIndex)
    if holeIndex < holes.count, holes[holeIndex].range.start < end {
      holeStart = holes[holeIndex].range.start
      holeEnd = min(holes[holeIndex].range.end, end)
    } else {
      holeStart = end
      holeEnd = end
    }
  }

  /// Past the blanks at the position.
  func blanksEnd() -> Int {
    var offset = position
    while offset < holeStart, isClass(offset, RequestBytes.blank) { offset &+= 1 }
    return offset
  }

  /// Whether a line ends between the position and `offset`, and the next line goes on with the request.
  func isLayout(upTo offset: Int) -> Bool {
    switch mark(offset) {
    case UInt8(ascii: "?"), UInt8(ascii: "&"): break
    default: return false
    }
    return hasLineEnd(upTo: offset)
  }

  func hasLineEnd(upTo offset: Int) -> Bool {
    var index = position
    while index < offset {
      if bytes[index] == UInt8(ascii: "\n") || bytes[index] == UInt8(ascii: "\r") { return true }
      index &+= 1
    }
    return false
  }

  mutating func report(_ kind: RequestProblem.Kind, _ start: Int, _ end: Int) {
    tree.problems.append(RequestProblem(kind: kind, range: ByteRange(start, end)))
  }

  // MARK: Escapes

  /// Whether a bracket is written `%5B` or `%5D` at `offset`.
  func isEncodedBracket(_ offset: Int, _ digit: UInt8) -> Bool {
    offset &+ 2 < holeStart && bytes[offset] == UInt8(ascii: "%")
      && bytes[offset &+ 1] == UInt8(ascii: "5") && bytes[offset &+ 2] | 0x20 == digit
  }

  /// Passes the `%` at the position, and says whether what was encoded was encoded again there.
  @discardableResult
  mutating func passEscape() -> Bool {
    let start = position
    position &+= 1
    guard start &+ 2 < holeStart, isClass(start &+ 1, RequestBytes.hexadecimal),
      isClass(start &+ 2, RequestBytes.hexadecimal)
    else {
      report(.brokenEscape, start, start &+ 1)
      return false
    }
    position = start &+ 3
    return bytes[start &+ 1] == UInt8(ascii: "2") && bytes[start &+ 2] == UInt8(ascii: "5")
      && start &+ 4 < holeStart && isClass(start &+ 3, RequestBytes.hexadecimal)
      && isClass(start &+ 4, RequestBytes.hexadecimal)
  }

  /// Whether a parameter begins at `offset`.
  func isParameter(at offset: Int) -> Bool { parameterMark(at: offset) != 0 }

  /// The `=` or `[` that the name of a parameter at `offset` ends with; 0 where none begins there. Looks no further
  /// than the next mark of another kind.
  func parameterMark(at first: Int) -> UInt8 {
    var offset = first
    var index = holeIndex
    while offset < end {
      index = firstHole(from: offset, index)
      if index < holes.count, holes[index].range.start == offset {
        offset = holes[index].range.end
        continue
      }
      switch bytes[offset] {
      case UInt8(ascii: "="), UInt8(ascii: "["): return offset > first ? bytes[offset] : 0
      case UInt8(ascii: "%"):
        if offset &+ 2 < end, bytes[offset &+ 1] == UInt8(ascii: "5"),
          bytes[offset &+ 2] | 0x20 == UInt8(ascii: "b")
        {
          return offset > first ? UInt8(ascii: "[") : 0
        }
      case UInt8(ascii: "]"): break
      default: if !isClass(offset, RequestBytes.name) { return 0 }
      }
      offset &+= 1
    }
    return 0
  }
}
