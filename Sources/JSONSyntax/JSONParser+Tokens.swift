import SourceText

/// Strings, numbers, words, blanks and comments.
extension JSONParser {
  mutating func skipTrivia() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
        position += 1
      case UInt8(ascii: "/"):
        guard skipComment() else { return }
      default:
        return
      }
    }
  }

  private mutating func skipComment() -> Bool {
    guard let next = byte(at: position + 1) else { return false }
    let start = position
    if next == UInt8(ascii: "/") {
      position = lineEnd(from: position)
      report(.comment, ByteRange(start, position))
    } else if next == UInt8(ascii: "*") {
      position += 2
      var isClosed = false
      while position < bytes.count, !isClosed {
        isClosed = bytes[position] == UInt8(ascii: "*") && byte(at: position + 1) == UInt8(ascii: "/")
        position += isClosed ? 2 : 1
      }
      report(isClosed ? .comment : .unclosedComment, ByteRange(start, position))
    } else {
      return false
    }
    comments.append(ByteRange(start, position))
    return true
  }

  /// Reads a string to its quote, or to the end of its line where it has none.
  mutating func parseString(quote: UInt8) {
    let start = position
    var flags: JSONNode.Flags = []
    var hasHighBytes = false
    var end = start + 1
    scan: while true {
      guard end < bytes.count else {
        flags.insert(.isUnclosed)
        break
      }
      let byte = bytes[end]
      switch byte {
      case quote:
        end += 1
        break scan
      case UInt8(ascii: "\\"):
        flags.insert(.hasEscapes)
        end = checkEscape(at: end, quote: quote)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        flags.insert(.isUnclosed)
        break scan
      case 0..<0x20:
        report(.controlCharacter, ByteRange(end, end + 1))
        end += 1
      default:
        if byte >= 0x80 { hasHighBytes = true }
        end += 1
      }
    }
    if flags.contains(.isUnclosed) {
      end = trimUnclosed(from: start + 1, to: end)
      report(.unclosedString, ByteRange(start, end))
    }
    let range = ByteRange(start, end)
    if quote == UInt8(ascii: "'") { report(.singleQuotes, range) }
    if hasHighBytes, !isUTF8(bytes[range]) { report(.notUTF8, range) }
    appendAndAdvance(.string, range, flags)
  }

  /// An unclosed string ends before the blanks and the one comma at the end of its line: what is missing is most
  /// likely the quote before them.
  private func trimUnclosed(from start: Int, to end: Int) -> Int {
    var result = end
    func dropBlanks() {
      while result > start, bytes[result - 1] == UInt8(ascii: " ") || bytes[result - 1] == UInt8(ascii: "\t")
      {
        result -= 1
      }
    }
    dropBlanks()
    guard result > start, bytes[result - 1] == UInt8(ascii: ",") else { return result }
    result -= 1
    dropBlanks()
    return result
  }

  /// The offset behind the escape at `offset`.
  private mutating func checkEscape(at offset: Int, quote: UInt8) -> Int {
    guard let next = byte(at: offset + 1) else { return offset + 1 }
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), quote:
      return offset + 2
    case UInt8(ascii: "u"):
      if jsonHexadecimal(bytes, at: offset + 2) != nil { return offset + 6 }
      report(.badEscape, ByteRange(offset, offset + 2))
      return offset + 2
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      report(.badEscape, ByteRange(offset, offset + 1))
      return offset + 1
    default:
      report(.badEscape, ByteRange(offset, offset + 2))
      return next >= 0x80 ? offset + 1 : offset + 2
    }
  }

  mutating func parseNumber() {
    let range = wordRange()
    let text = bytes[range]
    if isJSONNumber(text) { return appendAndAdvance(.number, range) }
    report(.badNumber, range)
    let isNumber = !text.contains { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        false
      default: true
      }
    }
    appendAndAdvance(isNumber ? .number : .invalid, range, [.isMalformed])
  }

  mutating func parseWord() {
    let range = wordRange()
    let text = bytes[range]
    if text.elementsEqual("true".utf8) {
      appendAndAdvance(.true, range)
    } else if text.elementsEqual("false".utf8) {
      appendAndAdvance(.false, range)
    } else if text.elementsEqual("null".utf8) {
      appendAndAdvance(.null, range)
    } else {
      report(.expectedValue, range)
      appendAndAdvance(.invalid, range)
    }
  }

  /// The bytes up to a blank, a quote or punctuation; at least one.
  func wordRange() -> ByteRange {
    var end = position + 1
    loop: while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"), UInt8(ascii: ","),
        UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["),
        UInt8(ascii: "]"),
        UInt8(ascii: "\""):
        break loop
      case UInt8(ascii: "/")
      where byte(at: end + 1) == UInt8(ascii: "/") || byte(at: end + 1) == UInt8(ascii: "*"):
        break loop
      default:
        end += 1
      }
    }
    return ByteRange(position, end)
  }

  /// The end of the placeholder that begins here: `{{…}}` or `${…}` on one line.
  func placeholderEnd() -> Int? {
    guard let first = byte(at: position), let second = byte(at: position + 1), second == UInt8(ascii: "{")
    else {
      return nil
    }
    if first == UInt8(ascii: "{") {
      // The name holds no brace or quote, which also keeps a line of open brackets linear.
      var end = position + 2
      while let next = byte(at: end) {
        switch next {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "{"), UInt8(ascii: "\""): return nil
        case UInt8(ascii: "}"):
          return end > position + 2 && byte(at: end + 1) == UInt8(ascii: "}") ? end + 2 : nil
        default: end += 1
        }
      }
    } else if first == UInt8(ascii: "$") {
      var end = position + 2
      while let next = byte(at: end), next != UInt8(ascii: "\n"), next != UInt8(ascii: "\r"),
        next != UInt8(ascii: "{")
      {
        end += 1
        if next == UInt8(ascii: "}") { return end }
      }
    }
    return nil
  }

  /// Skips a container beyond the depth limit to its closing bracket, seeing strings.
  mutating func skipDeep() {
    let start = position
    report(.tooDeep, currentRange)
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
      case UInt8(ascii: "\""):
        position = stringEnd(from: position)
        continue
      default: break
      }
      position += 1
      if depth == 0 { break }
    }
    appendAndAdvance(.tooDeep, ByteRange(start, position))
  }

  private func stringEnd(from start: Int) -> Int {
    var end = start + 1
    while let next = byte(at: end), next != UInt8(ascii: "\n"), next != UInt8(ascii: "\r") {
      if next == UInt8(ascii: "\"") { return end + 1 }
      end += next == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(end, bytes.count)
  }

  private func lineEnd(from start: Int) -> Int {
    var end = start
    while let next = byte(at: end), next != UInt8(ascii: "\n"), next != UInt8(ascii: "\r") { end += 1 }
    return end
  }

  func byte(at offset: Int) -> UInt8? { offset >= 0 && offset < bytes.count ? bytes[offset] : nil }
}

