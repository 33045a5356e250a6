import CriteriaSyntax
import SourceText
import Testing

/// A text in which every `${…}` is a hole.
func textWithHoles(_ text: String) -> MappedText {
  textWithHoles(Array(text.utf8))
}

func textWithHoles(_ bytes: [UInt8]) -> MappedText {
  var holes: [Hole] = []
  var offset = 0
  while offset + 1 < bytes.count {
    if bytes[offset] == UInt8(ascii: "$"), bytes[offset + 1] == UInt8(ascii: "{"),
      let close = bytes[offset...].firstIndex(of: UInt8(ascii: "}"))
    {
      holes.append(
        Hole(
          range: ByteRange(offset, close + 1), name: ByteRange(offset + 2, close), form: .dollarBrace))
      offset = close + 1
    } else {
      offset += 1
    }
  }
  return MappedText(bytes: bytes, holes: holes)
}

/// Holds a tree to what every tree promises: its tokens cover the text, its nodes are in postorder, and everything
/// lies inside the text.
func expectLossless(_ tree: CriteriaTree, _ text: MappedText) {
  if let problem = problem(in: tree, text) {
    Issue.record("\(problem): \(text.bytes.text(text.range).debugDescription)")
  }
}

private func problem(in tree: CriteriaTree, _ text: MappedText) -> String? {
  guard let last = tree.tokens.last, Int(last.start) == text.range.end else { return "the end is missing" }
  guard Int(tree.tokens[0].start) == text.range.start else { return "the start is missing" }
  for (before, after) in zip(tree.tokens, tree.tokens.dropFirst()) where before.start >= after.start {
    if after != last || before.start > after.start { return "tokens overlap at \(after.start)" }
  }
  for (index, node) in tree.nodes.enumerated() {
    guard node.size >= 1, Int(node.size) <= index + 1 else { return "node \(index) has size \(node.size)" }
    guard node.firstToken <= node.tokenEnd, Int(node.tokenEnd) < tree.tokens.count else {
      return "node \(index) has tokens \(node.firstToken)..<\(node.tokenEnd)"
    }
  }
  guard let root = tree.nodes.last, root.kind == .criteria, Int(root.size) == tree.nodes.count else {
    return "the root does not hold everything"
  }
  for (index, node) in tree.nodes.enumerated() {
    let children = tree.children(of: index).count
    switch node.kind {
    case .condition, .holeCondition, .error: if children != 0 { return "a leaf with children" }
    case .negation: if children != 1 { return "a negation of \(children)" }
    case .conjunction, .disjunction: if children < 2 { return "a chain of \(children)" }
    case .group: if children > 1 { return "a group of \(children)" }
    case .criteria: if children > 1 { return "a root of \(children)" }
    }
  }
  for diagnostic in tree.diagnostics {
    guard text.range.contains(diagnostic.range) else { return "\(diagnostic.kind) outside the text" }
    guard diagnostic.node == .max || Int(diagnostic.node) < tree.nodes.count else {
      return "\(diagnostic.kind) at no node"
    }
  }
  return nil
}
