/// The patterns of one `.gitignore`, or of `.git/info/exclude`.
package struct IgnoreFile: Sendable {
  private struct Line: Sendable {
    let glob: Glob
    let isNegated: Bool
  }

  private var lines: [Line] = []

  /// Whether there is anything in it.
  package var isEmpty: Bool { lines.isEmpty }

  package init(_ bytes: [UInt8]) {
    var text = bytes[...]
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    for line in text.split(separator: UInt8(ascii: "\n")) { add(line) }
  }

  private mutating func add(_ line: ArraySlice<UInt8>) {
    var line = line
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    if line.first == UInt8(ascii: "#") { return }
    line = Self.withoutTrailingBlanks(line)
    var isNegated = false
    if line.first == UInt8(ascii: "!") {
      isNegated = true
      line = line.dropFirst()
    }
    if line.isEmpty || line.elementsEqual([UInt8(ascii: "/")]) { return }
    lines.append(Line(glob: Glob(line), isNegated: isNegated))
  }

  /// Blanks at the end do not count unless a backslash stands before them.
  private static func withoutTrailingBlanks(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.endIndex
    while end > line.startIndex, line[end - 1] == UInt8(ascii: " ") { end -= 1 }
    if end < line.endIndex {
      var backslashes = 0
      while end - backslashes > line.startIndex, line[end - backslashes - 1] == UInt8(ascii: "\\") {
        backslashes += 1
      }
      if backslashes % 2 == 1 { end += 1 }
    }
    return line[..<end]
  }

  /// What the last matching line says of `path`, which is relative to the file's folder: true to leave it out,
  /// false to take it in again, nil where no line matches.
  package func verdict(_ path: ArraySlice<UInt8>, isFolder: Bool) -> Bool? {
    for line in lines.reversed() where line.glob.matches(path, isFolder: isFolder) {
      return !line.isNegated
    }
    return nil
  }
}
