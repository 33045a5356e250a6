import CriteriaSyntax
import SourceText

/// Reading the values of directives. A hole may stand wherever the value is sent to the server.
extension DocumentDirective {
  /// Whether the value is one that the directive takes. What the server says about it, such as a limit that is too
  /// high, is not asked here.
  func hasValidValue(_ buffer: UnsafeBufferPointer<UInt8>) -> Bool {
    switch keyword {
    case nil: false
    case .datastore: Self.isName(buffer, value)
    case .api: Self.api(buffer, value) != nil
    case .operation: Self.operation(buffer, value) != nil
    case .orderBy: !value.isEmpty && !hasUnclosedHole(buffer)
    case .limit: Self.isInteger(buffer, value) || Self.mayHoldHole(buffer, value)
    case .ids: Self.isIDList(buffer, value) || Self.mayHoldHole(buffer, value)
    case .let: Self.binding(buffer, value) != nil
    case .expect: Self.expectation(buffer, value) != nil
    }
  }

  static func api(_ buffer: UnsafeBufferPointer<UInt8>, _ value: ByteRange) -> APIVersion? {
    if equals(buffer, value, "v3") { return .v3 }
    return equals(buffer, value, "v2") ? .v2 : nil
  }

  static func operation(_ buffer: UnsafeBufferPointer<UInt8>, _ value: ByteRange) -> CriteriaSyntax.Operation?
  {
    if equals(buffer, value, "list") { return .list }
    if equals(buffer, value, "update") { return .update }
    return equals(buffer, value, "delete") ? .delete : nil
  }

