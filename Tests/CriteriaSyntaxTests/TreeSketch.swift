import CriteriaSyntax
import SourceText

/// A tree in one line: `or(group(a == 1), b like x%)`; what is skipped is shown as `~`.
func sketch(_ tree: CriteriaTree, _ bytes: [UInt8]) -> String {
  var stack: [(String, size: Int)] = []
  for (index, node) in tree.nodes.enumerated() {
    var children: [String] = []
    var remaining = Int(node.size) - 1
    while remaining > 0, let child = stack.popLast() {
      children.insert(child.0, at: 0)
      remaining -= child.size
    }
    let text: String
    switch node.kind {
    case .condition: text = sketchCondition(tree, index, bytes)
    case .holeCondition: text = "hole(\(bytes.text(tree.range(ofNode: index))))"
    case .error: text = "error"
    case .group: text = "(\(children.joined(separator: " ")))"
    case .negation: text = "not \(children.joined(separator: " "))"
    case .conjunction: text = "and[\(children.joined(separator: ", "))]"
    case .disjunction: text = "or[\(children.joined(separator: ", "))]"
    case .criteria: text = children.joined(separator: " ")
    }
    stack.append((text, size: Int(node.size)))
  }
  return stack.map(\.0).joined(separator: " ⟂ ")
}

private func sketchCondition(_ tree: CriteriaTree, _ index: Int, _ bytes: [UInt8]) -> String {
  let condition = tree.condition(index)
  let field = condition.field.map { bytes.text(tree.range(ofToken: $0)) } ?? "?"
  let spelling = condition.entry?.spelling ?? "?"
  let values = condition.values.map {
    String(decoding: tree.decodedValue(ofToken: $0, in: bytes), as: UTF8.self)
  }
  let isQuoted = condition.values.contains { tree.tokens[$0].kind == .quotedValue }
  let isList = tree.nodes[index].flags.contains(.list)
  let value = isList ? "{\(values.joined(separator: "¦"))}" : values.joined(separator: "¦")
  let broken = tree.nodes[index].flags.contains(.broken) ? "~" : ""
  return "\(broken)\(field) \(spelling) \(isQuoted ? "«\(value)»" : value)"
}

/// The diagnostics in one line: `valueExpected@3 wordLogicalOperator@9:AND`.
func sketchDiagnostics(_ tree: CriteriaTree, _ bytes: [UInt8]) -> String {
  tree.diagnostics.map { diagnostic in
    let text = bytes.text(diagnostic.range)
    return "\(diagnostic.kind)@\(diagnostic.start)" + (text.isEmpty ? "" : ":\(text)")
  }.joined(separator: " ")
}
