import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import Linting
import SourceText

/// A candidate of a completion, with its edit of the file.
package struct CompletionEdit: Sendable, Hashable {
  package let candidate: Completion.Candidate
  /// Encoded for the host; ends at the cursor.
  package var edit: TextEdit
  /// Where the edit ends that replaces what goes on after the cursor too.
  package var end: Int
  /// The snippet, its texts encoded for the host.
  package let snippet: CompletionSnippet?
}

/// What may stand at a place of a file.
package struct DocumentCompletion: Sendable {
  /// The likeliest first. Their edits begin at one place, as far as they can.
  package fileprivate(set) var items: [CompletionEdit]
  /// Whether nothing is left out that more typing would show.
  package let isComplete: Bool
  /// The datastore that fields and values are those of.
  package let datastore: String?

  init(_ items: [CompletionEdit], isTruncated: Bool = false, datastore: String? = nil) {
    self.items = items
    isComplete = !isTruncated && items.allSatisfy { $0.candidate.range.isEmpty }
    self.datastore = datastore
  }
}

extension DocumentCompletion {
  /// The same as strings of a script; what could not stand in one as it is, is left out.
  func quoted() -> DocumentCompletion {
    var result = self
    result.items = items.compactMap { item in
      let text = item.edit.newText
      guard !text.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") || $0 < 0x20 })
      else {
        return nil
      }
      let quote = [UInt8(ascii: "\"")]
      return CompletionEdit(
        candidate: item.candidate, edit: TextEdit(range: item.edit.range, newText: quote + text + quote),
        end: item.end, snippet: nil)
    }
    return result
  }
}

extension DocumentAssistance {
  /// What may stand at `offset` of the file.
  ///
  /// - Parameter offersSnippets: Whether the front end can show places to go on typing at.
  package func completion(at offset: Int, offersSnippets: Bool = false) -> DocumentCompletion {
    let offset = min(max(0, offset), bytes.count)
    var completion = candidates(at: offset, offersSnippets)
    var seen: Set<[UInt8]> = []
    completion.items = completion.items.filter { item in
      item.edit.range.start <= offset && offset <= item.end
        && seen.insert(Array(item.candidate.label.utf8) + [0] + item.edit.newText).inserted
    }
    completion.align(bytes)
    return completion
  }

  private func candidates(at offset: Int, _ offersSnippets: Bool) -> DocumentCompletion {
    if let words = ruleWords(at: offset) { return words }
    switch kind {
    case .criteria:
      let line = lineStart(offset)
      if line < offset || offset < bytes.count, line < bytes.count {
        if bytes[line] == UInt8(ascii: "#"), line < offset { return DocumentCompletion([]) }
        if bytes[line] == UInt8(ascii: "@"), line < offset {
          return complete(directive: ByteRange(line, offset), at: offset, offersSnippets)
        }
      }
      if let found = query(at: offset) { return complete(found, at: offset, offersSnippets) }
      return completeNewBlock(at: offset, offersSnippets)
    case .deluge, .json, .request:
      if let name = datastoreName(at: offset) { return name }
      if let found = query(at: offset), found.text.isWritable(at: offset) {
        return complete(found, at: offset, offersSnippets)
      }
      if let request = completeRequest(at: offset, offersSnippets) { return request }
      if let order = completeParameter(at: offset) { return order }
      if kind == .request { return completeRequestLine(at: offset, offersSnippets) }
      if let name = completeParameterName(at: offset) { return name }
      if kind == .deluge, let request = completeOpenRequest(at: offset, offersSnippets) { return request }
      return kind == .deluge ? completeScript(at: offset, offersSnippets) : DocumentCompletion([])
    }
  }

  // MARK: Criteria

  func complete(
    _ found: (query: HostQuery, text: MappedText, textOffset: Int), at offset: Int, _ offersSnippets: Bool
  ) -> DocumentCompletion {
    let (query, text, place) = found
    let subject = subject(of: query)
    var context = CompletionContext(
      schema: subject.schema?.schema, records: subject.records,
      holes: query.bindings.map { bytes.text($0.name) })
    context.hasDollarHoles = kind != .deluge
    context.offersSnippets = offersSnippets
    let completion = CriteriaCompletion.complete(text, at: place, context: context)
    return DocumentCompletion(
      completion.candidates.compactMap { edit($0, text, at: offset) }, isTruncated: completion.isTruncated,
      datastore: subject.datastore)
  }

  /// The candidate as an edit of the file; nil where nothing can be written.
  func edit(_ candidate: Completion.Candidate, _ text: MappedText, at offset: Int) -> CompletionEdit? {
    guard let edit = text.completionEdit(candidate.range, candidate.text, at: offset) else { return nil }
    var end = edit.range.end
    if candidate.end > candidate.range.end {
      let whole = ByteRange(candidate.range.start, candidate.end)
      if let replacing = text.fileEdit(replacing: whole, with: candidate.text),
        replacing.range.start == edit.range.start
      {
        end = max(end, replacing.range.end)
      } else if candidate.range.isEmpty {
        end = max(end, text.fileRange(ByteRange(candidate.range.end, candidate.end)).end)
      }
    }
    let snippet = candidate.snippet?.encoded { part in
      text.completionEdit(candidate.range, part, at: offset).map {
        String(decoding: $0.newText, as: UTF8.self)
      }
    }
    return CompletionEdit(candidate: candidate, edit: edit, end: end, snippet: snippet)
  }

