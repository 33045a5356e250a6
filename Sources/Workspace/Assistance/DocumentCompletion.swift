import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import Linting
import SourceText

/// A candidate of a completion, with its edit of the file.
package struct CompletionEdit: Sendable, Hashable {
  package let candidate: Completion.Candidate
  /// Encoded for the host.
  package let edit: TextEdit
}

extension DocumentAssistance {
  /// What may stand at `offset` of the file, the likeliest first.
  package func completion(at offset: Int) -> [CompletionEdit] {
    let offset = min(max(0, offset), bytes.count)
    if kind == .criteria, let directive = directiveLine(at: offset) { return complete(directive, at: offset) }
    if let (query, text, place) = query(at: offset) { return complete(query, text, place) }
    guard kind == .criteria, isOutsideOfBlocks(offset) else { return [] }
    // A new block: the defaults of the document hold in it.
    let text = MappedText(bytes: bytes, range: ByteRange(at: offset))
    return complete(HostQuery(criteria: text, targets: [newTarget], range: text.range), text, offset)
  }

  private func complete(_ query: HostQuery, _ text: MappedText, _ place: Int) -> [CompletionEdit] {
    let names = query.bindings.map { bytes.text($0.name) }
    let context = CompletionContext(
      schema: schema(of: query)?.schema, records: records(of: query), holes: names)
    let start = text.range.start
    let before = Array(text.bytes[ByteRange(start, max(start, min(place, text.range.end)))])
    let completion = CriteriaCompletion.complete(before, cursor: before.count, context: context)
    return completion.candidates.compactMap { candidate in
      let range = ByteRange(candidate.range.start + start, candidate.range.end + start)
      guard let edit = text.fileEdit(replacing: range, with: candidate.text) else { return nil }
      return CompletionEdit(candidate: candidate, edit: edit)
    }
  }

  // MARK: Directives

  /// The line of `offset` up to it, where it begins with `@`.
  private func directiveLine(at offset: Int) -> ByteRange? {
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    return start < offset && bytes[start] == UInt8(ascii: "@") ? ByteRange(start, offset) : nil
  }

  private func complete(_ line: ByteRange, at offset: Int) -> [CompletionEdit] {
    guard let blank = bytes[line].firstIndex(where: { $0 <= 0x20 }) else {
      return Self.edits(
        DocumentDirective.Keyword.allCases.map { Word("@\($0.spelling)", .keyword, Self.meaning($0)) },
        typed: line, in: bytes)
    }
    let word = bytes.text(ByteRange(line.start + 1, blank))
    let keyword = DocumentDirective.Keyword.allCases.first { "\($0.spelling)" == word }
    var typed = ByteRange(offset, offset)
    while typed.start > blank + 1, bytes[typed.start - 1] > 0x20, bytes[typed.start - 1] != UInt8(ascii: ",")
    {
      typed = ByteRange(typed.start - 1, offset)
    }
    let values: [Word]
    switch keyword {
    case .datastore: values = workspace.datastoreNames.map { Word($0, .datastore) }
    case .api: values = APIVersion.allCases.map { Word($0.rawValue, .keyword) }
    case .operation: values = Operation.allCases.map { Word($0.rawValue, .keyword) }
    case .orderBy: values = orderValues(at: offset)
    case .expect: values = ["count", "ids", "ids in order", "error"].map { Word($0, .keyword) }
    case .limit, .ids, .let, nil: values = []
    }
    return Self.edits(values, typed: typed, in: bytes)
  }

  private func orderValues(at offset: Int) -> [Word] {
    let query = host.queries.first { $0.range.start <= offset && offset <= $0.range.end }
    let fields = query.flatMap { self.schema(of: $0)?.schema.fields } ?? []
    return fields.map { Word($0.uniqueName, .field, $0.type.rawValue) }
      + ["asc", "desc"].map { Word($0, .keyword) }
  }

  private struct Word {
    let label: String
    let kind: Completion.Candidate.Kind
    let detail: String?

    init(_ label: String, _ kind: Completion.Candidate.Kind, _ detail: String? = nil) {
      self.label = label
      self.kind = kind
      self.detail = detail
    }
  }

  private static func edits(_ values: [Word], typed: ByteRange, in bytes: [UInt8]) -> [CompletionEdit] {
    let start = bytes.text(typed).lowercased()
    return values.filter { $0.label.lowercased().hasPrefix(start) }.map { value in
      CompletionEdit(
        candidate: Completion.Candidate(
          kind: value.kind, label: value.label, detail: value.detail, range: typed),
        edit: TextEdit(range: typed, newText: value.label))
    }
  }

  private static func meaning(_ keyword: DocumentDirective.Keyword) -> String {
    switch keyword {
    case .datastore: "the datastore that is asked"
    case .api: "the version of the API"
    case .operation: "what is done with the records"
    case .orderBy: "the order of the records"
    case .limit: "how many records a page has"
    case .ids: "the records that are deleted"
    case .let: "a value for a hole"
    case .expect: "what a test expects"
    }
  }

  /// Whether no block holds the line of `offset`, or only blanks stand on it.
  private func isOutsideOfBlocks(_ offset: Int) -> Bool {
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    return bytes[ByteRange(start, offset)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }
}
