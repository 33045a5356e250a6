import CriteriaSemantics
import CriteriaSyntax
import Evaluation
import SourceText

/// Completes criteria: fields, the operators that suit a field's type, values that records hold, logical operators.
///
/// A function of the text before the cursor and what is known of the datastore; it works in the middle of broken
/// text, because it asks the parser's tokens only.
package enum CriteriaCompletion {
  /// What may stand at `cursor`, an offset into `bytes`.
  package static func complete(_ bytes: [UInt8], cursor: Int, context: CompletionContext) -> Completion {
    var scanner = HoleScanner()
    // A literal `${` keeps its backslash here: offsets stay those of `bytes`.
    _ = scanner.scan(bytes, in: ByteRange(0, bytes.count), forms: .dollarBrace)
    return complete(MappedText(bytes: bytes, holes: scanner.holes), at: cursor, context: context)
  }

  /// What may stand at `cursor`, an offset of `text`, whose holes are known.
  package static func complete(
    _ text: MappedText, at cursor: Int, context: CompletionContext
  ) -> Completion {
    let cursor = min(max(text.range.start, cursor), text.range.end)
    let before = part(of: text, to: cursor)
    let knownFields = KnownFields(context.fields.map(\.name))
    var parser = CriteriaParser()
    parser.parse(before, knownFields: knownFields)
    let spots = CompletionSpot.find(before, parser.tree, hasDollarHoles: context.hasDollarHoles)
    var writer = CandidateWriter(
      bytes: text.bytes, start: text.range.start, context: context,
      spelling: ValueSpelling(knownFields: knownFields),
      openParentheses: CompletionSpot.openParentheses(parser.tree),
      isInList: CompletionSpot.isInList(parser.tree))
    parser.parse(part(of: text, to: lineEnd(text, cursor)), knownFields: knownFields)
    writer.rest = CompletionRest(parser.tree, text.bytes, cursor: cursor)
    for spot in spots { writer.write(spot) }
    return Completion(writer.candidates, isTruncated: writer.isTruncated)
  }

  /// `text` up to `end`, with the holes that are whole there.
  private static func part(of text: MappedText, to end: Int) -> MappedText {
    MappedText(
      bytes: text.bytes, range: ByteRange(text.range.start, end),
      holes: text.holes.last.map { $0.range.end <= end } ?? true
        ? text.holes : text.holes.filter { $0.range.end <= end })
  }

  private static func lineEnd(_ text: MappedText, _ cursor: Int) -> Int {
    var end = cursor
    while end < text.range.end, text.bytes[end] != 0x0A, text.bytes[end] != 0x0D { end += 1 }
    return end
  }
}

private struct CandidateWriter {
  let bytes: [UInt8]
  /// Where the criteria begins.
  let origin: Int
  let context: CompletionContext
  var spelling: ValueSpelling
  let openParentheses: Int
  let isInList: Bool
  /// What follows the cursor.
  var rest = CompletionRest()
  private(set) var candidates: [Completion.Candidate] = []
  private(set) var isTruncated = false

  init(
    bytes: [UInt8], start: Int, context: CompletionContext, spelling: ValueSpelling, openParentheses: Int,
    isInList: Bool
  ) {
    self.bytes = bytes
    origin = start
    self.context = context
    self.spelling = spelling
    self.openParentheses = openParentheses
    self.isInList = isInList
  }

  mutating func write(_ spot: CompletionSpot) {
    switch spot {
    case .field(let typed): writeFields(typed)
    case .comparison(let typed, let field): writeComparisons(typed, field)
    case .value(let value): writeValues(value)
    case .logical(let typed): writeLogical(typed)
    case .hole(let typed): writeHoles(typed)
    }
  }

