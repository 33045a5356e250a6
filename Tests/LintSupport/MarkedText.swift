import Linting
import SourceText

/// A text with the findings that are expected in it, written under their places:
///
/// ```
/// departmnt==x
/// ^^^^^^^^^ CQ011 error: did you mean `department`
/// ```
///
/// A marker line begins with blanks and carets, then a code and, as far as wanted, a severity and a part of the
/// message. It speaks about the last line above that is no marker. One caret may also stand for an empty range; the
/// carets of a range of several lines go to the end of its first line.
struct MarkedText {
  struct Marker {
    /// In the text, the first line's part of the range.
    let range: ByteRange
    let code: String
    let severity: Severity?
    let message: String
    let line: String
  }

  let text: [UInt8]
  let markers: [Marker]
  /// What could not be read.
  let problems: [String]

  init(_ source: String) {
    var text: [UInt8] = []
    var markers: [Marker] = []
    var problems: [String] = []
    var lineStart = 0
    var isFirst = true
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      if !isFirst, let marker = Self.marker(line) {
        let scalars = String(decoding: text[lineStart...], as: UTF8.self).unicodeScalars
        func offset(_ column: Int) -> Int {
          lineStart + scalars.prefix(column).reduce(0) { $0 + String($1).utf8.count }
        }
        let range = ByteRange(offset(marker.column), offset(marker.column + marker.length))
        let words = marker.rest.split(separator: " ", maxSplits: 1)
        var code = words.first.map(String.init) ?? ""
        if code.hasSuffix(":") { code.removeLast() }
        var message = words.count > 1 ? String(words[1]) : ""
        var severity: Severity?
        for candidate in Severity.allCases where message.hasPrefix(candidate.rawValue) {
          severity = candidate
          message = String(message.dropFirst(candidate.rawValue.count).drop { $0 == ":" || $0 == " " })
        }
        if marker.column > scalars.count { problems.append("marker beyond its line: \(line)") }
        markers.append(
          Marker(range: range, code: code, severity: severity, message: message, line: String(line)))
        continue
      }
      if !isFirst { text.append(UInt8(ascii: "\n")) }
      lineStart = text.count
      text += line.utf8
      isFirst = false
    }
    self.text = text
    self.markers = markers
    self.problems = problems
  }

  private static func marker(_ line: Substring) -> (column: Int, length: Int, rest: Substring)? {
    let column = line.prefix { $0 == " " }.count
    let carets = line.dropFirst(column).prefix { $0 == "^" }.count
    let rest = line.dropFirst(column + carets)
    guard carets > 0, rest.first == " " else { return nil }
    let code = rest.dropFirst().prefix(5)
    guard code.count == 5, code.prefix(2).allSatisfy(\.isUppercase), code.suffix(3).allSatisfy(\.isNumber)
    else { return nil }
    return (column, carets, rest.dropFirst())
  }

  /// Whether a finding's range is the marker's.
  func matches(_ marker: Marker, _ range: ByteRange) -> Bool {
    guard marker.range.start == range.start else { return false }
    if range.isEmpty { return marker.range.count <= 1 || marker.range.isEmpty }
    let lineEnd = text[range.start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
    return min(range.end, lineEnd) == marker.range.end
  }
}
