import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import Linting
import SourceText

/// A word that may stand in a directive or a comment.
struct CompletionWord {
  let label: String
  let kind: Completion.Candidate.Kind
  var text: String?
  var detail: String?
  var topic: CompletionTopic?

  init(
    _ label: String, _ kind: Completion.Candidate.Kind, text: String? = nil, _ detail: String? = nil,
    topic: CompletionTopic? = nil
  ) {
    self.label = label
    self.kind = kind
    self.text = text
    self.detail = detail
    self.topic = topic
  }
}

/// Directives of criteria documents, and their values.
extension DocumentAssistance {
  /// `line` begins with `@` and ends at the cursor.
  func complete(
    directive line: ByteRange, at offset: Int, _ offersSnippets: Bool
  ) -> DocumentCompletion {
    let block = BlockLines(bytes, holding: line.start)
    guard let blank = bytes[line].firstIndex(where: { $0 <= 0x20 }) else {
      // Directives stand before the text.
      if block.hasTextBefore { return DocumentCompletion([]) }
      return words(directiveWords(block, offersSnippets), typed: line, end: wordEnd(offset))
    }
    let word = bytes.text(ByteRange(line.start + 1, blank))
    guard let keyword = DocumentDirective.Keyword.allCases.first(where: { "\($0.spelling)" == word }) else {
      return DocumentCompletion([])
    }
    let value = ByteRange(skipBlanks(from: blank, to: offset), offset)
    return values(of: keyword, value, at: offset, block)
  }

  private func directiveWords(_ block: BlockLines, _ offersSnippets: Bool) -> [CompletionWord] {
    let present = Set(block.directives.map(\.word))
    return DocumentDirective.Keyword.allCases.filter { keyword in
      keyword.mayRepeat || !present.contains("\(keyword.spelling)")
    }.map { keyword in
      CompletionWord(
        "@\(keyword.spelling)", .keyword, text: "@\(keyword.spelling) ", Explanation.meaning(of: keyword),
        topic: .directive("\(keyword.spelling)"))
    }
  }

  private func values(
    of keyword: DocumentDirective.Keyword, _ value: ByteRange, at offset: Int, _ block: BlockLines
  ) -> DocumentCompletion {
    switch keyword {
    case .datastore: return words(datastoreWords, typed: value, end: wordEnd(offset))
    case .api:
      return words(
        [
          CompletionWord("v3", .keyword, "the present API"),
          CompletionWord("v2", .keyword, "the older API, which Deluge speaks too"),
        ], typed: value, end: wordEnd(offset))
    case .operation:
      return words(
        [
          CompletionWord("list", .keyword, "records are read"),
          CompletionWord("update", .keyword, "records are changed"),
          CompletionWord("delete", .keyword, "records are deleted"),
        ], typed: value, end: wordEnd(offset))
    case .orderBy:
      let subject = subject(in: block)
      return order(ByteRange(value.start, lineEnd(offset)), at: offset, subject)
    case .limit:
      return words(limits(subject(in: block).api), typed: value, end: wordEnd(offset))
    case .ids:
      return words(ids(subject(in: block), besides: value), typed: lastWord(value), end: wordEnd(offset))
    case .let: return binding(value, at: offset, block)
    case .expect: return expectation(value, at: offset, block)
    }
  }

  var datastoreWords: [CompletionWord] {
    workspace.datastoreNames.map { name in
      let schema = workspace.catalog.index(of: name, api: workspace.settings.dialect.api)
        .map { workspace.catalog.schemas[$0].schema }
      return CompletionWord(name, .datastore, schema?.displayName, topic: .datastore(name))
    }
  }

  private func limits(_ api: APIVersion) -> [CompletionWord] {
    let usual = Limits.defaultPageSize(api)
    var words = [CompletionWord("\(usual)", .value, "a page without a limit")]
    if api == .v3 {
      words.append(CompletionWord("\(Limits.documentedPageSize)", .value, "the most that is documented"))
    }
    return words
  }

  private func ids(_ subject: CompletionSubject, besides value: ByteRange) -> [CompletionWord] {
    let typed = lastWord(value)
    let others = Set(
      bytes.text(ByteRange(value.start, typed.start)).split { $0 == "," || $0 == " " }.map(String.init))
    guard let records = subject.records, let field = records.layout.idField,
      let seen = try? records.seenValues(field: field, prefix: Array(bytes[typed]), limit: 50)
    else { return [] }
    return seen.compactMap(\.value.plainText).map { String(decoding: $0, as: UTF8.self) }
      .filter { !others.contains($0) }.map { CompletionWord($0, .value, "a record of the fixtures") }
  }

  // MARK: Bindings

