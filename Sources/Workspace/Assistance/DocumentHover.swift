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
  /// What is known of what stands at `offset`: a rule in a suppression; a field, an operator or a value and the query
  /// in plain English; nil for anything else.
  package func hover(at offset: Int) -> DocumentHover? {
    if let page = suppressedRule(at: offset) { return page }
    guard let (query, text, place) = query(at: offset), !query.isFragment else { return nil }
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
    if let token {
      let tokenRange = tree.range(ofToken: token)
      if let part = part(token, tree, text, english, schema, query) {
        parts.append(part)
        range = tokenRange
      }
    }
    parts.append(Self.escaped(english.sentence))
    return DocumentHover(markdown: parts.joined(separator: "\n\n---\n\n"), range: text.fileRange(range))
  }

  private func part(
    _ token: Int, _ tree: CriteriaTree, _ text: MappedText, _ english: PlainEnglish,
    _ schema: PreparedSchema?,
    _ query: HostQuery
  ) -> String? {
    let range = tree.range(ofToken: token)
    switch tree.tokens[token].kind {
    case .field: return fieldPart(text.bytes.text(range), schema, query)
    case .comparisonOperator:
      let id = Int(tree.tokens[token].operatorID)
      guard id < OperatorTable.entries.count else { return nil }
      return Self.operatorPart(OperatorTable.entries[id])
    case .bareValue, .quotedValue:
      guard let clause = english.clauses.first(where: { $0.range.contains(range) }) else { return nil }
      return "\(Self.code(text.bytes.text(range))): \(Self.escaped(clause.reading))"
    default: return nil
    }
  }

  // MARK: Parts

  func fieldPart(_ name: String, _ schema: PreparedSchema?, _ query: HostQuery) -> String? {
    if FieldTable.systemFields.contains(name) {
      return "**\(name)**: every record has it; whether criteria may name it is not documented (C6)"
    }
    guard let schema else { return nil }
    guard let field = schema.schema.fields.first(where: { $0.uniqueName == name }) else { return nil }
    var words = [field.type == .unknown ? "type not known" : field.type.rawValue]
    if let limit = Limits.characters(of: field.type, api: schema.schema.api) {
      words.append("at most \(limit) characters")
    }
    if field.isMandatory { words.append("mandatory") }
    if field.isMasked { words.append("masked") }
    if let value = field.defaultValue { words.append("default \(Self.code(value))") }
    let keys = schema.schema.uniqueKeys.filter { $0.contains(name) }.map { $0.joined(separator: " + ") }
    if !keys.isEmpty { words.append("unique key \(keys.map(Self.code).joined(separator: ", "))") }
    var lines = [
      "**\(name)**" + (field.displayName.map { " (\(Self.escaped($0)))" } ?? "") + ": "
        + words.joined(separator: ", ")
    ]
    if let seen = seenPart(name, query) { lines.append(seen) }
    return lines.joined(separator: "\n\n")
  }

  /// What the fixtures hold there.
  private func seenPart(_ name: String, _ query: HostQuery) -> String? {
    guard let table = records(of: query), let field = table.layout.index(of: name),
      !table.layout.fields[field].isMasked,
      let seen = try? table.seenValues(field: field, prefix: [], limit: 5), !seen.isEmpty
    else { return nil }
    let values = seen.compactMap { seen in
      seen.value.plainText.map {
        "\(Self.code(String(decoding: $0.prefix(60), as: UTF8.self))) (\(seen.count))"
      }
    }
    return "in \(Count.of(table.recordCount, "record")) of the fixtures: " + values.joined(separator: ", ")
  }

  private static func operatorPart(_ entry: OperatorEntry) -> String {
    let types = FieldType.allCases.filter { type in
      type != .unknown && TypeMatrix.verdict(entry.comparison.operatorClass, on: type) == .allowed
    }
    let suits = entry.status == .standard ? "; for \(types.map(\.rawValue).joined(separator: ", "))" : ""
    return "**`\(entry.spelling)`**: \(entry.meaning)\(suits)\n\n_\(escaped(entry.source))_"
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
    guard let page = RulePage.page(bytes.text(range)) else { return nil }
    return DocumentHover(markdown: page.markdown, range: range)
  }

  private static func code(_ text: String) -> String { "`" + text.replacing("`", with: "'") + "`" }

  /// So that nothing of the user's is taken for markup.
  private static func escaped(_ text: String) -> String {
    var isCode = false
    var result = ""
    for character in text {
      if character == "`" { isCode.toggle() }
      if !isCode, "*_<>[]#|\\".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