  /// A datastore's name, as lenient as field names are: the rules judge it. With a hole it may be anything.
  private static func isName(_ buffer: UnsafeBufferPointer<UInt8>, _ value: ByteRange) -> Bool {
    guard !value.isEmpty else { return false }
    for position in value.start..<value.end {
      switch buffer[position] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
        continue
      default: return mayHoldHole(buffer, value)
      }
    }
    return true
  }

  private static func isInteger(_ buffer: UnsafeBufferPointer<UInt8>, _ value: ByteRange) -> Bool {
    guard !value.isEmpty else { return false }
    let first = buffer[value.start]
    let signed = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
    return isDigits(buffer, ByteRange(value.start + (signed ? 1 : 0), value.end))
  }

  private static func isDigits(_ buffer: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> Bool {
    guard !range.isEmpty else { return false }
    return (range.start..<range.end).allSatisfy { isDigit(buffer[$0]) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// "Comma-separated list of numeric long integer IDs" (v3, parameter `ids`); blanks beside the commas do no harm.
  private static func isIDList(_ buffer: UnsafeBufferPointer<UInt8>, _ value: ByteRange) -> Bool {
    var start = value.start
    for position in value.start...value.end {
      guard position == value.end || buffer[position] == UInt8(ascii: ",") else { continue }
      guard isDigits(buffer, trimmed(buffer, ByteRange(start, position))) else { return false }
      start = position + 1
    }
    return true
  }

  /// Whether a `${` stands in the value that no `}` closes.
  private func hasUnclosedHole(_ buffer: UnsafeBufferPointer<UInt8>) -> Bool {
    let dollar = ByteSearch.first(of: UInt8(ascii: "$"), in: buffer, from: value.start, to: value.end)
    if dollar >= value.end { return false }
    var scanner = HoleScanner()
    scanner.scan(buffer, in: value, forms: .all)
    return !scanner.unclosed.isEmpty
  }

  /// Whether `${` or `{{` stands before a `}`.
  private static func mayHoldHole(_ buffer: UnsafeBufferPointer<UInt8>, _ value: ByteRange) -> Bool {
    var hasOpening = false
    var position = value.start
    while position &+ 1 < value.end {
      let byte = buffer[position]
      let isOpening = byte == UInt8(ascii: "$") || byte == UInt8(ascii: "{")
      if isOpening, buffer[position &+ 1] == UInt8(ascii: "{") { hasOpening = true }
      position &+= 1
      if hasOpening, buffer[position] == UInt8(ascii: "}") { return true }
    }
    return false
  }
}

/// `@let name = value` [decision C28].
extension DocumentDirective {
  /// The trimmed name and the value without its quotes; nil without a name or a `=`.
  ///
  /// The name ends at the first `=` outside quotes and brackets, because an expression may hold one
  /// (`@let row.get("a=b") = 7`); where they do not balance, at the first `=` there is.
  static func binding(
    _ buffer: UnsafeBufferPointer<UInt8>, _ value: ByteRange
  ) -> (name: ByteRange, value: ByteRange)? {
    guard let equals = outerEquals(buffer, value) ?? firstEquals(buffer, value) else { return nil }
    let name = trimmed(buffer, ByteRange(value.start, equals))
    guard !name.isEmpty else { return nil }
    let bound = trimmed(buffer, ByteRange(equals + 1, value.end))
    return (name, withoutQuotes(buffer, bound.isEmpty ? ByteRange(at: value.end) : bound))
  }

  private static func outerEquals(_ buffer: UnsafeBufferPointer<UInt8>, _ value: ByteRange) -> Int? {
    var depth = 0
    var quote: UInt8?
    var position = value.start
    while position < value.end {
      let byte = buffer[position]
      if let open = quote {
        if byte == UInt8(ascii: "\\") { position += 1 } else if byte == open { quote = nil }
      } else {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        case UInt8(ascii: "=") where depth <= 0: return position
        default: break
        }
      }
      position += 1
    }
    return nil
  }

  private static func firstEquals(_ buffer: UnsafeBufferPointer<UInt8>, _ value: ByteRange) -> Int? {
    let position = ByteSearch.first(of: UInt8(ascii: "="), in: buffer, from: value.start, to: value.end)
    return position < value.end ? position : nil
  }

  private static func withoutQuotes(_ buffer: UnsafeBufferPointer<UInt8>, _ value: ByteRange) -> ByteRange {
    guard value.count >= 2 else { return value }
    let first = buffer[value.start]
    guard first == UInt8(ascii: "\"") || first == UInt8(ascii: "'"), buffer[value.end - 1] == first else {
      return value
    }
    return ByteRange(value.start + 1, value.end - 1)
  }
}

/// `@expect …`.
extension DocumentDirective {
  /// Nil where the value is none of `count N`, `ids …`, `ids in order …`, `error CODE`.
  static func expectation(
    _ buffer: UnsafeBufferPointer<UInt8>, _ value: ByteRange
  ) -> HostQuery.Expectation.Kind? {
    var rest = value
    let kind = nextWord(buffer, &rest)
    if equals(buffer, kind, "count") {
      guard isDigits(buffer, rest) else { return nil }
      return Int(text(buffer, rest)).map { .count($0) }
    }
    if equals(buffer, kind, "ids") {
      var ordered = rest
      let isOrdered =
        equals(buffer, nextWord(buffer, &ordered), "in")
        && equals(buffer, nextWord(buffer, &ordered), "order")
      let ids = identifiers(buffer, isOrdered ? ordered : rest)
      return ids.isEmpty ? nil : .ids(ids, inOrder: isOrdered)
    }
    guard equals(buffer, kind, "error"), isCode(buffer, rest) else { return nil }
    return .error(text(buffer, rest))
  }

  /// Takes the first word, ended by a blank or a comma, off `rest`.
  private static func nextWord(_ buffer: UnsafeBufferPointer<UInt8>, _ rest: inout ByteRange) -> ByteRange {
    var end = rest.start
    while end < rest.end, !isBlank(buffer[end]), buffer[end] != UInt8(ascii: ",") { end += 1 }
    let word = ByteRange(rest.start, end)
    rest = trimmed(buffer, ByteRange(end, rest.end))
    return word
  }

  /// Ids are separated by commas or blanks.
  private static func identifiers(_ buffer: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> [String] {
    var result: [String] = []
    var rest = range
    while !rest.isEmpty {
      let word = nextWord(buffer, &rest)
      if !word.isEmpty { result.append(text(buffer, word)) }
      if !rest.isEmpty, buffer[rest.start] == UInt8(ascii: ",") {
        rest = trimmed(buffer, ByteRange(rest.start + 1, rest.end))
      }
    }
    return result
  }

  /// A rule's code (`CQ011`) or a server code (`datastore_not_found`).
  private static func isCode(_ buffer: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> Bool {
    guard range.count >= 2 else { return false }
    let second = buffer[range.start + 1]
    if second == UInt8(ascii: "Q") {
      let group = buffer[range.start]
      return (group == UInt8(ascii: "C") || group == UInt8(ascii: "H") || group == UInt8(ascii: "M"))
        && range.count == 5 && isDigits(buffer, ByteRange(range.start + 2, range.end))
    }
    return (range.start..<range.end).allSatisfy {
      let byte = buffer[$0]
      return byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
        || isDigit(byte)
    }
  }

  static func text(_ buffer: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> String {
    String(decoding: buffer[range.start..<range.end], as: UTF8.self)
  }
}
