import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import Linting
import SourceText

/// What is said of a place in a text, in Markdown.
package struct DocumentHover: Sendable, Equatable {
  package let markdown: String
  /// In the file: what it is about.
  package let range: ByteRange
}

extension DocumentAssistance {
  /// What is known of what stands at `offset`: a rule in a suppression; a directive, a datastore, a parameter or a key
  /// beside a criteria; a field, an operator, a value or a hole and the query in plain English; the parts of a request; nil for anything
  /// else.
  package func hover(at offset: Int) -> DocumentHover? {
    let offset = min(max(0, offset), bytes.count)
    if let page = suppressedRule(at: offset) ?? part(at: offset) { return page }
    guard let (query, text, place) = query(at: offset), !query.isFragment else {
      return requestHover(at: offset)
    }
    let schema = schema(of: query)
    var parser = CriteriaParser()
    parser.parse(text, knownFields: workspace.catalog.knownFields(of: query.targets, host: kind))
    let tree = parser.tree
    var context = PlainEnglish.Context()
    context.operation = query.targets.first?.operation ?? .list
    context.datastore = query.targets.first?.datastore ?? schema?.schema.uniqueName
    context.schema = schema
    context.dialect = workspace.settings.dialect
    let english = PlainEnglish(tree, text, context: context)
    let token = (0..<max(0, tree.tokens.count - 1)).last {
      !tree.tokens[$0].isTrivia && tree.range(ofToken: $0).start <= place
        && place <= tree.range(ofToken: $0).end
    }
    var parts: [String] = []
    var range = text.range
    if let hole = hole(at: place, text, query) {
      parts.append(hole.text)
      range = hole.range
    } else if let token {
      let tokenRange = tree.range(ofToken: token)
      if let part = part(token, tree, text, english, query) {
        parts.append(part)
        range = tokenRange
      }
    }
    parts.append(Markdown.escaped(english.sentence))
    return DocumentHover(markdown: parts.joined(separator: "\n\n---\n\n"), range: text.fileRange(range))
  }

  private func part(
    _ token: Int, _ tree: CriteriaTree, _ text: MappedText, _ english: PlainEnglish, _ query: HostQuery
  ) -> String? {
    let range = tree.range(ofToken: token)
    switch tree.tokens[token].kind {
    case .field where !tree.tokens[token].flags.contains(.hasHole):
      return fieldPart(text.bytes.text(range), query)
    case .comparisonOperator:
      let id = Int(tree.tokens[token].operatorID)
      return id < OperatorTable.entries.count ? Explanation.comparison(OperatorTable.entries[id]) : nil
    case .and: return Explanation.logical("&&")
    case .or: return Explanation.logical("||")
    case .bareValue, .quotedValue:
      guard let clause = english.clauses.first(where: { $0.range.contains(range) }) else { return nil }
      return "\(Markdown.code(text.bytes.text(range))): \(Markdown.escaped(clause.reading))"
    default: return nil
    }
  }

  func fieldPart(_ name: String, _ query: HostQuery) -> String? {
    Explanation(workspace: workspace).field(name, subject(of: query))
  }

  /// A hole, and the value that the document gives it.
  private func hole(at place: Int, _ text: MappedText, _ query: HostQuery) -> (
    text: String, range: ByteRange
  )? {
    guard let hole = text.holes.first(where: { $0.range.contains(place) }) else { return nil }
    let name = Array(text.bytes[hole.name])
    let shown = Markdown.code(text.bytes.text(hole.range))
    if let binding = query.bindings.first(where: { bytes[$0.name].elementsEqual(name) }) {
      let value = binding.value.bytes.text(binding.value.range)
      return ("\(shown): a hole; here it is \(Markdown.code(value))", hole.range)
    }
    return ("\(shown): a hole; its value is inserted at run time", hole.range)
  }

  /// A rule's page, where a comment silences it.
  private func suppressedRule(at offset: Int) -> DocumentHover? {
    guard let comment = host.comments.first(where: { $0.range.contains(offset) || $0.range.end == offset }),
      bytes[comment.text].starts(with: "cliquery:".utf8)
    else { return nil }
    func isWord(_ place: Int) -> Bool {
      place >= comment.text.start && place < comment.text.end && bytes[place] > 0x20
        && bytes[place] != UInt8(ascii: ",")
    }
    var start = min(offset, comment.text.end)
    while isWord(start - 1) { start -= 1 }
    var end = start
    while isWord(end) { end += 1 }
    let range = ByteRange(start, end)
    let pages = RulePage.pages(bytes.text(range))
    if pages.isEmpty { return nil }
    return DocumentHover(markdown: pages.map(\.markdown).joined(separator: "\n---\n\n"), range: range)
  }
}
