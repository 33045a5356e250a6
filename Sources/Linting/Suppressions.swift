import Embedding
import SourceText

/// A comment that silences rules: `cliquery: ignore CQ011, keyword-case -- reason`.
package struct Suppression: Sendable, Hashable {
  /// One code or name of the list.
  package struct Item: Sendable, Hashable {
    package let text: String
    /// In the file.
    package let range: ByteRange
    /// Of the rules that are called so; a name may be that of a rule in each language.
    package let codes: [String]

    package var code: String? { codes.first }
  }

  package enum Scope: Sendable, Hashable {
    /// `ignore-file`.
    case file
    /// Findings that touch one of these ranges of the file.
    case ranges([ByteRange])
    /// `ignore-file` after the tenth line, or a comment that nothing follows: it does nothing.
    case nothing
  }

  /// The comment with its delimiters.
  package let comment: ByteRange
  /// Whether nothing else stands on the comment's line.
  package let isAlone: Bool
  package let items: [Item]
  package let scope: Scope

}

/// Finds and applies the suppressions of a file.
package struct Suppressions: Sendable {
  package let all: [Suppression]
  /// For each suppression and item, whether it silenced something; one entry where there is no list.
  package private(set) var isUsed: [[Bool]]

  /// `customRules` are the names of the user's own rules.
  package init(_ file: HostFile, host: HostKind, bytes: [UInt8], customRules: [String] = []) {
    var found: [Suppression] = []
    let queries = (file.queries.map(\.range) + file.requests.map(\.range)).sorted()
    var lines: CodeLines?
    for comment in file.comments {
      guard let parsed = Self.parse(comment, bytes, customRules) else { continue }
      var known = lines ?? CodeLines(file, bytes)
      defer { lines = known }
      found.append(
        Suppression(
          comment: comment.range, isAlone: comment.isAlone, items: parsed.items,
          scope: Self.scope(of: comment, isFile: parsed.isFile, queries, host, &known)))
    }
    all = found
    isUsed = found.map { Array(repeating: false, count: max(1, $0.items.count)) }
  }

  /// `findings` without those that are silenced.
  package mutating func apply(to findings: [Finding]) -> [Finding] {
    if all.isEmpty || findings.isEmpty { return findings }
    var places = SuppressedPlaces(all)
    let left = findings.filter { !places.silences($0) }
    for entry in places.used { isUsed[entry.suppression][entry.item] = true }
    return left
  }

  private static let marker = Array("cliquery:".utf8)

  private static func parse(_ comment: HostComment, _ bytes: [UInt8], _ customRules: [String]) -> (
    isFile: Bool, items: [Suppression.Item]
  )? {
    guard bytes[comment.text].starts(with: marker) else { return nil }
    var offset = skipBlanks(bytes, comment.text.start + marker.count, comment.text.end)
    let word = wordRange(bytes, offset, comment.text.end)
    let isFile = bytes[word].elementsEqual("ignore-file".utf8)
    guard isFile || bytes[word].elementsEqual("ignore".utf8) else { return nil }
    offset = word.end
    var items: [Suppression.Item] = []
    var isAfterComma = true
    while true {
      offset = skipBlanks(bytes, offset, comment.text.end)
      let name = wordRange(bytes, offset, comment.text.end)
      if name.isEmpty || bytes[name].starts(with: "--".utf8) { break }
      let text = bytes.text(name)
      let isCustom = text == CustomRule.code || customRules.contains(text)
      let codes =
        isCustom ? [CustomRule.code] : RuleRegistry.all(text).map { RuleRegistry.rules[$0].info.code }
      // Words after the list are a reason whose dashes were forgotten.
      if !isAfterComma, codes.isEmpty { break }
      items.append(Suppression.Item(text: text, range: name, codes: codes))
      offset = skipBlanks(bytes, name.end, comment.text.end)
      isAfterComma = offset < comment.text.end && bytes[offset] == UInt8(ascii: ",")
      if isAfterComma { offset += 1 }
    }
    return (isFile, items)
  }

  private static func skipBlanks(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    var offset = start
    while offset < end, offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
    return offset
  }

  private static func wordRange(_ bytes: [UInt8], _ start: Int, _ end: Int) -> ByteRange {
    var offset = start
    while offset < end, offset < bytes.count, bytes[offset] > 0x20, bytes[offset] != UInt8(ascii: ",") {
      offset += 1
    }
    return ByteRange(start, offset)
  }

  private static func scope(
    of comment: HostComment, isFile: Bool, _ queries: [ByteRange], _ host: HostKind,
    _ lines: inout CodeLines
  ) -> Suppression.Scope {
    if isFile { return lines.index.line(at: comment.range.start) < 10 ? .file : .nothing }
    let next = queries.partitioningIndex { $0.start >= comment.range.end }
    if host == .criteria {
      // A comment inside a block belongs to it, and one in a block of its own to the next.
      if next > 0, queries[next - 1].contains(comment.range) { return .ranges([queries[next - 1]]) }
      return next < queries.count ? .ranges([queries[next]]) : .nothing
    }
    if !comment.isAlone {
      return .ranges([lines.index.range(ofLine: lines.index.line(at: comment.range.start))])
    }
    var ranges: [ByteRange] = []
    if next < queries.count, host != .request || lines.isSameSection(comment.range, queries, next) {
      ranges.append(queries[next])
    }
    if let code = lines.next(after: comment.range.end) { ranges.append(code) }
    return ranges.isEmpty ? .nothing : .ranges(ranges)
  }
}

/// The lines of a file that are neither blank nor a comment alone.
private struct CodeLines {
  let index: LineIndex
  private let bytes: [UInt8]
  /// The comments that stand alone, sorted.
  private let lonely: [ByteRange]
  /// The marks between the requests of a request file, once they are asked for.
  private var sections: [ByteRange]?
  /// The last answer, and the line that was asked after: it holds for all lines between.
  private var last: (after: Int, line: Int)?

  init(_ file: HostFile, _ bytes: [UInt8]) {
    index = LineIndex(bytes)
    self.bytes = bytes
    lonely = file.comments.filter(\.isAlone).map(\.range).sorted()
  }

  /// The first line of code after the line of `offset`.
  mutating func next(after offset: Int) -> ByteRange? {
    let start = index.line(at: offset)
    if let last, last.after <= start, start < last.line { return range(last.line) }
    var line = start + 1
    while line < index.lineCount, !isCode(line) { line += 1 }
    last = (start, line)
    return range(line)
  }

  /// Whether in a request file a comment stands before the request of `queries[next]`, and not inside of a request or in
  /// another section.
  mutating func isSameSection(_ comment: ByteRange, _ queries: [ByteRange], _ next: Int) -> Bool {
    if next > 0, queries[next - 1].contains(comment) { return false }
    let marks =
      sections
      ?? index.starts.filter { bytes[ByteRange($0, $0 + 3)].elementsEqual("###".utf8) }
      .map { ByteRange($0, $0 + 3) }
    sections = marks
    let mark = marks.partitioningIndex { $0.start >= comment.end }
    return mark == marks.count || marks[mark].start > queries[next].start
  }

  private func range(_ line: Int) -> ByteRange? { line < index.lineCount ? index.range(ofLine: line) : nil }

  private func isCode(_ line: Int) -> Bool {
    let range = index.range(ofLine: line)
    guard let first = bytes[range].firstIndex(where: { $0 > 0x20 }) else { return false }
    let after = lonely.partitioningIndex { $0.start > first }
    return after == 0 || !lonely[after - 1].contains(first)
  }
}
