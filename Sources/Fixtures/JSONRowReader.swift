import SourceText

/// Reads objects as records, exactly: every byte is held against JSON's grammar (RFC 8259), strings are decoded, and
/// each fault has its place. A key that stands twice keeps its last value.
///
/// What it works on is handed in with each call, so that the caller's buffer is never copied.
struct JSONRowReader {
  /// Of the row that was read last, in the order in which they were met.
  private(set) var faults: [RowFault] = []
  private(set) var position = 0
  private var end = 0
  /// The string that was decoded last, where it has escapes.
  private var decoded: [UInt8] = []
  /// What ends where the bytes do: "file" or "line".
  private let unit: String

  init(unit: String) { self.unit = unit }

  /// Goes to `position`; no byte at or after `end` is looked at.
  mutating func start(at position: Int, end: Int) {
    self.position = position
    self.end = end
    faults.removeAll(keepingCapacity: true)
  }

  mutating func clearFaults() { faults.removeAll(keepingCapacity: true) }

  mutating func report(_ message: String, at offset: Int) {
    faults.append(RowFault(offset: offset, message: message))
  }

  /// The byte at the position, or nil at the end.
  func next(_ bytes: [UInt8]) -> UInt8? { position < end ? bytes[position] : nil }

  mutating func skipBlanks(_ bytes: [UInt8]) {
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): position += 1
      default: return
      }
    }
  }

  mutating func advance(over byte: UInt8, _ bytes: [UInt8]) -> Bool {
    guard position < end, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  func found(_ bytes: [UInt8]) -> String {
    FaultText.found(bytes, at: position, end: end, unit: unit)
  }

  /// Reads the object at the position. False where its grammar is broken: the position is then where that was seen.
  /// A row with faults of another kind is read to its end. The row is ended, or discarded where it has faults. A row
  /// that is `alone` is followed by blanks only.
  mutating func readRow(
    _ bytes: [UInt8], alone: Bool = false, into consumer: inout some RowConsumer
  ) -> Bool {
    let isWhole = readMembers(bytes, &consumer)
    if isWhole, alone {
      skipBlanks(bytes)
      if position < end {
        report(
          "expected the end of the \(unit), found \(found(bytes)); each record has a \(unit) of its own",
          at: position)
      }
    }
    if faults.isEmpty { consumer.endRow() } else { consumer.discardRow() }
    return isWhole
  }

  private mutating func readMembers(_ bytes: [UInt8], _ consumer: inout some RowConsumer) -> Bool {
    guard advance(over: UInt8(ascii: "{"), bytes) else {
      report("expected a record `{…}`, found \(found(bytes))", at: position)
      return false
    }
    skipBlanks(bytes)
    if advance(over: UInt8(ascii: "}"), bytes) { return true }
    while true {
      guard readMember(bytes, &consumer) else { return false }
      skipBlanks(bytes)
      if advance(over: UInt8(ascii: "}"), bytes) { return true }
      let comma = position
      guard advance(over: UInt8(ascii: ","), bytes) else {
        return breaks(bytes, expected: "`,` or `}`")
      }
      skipBlanks(bytes)
      if next(bytes) == UInt8(ascii: "}") {
        report("expected another key after this `,`; remove the comma", at: comma)
        return false
      }
    }
  }

  private mutating func readMember(_ bytes: [UInt8], _ consumer: inout some RowConsumer) -> Bool {
    guard next(bytes) == UInt8(ascii: "\"") else { return breaks(bytes, expected: "a key in double quotes") }
    let place = position
    guard let key = readString(bytes) else { return false }
    let field: Int?
    if key.isDecoded {
      field = consumer.field(decoded, key.range)
      if field == nil {
        addUnknown(consumer.unknownKey(decoded, key.range), Array(decoded[key.range]), at: place)
      }
    } else {
      field = consumer.field(bytes, key.range)
      if field == nil {
        addUnknown(consumer.unknownKey(bytes, key.range), Array(bytes[key.range]), at: place)
      }
    }
    skipBlanks(bytes)
    guard advance(over: UInt8(ascii: ":"), bytes) else {
      return breaks(bytes, expected: "`:` after the key")
    }
    skipBlanks(bytes)
    return readValue(bytes, field: field, &consumer)
  }

  private mutating func addUnknown(_ message: String, _ key: [UInt8], at offset: Int) {
    faults.append(RowFault(offset: offset, message: message, key: key))
  }

  private mutating func readValue(
    _ bytes: [UInt8], field: Int?, _ consumer: inout some RowConsumer
  ) -> Bool {
    let place = position
    guard let first = next(bytes) else { return breaks(bytes, expected: "a value") }
    var message: String?
    switch first {
    case UInt8(ascii: "\""):
      let before = faults.count
      guard let text = readString(bytes) else { return false }
      guard let field, faults.count == before else { return true }
      message =
        text.isDecoded
        ? consumer.take(.text, decoded, text.range, field: field)
        : consumer.take(.text, bytes, text.range, field: field)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isObject = first == UInt8(ascii: "{")
      if let message = consumer.takeNested(isObject: isObject, field: field) { report(message, at: place) }
      return skipContainer(bytes)
    default:
      let word = readWord(bytes)
      guard let kind = Self.kind(of: bytes, word) else {
        position = place
        return breaks(bytes, expected: "a value")
      }
      guard let field else { return true }
      message = consumer.take(kind, bytes, kind == .number ? word : ByteRange(at: place), field: field)
    }
    if let message { report(message, at: place) }
    return true
  }

  /// The grammar ends here.
  mutating func breaks(_ bytes: [UInt8], expected: String) -> Bool {
    if position >= end {
      report("the \(unit) ends in the middle of a record: expected \(expected); was it saved whole?", at: end)
    } else {
      report("expected \(expected), found \(found(bytes))", at: position)
    }
    return false
  }
}

