import SourceText

/// A command for `curl` in place of a request, as far as it says what is sent. It ends at an empty line outside of
/// quotes, or at the next section.
struct CurlCommand {
  private let bytes: [UInt8]
  private let words: [Word]
  /// Behind its last word.
  let end: Int

  /// One argument.
  private struct Word {
    /// Without its quotes.
    let content: ByteRange
    /// Whether the content is what the program sees: no escapes, no quotes inside.
    let isPlain: Bool
  }

  /// `start` is the trimmed first line of the request; nil where that is no such command.
  init?(_ bytes: [UInt8], _ start: ByteRange) {
    var first = start.start
    if bytes[start].starts(with: "$ ".utf8) { first += 2 }
    guard bytes[ByteRange(first, start.end)].starts(with: "curl".utf8), first + 4 < start.end,
      RequestFileLines.isBlank(bytes[first + 4]) || bytes[first + 4] == UInt8(ascii: "\\")
    else { return nil }
    self.bytes = bytes
    var splitter = WordSplitter(bytes: bytes, position: first + 4)
    var words: [Word] = []
    var end = first + 4
    while let word = splitter.next() {
      words.append(Word(content: word.content, isPlain: word.isPlain))
      end = splitter.position
    }
    self.words = words
    self.end = end
  }

  /// Tells `request` what is sent, and where it ends.
  func fill(_ request: inout WrittenRequest) {
    request.isCommand = true
    request.range = ByteRange(request.range.start, end)
    var data: [ByteRange] = []
    var encoded: [ByteRange] = []
    var isQuery = false
    var hasHiddenData = false
    var address: Word?
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      guard bytes[word.content].first == UInt8(ascii: "-"), word.content.count > 1 else {
        if address == nil { address = word }
        continue
      }
      let option = self.option(word)
      if option.isFlag {
        if option.name.contains("G") || option.name == "--get" { isQuery = true }
        continue
      }
      var value = option.value.map { Word(content: $0, isPlain: word.isPlain) }
      if value == nil, index < words.count {
        value = words[index]
        index += 1
      }
      guard let value else { continue }
      switch option.name {
      case "-X", "--request": request.method = value.content
      case "--url": address = value
      case "-H", "--header": if let header = header(value) { request.headers.append(header) }
      case "-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json":
        if value.isPlain, bytes[value.content].first != UInt8(ascii: "@") {
          data.append(value.content)
        } else {
          hasHiddenData = true
        }
      case "--data-urlencode":
        if value.isPlain { encoded.append(value.content) } else { hasHiddenData = true }
      case "-F", "--form", "-T", "--upload-file": hasHiddenData = true
      default: break
      }
    }
    if let address, address.isPlain {
      request.parts = [WrittenRequest.AddressPart(range: address.content, isBehindComment: false)]
    }
    if isQuery {
      request.rawParameters = data
      request.encodedParameters = encoded
    } else if hasHiddenData || !encoded.isEmpty || data.count > 1 {
      request.body = .file
    } else if !data.isEmpty {
      request.body = .text(data)
    }
  }

  private struct Option {
    let name: String
    let isFlag: Bool
    /// What is written into the same word: `-XPOST`, `--request=POST`.
    let value: ByteRange?
  }

  private func option(_ word: Word) -> Option {
    let text = bytes[word.content]
    if text.starts(with: "--".utf8) {
      let equals = text.firstIndex(of: UInt8(ascii: "="))
      let name = String(decoding: text[..<(equals ?? text.endIndex)], as: UTF8.self)
      return Option(
        name: name, isFlag: !CurlOptions.takesValue(String(name.dropFirst(2))),
        value: equals.map { ByteRange($0 + 1, word.content.end) })
    }
    if text.dropFirst().allSatisfy({ CurlOptions.shortNames[$0] == nil }) {
      return Option(name: String(decoding: text, as: UTF8.self), isFlag: true, value: nil)
    }
    // Flags may stand before an option that takes a value: `-sX POST`.
    var place = word.content.start + 1
    while place + 1 < word.content.end, CurlOptions.shortNames[bytes[place]] == nil { place += 1 }
    let value = ByteRange(place + 1, word.content.end)
    return Option(
      name: "-" + String(decoding: bytes[ByteRange(place, place + 1)], as: UTF8.self), isFlag: false,
      value: value.isEmpty ? nil : value)
  }

  private func header(_ word: Word) -> WrittenRequest.Header? {
    guard word.isPlain, let colon = bytes[word.content].firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let lines = RequestFileLines(bytes)
    return WrittenRequest.Header(
      name: lines.trimmed(ByteRange(word.content.start, colon)),
      value: lines.trimmed(ByteRange(colon + 1, word.content.end)))
  }
}

