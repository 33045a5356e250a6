import SourceText

/// The words of one command as a POSIX shell reads them ("Shell Command Language", 2.2 quoting, 2.3 tokens).
///
/// What the shell would fill in stays as it is written, as a hole: `$NAME` becomes `${NAME}`.
struct ShellWords {
  private(set) var words: [[UInt8]] = []
  /// An `&` stands inside a word without quotes: the shell ends the command there.
  private(set) var hasBareAmpersand = false
  /// The quote that nothing closes.
  private(set) var openQuote: Character?

  private let bytes: [UInt8]
  private var position = 0
  private var word: [UInt8] = []
  private var isInWord = false

  /// Reads up to the end of the command: a line end, `|`, `;`, `&&` or a redirection.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    read()
  }

  private func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private mutating func read() {
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case 0x20, 0x09: endWord()
      case 0x0A, 0x0D:
        endWord()
        if !words.isEmpty { return }
      case UInt8(ascii: "|"), UInt8(ascii: ";"), UInt8(ascii: ">"), UInt8(ascii: "<"): return endWord()
      case UInt8(ascii: "#") where !isInWord: return
      case UInt8(ascii: "&"):
        guard isInWord, !Self.endsWord(self.byte(position + 1)) else { return endWord() }
        hasBareAmpersand = true
        append(byte)
      case UInt8(ascii: "\\"): readEscape()
      case UInt8(ascii: "'"): readSingle()
      case UInt8(ascii: "\""): readDouble()
      case UInt8(ascii: "$"): readDollar()
      default: append(byte)
      }
      position += 1
    }
    endWord()
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte == 0 || byte == UInt8(ascii: "&") || byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private mutating func append(_ byte: UInt8) {
    isInWord = true
    word.append(byte)
  }

  private mutating func endWord() {
    if isInWord { words.append(word) }
    word = []
    isInWord = false
  }

  /// A backslash takes the meaning of what follows; before a line end both are gone.
  private mutating func readEscape() {
    let next = byte(position + 1)
    if next == 0x0D, byte(position + 2) == 0x0A {
      position += 2
    } else if next == 0x0A {
      position += 1
    } else if position + 1 < bytes.count {
      append(next)
      position += 1
    }
  }

  private mutating func readSingle() {
    isInWord = true
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "'") {
      word.append(bytes[position])
      position += 1
    }
    if position >= bytes.count { openQuote = "'" }
  }

  private mutating func readDouble() {
    isInWord = true
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      let next = byte(position + 1)
      if bytes[position] == UInt8(ascii: "\\"), "$`\"\\".utf8.contains(next) {
        word.append(next)
        position += 1
      } else if bytes[position] == UInt8(ascii: "\\"), next == 0x0A {
        position += 1
      } else if bytes[position] == UInt8(ascii: "$") {
        readDollar()
      } else {
        word.append(bytes[position])
      }
      position += 1
    }
    if position >= bytes.count { openQuote = "\"" }
  }

  /// `$NAME` and `$'…'`; everything else that begins with `$` is kept.
  private mutating func readDollar() {
    let next = byte(position + 1)
    if next == UInt8(ascii: "'"), !isInWord || !word.isEmpty || position == 0 {
      position += 1
      return readEscaped()
    }
    var end = position + 1
    while end < bytes.count, Self.isName(bytes[end]) { end += 1 }
    guard end > position + 1, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) else {
      return append(bytes[position])
    }
    isInWord = true
    word += "${".utf8
    word += bytes[ByteRange(position + 1, end)]
    word.append(UInt8(ascii: "}"))
    position = end - 1
  }

  private static func isName(_ byte: UInt8) -> Bool {
    PercentEncoding.isUnreserved(byte) && !"-.~".utf8.contains(byte)
  }

  /// `$'a\nb'`, which browsers write.
  private mutating func readEscaped() {
    isInWord = true
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "'") {
      guard bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count else {
        word.append(bytes[position])
        position += 1
        continue
      }
      position += 1
      switch bytes[position] {
      case UInt8(ascii: "n"): word.append(0x0A)
      case UInt8(ascii: "r"): word.append(0x0D)
      case UInt8(ascii: "t"): word.append(0x09)
      case UInt8(ascii: "x"): readCode(digits: 2)
      case UInt8(ascii: "u"): readCode(digits: 4)
      default: word.append(bytes[position])
      }
      position += 1
    }
    if position >= bytes.count { openQuote = "'" }
  }

  /// The character whose number stands behind the position, which ends on its last digit.
  private mutating func readCode(digits: Int) {
    var value: UInt32 = 0
    var count = 0
    while count < digits, let digit = byte(position + 1).hexadecimalValue {
      value = value << 4 | UInt32(digit)
      position += 1
      count += 1
    }
    if digits == 2 {
      word.append(UInt8(truncatingIfNeeded: value))
    } else if let scalar = Unicode.Scalar(value) {
      word += Array(String(Character(scalar)).utf8)
    }
  }
}