/// Words, numbers and what is only skipped.
extension JSONRowReader {
  /// The bytes up to a blank or punctuation.
  private mutating func readWord(_ bytes: [UInt8]) -> ByteRange {
    let start = position
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ","),
        UInt8(ascii: ":"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: "\""):
        return ByteRange(start, position)
      default: position += 1
      }
    }
    return ByteRange(start, position)
  }

  static func kind(of bytes: [UInt8], _ word: ByteRange) -> RawKind? {
    let text = bytes[word]
    switch text.first {
    case UInt8(ascii: "t"): return text.elementsEqual("true".utf8) ? .yes : nil
    case UInt8(ascii: "f"): return text.elementsEqual("false".utf8) ? .no : nil
    case UInt8(ascii: "n"): return text.elementsEqual("null".utf8) ? .null : nil
    default: return JSONNumber.isValid(text) ? .number : nil
    }
  }

  /// Skips the value at the position. False where it is broken.
  mutating func skipValue(_ bytes: [UInt8]) -> Bool {
    let first = next(bytes)
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? skipContainer(bytes) : skipScalar(bytes)
  }

  private mutating func skipScalar(_ bytes: [UInt8]) -> Bool {
    guard let first = next(bytes) else { return breaks(bytes, expected: "a value") }
    if first == UInt8(ascii: "\"") { return readString(bytes) != nil }
    let place = position
    if Self.kind(of: bytes, readWord(bytes)) != nil { return true }
    position = place
    return breaks(bytes, expected: "a value")
  }

  /// Skips a list or an object: its grammar is checked, without recursion.
  private mutating func skipContainer(_ bytes: [UInt8]) -> Bool {
    var closing: [UInt8] = []
    repeat {
      skipBlanks(bytes)
      let first = next(bytes)
      let isObject = first == UInt8(ascii: "{")
      if isObject || first == UInt8(ascii: "[") {
        position += 1
        closing.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        skipBlanks(bytes)
        // Something must follow, unless it is closed at once.
        if next(bytes) != closing.last {
          if isObject, !skipKey(bytes) { return false }
          continue
        }
      } else if !skipScalar(bytes) {
        return false
      }
      guard skipToNextValue(bytes, &closing) else { return false }
    } while !closing.isEmpty
    return true
  }

  /// Closes what ends here and goes behind the comma before the next value.
  private mutating func skipToNextValue(_ bytes: [UInt8], _ closing: inout [UInt8]) -> Bool {
    while let close = closing.last {
      skipBlanks(bytes)
      if advance(over: close, bytes) {
        closing.removeLast()
        continue
      }
      guard advance(over: UInt8(ascii: ","), bytes) else {
        return breaks(bytes, expected: "`,` or `\(String(UnicodeScalar(close)))`")
      }
      skipBlanks(bytes)
      return close == UInt8(ascii: "]") || skipKey(bytes)
    }
    return true
  }

  private mutating func skipKey(_ bytes: [UInt8]) -> Bool {
    guard next(bytes) == UInt8(ascii: "\"") else { return breaks(bytes, expected: "a key in double quotes") }
    guard readString(bytes) != nil else { return false }
    skipBlanks(bytes)
    return advance(over: UInt8(ascii: ":"), bytes) || breaks(bytes, expected: "`:` after the key")
  }
}