  private mutating func add(
    _ kind: Completion.Candidate.Kind, _ label: String, text: String? = nil, detail: String? = nil,
    _ range: ByteRange, snippet: CompletionSnippet? = nil, topic: CompletionTopic? = nil
  ) {
    candidates.append(
      Completion.Candidate(
        kind: kind, label: label, text: text, detail: detail, range: range,
        end: rest.end(of: kind, from: range.start, for: text ?? label),
        snippet: context.offersSnippets && rest.isFree ? snippet : nil, topic: topic))
  }

  // MARK: Fields

  /// Those that begin as typed; where none does, those that have it in their name or begin so as people call them.
  private mutating func writeFields(_ typed: ByteRange) {
    let start = bytes.text(typed).lowercased()
    var fields = context.fields.filter { $0.name.lowercased().hasPrefix(start) }
    if fields.isEmpty {
      fields = context.fields.filter { field in
        field.name.lowercased().contains(start)
          || (field.displayName?.lowercased().hasPrefix(start) ?? false)
      }
    }
    for field in fields {
      let words = [field.displayName, field.type == .unknown ? nil : field.type.rawValue].compactMap(\.self)
      add(
        .field, field.name, detail: words.isEmpty ? nil : words.joined(separator: ", "), typed,
        topic: .field(field.name))
    }
    if context.offersSnippets, rest.isFree, typed.isEmpty {
      add(
        .block, "(…)", text: "(", detail: "a group of conditions", typed,
        snippet: CompletionSnippet(.text("("), .stop(1, ""), .text(")")), topic: .logical("("))
    }
  }

  // MARK: Operators

  private mutating func writeComparisons(_ typed: ByteRange, _ field: ByteRange) {
    let name = bytes.text(field)
    let known = context.field(name)
    // Directly after a word that is no field, the word itself is what is being typed.
    let isDirect = typed.isEmpty && field.end == typed.start
    if isDirect, known == nil { return }
    let start = words(bytes.text(typed))
    for entry in Self.offered(for: known?.type ?? .unknown) where words(entry.spelling).hasPrefix(start) {
      let needsBlank = entry.isWord && isDirect
      let text = (needsBlank ? " " : "") + entry.spelling + (entry.isWord ? " " : "")
      add(
        .comparison, entry.spelling, text: text, detail: entry.meaning, typed,
        snippet: Self.snippet(for: entry, text), topic: .comparison(entry.spelling))
    }
  }

  /// Where an operator wants a value of a form of its own.
  private static func snippet(for entry: OperatorEntry, _ text: String) -> CompletionSnippet? {
    switch entry.comparison.operatorClass {
    case .membership: CompletionSnippet(.text(text + "("), .stop(1, "values"), .text(")"))
    case .pattern: CompletionSnippet(.text(text + "%"), .stop(1, ""), .text("%"))
    case .equality, .ordering, .foreign: nil
    }
  }

  /// In lower case, one blank between words.
  private func words(_ text: String) -> String {
    let isOpen = text.last?.isWhitespace ?? false
    let joined = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return isOpen && !joined.isEmpty ? joined + " " : joined
  }

  /// The operators that suit a type, those that may surprise last (criteria language, "Which operator on which
  /// type").
  static func offered(for type: FieldType) -> [OperatorEntry] {
    let standard = OperatorTable.entries.filter {
      // `=` and `==` are the same; one is enough.
      $0.status == .standard && OperatorTable.standardSpelling(of: $0.comparison) == $0.spelling
    }
    let likely = standard.filter { TypeMatrix.verdict($0.comparison.operatorClass, on: type) == .allowed }
    let possible = standard.filter { entry in
      switch TypeMatrix.verdict(entry.comparison.operatorClass, on: type) {
      case .orderingOnText, .patternOnLargeText: true
      case .encrypted: entry.comparison.operatorClass == .equality
      case .allowed, .patternOnOther, .orderingOnBoolean: false
      }
    }
    return likely + possible
  }

  // MARK: Values

