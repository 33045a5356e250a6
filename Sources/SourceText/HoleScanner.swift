/// Finds the holes that stand in a text itself, `${…}` and `{{…}}` (criteria language, "Syntax" 8).
///
/// Keeps its buffers from one text to the next. Linear, and one search for two bytes where there are no holes.
package struct HoleScanner: Sendable {
  /// The forms that the text's host knows.
  package struct Forms: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `${…}` to its matching `}` on the line.
    package static let dollarBrace = Forms(rawValue: 1)
    /// `{{…}}` on one line.
    package static let doubleBrace = Forms(rawValue: 2)
    /// Criteria documents, request files and JSON.
    package static let all: Forms = [.dollarBrace, .doubleBrace]
  }

  /// The holes of the last text, in order.
  package private(set) var holes: [Hole] = []
  /// Each `${` of the last text that nothing closes on its line. No later hole of that line is one.
  package private(set) var unclosed: [ByteRange] = []
  /// The backslash before each `${` that is literal because an odd number of them precedes it; it is not part of
  /// the text's meaning.
  package private(set) var literalBackslashes: [Int] = []

  /// Up to where no `}}` stands.
  private var deadUntil = 0

  package init() {}

  /// Scans `bytes[range]` and says whether there is anything to tell.
  ///
  /// Nothing is looked for inside the holes of `known`, which are sorted.
  package mutating func scan(
    _ bytes: [UInt8], in range: ByteRange, forms: Forms, known: [Hole] = []
  ) -> Bool {
    bytes.withUnsafeBufferPointer { scan($0, in: range, forms: forms, known: known) }
    return !(holes.isEmpty && unclosed.isEmpty && literalBackslashes.isEmpty)
  }

  /// Scans the bytes at `range` of `buffer`.
  package mutating func scan(
    _ buffer: UnsafeBufferPointer<UInt8>, in range: ByteRange, forms: Forms, known: [Hole] = []
  ) {
    holes.removeAll(keepingCapacity: true)
    unclosed.removeAll(keepingCapacity: true)
    literalBackslashes.removeAll(keepingCapacity: true)
    deadUntil = 0
    let range = range.clamped(to: ByteRange(0, buffer.count))
    let end = range.end
    let dollar = UInt8(ascii: "$")
    let open = UInt8(ascii: "{")
    let other = forms.contains(.doubleBrace) ? open : dollar
    var position = range.start
    /// No hole begins before it: the end of the line of an unclosed one.
    var silentUntil = range.start
    var quotes = Quotes()
    var nextKnown = 0
    while true {
      position = ByteSearch.first(of: dollar, or: other, in: buffer, from: position, to: end)
      guard position &+ 1 < end else { return }
      while nextKnown < known.count, known[nextKnown].range.end <= position { nextKnown += 1 }
      if nextKnown < known.count, known[nextKnown].range.contains(position) {
        position = known[nextKnown].range.end
        continue
      }
      guard buffer[position &+ 1] == open else {
        position &+= 1
        continue
      }
      if buffer[position] == open {
        position = scanDoubleBrace(buffer, at: position, end: end, silentUntil: silentUntil)
      } else if !forms.contains(.dollarBrace) {
        position &+= 1
      } else if Self.isEscaped(buffer, at: position, start: range.start) {
        literalBackslashes.append(position - 1)
        position &+= 2
      } else if position < silentUntil {
        position &+= 2
      } else if let close = quotes.closingBrace(buffer, from: position &+ 2, end: end) {
        append(buffer, ByteRange(position, close + 1), delimiters: (2, 1), form: .dollarBrace)
        position = close &+ 1
      } else {
        unclosed.append(ByteRange(position, position &+ 2))
        silentUntil = Self.lineEnd(buffer, from: position, end: end)
        position &+= 2
      }
    }
  }

  /// Takes the hole that `{{` at `position` begins, if a `}}` on its line ends it; returns where to go on.
  ///
  /// Of more than two braces in a row the last two are the hole's own, so `{{{x}}}` is `{{x}}` in braces.
  private mutating func scanDoubleBrace(
    _ buffer: UnsafeBufferPointer<UInt8>, at position: Int, end: Int, silentUntil: Int
  ) -> Int {
    var inner = position &+ 2
    while inner < end, buffer[inner] == UInt8(ascii: "{") { inner &+= 1 }
    guard position >= max(silentUntil, deadUntil) else { return inner }
    var close = inner
    while close < end, buffer[close] != UInt8(ascii: "\n"), buffer[close] != UInt8(ascii: "\r") {
      let isClosing = buffer[close] == UInt8(ascii: "}")
      if isClosing, close &+ 1 < end, buffer[close &+ 1] == UInt8(ascii: "}") {
        append(buffer, ByteRange(inner &- 2, close &+ 2), delimiters: (2, 2), form: .doubleBrace)
        return close &+ 2
      }
      close &+= 1
    }
    deadUntil = close
    return inner
  }

  private mutating func append(
    _ buffer: UnsafeBufferPointer<UInt8>, _ range: ByteRange, delimiters: (open: Int, close: Int),
    form: Hole.Form
  ) {
    var start = range.start + delimiters.open
    var end = range.end - delimiters.close
    while start < end, Self.isBlank(buffer[start]) { start += 1 }
    while end > start, Self.isBlank(buffer[end - 1]) { end -= 1 }
    holes.append(Hole(range: range, name: ByteRange(start, end), form: form))
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private static func isEscaped(_ buffer: UnsafeBufferPointer<UInt8>, at position: Int, start: Int) -> Bool {
    var first = position
    while first > start, buffer[first - 1] == UInt8(ascii: "\\") { first -= 1 }
    return (position - first) % 2 == 1
  }

  private static func lineEnd(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int, end: Int) -> Int {
    ByteSearch.first(of: UInt8(ascii: "\n"), or: UInt8(ascii: "\r"), in: buffer, from: start, to: end)
  }
}

/// The search for a hole's `}`. Quotes hide braces; one that is not closed on its line hides nothing, and to keep
/// the whole linear no later one of its kind is tried on that line.
private struct Quotes {
  /// Up to where a double quote, and a single one, is known to be unclosed.
  private var deadDouble = 0
  private var deadSingle = 0

  mutating func closingBrace(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int, end: Int) -> Int? {
    var position = start
    var depth = 1
    while position < end {
      let byte = buffer[position]
      switch byte {
      case UInt8(ascii: "{"):
        depth &+= 1
      case UInt8(ascii: "}"):
        depth &-= 1
        if depth == 0 { return position }
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        return nil
      case UInt8(ascii: "\"") where position >= deadDouble:
        position = closingQuote(buffer, byte, at: position, end: end, dead: &deadDouble)
      case UInt8(ascii: "'") where position >= deadSingle:
        position = closingQuote(buffer, byte, at: position, end: end, dead: &deadSingle)
      default: break
      }
      position &+= 1
    }
    return nil
  }

  /// Where the quote at `position` closes, or `position` itself.
  private func closingQuote(
    _ buffer: UnsafeBufferPointer<UInt8>, _ quote: UInt8, at position: Int, end: Int, dead: inout Int
  ) -> Int {
    var close = position &+ 1
    while close < end {
      let byte = buffer[close]
      if byte == quote { return close }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      close &+= byte == UInt8(ascii: "\\") ? 2 : 1
    }
    dead = close
    return position
  }
}
