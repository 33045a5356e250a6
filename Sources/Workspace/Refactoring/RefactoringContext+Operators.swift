import CriteriaSemantics
import CriteriaSyntax
import Linting
import SourceText

/// `=` and `==`, the order of operands, negations.
extension RefactoringContext {
  func equality() -> [Rewrite] {
    guard let condition, condition.comparison == .equal, let token = condition.operatorToken else {
      return []
    }
    let written = text.bytes.text(tree.range(ofToken: token))
    guard written == "=" || written == "==" else { return [] }
    let other = written == "=" ? "==" : "="
    var rewrites = [
      Rewrite(
        id: "equality", title: "Write `\(written)` as `\(other)`",
        edits: [RewriteEdit(tree.range(ofToken: token), other)])
    ]
    let all = tree.tokens.indices.dropLast().filter {
      tree.tokens[$0].kind == .comparisonOperator
        && text.bytes[tree.range(ofToken: $0)].elementsEqual(written.utf8)
    }
    if all.count > 1 {
      rewrites.append(
        Rewrite(
          id: "equality.all", title: "Write all \(all.count) `\(written)` as `\(other)`",
          edits: all.map { RewriteEdit(tree.range(ofToken: $0), other) }))
    }
    return rewrites
  }

  // MARK: Order

  func order() -> [Rewrite] {
    if let (token, _, left, right) = logicalOperator {
      return [swap("swap", "Swap the operands of `\(spelling(of: token))`", left, right)]
    }
    if let (_, operands, _) = selectedOperands, operands.count == 2, joiner(operands[0], operands[1]) != nil {
      return [swap("swap", "Swap the two conditions", operands[0], operands[1])]
    }
    guard selection.isEmpty, let condition, let (chain, operand) = operand(holding: condition.node)
    else { return [] }
    let children = tree.children(of: chain)
    guard let index = children.firstIndex(of: operand) else { return [] }
    var rewrites: [Rewrite] = []
    if index + 1 < children.count, joiner(operand, children[index + 1]) != nil {
      rewrites.append(swap("swap.next", "Swap with the condition after it", operand, children[index + 1]))
    }
    if index > 0, joiner(children[index - 1], operand) != nil {
      rewrites.append(
        swap("swap.previous", "Swap with the condition before it", children[index - 1], operand))
    }
    return rewrites
  }

  private func swap(_ id: String, _ title: String, _ left: Int, _ right: Int) -> Rewrite {
    Rewrite(
      id: id, title: title,
      edits: [
        RewriteEdit(range(left), [.copy(range(right))]), RewriteEdit(range(right), [.copy(range(left))]),
      ])
  }

  /// The innermost chain around a node, and its operand that holds the node.
  func operand(holding node: Int) -> (chain: Int, operand: Int)? {
    var operand = node
    while let outer = parent(operand) {
      switch tree.nodes[outer].kind {
      case .conjunction, .disjunction: return (outer, operand)
      case .negation, .criteria: return nil
      default: operand = outer
      }
    }
    return nil
  }

  // MARK: Negations

  func negations() -> [Rewrite] {
    var rewrites: [Rewrite] = []
    let negation = tree.nodes.indices.first { tree.nodes[$0].kind == .negation && touches(range($0)) }
    if let negation, let edits = NegationFix.edits(negation, tree) {
      rewrites.append(
        Rewrite(id: "negation", title: "Push the negation inwards", edits: edits.map { RewriteEdit($0) }))
    }
    if let condition, let comparison = condition.comparison, let opposite = comparison.negated,
      let spelling = OperatorTable.standardSpelling(of: opposite), let token = condition.operatorToken,
      let edits = NegationFix.inverse(of: condition.node, tree)
    {
      let isOnly = tree.conditionCount == 1
      let written = text.bytes.text(tree.range(ofToken: token))
      rewrites.append(
        Rewrite(
          id: "negate", title: "Negate this condition: `\(written)` to `\(spelling)`\(Self.changes)",
          promise: isOnly ? .opposite : .other, edits: edits.map { RewriteEdit($0) }))
    }
    let isCompound = tree.nodes.contains { $0.kind == .conjunction || $0.kind == .disjunction }
    if isCompound, selection.isEmpty || selectedOperands?.isWhole ?? false,
      let edits = NegationFix.inverse(of: tree.root, tree)
    {
      rewrites.append(
        Rewrite(
          id: "negate.all", title: "Select the opposite\(Self.changes)", promise: .opposite,
          edits: edits.map { RewriteEdit($0) }))
    }
    return rewrites
  }

  /// Both a condition and its negation leave out records that have nothing there (C9).
  private static let changes = " (changes what is selected; records without a value match neither)"
}