  /// Outside of all blocks, and where a line begins: the first words of a query, its directives among them.
  private func completeNewBlock(at offset: Int, _ offersSnippets: Bool) -> DocumentCompletion {
    guard isBlank(ByteRange(lineStart(offset), offset)) else { return DocumentCompletion([]) }
    // The defaults of the document hold in it.
    let target = newTarget
    let text = MappedText(bytes: bytes, range: ByteRange(at: offset))
    let criteria = complete(
      (HostQuery(criteria: text, targets: [target], range: text.range), text, offset), at: offset,
      offersSnippets)
    let names = offersSnippets && lineStart(offset) == offset ? newBlocks(at: offset, target.datastore) : []
    return DocumentCompletion(criteria.items + names, datastore: criteria.datastore)
  }

  /// Whole blocks, one for each datastore.
  private func newBlocks(at offset: Int, _ datastore: String?) -> [CompletionEdit] {
    workspace.datastoreNames.filter { $0 != datastore }.prefix(50).map { name in
      let candidate = Completion.Candidate(
        kind: .block, label: "@datastore \(name) …", text: "@datastore \(name)\n", detail: "a new query",
        range: ByteRange(at: offset), snippet: CompletionSnippet(.text("@datastore \(name)\n"), .stop(0, "")),
        topic: .datastore(name))
      return CompletionEdit(
        candidate: candidate, edit: TextEdit(range: candidate.range, newText: candidate.text), end: offset,
        snippet: candidate.snippet)
    }
  }

  // MARK: Places

  func lineStart(_ offset: Int) -> Int {
    var start = min(max(0, offset), bytes.count)
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    return start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, offset) : start
  }

  func lineEnd(_ offset: Int) -> Int {
    var end = max(0, offset)
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return end
  }

  func isBlank(_ range: ByteRange) -> Bool { bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 } }
}

extension DocumentCompletion {
  /// Leaves variables only.
  mutating func keepHoles() { items.removeAll { $0.candidate.kind != .hole } }
}

extension DocumentCompletion {
  /// Lets all edits begin where the first of them begins: the text between is written again. Some clients keep one
  /// place for all candidates and insert each there.
  fileprivate mutating func align(_ bytes: [UInt8]) {
    guard let start = items.map(\.edit.range.start).min() else { return }
    for index in items.indices where items[index].edit.range.start > start {
      let edit = items[index].edit
      let between = bytes[ByteRange(start, edit.range.start)]
      if between.contains(0x0A) || between.contains(0x0D) { continue }
      items[index].prefix(Array(between), from: start)
    }
  }
}

extension CompletionEdit {
  fileprivate mutating func prefix(_ between: [UInt8], from start: Int) {
    let text = String(decoding: between, as: UTF8.self)
    self = CompletionEdit(
      candidate: candidate,
      edit: TextEdit(range: ByteRange(start, edit.range.end), newText: between + edit.newText), end: end,
      snippet: snippet.map { CompletionSnippet([.text(text)] + $0.parts) })
  }
}

extension MappedText {
  /// Whether something of the text is written at `offset` of the file, or can be: not inside of an expression of the
  /// host, and not inside of an escape.
  func isWritable(at offset: Int) -> Bool {
    if segments.isEmpty { return offset >= range.start && offset <= range.end }
    return segments.contains { segment in
      switch segment.kind {
      case .verbatim: offset >= segment.file.start && offset <= segment.file.end
      case .escape: offset == segment.file.start || offset == segment.file.end
      case .hole: false
      }
    }
  }

  /// The edit that writes `newText` in place of `range`, which ends at the file's `offset`. Nothing is replaced by an
  /// empty range: it is the place of the cursor itself, also where the text is empty or begins anew in another
  /// literal.
  func completionEdit(_ range: ByteRange, _ newText: String, at offset: Int) -> TextEdit? {
    guard range.isEmpty else {
      guard let edit = fileEdit(replacing: range, with: newText), edit.range.end >= offset else { return nil }
      return edit
    }
    if segments.isEmpty, encoding.layers.isEmpty {
      return TextEdit(range: ByteRange(at: offset), newText: newText)
    }
    // A hole that is offered is meant as one.
    let layers = newText.hasPrefix("${") ? encoding.layers.filter { $0 != .escapedHoles } : encoding.layers
    let place = segments.last { segment in
      segment.kind != .hole && segment.file.start <= offset && offset <= segment.file.end
    }
    guard let encoded = HostEncoding(layers).encode(Array(newText.utf8), literal: place?.literal ?? 0) else {
      return nil
    }
    return TextEdit(range: ByteRange(at: offset), newText: encoded)
  }
}