/// Strings.
extension JSONRowReader {
  struct StringPiece {
    /// Of the bytes, or of `decoded`.
    let range: ByteRange
    let isDecoded: Bool
  }

  /// Reads the string at the position. Nil where it has no end; a fault inside it does not end it.
  mutating func readString(_ bytes: [UInt8]) -> StringPiece? {
    let quote = position
    position += 1
    let start = position
    var hasEscapes = false
    var hasHighBytes = false
    while position < end {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        let content = ByteRange(start, position)
        position += 1
        if hasHighBytes, let bad = UTF8Check.firstFault(in: bytes, content) {
          report("expected UTF-8 text; save the file as UTF-8", at: bad)
        }
        guard hasEscapes else { return StringPiece(range: content, isDecoded: false) }
        decode(bytes, content)
        return StringPiece(range: ByteRange(0, decoded.count), isDecoded: true)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        // Whatever is escaped, a quote too; a line end is none.
        position += position + 1 < end && bytes[position + 1] >= 0x20 ? 2 : 1
      case UInt8(ascii: "\n"):
        report("expected `\"` at the end of this text; a line end in it is written as `\\n`", at: quote)
        return nil
      case 0..<0x20:
        report("expected an escape such as `\\t` for a control character in a text", at: position)
        position += 1
      default:
        if byte >= 0x80 { hasHighBytes = true }
        position += 1
      }
    }
    report("the \(unit) ends in the middle of this text; was it saved whole?", at: quote)
    return nil
  }

  /// The decoded `text` of the piece that was read last.
  func text(of piece: StringPiece, _ bytes: [UInt8]) -> ArraySlice<UInt8> {
    piece.isDecoded ? decoded[piece.range] : bytes[piece.range]
  }

  /// Decodes into `decoded`; bad escapes are faults.
  private mutating func decode(_ bytes: [UInt8], _ content: ByteRange) {
    decoded.removeAll(keepingCapacity: true)
    var offset = content.start
    while offset < content.end {
      let byte = bytes[offset]
      guard byte == UInt8(ascii: "\\") else {
        decoded.append(byte)
        offset += 1
        continue
      }
      switch StringEscape.read(bytes, at: offset, end: content.end) {
      case .scalar(let scalar, let length):
        StringEscape.append(scalar, to: &decoded)
        offset += length
      case .loneSurrogate:
        report("this `\\u` escape is half of a pair; its other half is missing", at: offset)
        offset += 6
      case .unknown:
        report("expected one of `\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX` after this backslash", at: offset)
        offset += 1
      }
    }
  }
}
