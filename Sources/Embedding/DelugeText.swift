import SourceText

/// A text that an expression joins from literals and operands.
struct DelugePieces {
  enum Piece {
    /// The token of a string literal.
    case literal(Int32)
    case operand(DelugeRange)
  }
  var pieces: [Piece]

  /// From the first literal to the last, quotes included, as tokens.
  var literals: DelugeRange

  /// Whether a `+` at the end waits for its operand: an expression that is being typed.
  var isUnfinished = false
}

/// Joining literals (workspace, "Following").
extension DelugeScript {
  /// The pieces of `range`, split at `+` outside brackets; nil where it holds no literal or is no joined text.
  func pieces(_ range: DelugeRange) -> DelugePieces? {
    let range = withoutParentheses(range)
    guard !range.isEmpty else { return nil }
    var pieces: [DelugePieces.Piece] = []
    var literals: DelugeRange?
    var isUnfinished = false
    var start = range.start
    var index = range.start
    while index <= range.end {
      if index == range.end || kind(index) == .plus {
        guard index > start else {
          // A sign, or a `+` that joins nothing.
          if index == range.end {
            isUnfinished = true
            break
          }
          index += 1
          start = index
          continue
        }
        if index == start + 1, kind(start) == .string {
          pieces.append(.literal(start))
          literals = DelugeRange(literals?.start ?? start, start + 1)
        } else {
          pieces.append(.operand(DelugeRange(start, index)))
        }
        start = index + 1
        index += 1
        continue
      }
      if endsText(index) { return nil }
      index = next(index)
    }
    guard let literals else { return nil }
    return DelugePieces(pieces: pieces, literals: literals, isUnfinished: isUnfinished)
  }

  /// Whether an expression with this token outside brackets is no joined text: a comparison, an assignment, a
  /// literal that its line does not close, the start of another statement.
  private func endsText(_ index: Int32) -> Bool {
    switch kind(index) {
    case .openString, .assign, .compoundAssign, .semicolon, .openBlock, .closeBlock, .comma, .colon:
      return true
    case .string, .number: return kind(index - 1) == .string || kind(index + 1) == .string
    case .other:
      let text = text(index)
      return !(text.count == 1 && text.first.map { "-*/%".utf8.contains($0) } == true)
    default: return false
    }
  }

  /// The text of `pieces`; `origin` says of an operand where its value comes from.
  func mappedText(_ pieces: DelugePieces, origin: (DelugeRange) -> Hole.Origin) -> MappedText {
    var builder = DelugeTextBuilder()
    for piece in pieces.pieces {
      switch piece {
      case .literal(let token): builder.append(literal: token, of: self)
      case .operand(let range): builder.append(operand: range, of: self, origin: origin(range))
      }
    }
    return builder.text
  }

  /// What the literals of `pieces` say, operands left out.
  func literalBytes(_ pieces: DelugePieces) -> [UInt8] {
    var builder = DelugeTextBuilder()
    for case .literal(let token) in pieces.pieces { builder.append(literal: token, of: self) }
    return builder.bytes
  }

  /// A value that is no joined text: a number as it stands, or one hole.
  func mappedValue(_ range: DelugeRange, origin: (DelugeRange) -> Hole.Origin) -> MappedText {
    let range = withoutParentheses(range)
    var builder = DelugeTextBuilder()
    if isNumber(range) {
      builder.append(verbatim: fileRange(range), of: self)
    } else {
      builder.append(operand: range, of: self, origin: origin(range))
    }
    return builder.text
  }

  /// Whether `range` is a number with any sign, `true` or `false`.
  func isNumber(_ range: DelugeRange) -> Bool {
    if range.count == 1 {
      return kind(range.start) == .number || isWord(range.start, "true") || isWord(range.start, "false")
    }
    guard range.count == 2, kind(range.start + 1) == .number else { return false }
    return text(range.start).elementsEqual("-".utf8) || kind(range.start) == .plus
  }
}

/// Gathers the bytes of a text together with their way back to the file.
struct DelugeTextBuilder {
  private(set) var bytes: [UInt8] = []
  private var segments: [MappedText.Segment] = []
  private var holes: [Hole] = []
  /// Of each piece so far; 0 for one that is no literal.
  private var quotes: [UInt8] = []
  /// Where an empty text stands.
  private var emptyPlace: Int?

  /// How many bytes of an operand name its hole: calls that stand in each other's arguments are not copied whole into
  /// each text.
  private static let longestName = 1024

  var text: MappedText {
    var segments = segments
    if segments.isEmpty {
      segments.append(
        MappedText.Segment(
          text: ByteRange(at: 0), file: ByteRange(at: emptyPlace ?? 0), kind: .verbatim, literal: 0))
    }
    return MappedText(
      bytes: bytes, holes: holes, segments: segments,
      encoding: HostEncoding([.delugeString(quotes: quotes)]))
  }

  mutating func append(literal token: Int32, of script: DelugeScript) {
    let contents = script.contents(token)
    if emptyPlace == nil { emptyPlace = contents.start }
    var run = contents.start
    var place = contents.start
    while place < contents.end {
      guard script.bytes[place] == UInt8(ascii: "\\"), place + 1 < contents.end,
        let decoded = Self.decode(script.bytes[place + 1])
      else {
        // A backslash that escapes nothing stays, and so does what follows it.
        place += script.bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        continue
      }
      add(.verbatim, ByteRange(run, place), script.bytes[ByteRange(run, place)])
      add(.escape, ByteRange(place, place + 2), [decoded])
      place += 2
      run = place
    }
    add(.verbatim, ByteRange(run, contents.end), script.bytes[ByteRange(run, contents.end)])
    quotes.append(script.text(token).first ?? 0)
  }

  mutating func append(verbatim range: ByteRange, of script: DelugeScript) {
    add(.verbatim, range, script.bytes[range])
    quotes.append(0)
  }

  mutating func append(operand range: DelugeRange, of script: DelugeScript, origin: Hole.Origin) {
    let file = script.fileRange(range)
    let start = bytes.count
    let name = script.bytes[file.clamped(to: ByteRange(file.start, file.start + Self.longestName))]
    add(.hole, file, "${".utf8 + name + (name.count < file.count ? "…" : "").utf8 + "}".utf8)
    holes.append(
      Hole(
        range: ByteRange(start, bytes.count), name: ByteRange(start + 2, bytes.count - 1), form: .operand,
        origin: origin))
    quotes.append(0)
  }

  private mutating func add(
    _ kind: MappedText.Segment.Kind, _ file: ByteRange, _ text: some Collection<UInt8>
  ) {
    guard !text.isEmpty else { return }
    let start = bytes.count
    bytes += text
    segments.append(
      MappedText.Segment(
        text: ByteRange(start, bytes.count), file: file, kind: kind, literal: Int32(clamping: quotes.count)))
  }

  /// What `\` and this byte stand for; nil where the backslash is text.
  private static func decode(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
    case UInt8(ascii: "n"): UInt8(ascii: "\n")
    case UInt8(ascii: "r"): UInt8(ascii: "\r")
    case UInt8(ascii: "t"): UInt8(ascii: "\t")
    default: nil
    }
  }
}
