import SourceText

/// Reads bytes into nodes and errors; a loop over an explicit stack, so depth costs no call stack.
struct JSONParser {
  /// What the innermost open container waits for.
  enum State: UInt8 {
    case firstOrEnd
    case next
    case colon
    case value
    case commaOrEnd
  }

  struct Frame {
    let node: Int
    let isObject: Bool
    var state: State = .firstOrEnd
  }

  let bytes: [UInt8]
  var position = 0
  var nodes: [JSONNode] = []
  var errors: [JSONError] = []
  var errorCount = 0
  var comments: [ByteRange] = []
  private var stack: [Frame] = []
  private var openObjects = 0
  private var openArrays = 0
  /// The end of the last thing that was read, and the last comma: where something is missing.
  private var lastEnd = 0
  private var lastComma = ByteRange(at: 0)
  private var isEndReported = false

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func parse() {
    guard bytes.count < Int(UInt32.max) else { return report(.tooLarge, ByteRange(at: 0)) }
    guard skipByteOrderMark() else { return report(.notUTF8, ByteRange(0, 2)) }
    while true {
      skipTrivia()
      guard position < bytes.count else { break }
      guard let frame = stack.last else {
        reportSecondRoot()
        parseValue()
        continue
      }
      if frame.isObject { objectStep(frame.state) } else { arrayStep(frame.state) }
    }
    finish()
  }

  /// False where the mark is one of UTF-16.
  private mutating func skipByteOrderMark() -> Bool {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    return !bytes.starts(with: [0xFF, 0xFE]) && !bytes.starts(with: [0xFE, 0xFF])
  }

  private mutating func reportSecondRoot() {
    guard !nodes.isEmpty, !isEndReported else { return }
    isEndReported = true
    report(.expectedEnd, currentRange)
  }

  private mutating func finish() {
    if nodes.isEmpty, errors.isEmpty { report(.expectedValue, ByteRange(at: bytes.count)) }
    if let frame = stack.last, nodes.indices.contains(frame.node) {
      let start = nodes[frame.node].range.start
      report(frame.isObject ? .unclosedObject : .unclosedArray, ByteRange(start, start + 1))
    }
    while !stack.isEmpty { closeInnermost(at: lastEnd) }
    errors.sort { $0.range < $1.range }
  }

  private mutating func objectStep(_ state: State) {
    let byte = bytes[position]
    switch (state, byte) {
    case (_, UInt8(ascii: "]")):
      mismatchedCloser(isObject: false)
    case (.firstOrEnd, UInt8(ascii: "}")), (.next, UInt8(ascii: "}")), (.commaOrEnd, UInt8(ascii: "}")):
      close()
    case (.commaOrEnd, UInt8(ascii: ",")), (.commaOrEnd, UInt8(ascii: ";")):
      comma(expecting: .expectedCommaOrBrace)
    case (.commaOrEnd, UInt8(ascii: ":")):
      skipUnexpected(.expectedCommaOrBrace)
    case (.commaOrEnd, _):
      report(.expectedCommaOrBrace, currentRange)
      setState(.next)
    case (.firstOrEnd, _), (.next, _):
      parseKey(byte)
    case (.colon, UInt8(ascii: ":")):
      advance(1)
      setState(.value)
    case (.colon, UInt8(ascii: "=")):
      skipUnexpected(.expectedColon)
      setState(.value)
    case (.colon, UInt8(ascii: ",")), (.colon, UInt8(ascii: "}")):
      report(.expectedColon, currentRange)
      append(.missing, ByteRange(at: lastEnd))
      setState(.commaOrEnd)
    case (.colon, _):
      report(.expectedColon, currentRange)
      setState(.value)
    case (.value, UInt8(ascii: ",")), (.value, UInt8(ascii: "}")):
      report(.expectedValue, currentRange)
      append(.missing, ByteRange(at: lastEnd))
      setState(.commaOrEnd)
    case (.value, UInt8(ascii: ":")):
      skipUnexpected(.expectedValue)
    case (.value, _):
      parseValue()
    }
  }

