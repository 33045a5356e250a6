import SourceText

/// The parameters.
extension RequestReader {
  /// Reads parameters from the position up to a fragment or the end.
  mutating func readParameters() {
    while position < end {
      passLayout()
      switch mark(position) {
      case UInt8(ascii: "#"): return
      case UInt8(ascii: "&"):
        let start = position
        passAmpersands()
        report(.emptyParameter, start, position)
      case UInt8(ascii: "?"): passSecondQuestion()
      default:
        guard position < end else { return }
        readParameter()
        passLayout()
        passSeparator()
      }
    }
  }

  private mutating func passSeparator() {
    switch mark(position) {
    case UInt8(ascii: "?"): passSecondQuestion()
    case UInt8(ascii: "&"):
      let start = position
      passAmpersands()
      let separators = position
      passLayout()
      if position == end || mark(position) == UInt8(ascii: "#") {
        report(.emptyParameter, start, separators)
      } else if separators > start &+ 1 {
        report(.emptyParameter, start &+ 1, separators)
      }
    default: break
    }
  }

  private mutating func passAmpersands() {
    while mark(position) == UInt8(ascii: "&") { position &+= 1 }
  }

  private mutating func passSecondQuestion() {
    report(.secondQuestion, position, position &+ 1)
    position &+= 1
  }

  /// Passes blanks in which a line ends.
  private mutating func passLayout() {
    guard position < holeStart, isClass(position, RequestBytes.blank) else { return }
    let after = blanksEnd()
    if hasLineEnd(upTo: after) { position = after }
  }

  /// Passes blanks within a part; false where they are layout behind it.
  private mutating func passBlanks(_ traits: inout ParameterTraits) -> Bool {
    let after = blanksEnd()
    if isLayout(upTo: after) { return false }
    traits.insert(.unencoded)
    position = after
    return true
  }

  // MARK: Parts

  private mutating func readParameter() {
    let start = position
    let firstKey = tree.keys.count
    var traits = ParameterTraits()
    seen = 0
    sawHole = false
    var rootEnd = -1
    let nameEnd = readName(&rootEnd, &traits)
    if rootEnd < 0 { rootEnd = nameEnd }
    if rootEnd == start { report(.emptyName, start, max(nameEnd, start &+ 1)) }
    if seen & RequestBytes.unencoded != 0 { traits.insert(.unencoded) }
    if sawHole { traits.insert(.holeInName) }
    var value: ByteRange?
    if mark(position) == UInt8(ascii: "=") {
      position &+= 1
      let valueStart = position
      seen = 0
      sawHole = false
      readValue(&traits)
      value = ByteRange(valueStart, position)
      if seen & RequestBytes.unencoded != 0 { traits.insert(.unencoded) }
      if seen & RequestBytes.plus != 0 { traits.insert(.escapeInValue) }
      if sawHole { traits.insert(.holeInValue) }
    }
    tree.parameters.append(
      RequestTree.Parameter(
        name: ByteRange(start, nameEnd), root: ByteRange(start, rootEnd), keys: firstKey..<tree.keys.count,
        value: value, traits: traits))
  }

  /// Reads a name with its keys up to `=`, the next mark or the end; returns where the name ends. `rootEnd` stays
  /// negative where there is no bracket.
  private mutating func readName(_ rootEnd: inout Int, _ traits: inout ParameterTraits) -> Int {
    let firstKey = tree.keys.count
    /// Behind the last bracket of a key.
    var textStart = -1
    while true {
      skip(to: RequestBytes.nameStop)
      guard position < end else { break }
      let isEncoded = bytes[position] == UInt8(ascii: "%")
      let isOpen =
        isEncoded ? isEncodedBracket(position, UInt8(ascii: "b")) : bytes[position] == UInt8(ascii: "[")
      let isClose =
        isEncoded ? isEncodedBracket(position, UInt8(ascii: "d")) : bytes[position] == UInt8(ascii: "]")
      if isOpen || isClose {
        reportText(from: textStart)
        if rootEnd < 0 { rootEnd = position }
        traits.insert(isEncoded ? .encodedBrackets : .rawBrackets)
        let length = isEncoded ? 3 : 1
        if isOpen {
          readKey(length, &traits)
        } else {
          report(.unopenedBracket, position, position &+ length)
          position &+= length
        }
        textStart = tree.keys.count > firstKey ? position : -1
        continue
      }
      if isEncoded {
        traits.insert(.escapeInName)
        if passEscape() { traits.insert(.encodedTwice) }
        continue
      }
      if isClass(position, RequestBytes.blank), passBlanks(&traits) { continue }
      break
    }
    reportText(from: textStart)
    let nameEnd = position
    // `teamId?=1`
    if mark(position) == UInt8(ascii: "?"), mark(position &+ 1) == UInt8(ascii: "=") { passSecondQuestion() }
    return nameEnd
  }

  private mutating func reportText(from start: Int) {
    if start >= 0, start < position { report(.textAfterBracket, start, position) }
  }

  /// Reads a key from its bracket on.
  private mutating func readKey(_ length: Int, _ traits: inout ParameterTraits) {
    let open = ByteRange(position, position &+ length)
    position = open.end
    var close: ByteRange?
    while true {
      skip(to: RequestBytes.nameStop)
      guard position < end else { break }
      let byte = bytes[position]
      if byte == UInt8(ascii: "]") {
        close = ByteRange(position, position &+ 1)
        traits.insert(.rawBrackets)
        break
      }
      if byte == UInt8(ascii: "%") {
        if isEncodedBracket(position, UInt8(ascii: "b")) { break }
        if isEncodedBracket(position, UInt8(ascii: "d")) {
          close = ByteRange(position, position &+ 3)
          traits.insert(.encodedBrackets)
          break
        }
        traits.insert(.escapeInName)
        if passEscape() { traits.insert(.encodedTwice) }
        continue
      }
      if isClass(position, RequestBytes.blank), passBlanks(&traits) { continue }
      break
    }
    tree.keys.append(RequestTree.Key(open: open, text: ByteRange(open.end, position), close: close))
    if let close {
      position = close.end
    } else {
      report(.unclosedBracket, open.start, position)
    }
  }

  private mutating func readValue(_ traits: inout ParameterTraits) {
    /// Up to where the value is known not to be an address itself, whose `?` would be its own.
    var checked = position
    var isAddress = false
    while true {
      skip(to: RequestBytes.valueStop)
      guard position < end else { return }
      switch bytes[position] {
      case UInt8(ascii: "&"), UInt8(ascii: "#"): return
      case UInt8(ascii: "%"):
        traits.insert(.escapeInValue)
        if passEscape() { traits.insert(.encodedTwice) }
      case UInt8(ascii: "?"):
        while checked < position, !isAddress {
          isAddress = bytes[checked] == UInt8(ascii: "/") || bytes[checked] == UInt8(ascii: ":")
          checked &+= 1
        }
        if !isAddress {
          let mark = parameterMark(at: position &+ 1)
          // The value of a hole may be an address.
          if mark == UInt8(ascii: "[") || mark == UInt8(ascii: "=") && !sawHole { return }
        }
        position &+= 1
      default:
        guard passBlanks(&traits) else { return }
        traits.insert(.blankInValue)
      }
    }
  }
}