  /// `@let name = value`: names of holes without a value; values that the hole's field has.
  private func binding(_ value: ByteRange, at offset: Int, _ block: BlockLines) -> DocumentCompletion {
    let queries = self.queries(in: block)
    if let equals = bytes[value].firstIndex(of: UInt8(ascii: "=")) {
      let name = bytes.text(ByteRange(value.start, equals)).trimmingBlanks
      let typed = ByteRange(skipBlanks(from: equals + 1, to: offset), offset)
      for query in queries {
        guard let text = query.criteria, let field = Self.field(ofHole: name, in: text) else { continue }
        let subject = subject(of: query)
        return words(
          seenWords(field, subject, typed), typed: typed, end: lineEnd(offset), datastore: subject.datastore)
      }
      return DocumentCompletion([])
    }
    let bound = Set(block.directives.compactMap(\.boundName))
    var names: [String] = []
    for query in queries {
      for hole in query.criteria?.holes ?? [] {
        let name = query.criteria.map { $0.bytes.text(hole.name) } ?? ""
        if !name.isEmpty, !names.contains(name), !bound.contains(name) { names.append(name) }
      }
    }
    return words(
      names.map { CompletionWord($0, .hole, text: "\($0) = ", "a hole of the query") }, typed: value,
      end: wordEnd(offset))
  }

  private func seenWords(
    _ name: String, _ subject: CompletionSubject, _ typed: ByteRange
  ) -> [CompletionWord] {
    guard let field = subject.fields.first(where: { $0.name == name }) else { return [] }
    if field.type == .boolean { return ["true", "false"].map { CompletionWord($0, .literal) } }
    guard !field.isMasked, field.type != .encryptedText, let records = subject.records,
      let index = records.layout.index(of: name),
      let seen = try? records.seenValues(field: index, prefix: Array(bytes[typed]), limit: 50)
    else { return [] }
    return seen.compactMap { seen in
      guard let plain = seen.value.plainText, !plain.isEmpty, !plain.contains(where: { $0 < 0x20 }),
        let first = plain.first, let last = plain.last, first > 0x20, last > 0x20,
        first != UInt8(ascii: "\""), first != UInt8(ascii: "'")
      else { return nil }
      return CompletionWord(String(decoding: plain, as: UTF8.self), .value, Count.of(seen.count, "record"))
    }
  }

  /// The field of the first condition that `${name}` is a value of.
  private static func field(ofHole name: String, in text: MappedText) -> String? {
    guard let hole = text.holes.first(where: { text.bytes.text($0.name) == name }) else { return nil }
    var parser = CriteriaParser()
    parser.parse(text)
    let tree = parser.tree
    for index in tree.nodes.indices where tree.nodes[index].kind == .condition {
      guard tree.range(ofNode: index).contains(hole.range) else { continue }
      let condition = tree.condition(index)
      guard condition.values.contains(where: { tree.range(ofToken: $0).contains(hole.range) }) else {
        continue
      }
      return condition.field.map { text.bytes.text(tree.range(ofToken: $0)) }
    }
    return nil
  }

  // MARK: Expectations

  private func expectation(_ value: ByteRange, at offset: Int, _ block: BlockLines) -> DocumentCompletion {
    let text = bytes.text(value)
    let parts = text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    let isOpen = text.last.map { $0 == " " || $0 == "," || $0 == "\t" } ?? true
    if parts.isEmpty || (parts.count == 1 && !isOpen) {
      return words(
        [
          CompletionWord("count", .keyword, text: "count ", "how many records match"),
          CompletionWord("ids", .keyword, text: "ids ", "which records match"),
          CompletionWord(
            "ids in order", .keyword, text: "ids in order ", "which records match, in this order"),
          CompletionWord("error", .keyword, text: "error ", "a rule or a code of the server"),
        ], typed: value, end: wordEnd(offset))
    }
    let typed = lastWord(value)
    switch parts[0] {
    case "ids":
      var words: [CompletionWord] = []
      if parts.count + (isOpen ? 1 : 0) == 2 {
        words.append(CompletionWord("in order", .keyword, text: "in order ", "in this order"))
      }
      return self.words(
        words + ids(subject(in: block), besides: ByteRange(value.start + 3, value.end)), typed: typed,
        end: wordEnd(offset))
    case "error" where parts.count + (isOpen ? 1 : 0) == 2:
      return words(
        RuleRegistry.rules.map {
          CompletionWord($0.info.code, .rule, $0.info.name, topic: .rule($0.info.code))
        } + ServerResponseTable.codes.map { CompletionWord($0, .value, "what the server answers") },
        typed: typed, end: wordEnd(offset))
    default: return DocumentCompletion([])
    }
  }

  // MARK: Words

