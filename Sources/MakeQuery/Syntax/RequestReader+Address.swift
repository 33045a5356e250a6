import SourceText

/// What stands before the parameters: method, scheme, host, path.
extension RequestReader {
  /// Leaves blanks around the text and `HTTP/1.1` at its end aside, and finds the first hole.
  mutating func trim() {
    var floor = position
    if let hole = holes.reversed().first(where: { $0.range.start < end }) {
      floor = min(max(floor, hole.range.end), end)
    }
    trimEnd(to: floor)
    findHole()
    while position < holeStart, isClass(position, RequestBytes.blank) { position &+= 1 }
    var start = end
    while start > floor, end &- start < 4, isVersionDigit(bytes[start &- 1]) { start &-= 1 }
    guard start < end, start &- 6 >= max(floor, position), isClass(start &- 6, RequestBytes.blank) else {
      return
    }
    for (index, byte) in "HTTP/".utf8.enumerated() where bytes[start &- 5 &+ index] != byte { return }
    tree.version = ByteRange(start &- 5, end)
    end = start &- 6
    trimEnd(to: max(floor, position))
    findHole()
  }

  private mutating func trimEnd(to floor: Int) {
    while end > floor, isClass(end &- 1, RequestBytes.blank) { end &-= 1 }
  }

  private func isVersionDigit(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  // MARK: Method

  mutating func readMethod() {
    let start = position
    var offset = start
    var isCapital = true
    while offset < holeStart, offset &- start < 8 {
      let byte = bytes[offset]
      guard byte | 0x20 >= UInt8(ascii: "a"), byte | 0x20 <= UInt8(ascii: "z") else { break }
      if byte & 0x20 != 0 { isCapital = false }
      offset &+= 1
    }
    let length = offset &- start
    guard length >= 3, length < 8, offset == end || isClass(offset, RequestBytes.blank) else { return }
    let isKnown = isKnownMethod(start, length)
    let next = offset < holeStart ? afterBlanks(offset) : offset
    if offset == end {
      guard isKnown, isCapital else { return }
    } else if !isKnown {
      guard isCapital, next == holeStart || bytes[next] == UInt8(ascii: "/") || schemeEnd(next) != nil else {
        return
      }
    }
    tree.method = ByteRange(start, offset)
    position = next
  }

  private func afterBlanks(_ offset: Int) -> Int {
    var offset = offset
    while offset < holeStart, isClass(offset, RequestBytes.blank) { offset &+= 1 }
    return offset
  }

  private func isKnownMethod(_ start: Int, _ length: Int) -> Bool {
    Self.methods.contains { method in
      method.utf8CodeUnitCount == length
        && method.withUTF8Buffer { name in
          name.indices.allSatisfy { name[$0] == bytes[start &+ $0] & 0xDF }
        }
    }
  }

  private static let methods: [StaticString] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]

  // MARK: Start

  /// Reads on from the first byte of the address.
  mutating func readStart() {
    switch mark(position) {
    case UInt8(ascii: "/"):
      if position &+ 1 < holeStart, bytes[position &+ 1] == UInt8(ascii: "/"),
        position &+ 2 == holeStart || isHost(at: position &+ 2)
      {
        readHost(from: position &+ 2)
      }
      readPath()
    case UInt8(ascii: "\\"), UInt8(ascii: "?"): readPath()
    case UInt8(ascii: "&"): readParameters()
    case UInt8(ascii: "#"): report(.notARequest, position, position &+ 1)
    default:
      if isParameter(at: position) {
        readParameters()
      } else {
        readBeginning()
        readPath()
      }
    }
  }

  private mutating func readBeginning() {
    if position == holeStart {
      readHole()
    } else if let schemeEnd = schemeEnd(position) {
      tree.scheme = ByteRange(position, schemeEnd)
      readHost(from: schemeEnd &+ 3)
    } else if isHost(at: position) {
      readHost(from: position)
    } else if !isClass(position, RequestBytes.name), !":%~$@!*+;,'".utf8.contains(bytes[position]) {
      var offset = position
      while offset < holeStart, !isClass(offset, RequestBytes.blank) { offset &+= 1 }
      report(.notARequest, position, offset)
    }
  }

