import CriteriaSyntax
import Embedding
import SourceText

/// Values and holes.
extension RefactoringContext {
  func holes() -> [Rewrite] {
    guard let condition, let token = condition.values.first(where: { touches(tree.range(ofToken: $0)) })
    else { return [] }
    let flags = tree.tokens[token].flags
    if flags.contains(.hasHole) { return quote(token, condition) + inline(token, condition) }
    guard document.kind == .criteria, flags.isDisjoint(with: [.placeholder, .nonstandard]) else { return [] }
    return extract(token, condition)
  }

  // MARK: Quotes

  /// Holes in quotes stay one value whatever is put in.
  private func quote(_ token: Int, _ condition: CriteriaTree.Condition) -> [Rewrite] {
    let node = tree.nodes[condition.node]
    let range = tree.range(ofToken: token)
    guard tree.tokens[token].kind == .bareValue, !tree.tokens[token].flags.contains(.placeholder) else {
      return []
    }
    let title = "Put the hole in quotes"
    let mayBeList =
      node.flags.contains(.list) && !node.flags.contains(.closed) && condition.values.count == 1
      && tree.tokens[token].flags.contains(.isHole)
    if mayBeList {
      return [Rewrite(id: "quote", title: title, refusal: "the hole may stand for a whole list")]
    }
    return [
      Rewrite(
        id: "quote", title: title, edits: [.insert("\"", at: range.start), .insert("\"", at: range.end)])
    ]
  }

  // MARK: `@let`

  private func extract(_ token: Int, _ condition: CriteriaTree.Condition) -> [Rewrite] {
    let value = tree.decodedValue(ofToken: token, in: text.bytes)
    let range = tree.range(ofToken: token)
    let name = freeName(condition)
    let title = "Turn the value into the hole `${\(name)}`"
    let node = tree.nodes[condition.node]
    if node.flags.contains(.list), !node.flags.contains(.closed), condition.values.count == 1 {
      return [
        Rewrite(
          id: "extract", title: title, kind: .extract,
          refusal: "without parentheses the hole would stand for the whole list")
      ]
    }
    guard let written = LetLine.written(value) else {
      return [
        Rewrite(
          id: "extract", title: title, kind: .extract, refusal: "the value does not fit on one line")
      ]
    }
    let lines = LetLine.Lines(document.bytes)
    let place = lines.start(ofLineAt: text.fileRange(ByteRange(text.range.start, text.range.end)).start)
    let line = Array("@let \(name) = ".utf8) + written + lines.ending
    return [
      Rewrite(
        id: "extract", title: title, kind: .extract,
        edits: [RewriteEdit(range, [.hole(Array(name.utf8))])],
        fileEdits: [TextEdit(range: ByteRange(at: place), newText: line)],
        bindings: [name: String(decoding: value, as: UTF8.self)])
    ]
  }

  /// The field's name, with a number where a hole or a `@let` is called so.
  private func freeName(_ condition: CriteriaTree.Condition) -> String {
    var taken = Set(query.bindings.map { document.bytes.text($0.name) })
    for hole in text.holes { taken.insert(text.bytes.text(hole.name)) }
    for parameter in query.parameters {
      for hole in parameter.text.holes { taken.insert(parameter.text.bytes.text(hole.name)) }
    }
    let field = condition.field.flatMap { token in
      tree.tokens[token].flags.isEmpty ? text.bytes.text(tree.range(ofToken: token)) : nil
    }
    let base = field ?? "value"
    if !taken.contains(base) { return base }
    var number = 2
    while taken.contains("\(base)_\(number)") { number += 1 }
    return "\(base)_\(number)"
  }

