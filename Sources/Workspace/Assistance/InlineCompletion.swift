import CriteriaSemantics
import CriteriaSyntax
import Embedding
import Evaluation
import SourceText

/// What a text most likely goes on with.
package struct InlineCompletion: Sendable, Hashable {
  /// In the file: what is replaced, up to the cursor.
  package let range: ByteRange
  /// Encoded for the host; begins with what it replaces.
  package let newText: [UInt8]
}

extension DocumentAssistance {
  /// The likeliest ends of what is being typed at `offset`, the best first: the rest of a value that records hold, and
  /// of a condition that other queries of the document have. Empty where nothing is likely.
  ///
  /// - Parameter limit: How many are wanted.
  package func inlineCompletions(at offset: Int, limit: Int) -> [InlineCompletion] {
    guard limit > 0, let (query, text, place) = query(at: offset), text.isWritable(at: offset),
      isAtEnd(place, text)
    else { return [] }
    let subject = subject(of: query)
    let fields = KnownFields(subject.fields.map(\.name))
    let before = MappedText(
      bytes: text.bytes, range: ByteRange(text.range.start, place),
      holes: text.holes.filter { $0.range.end <= place })
    var parser = CriteriaParser()
    parser.parse(before, knownFields: fields)
    let spots = CompletionSpot.find(before, parser.tree, hasDollarHoles: kind != .deluge)
    var found: [String] = []
    for spot in spots {
      switch spot {
      case .value(let value):
        let rest = rest(of: value, before, subject, limit)
        // A value that records hold is whole as it stands.
        found += rest.filter { !$0.isEmpty }
        if rest.contains(""), Self.isWhole(parser.tree) { found += next(before, parser.tree, query, subject) }
      case .field(let typed): found += conditions(after: typed, before, parser.tree, query, subject)
      case .logical(let typed) where typed.isEmpty && Self.isWhole(parser.tree):
        found += next(before, parser.tree, query, subject)
      case .logical, .comparison, .hole: continue
      }
    }
    var seen: Set<String> = []
    return found.filter { !$0.isEmpty && seen.insert($0).inserted }.prefix(limit).compactMap { rest in
      text.completionEdit(ByteRange(at: place), rest, at: offset).map {
        InlineCompletion(range: ByteRange(at: offset), newText: $0.newText)
      }
    }
  }

  /// The same after a candidate of a list is taken, which the client shows as if it were: what is answered goes on from
  /// there.
  package func inlineCompletions(
    afterSelecting selected: [UInt8], in range: ByteRange, limit: Int
  ) -> [InlineCompletion] {
    let range = range.clamped(to: ByteRange(0, bytes.count))
    let accepted = bytes[ByteRange(0, range.start)] + selected + bytes[ByteRange(range.end, bytes.count)]
    let host = HostReader.read(Array(accepted), path: path, kind: kind, workspace: workspace)
    let assistance = DocumentAssistance(
      path: path, bytes: Array(accepted), host: host, kind: kind, workspace: workspace)
    return assistance.inlineCompletions(at: range.start + selected.count, limit: limit).map {
      InlineCompletion(range: range, newText: selected + $0.newText)
    }
  }

  /// Whether nothing but closing parentheses follows on the line.
  private func isAtEnd(_ place: Int, _ text: MappedText) -> Bool {
    var index = place
    while index < text.range.end {
      switch text.bytes[index] {
      case 0x20, 0x09, UInt8(ascii: ")"): index += 1
      case 0x0A, 0x0D: return true
      default: return false
      }
    }
    return true
  }

  /// Whether nothing is wrong but groups that are still open.
  private static func isWhole(_ tree: CriteriaTree) -> Bool {
    tree.conditionCount > 0 && tree.diagnostics.allSatisfy { $0.kind == .unclosedGroup }
  }

  // MARK: Values