  /// A hole at the start stands for the scheme, or for the host and whatever follows up to where the text goes on.
  private mutating func readHole() {
    let start = position
    let after = holeEnd
    if after &+ 2 < end, bytes[after] == UInt8(ascii: ":"), bytes[after &+ 1] == UInt8(ascii: "/"),
      bytes[after &+ 2] == UInt8(ascii: "/")
    {
      tree.scheme = ByteRange(start, after)
      passHole()
      readHost(from: after &+ 3)
      return
    }
    passHole()
    // `{zone}.make.com`, `${HOST}:8080`
    switch mark(position) {
    case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "@"): readHost(from: start)
    default: tree.host = ByteRange(start, position)
    }
  }

  /// The end of the scheme that begins at `offset`, before `://`.
  private func schemeEnd(_ offset: Int) -> Int? {
    var end = offset
    while end < holeStart, isClass(end, RequestBytes.name) || bytes[end] == UInt8(ascii: "+") { end &+= 1 }
    guard end > offset, end &+ 2 < holeStart, bytes[end] == UInt8(ascii: ":"),
      bytes[end &+ 1] == UInt8(ascii: "/"), bytes[end &+ 2] == UInt8(ascii: "/")
    else { return nil }
    return end
  }

  /// Whether what begins at `offset` is a host without a scheme: `eu1.make.com/`, `localhost:3000/`, `api.${zone}/`.
  private func isHost(at offset: Int) -> Bool {
    var position = offset
    var index = firstHole(from: offset)
    var labelStart = offset
    var hasDot = false
    /// Whether the last label may be the name of a zone.
    var isWord = true
    while position < end {
      if index < holes.count, holes[index].range.start == position {
        position = max(position &+ 1, min(holes[index].range.end, end))
        index = firstHole(from: position, index)
        continue
      }
      let byte = bytes[position]
      if byte == UInt8(ascii: ".") {
        guard position > labelStart else { return false }
        hasDot = true
        labelStart = position &+ 1
        isWord = true
      } else if byte == UInt8(ascii: ":") {
        return position > offset && isPort(position &+ 1)
      } else if byte == UInt8(ascii: "/") {
        return hasDot && isWord && position &- labelStart >= 2
      } else if !isClass(position, RequestBytes.name) {
        return false
      } else if byte < UInt8(ascii: "A") {
        isWord = false
      }
      position &+= 1
    }
    return false
  }

  /// Whether the digits of a port stand at `start`, and the path or nothing follows.
  private func isPort(_ start: Int) -> Bool {
    var position = start
    while position < end, bytes[position] >= UInt8(ascii: "0"), bytes[position] <= UInt8(ascii: "9") {
      position &+= 1
    }
    return position > start && (position == end || bytes[position] == UInt8(ascii: "/"))
  }

  // MARK: Host

  /// Reads from `start` up to the path; the position may lie behind it.
  private mutating func readHost(from start: Int) {
    position = max(position, start)
    sawHole = lastHoleEnd > start
    var hostEnd = end
    host: while true {
      skip(to: RequestBytes.pathStop)
      hostEnd = position
      guard position < end else { break }
      switch bytes[position] {
      case UInt8(ascii: "%"): passEscape()
      case UInt8(ascii: "&"):
        if isParameter(at: position &+ 1) { break host }
        position &+= 1
      case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "#"): break host
      default: if passPathBlanks() != .inside { break host }
      }
    }
    tree.host = ByteRange(start, hostEnd)
  }

  private enum Blanks {
    /// The part goes on after them.
    case inside
    /// The part ended before them.
    case after
    /// They stand where a `?` is missing.
    case beforeParameter
  }

  /// Passes the blanks at the position, and reports them unless they are layout.
  private mutating func passPathBlanks() -> Blanks {
    let start = position
    let after = blanksEnd()
    let isLayout = isLayout(upTo: after)
    let isBeforeParameter = !isLayout && isParameter(at: after)
    position = after
    if isLayout { return .after }
    if isBeforeParameter {
      report(.missingQuestion, start, after)
      return .beforeParameter
    }
    report(.blankInPath, start, after)
    switch mark(after) {
    case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "#"): return .after
    case UInt8(ascii: "&"): return isParameter(at: after &+ 1) ? .after : .inside
    default: return after == end ? .after : .inside
    }
  }

  // MARK: Path

  private enum Stop {
    case slash
    case question
    /// Parameters follow at the position, without a `?`.
    case parameters
    /// A fragment or nothing follows.
    case end
  }

  private mutating func readPath() {
    let pathStart = position
    var stop = Stop.slash
    while stop == .slash {
      let slash = passSlashes()
      if let slash, isParameter(at: position) {
        report(.missingQuestion, slash, slash &+ 1)
        stop = .parameters
        break
      }
      let segment: ByteRange
      (segment, stop) = readSegment()
      // A backslash at the end is no part of the path.
      if !segment.isEmpty || slash.map({ bytes[$0] == UInt8(ascii: "/") }) == true {
        tree.segments.append(segment)
      }
    }
    takeBase(from: pathStart)
    switch stop {
    case .question:
      tree.question = ByteRange(position, position &+ 1)
      position &+= 1
      readParameters()
    case .parameters: readParameters()
    case .slash, .end: break
    }
  }

  /// Passes the slashes at the position; returns where the last one stands that counts.
  private mutating func passSlashes() -> Int? {
    var slash: Int?
    while true {
      let start = position
      switch mark(position) {
      case UInt8(ascii: "\\"):
        report(.backslash, start, start &+ 1)
        if slash == nil || bytes[slash ?? start] == UInt8(ascii: "\\") { slash = start }
        position &+= 1
      case UInt8(ascii: "/"):
        while mark(position) == UInt8(ascii: "/") { position &+= 1 }
        if slash == nil {
          slash = start
          if position > start &+ 1 { report(.emptySegment, start &+ 1, position) }
        } else {
          report(.emptySegment, start, position)
        }
      default: return slash
      }
    }
  }

  /// Reads one part of the path, possibly nothing.
  private mutating func readSegment() -> (ByteRange, Stop) {
    if position < holeStart, isClass(position, RequestBytes.blank) {
      let start = position
      switch passPathBlanks() {
      case .inside: break
      case .after: return (ByteRange(at: start), stopAtMark())
      case .beforeParameter: return (ByteRange(at: start), .parameters)
      }
    }
    let start = position
    while true {
      skip(to: RequestBytes.pathStop)
      let segment = ByteRange(start, position)
      guard position < end else { return (segment, .end) }
      switch bytes[position] {
      case UInt8(ascii: "%"): passEscape()
      case UInt8(ascii: "&"):
        // The value of a hole before it may hold the `?`.
        if position == lastHoleEnd {
          position &+= 1
          return (segment, .parameters)
        }
        if isParameter(at: position &+ 1) { return (segment, stopAtMark()) }
        position &+= 1
      case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "#"):
        return (segment, stopAtMark())
      default:
        switch passPathBlanks() {
        case .inside: break
        case .after: return (segment, stopAtMark())
        case .beforeParameter: return (segment, .parameters)
        }
      }
    }
  }

  /// What the mark at the position says of the path that ends before it.
  private mutating func stopAtMark() -> Stop {
    switch mark(position) {
    case UInt8(ascii: "/"), UInt8(ascii: "\\"): return .slash
    case UInt8(ascii: "?"): return .question
    case UInt8(ascii: "&"):
      report(.missingQuestion, position, position &+ 1)
      position &+= 1
      return .parameters
    default: return .end
    }
  }

  /// Takes `/api/v2` off the segments.
  private mutating func takeBase(from pathStart: Int) {
    guard let first = tree.segments.first else { return }
    if tree.segments.count > 1, equals(first, "api") {
      let second = tree.segments[1]
      guard equals(second, "v2") || holes.contains(where: { $0.range == second }) else { return }
      tree.base = ByteRange(pathStart, second.end)
      tree.segments.removeFirst(2)
    } else if let host = tree.host, equals(first, "v2"), holes.contains(where: { $0.range.overlaps(host) }) {
      tree.base = ByteRange(pathStart, first.end)
      tree.segments.removeFirst()
    }
  }

  private func equals(_ range: ByteRange, _ text: StaticString) -> Bool {
    range.count == text.utf8CodeUnitCount
      && text.withUTF8Buffer { name in name.indices.allSatisfy { name[$0] == bytes[range.start &+ $0] } }
  }
}
