import JSONSyntax
import SourceText
import TestSupport

/// A value as a short expression: what was understood, whatever the text looked like.
func dump(_ value: JSONValue) -> String {
  switch value.kind {
  case .object:
    "{" + value.members.map { dump($0.key) + ":" + dump($0.value) }.joined(separator: ",") + "}"
  case .array: "[" + value.elements.map(dump).joined(separator: ",") + "]"
  case .string: "\"" + (value.string ?? "?") + "\""
  case .number: value.numberText ?? "?"
  case .true, .false, .null: value.source
  case .placeholder: "<" + value.source + ">"
  case .invalid: "!" + value.source + "!"
  case .missing: "_"
  case .tooDeep: "…"
  }
}

/// What must hold of every document: nodes nest, siblings do not overlap, sizes add up, and every byte is a blank,
/// punctuation, a comment, part of a leaf, or named by an error. Returns what does not hold.
func brokenInvariants(_ document: JSONDocument) -> String? {
  var covered = Array(repeating: false, count: document.bytes.count)
  func cover(_ range: ByteRange) { for offset in range.start..<range.end { covered[offset] = true } }
  var open: [(end: Int, range: ByteRange)] = []
  var position = 0
  for (index, node) in document.nodes.enumerated() {
    while let last = open.last, index >= last.end { open.removeLast() }
    guard node.range.end <= document.bytes.count else { return "node \(index) ends behind the text" }
    guard index + Int(node.size) <= (open.last?.end ?? document.nodes.count) else {
      return "size of \(index)"
    }
    if let parent = open.last, !parent.range.contains(node.range) { return "node \(index) leaves its parent" }
    guard node.range.start >= position else { return "node \(index) overlaps the one before it" }
    if node.kind == .object || node.kind == .array {
      open.append((index + Int(node.size), node.range))
      position = node.range.start
    } else {
      guard node.size == 1 else { return "leaf \(index) has children" }
      guard node.range.contains(node.contentRange) else { return "content of \(index)" }
      cover(node.range)
      position = node.range.end
    }
  }
  document.comments.forEach(cover)
  guard document.errorCount == document.errors.count else { return nil }
  for error in document.errors {
    guard error.range.end <= document.bytes.count else { return "an error ends behind the text" }
    if error.message(in: document.bytes).isEmpty { return "an error without words" }
    if error.kind != .expectedEnd { cover(error.range) }
  }
  let free = Set(" \t\r\n{}[],:".utf8)
  for (offset, byte) in document.bytes.enumerated() where !covered[offset] && !free.contains(byte) {
    if offset < 3, document.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { continue }
    if document.errors.first?.kind == .notUTF8 { continue }
    return "byte \(offset) is lost"
  }
  return nil
}

/// Dice that fall the same way for the same seed.
struct Dice {
  private var generator: SeededGenerator
  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<max(sides, 1), using: &generator) }
}