/// `-? (0 | [1-9] digits) ("." digits)? ([eE] [+-]? digits)?`
private func isJSONNumber(_ text: ArraySlice<UInt8>) -> Bool {
  var rest = text
  func dropDigits() -> Int {
    let before = rest.count
    rest = rest.drop { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    return before - rest.count
  }
  if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
  let startsWithZero = rest.first == UInt8(ascii: "0")
  let whole = dropDigits()
  guard whole > 0, whole == 1 || !startsWithZero else { return false }
  if rest.first == UInt8(ascii: ".") {
    rest = rest.dropFirst()
    guard dropDigits() > 0 else { return false }
  }
  if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    guard dropDigits() > 0 else { return false }
  }
  return rest.isEmpty
}

/// Whether the bytes are well-formed UTF-8 (RFC 3629).
private func isUTF8(_ text: ArraySlice<UInt8>) -> Bool {
  var needed = 0
  var low: UInt8 = 0x80
  var high: UInt8 = 0xBF
  for byte in text {
    if needed > 0 {
      guard byte >= low, byte <= high else { return false }
      (low, high) = (0x80, 0xBF)
      needed -= 1
      continue
    }
    switch byte {
    case 0..<0x80: break
    case 0xC2...0xDF: needed = 1
    case 0xE0...0xEF:
      needed = 2
      if byte == 0xE0 { low = 0xA0 }
      if byte == 0xED { high = 0x9F }
    case 0xF0...0xF4:
      needed = 3
      if byte == 0xF0 { low = 0x90 }
      if byte == 0xF4 { high = 0x8F }
    default: return false
    }
  }
  return needed == 0
}