  private func inline(_ token: Int, _ condition: CriteriaTree.Condition) -> [Rewrite] {
    let range = tree.range(ofToken: token)
    let holes = text.holes.filter { range.contains($0.range) }
    guard document.kind == .criteria,
      let hole = holes.first(where: { touches($0.range) }) ?? (holes.count == 1 ? holes.first : nil)
    else { return [] }
    let name = text.bytes.text(hole.name)
    let title = "Put the value of `@let \(name)` in"
    guard let binding = query.bindings.first(where: { document.bytes.text($0.name) == name }) else {
      return [
        Rewrite(id: "inline", title: title, kind: .inline, refusal: "no `@let \(name)` gives it a value")
      ]
    }
    let value = binding.value.bytes.text(binding.value.range)
    var spelling = ValueSpelling(knownFields: knownFields)
    var edits: [RewriteEdit] = []
    for index in tree.nodes.indices where tree.nodes[index].kind == .condition {
      for token in tree.condition(index).values where tree.tokens[token].flags.contains(.hasHole) {
        let place = tree.range(ofToken: token)
        guard
          text.holes.contains(where: {
            place.contains($0.range) && text.bytes[$0.name].elementsEqual(name.utf8)
          })
        else { continue }
        guard let whole = BoundValue.decoded(token, tree, text, [name: value]) else {
          return [
            Rewrite(
              id: "inline", title: title, kind: .inline, refusal: "another hole stands in the same value")
          ]
        }
        guard let spelt = spelling.spell(whole, inList: tree.nodes[index].flags.contains(.list)) else {
          return [
            Rewrite(id: "inline", title: title, kind: .inline, refusal: "the value cannot be written there")
          ]
        }
        edits.append(RewriteEdit(place, [.literal(spelt)]))
      }
    }
    return [
      Rewrite(
        id: "inline", title: title, kind: .inline, edits: edits,
        fileEdits: isUsedElsewhere(name, binding)
          ? [] : [.delete(LetLine.Lines(document.bytes).whole(at: binding.name.start))],
        bindings: [name: value])
    ]
  }

  /// Whether a parameter of this query, or another query of the document, needs the `@let` too.
  private func isUsedElsewhere(_ name: String, _ binding: HostQuery.Binding) -> Bool {
    func uses(_ text: MappedText) -> Bool { text.holes.contains { text.bytes.text($0.name) == name } }
    if query.parameters.contains(where: { uses($0.text) }) { return true }
    // Only a `@let` of the document's beginning holds for others.
    if query.range.contains(binding.name) { return false }
    return HoleSearch.contains(Array(name.utf8), in: document.bytes, outside: query.range)
  }
}

/// Lines of directives.
enum LetLine {
  /// A value as it is written after `=`: in quotes only where something would be lost without them.
  static func written(_ value: [UInt8]) -> [UInt8]? {
    guard !value.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return nil }
    func isBlank(_ byte: UInt8?) -> Bool { byte.map { $0 == 0x20 || $0 == 0x09 } ?? false }
    let isQuoted =
      value.count >= 2 && value.first == value.last
      && (value.first == UInt8(ascii: "\"") || value.first == UInt8(ascii: "'"))
    guard value.isEmpty || isBlank(value.first) || isBlank(value.last) || isQuoted else { return value }
    return [UInt8(ascii: "\"")] + value + [UInt8(ascii: "\"")]
  }

  struct Lines {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// As the file's first line ends.
    var ending: [UInt8] {
      guard let first = bytes.firstIndex(where: Self.isEnd) else { return [0x0A] }
      if bytes[first] == 0x0A { return [0x0A] }
      return first + 1 < bytes.count && bytes[first + 1] == 0x0A ? [0x0D, 0x0A] : [0x0D]
    }

    private static func isEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    /// Behind a byte-order mark.
    func start(ofLineAt offset: Int) -> Int {
      var start = min(max(offset, 0), bytes.count)
      while start > 0, !Self.isEnd(bytes[start - 1]) { start -= 1 }
      return start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, offset) : start
    }

    /// The line with its end.
    func whole(at offset: Int) -> ByteRange {
      let start = start(ofLineAt: offset)
      var end = start
      while end < bytes.count, !Self.isEnd(bytes[end]) { end += 1 }
      if end < bytes.count, bytes[end] == 0x0D { end += 1 }
      if end < bytes.count, bytes[end] == 0x0A,
        end == start || bytes[end - 1] == 0x0D || !Self.isEnd(bytes[end - 1])
      {
        end += 1
      }
      return ByteRange(start, end)
    }
  }
}

/// Looks for a hole by its name in a text that was not read.
enum HoleSearch {
  static func contains(_ name: [UInt8], in bytes: [UInt8], outside range: ByteRange) -> Bool {
    var offset = 0
    while offset + 1 < bytes.count {
      defer { offset += 1 }
      guard bytes[offset + 1] == UInt8(ascii: "{"), !range.contains(offset),
        bytes[offset] == UInt8(ascii: "$") || bytes[offset] == UInt8(ascii: "{")
      else { continue }
      var start = offset + 2
      while start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
      let end = start + name.count
      guard end <= bytes.count, bytes[start..<end].elementsEqual(name) else { continue }
      var close = end
      while close < bytes.count, bytes[close] == 0x20 || bytes[close] == 0x09 { close += 1 }
      if close < bytes.count, bytes[close] == UInt8(ascii: "}") { return true }
    }
    return false
  }
}