/// Splits a command at blanks, as a shell does.
private struct WordSplitter {
  let bytes: [UInt8]
  var position: Int
  private var isAtEnd = false

  init(bytes: [UInt8], position: Int) {
    self.bytes = bytes
    self.position = position
  }

  mutating func next() -> (content: ByteRange, isPlain: Bool)? {
    guard !isAtEnd, skipBlanks() else { return nil }
    let start = position
    let quote = bytes[start]
    if quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
      var place = start + 1
      var isPlain = true
      while place < bytes.count, bytes[place] != quote {
        if quote == UInt8(ascii: "\""), bytes[place] == UInt8(ascii: "\\") {
          isPlain = false
          place += 1
        }
        if isSection(at: place) {
          // The quote is not closed.
          isAtEnd = true
          position = place - 1
          return (ByteRange(start + 1, place - 1), false)
        }
        place += 1
      }
      let content = ByteRange(start + 1, min(place, bytes.count))
      position = min(place + 1, bytes.count)
      if position >= bytes.count || isBlank(bytes[position]) || isLineEnd(bytes[position]) {
        return (content, isPlain)
      }
    }
    // Quotes inside of a word, or none.
    var isPlain = position == start
    while position < bytes.count, !isBlank(bytes[position]), !isLineEnd(bytes[position]) {
      switch bytes[position] {
      case UInt8(ascii: "\\"):
        if position + 1 < bytes.count, isLineEnd(bytes[position + 1]) {
          return (ByteRange(start, position), isPlain)
        }
        isPlain = false
        position += 1
      case UInt8(ascii: "'"), UInt8(ascii: "\""): isPlain = false
      default: break
      }
      position += 1
    }
    position = min(position, bytes.count)
    return (ByteRange(start, position), isPlain)
  }

  /// To the next word; false where the command ends before it.
  private mutating func skipBlanks() -> Bool {
    var lineEnds = 0
    while position < bytes.count {
      let byte = bytes[position]
      if isLineEnd(byte) {
        let isPair =
          byte == UInt8(ascii: "\r") && position + 1 < bytes.count
          && bytes[position + 1] == UInt8(ascii: "\n")
        position += isPair ? 2 : 1
        lineEnds += 1
        if lineEnds > 1 || isSection(at: position) { return false }
        if skipComment() { lineEnds = 0 }
      } else if byte == UInt8(ascii: "\\"), position + 1 < bytes.count, isLineEnd(bytes[position + 1]) {
        position += 1
        lineEnds = -1
      } else if isBlank(byte) {
        position += 1
      } else {
        return true
      }
    }
    return false
  }

  /// Lines of comments are not sent.
  private mutating func skipComment() -> Bool {
    var place = position
    while place < bytes.count, isBlank(bytes[place]) { place += 1 }
    guard place < bytes.count,
      bytes[place] == UInt8(ascii: "#") || bytes[ByteRange(place, place + 2)].elementsEqual("//".utf8)
    else { return false }
    while place < bytes.count, !isLineEnd(bytes[place]) { place += 1 }
    position = place
    return true
  }

  private func isSection(at place: Int) -> Bool {
    guard place < bytes.count, bytes[place] == UInt8(ascii: "#") else { return false }
    return bytes[ByteRange(place, place + 3)].elementsEqual("###".utf8)
      && (place == 0 || isLineEnd(bytes[place - 1]))
  }

  private func isBlank(_ byte: UInt8) -> Bool { RequestFileLines.isBlank(byte) }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
