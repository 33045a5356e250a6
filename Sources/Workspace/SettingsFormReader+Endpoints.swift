import MakeQuery
import SourceText

/// Reading endpoints.
extension SettingsFormReader {
  /// The text as it is; what is wrong in it is reported where it stands.
  mutating func endpoints(_ text: String, _ node: YAMLNode) -> String {
    let bytes = Array(text.utf8)
    for problem in EndpointReader.read(text).problems {
      report("`make.endpoints`: \(problem.message)", at: problem.range, in: bytes, node)
    }
    return text
  }

  /// A block of lines (`|`) stands in the file as it is, but for its indentation; every other text is pointed at as a
  /// whole.
  private mutating func report(_ message: String, at range: ByteRange, in bytes: [UInt8], _ node: YAMLNode) {
    guard case .scalar(let scalar) = node.content, scalar.style == .literal, let mark = node.mark else {
      file.report(message, at: node)
      return
    }
    let lines = LineIndex(bytes)
    let line = lines.line(at: range.start)
    let start = lines.range(ofLine: line).start
    let before = bytes.text(ByteRange(start, range.start)).unicodeScalars.count
    file.report(message, inBlockAt: mark, line: line, scalarsAfter: before)
  }
}
