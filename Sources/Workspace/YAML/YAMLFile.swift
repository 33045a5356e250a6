import SourceText

/// A text of YAML, composed into nodes, with problems at their places.
struct YAMLFile {
  private let bytes: [UInt8]
  private let shownPath: String
  private(set) var problems: [Problem] = []

  init(_ bytes: [UInt8], shownPath: String) {
    self.bytes = bytes
    self.shownPath = shownPath
  }

  /// The document's root; nil where the file is empty or not YAML.
  mutating func compose() -> YAMLNode? {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      report("the file is not UTF-8; save it so", at: nil)
      return nil
    }
    do {
      return try YAMLParser.document(text)
    } catch {
      report(error.message, at: error.mark)
      return nil
    }
  }

  /// Reports so many scalars after a mark, on its line.
  mutating func report(_ message: String, at mark: YAMLMark?, scalarsAfter: Int = 0) {
    let start = mark.map { place(line: $0.line, column: $0.column + scalarsAfter) }
    problems.append(Problem(.settings, message, path: shownPath, place: start))
  }

  /// Reports a place of a block of lines whose `|` stands at `mark`: so many scalars after the indentation of its line,
  /// counted from 0.
  mutating func report(_ message: String, inBlockAt mark: YAMLMark, line: Int, scalarsAfter: Int) {
    let index = LineIndex(bytes)
    var indentation = 0
    // The first line that is not empty sets the indentation of all.
    for number in mark.line..<max(mark.line, index.lineCount) {
      let text = bytes[index.range(ofLine: number)]
      guard let first = text.firstIndex(where: { $0 > 0x20 }) else { continue }
      indentation = first - text.startIndex
      break
    }
    let start = place(line: mark.line + line + 1, column: indentation + scalarsAfter + 1)
    problems.append(Problem(.settings, message, path: shownPath, place: start))
  }

  mutating func report(_ message: String, at node: YAMLNode) { report(message, at: node.mark) }

  func problem(_ message: String, at node: YAMLNode, severity: Problem.Severity = .error) -> Problem {
    Problem(
      .settings, message, severity: severity, path: shownPath,
      place: node.mark.map { place(line: $0.line, column: $0.column) })
  }

  /// The parser counts columns in scalars.
  private func place(line: Int, column: Int) -> Place {
    let index = LineIndex(bytes)
    let range = index.range(ofLine: line - 1)
    var offset = range.start
    if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset += 3 }
    var scalars = 1
    while scalars < column, offset < range.end {
      offset += 1
      while offset < range.end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      scalars += 1
    }
    return Place(
      line: line, column: offset - range.start + 1, scalarColumn: column, offset: offset)
  }
}
