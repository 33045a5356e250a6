import Embedding
import Linting
import SourceText

/// Writes suppression comments (`cliquery: ignore CODE`) where each kind of file has its comments.
enum IgnoreWriter {
  /// `bytes` with a comment for each place of `findings`, and the number of comments. JSON has no comments.
  static func add(_ findings: [Finding], to bytes: [UInt8], kind: HostKind) -> (bytes: [UInt8], count: Int) {
    if kind == .json { return (bytes, 0) }
    var codesByPlace: [Int: [String]] = [:]
    let requests = kind == .request ? RequestFileHost.requests(in: bytes) : []
    for finding in findings {
      let line = lineStart(finding.range.start, bytes)
      let place =
        kind == .criteria ? blockStart(line, bytes) : requestStart(line, finding.range.start, requests, bytes)
      if codesByPlace[place]?.contains(finding.code) ?? false { continue }
      codesByPlace[place, default: []].append(finding.code)
    }
    let ending = lineEnding(bytes)
    let edits = codesByPlace.sorted { $0.key < $1.key }.map { place, codes in
      let text = "cliquery: ignore " + codes.sorted().joined(separator: ", ")
      switch kind {
      case .criteria: return TextEdit.insert("# \(text)\(ending)", at: place)
      case .request: return lineAbove(text, place, ending, bytes)
      case .deluge, .json: return scriptEdit(text, place, ending, bytes)
      }
    }
    guard let result = TextEdit.apply(edits, to: bytes) else { return (bytes, 0) }
    return (result, edits.count)
  }

  /// The comment that silences one finding, in all of the file or where it stands, with room for a reason. Nil where the
  /// host has no comments.
  static func edit(
    silencing finding: Finding, code: String, isFile: Bool, in bytes: [UInt8], kind: HostKind
  ) -> TextEdit? {
    if kind == .json { return nil }
    let ending = lineEnding(bytes)
    let text = "cliquery: ignore\(isFile ? "-file" : "") \(code) -- TODO: say why"
    let mark = kind == .deluge ? "//" : "#"
    if isFile {
      let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      return TextEdit.insert("\(mark) \(text)\(ending)", at: start)
    }
    let line = lineStart(finding.range.start, bytes)
    switch kind {
    case .criteria: return TextEdit.insert("# \(text)\(ending)", at: blockStart(line, bytes))
    case .request:
      let start = requestStart(line, finding.range.start, RequestFileHost.requests(in: bytes), bytes)
      return lineAbove(text, start, ending, bytes)
    case .deluge, .json: return scriptEdit(text, line, ending, bytes)
    }
  }

  /// In a body, and between the lines of a command, not every client takes a comment for one: there it stands above the
  /// request. Elsewhere above the line.
  private static func requestStart(
    _ line: Int, _ offset: Int, _ requests: [WrittenRequest], _ bytes: [UInt8]
  ) -> Int {
    let place = requests.partitioningIndex { $0.range.end >= offset }
    guard place < requests.count, requests[place].range.start <= offset else { return line }
    let request = requests[place]
    var isInside = request.isCommand
    if case .text(let lines) = request.body, let first = lines.first, first.start <= offset {
      isInside = true
    }
    return isInside ? lineStart(request.range.start, bytes) : line
  }

  /// Request files have comments on lines of their own only.
  private static func lineAbove(_ text: String, _ line: Int, _ ending: String, _ bytes: [UInt8]) -> TextEdit {
    let start = line == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : line
    return TextEdit.insert("# \(text)\(ending)", at: start)
  }

  /// At the line's end; above it where there is a comment already that would swallow a second one.
  private static func scriptEdit(_ text: String, _ start: Int, _ ending: String, _ bytes: [UInt8]) -> TextEdit
  {
    var end = start
    while end < bytes.count, !isLineEnd(bytes[end]) { end += 1 }
    if !mayHoldComment(bytes[start..<end]) {
      while end > start, isBlank(bytes[end - 1]) { end -= 1 }
      return TextEdit.insert(" // \(text)", at: end)
    }
    let indent = bytes[start..<end].prefix(while: isBlank)
    return TextEdit(
      range: ByteRange(at: start), newText: Array(indent) + Array("// \(text)\(ending)".utf8))
  }

  private static func mayHoldComment(_ line: ArraySlice<UInt8>) -> Bool {
    var quote: UInt8 = 0
    var before: UInt8 = 0
    for byte in line {
      if quote != 0 {
        if byte == quote, before != UInt8(ascii: "\\") { quote = 0 }
      } else if byte == UInt8(ascii: "\"") {
        quote = byte
      } else if before == UInt8(ascii: "/"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: "*") {
        return true
      }
      before = before == UInt8(ascii: "\\") ? 0 : byte
    }
    return false
  }

  /// The start of the block's first line: behind the empty line before it.
  private static func blockStart(_ line: Int, _ bytes: [UInt8]) -> Int {
    var start = line
    while start > 0 {
      let previous = lineStart(start - 1, bytes)
      let content = bytes[previous..<start]
      if content.allSatisfy({ isBlank($0) || isLineEnd($0) }) { break }
      if previous == start { break }
      start = previous
    }
    return start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : start
  }

  private static func lineStart(_ offset: Int, _ bytes: [UInt8]) -> Int {
    var start = min(max(offset, 0), bytes.count)
    // Between CR and LF belongs to the line before.
    if start > 0, start < bytes.count, bytes[start] == UInt8(ascii: "\n"),
      bytes[start - 1] == UInt8(ascii: "\r")
    {
      start -= 1
    }
    while start > 0, !isLineEnd(bytes[start - 1]) { start -= 1 }
    return start
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// As the file's first line ends.
  private static func lineEnding(_ bytes: [UInt8]) -> String {
    guard let first = bytes.firstIndex(where: isLineEnd) else { return "\n" }
    if bytes[first] == UInt8(ascii: "\n") { return "\n" }
    return first + 1 < bytes.count && bytes[first + 1] == UInt8(ascii: "\n") ? "\r\n" : "\r"
  }
}