  private mutating func parseKey(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      parseString(quote: byte)
    case UInt8(ascii: ","):
      return skipUnexpected(.expectedKey)
    case UInt8(ascii: ":"):
      report(.expectedKey, currentRange)
      append(.missing, ByteRange(at: position))
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      if let end = placeholderEnd() {
        appendPlaceholder(end)
        break
      }
      report(.expectedKey, currentRange)
      append(.missing, ByteRange(at: position))
      return setState(.value)
    default:
      if let end = placeholderEnd() {
        appendPlaceholder(end)
        break
      }
      let range = wordRange()
      report(.unquotedKey, range)
      appendAndAdvance(.string, range, [.isUnquoted])
    }
    setState(.colon)
  }

  private mutating func arrayStep(_ state: State) {
    let byte = bytes[position]
    switch (state, byte) {
    case (_, UInt8(ascii: "]")):
      close()
    case (_, UInt8(ascii: "}")):
      mismatchedCloser(isObject: true)
    case (.commaOrEnd, UInt8(ascii: ",")), (.commaOrEnd, UInt8(ascii: ";")):
      comma(expecting: .expectedCommaOrBracket)
    case (.commaOrEnd, UInt8(ascii: ":")):
      skipUnexpected(.expectedCommaOrBracket)
    case (.commaOrEnd, _):
      report(.expectedCommaOrBracket, currentRange)
      setState(.next)
    case (_, UInt8(ascii: ",")), (_, UInt8(ascii: ":")):
      skipUnexpected(.expectedValue)
    default:
      parseValue()
    }
  }

  /// Reads a value; a container is only opened.
  private mutating func parseValue() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      parseString(quote: byte)
      valueDone()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      if let end = placeholderEnd() {
        appendPlaceholder(end)
        valueDone()
      } else {
        open(isObject: byte == UInt8(ascii: "{"))
      }
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      skipUnexpected(.unexpectedBracket)
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"):
      parseNumber()
      valueDone()
    default:
      if let end = placeholderEnd() { appendPlaceholder(end) } else { parseWord() }
      valueDone()
    }
  }

  private mutating func open(isObject: Bool) {
    guard stack.count < JSONDocument.depthLimit else {
      skipDeep()
      return valueDone()
    }
    if isObject { openObjects += 1 } else { openArrays += 1 }
    stack.append(Frame(node: nodes.count, isObject: isObject))
    append(isObject ? .object : .array, ByteRange(at: position))
    advance(1)
  }

  private mutating func close() {
    if let frame = stack.last, frame.state == .next { report(.trailingComma, lastComma) }
    advance(1)
    closeInnermost(at: position)
  }

  private mutating func closeInnermost(at end: Int) {
    guard let frame = stack.popLast(), nodes.indices.contains(frame.node) else { return }
    if frame.isObject, frame.state == .colon || frame.state == .value {
      append(.missing, ByteRange(at: end))
    }
    if frame.isObject { openObjects -= 1 } else { openArrays -= 1 }
    nodes[frame.node].end = UInt32(clamping: end)
    nodes[frame.node].size = UInt32(clamping: nodes.count - frame.node)
    valueDone()
  }

  /// A `]` in an object or a `}` in an array: closes what is open of its kind, or is skipped.
  private mutating func mismatchedCloser(isObject: Bool) {
    guard (isObject ? openObjects : openArrays) > 0 else { return skipUnexpected(.unexpectedBracket) }
    report(isObject ? .expectedCommaOrBracket : .expectedCommaOrBrace, currentRange)
    while let frame = stack.last, frame.isObject != isObject { closeInnermost(at: lastEnd) }
    advance(1)
    closeInnermost(at: position)
  }

  private mutating func comma(expecting kind: JSONError.Kind) {
    if bytes[position] == UInt8(ascii: ";") { report(kind, currentRange) }
    lastComma = currentRange
    advance(1)
    setState(.next)
  }

  private mutating func skipUnexpected(_ kind: JSONError.Kind) {
    report(kind, currentRange)
    advance(1)
  }

  private mutating func valueDone() {
    setState(.commaOrEnd)
  }

  private mutating func setState(_ state: State) {
    guard !stack.isEmpty else { return }
    stack[stack.count - 1].state = state
  }

  /// The character at the position.
  var currentRange: ByteRange {
    var end = min(position + 1, bytes.count)
    while end < bytes.count, end < position + 4, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return ByteRange(position, end)
  }

  mutating func report(_ kind: JSONError.Kind, _ range: ByteRange) {
    errorCount += 1
    if errors.count < JSONDocument.errorLimit { errors.append(JSONError(kind: kind, range: range)) }
  }

  mutating func append(_ kind: JSONNode.Kind, _ range: ByteRange, _ flags: JSONNode.Flags = []) {
    nodes.append(JSONNode(start: range.start, end: range.end, kind: kind, flags: flags))
  }

  mutating func appendAndAdvance(_ kind: JSONNode.Kind, _ range: ByteRange, _ flags: JSONNode.Flags = []) {
    append(kind, range, flags)
    position = max(range.end, position)
    lastEnd = position
  }

  mutating func advance(_ count: Int) {
    position += count
    lastEnd = position
  }

  private mutating func appendPlaceholder(_ end: Int) {
    let range = ByteRange(position, end)
    report(.placeholder, range)
    appendAndAdvance(.placeholder, range)
  }
}