  /// The words that begin as typed, as edits of the file itself.
  func words(
    _ words: [CompletionWord], typed: ByteRange, end: Int, datastore: String? = nil, isTruncated: Bool = false
  ) -> DocumentCompletion {
    let start = bytes.text(typed).lowercased()
    let items = words.filter { $0.label.lowercased().hasPrefix(start) }.map { word -> CompletionEdit in
      let candidate = Completion.Candidate(
        kind: word.kind, label: word.label, text: word.text, detail: word.detail, range: typed,
        topic: word.topic)
      // A blank that stands there already is not written again.
      let isSpaced = end < bytes.count && bytes[end] == 0x20
      let text = isSpaced && candidate.text.last == " " ? String(candidate.text.dropLast()) : candidate.text
      return CompletionEdit(
        candidate: candidate, edit: TextEdit(range: typed, newText: text), end: max(end, typed.end),
        snippet: nil)
    }
    return DocumentCompletion(items, isTruncated: isTruncated, datastore: datastore)
  }

  func skipBlanks(from start: Int, to end: Int) -> Int {
    var place = start
    while place < end, bytes[place] <= 0x20 { place += 1 }
    return place
  }

  /// From the last blank or comma of `range` on.
  func lastWord(_ range: ByteRange) -> ByteRange {
    var start = range.end
    while start > range.start, bytes[start - 1] > 0x20, bytes[start - 1] != UInt8(ascii: ",") { start -= 1 }
    return ByteRange(start, range.end)
  }

  /// Where the word ends that the cursor stands in.
  func wordEnd(_ offset: Int) -> Int {
    var end = offset
    while end < bytes.count, Self.isWordByte(bytes[end]) { end += 1 }
    return end
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  // MARK: Blocks

  private func subject(in block: BlockLines) -> CompletionSubject {
    if let query = queries(in: block).first { return subject(of: query) }
    let target = newTarget
    let name = block.directives.last { $0.word == "datastore" }?.value ?? target.datastore
    return subject(datastore: name, api: target.api)
  }

  /// The query of a block; of the one with the document's defaults, all that are known.
  private func queries(in block: BlockLines) -> [HostQuery] {
    let own = host.queries.filter { $0.range.start >= block.range.start && $0.range.end <= block.range.end }
    return own.isEmpty ? host.queries : own
  }
}

/// The lines around a place that no empty line separates from it, as they stand in a criteria document.
private struct BlockLines {
  struct Directive {
    let word: String
    let value: String

    /// Of a `@let`.
    var boundName: String? {
      word == "let" ? value.split(separator: "=", maxSplits: 1).first.map { String($0).trimmingBlanks } : nil
    }
  }

  /// Those on other lines than that of the place.
  private(set) var directives: [Directive] = []
  /// Whether text stands before the line of the place.
  private(set) var hasTextBefore = false
  private(set) var range: ByteRange

  /// `line` is where a line begins.
  init(_ bytes: [UInt8], holding line: Int) {
    range = ByteRange(at: line)
    var start = line
    while start > 0 {
      let before = Self.line(before: start, bytes)
      guard !Self.isEmpty(bytes[before]) else { break }
      take(bytes, before, isBefore: true)
      start = before.start
    }
    var end = Self.lineEnd(bytes, line)
    var next = Self.next(bytes, end)
    while next > end, next < bytes.count {
      let following = ByteRange(next, Self.lineEnd(bytes, next))
      guard !Self.isEmpty(bytes[following]) else { break }
      take(bytes, following, isBefore: false)
      end = following.end
      next = Self.next(bytes, end)
    }
    range = ByteRange(start, end)
  }

  private mutating func take(_ bytes: [UInt8], _ line: ByteRange, isBefore: Bool) {
    switch bytes[line].first {
    case UInt8(ascii: "#"): break
    case UInt8(ascii: "@"):
      let text = bytes.text(ByteRange(line.start + 1, line.end))
      let word = text.prefix { !$0.isWhitespace }
      directives.append(
        Directive(word: String(word), value: String(text.dropFirst(word.count)).trimmingBlanks))
    default: if isBefore { hasTextBefore = true }
    }
  }

  private static func isEmpty(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private static func lineEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return end
  }

  private static func next(_ bytes: [UInt8], _ end: Int) -> Int {
    guard end < bytes.count else { return end }
    return end + (bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? 2 : 1)
  }

  /// The line before the one that begins at `start`, without its end.
  private static func line(before start: Int, _ bytes: [UInt8]) -> ByteRange {
    var end = start - 1
    if end > 0, bytes[end] == 0x0A, bytes[end - 1] == 0x0D { end -= 1 }
    var first = end
    while first > 0, bytes[first - 1] != 0x0A, bytes[first - 1] != 0x0D { first -= 1 }
    return ByteRange(first, end)
  }
}

extension String {
  /// Without blanks around.
  var trimmingBlanks: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