  private mutating func writeValues(_ value: CompletionSpot.Value) {
    let typed = bytes[value.typed]
    let quote = typed.first.flatMap { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") ? $0 : nil }
    let start = Array(quote == nil ? typed : typed.dropFirst())
    if typed.last == UInt8(ascii: "}"), value.endsInHole {
      writeLogical(ByteRange(at: value.typed.end))
      return
    }
    let field = value.field.flatMap { context.field(bytes.text($0)) }
    let count = candidates.count
    if field?.type == .boolean {
      for word in ["true", "false"] where word.hasPrefix(String(decoding: start, as: UTF8.self).lowercased())
      {
        if value.others.contains(Array(word.utf8)) { continue }
        let text = quote.map { "\(Character(Unicode.Scalar($0)))\(word)\(Character(Unicode.Scalar($0)))" }
        add(.literal, word, text: text, value.typed)
      }
    } else if let field {
      writeSeenValues(value, field, start, quote)
    }
    if quote == nil, start.isEmpty || start == [UInt8(ascii: "$")] {
      for hole in context.holes { add(.hole, "${\(hole)}", value.typed) }
    }
    // A value that is whole is followed by something else.
    let isWhole = candidates.count == count + 1 && candidates[count].text.utf8.elementsEqual(typed)
    if isWhole, !typed.isEmpty {
      candidates.removeLast()
      // It may go on all the same.
      isTruncated = true
      writeLogical(ByteRange(at: value.typed.end))
    }
  }

  private mutating func writeSeenValues(
    _ value: CompletionSpot.Value, _ field: CompletionContext.Field, _ start: [UInt8], _ quote: UInt8?
  ) {
    guard !field.isMasked, field.type != .encryptedText, let records = context.records,
      let index = records.layout.index(of: field.name),
      let seen = try? records.seenValues(field: index, prefix: start, limit: context.mostValues)
    else { return }
    let inList = value.comparison?.operatorClass == .membership
    if seen.count >= context.mostValues { isTruncated = true }
    for one in seen {
      guard let plain = one.value.plainText, !value.others.contains(plain),
        let written = spelling.spell(plain, inList: inList, quote: quote)
      else { continue }
      let label = String(decoding: written, as: UTF8.self)
      add(.value, label, detail: one.count == 1 ? "1 record" : "\(one.count) records", value.typed)
    }
  }

  private mutating func writeHoles(_ typed: ByteRange) {
    let start = bytes.text(typed)
    for hole in context.holes where hole.hasPrefix(start) {
      add(.hole, "${\(hole)}", text: "\(hole)}", typed)
    }
  }

  // MARK: Between conditions

  private mutating func writeLogical(_ typed: ByteRange) {
    if isInList { return writeListEnd(typed) }
    let start = bytes.text(typed).lowercased()
    let isApart =
      typed.start <= origin || bytes[typed.start - 1] == 0x20 || bytes[typed.start - 1] == 0x09
    for (logical, word) in [(LogicalOperator.and, "and"), (.or, "or")] {
      guard logical.spelling.hasPrefix(start) || word.hasPrefix(start) else { continue }
      let text = (isApart || !typed.isEmpty ? "" : " ") + logical.spelling + " "
      add(.logical, logical.spelling, text: text, detail: word, typed, topic: .logical(logical.spelling))
    }
    if openParentheses > 0, typed.isEmpty { add(.close, ")", detail: "closes the group", typed) }
  }

  /// What may follow a value of a list, as far as it does not yet.
  private mutating func writeListEnd(_ typed: ByteRange) {
    guard typed.isEmpty, rest.next != UInt8(ascii: ",") else { return }
    add(.close, ",", detail: "one more value", typed)
    if rest.next != UInt8(ascii: ")") { add(.close, ")", detail: "closes the list", typed) }
  }
}

extension RecordValue {
  /// The value as a criteria means it, before quotes; nil where it cannot be asked for.
  package var plainText: [UInt8]? {
    switch self {
    case .null, .masked: nil
    case .boolean(let value): Array((value ? "true" : "false").utf8)
    case .number(let number): number.text
    case .text(let bytes): bytes
    }
  }
}