  private func rest(
    of value: CompletionSpot.Value, _ before: MappedText, _ subject: CompletionSubject, _ limit: Int
  ) -> [String] {
    guard let name = value.field.map({ before.bytes.text($0) }),
      let field = subject.fields.first(where: { $0.name == name }), !field.isMasked,
      field.type != .encryptedText, let records = subject.records,
      let index = records.layout.index(of: name)
    else { return [] }
    let typed = Array(before.bytes[value.typed])
    let quote = typed.first.flatMap { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") ? $0 : nil }
    let start = quote == nil ? typed : Array(typed.dropFirst())
    guard let seen = try? records.seenValues(field: index, prefix: start, limit: limit + value.others.count)
    else {
      return []
    }
    var spelling = ValueSpelling(knownFields: KnownFields(subject.fields.map(\.name)))
    let inList = value.comparison?.operatorClass == .membership
    return seen.compactMap { seen in
      // What is typed stays as it is, so only what continues it exactly can be shown behind it.
      guard let plain = seen.value.plainText, !plain.isEmpty, !value.others.contains(plain),
        let spelt = spelling.spell(plain, inList: inList, quote: quote), spelt.starts(with: typed)
      else { return nil }
      return String(decoding: spelt.dropFirst(typed.count), as: UTF8.self)
    }
  }

  // MARK: Conditions

  /// How many queries around the place are asked for what they hold.
  private static let mostQueries = 200

  private struct Known {
    let field: String
    let text: String
    /// The field of the condition before it.
    let previous: String?
  }

  /// The conditions of other queries to the same datastore, the nearest queries only.
  private func knownConditions(_ query: HostQuery, _ subject: CompletionSubject) -> [Known] {
    let place = host.queries.firstIndex { $0.range == query.range } ?? 0
    let first = max(0, place - Self.mostQueries / 2)
    let around = host.queries[first..<min(host.queries.count, first + Self.mostQueries)]
    var parser = CriteriaParser()
    let fields = KnownFields(subject.fields.map(\.name))
    var known: [Known] = []
    for other in around where other.range != query.range && !other.isFragment {
      guard let text = other.criteria, self.subject(of: other).datastore == subject.datastore else {
        continue
      }
      parser.parse(text, knownFields: fields)
      let tree = parser.tree
      guard tree.diagnostics.isEmpty else { continue }
      var previous: String?
      for index in tree.nodes.indices where tree.nodes[index].kind == .condition {
        let node = tree.nodes[index]
        let name = tree.condition(index).field.map { text.bytes.text(tree.range(ofToken: $0)) } ?? ""
        defer { previous = name }
        let range = tree.range(ofNode: index)
        let part = text.bytes[range]
        guard !name.isEmpty, range.count <= 120, !part.contains(0x0A), !part.contains(0x0D),
          !(node.flags.contains(.hasHole)
            && (kind != .criteria || text.holes.contains { $0.form == .operand }))
        else { continue }
        known.append(Known(field: name, text: text.bytes.text(range), previous: previous))
      }
    }
    return known
  }

  /// Those that the query does not ask yet, the likeliest first: what follows its last condition elsewhere, then what
  /// stands most often.
  private func likely(
    _ query: HostQuery, _ subject: CompletionSubject, _ before: MappedText, _ tree: CriteriaTree
  ) -> [String] {
    var asked: [String] = []
    for index in tree.nodes.indices where tree.nodes[index].kind == .condition {
      let condition = tree.condition(index)
      if condition.operatorToken != nil, let field = condition.field {
        asked.append(before.bytes.text(tree.range(ofToken: field)))
      }
    }
    var scores: [String: Int] = [:]
    var order: [String] = []
    for known in knownConditions(query, subject) where !asked.contains(known.field) {
      if scores[known.text] == nil { order.append(known.text) }
      scores[known.text, default: 0] += known.previous != nil && known.previous == asked.last ? 1000 : 1
    }
    return order.enumerated().sorted { left, right in
      let (first, second) = (scores[left.element] ?? 0, scores[right.element] ?? 0)
      return first == second ? left.offset < right.offset : first > second
    }.map(\.element)
  }

  /// The rest of a condition whose field is being typed, or of one that is to begin.
  private func conditions(
    after typed: ByteRange, _ before: MappedText, _ tree: CriteriaTree, _ query: HostQuery,
    _ subject: CompletionSubject
  ) -> [String] {
    let start = before.bytes.text(typed)
    // An empty query may be about anything.
    if start.isEmpty, tree.conditionCount == 0 { return [] }
    return likely(query, subject, before, tree).filter { $0.hasPrefix(start) }.map {
      String($0.dropFirst(start.count))
    }
  }

  /// `&&` and the condition that most likely comes next, in parentheses where the one before has some.
  private func next(
    _ before: MappedText, _ tree: CriteriaTree, _ query: HostQuery, _ subject: CompletionSubject
  ) -> [String] {
    guard let last = before.bytes[before.range].last else { return [] }
    let blank = last == 0x20 || last == 0x09 ? "" : " "
    let token = (0..<max(0, tree.tokens.count - 1)).last { !tree.tokens[$0].isTrivia }
    let isGrouped = token.map { tree.tokens[$0].kind == .closeParenthesis } ?? false
    return likely(query, subject, before, tree).map { isGrouped ? "\(blank)&& (\($0))" : "\(blank)&& \($0)" }
  }
}
